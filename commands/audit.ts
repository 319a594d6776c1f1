import { runScript } from './runScript'
import type { Verb } from './verb'

export const audit: Verb = {
  usage: '[--format FORMAT] [--out FILE] [--policy NAME]... [--stage STAGE] [--with-facts] [--verbose] PATH...',
  about: 'Judges recorded facts, captures, setup logs, and folders of them. It needs no stack and no server.',
  options: {
    '--format FORMAT': 'text, html, junit, sarif, markdown or json.',
    '--out FILE': 'Write the answer to a file.',
    '--policy NAME': 'Judge by this policy only; may be repeated.',
    '--stage STAGE': 'before-update, after-update or always.',
    '--with-facts': 'Put the facts into the JSON.',
    '--verbose': 'Show evidence, links and all steps in the text.'
  },
  codes: {
    0: 'In order.',
    1: 'A mandatory policy drifts or is unknown.',
    2: 'The command line or an input cannot be used, or the answer not be written.'
  },
  examples: ['audit recordings', 'audit ExchangeSetup.log'],
  run: (words) => runScript('audit', words)
}
