import { runScript } from './runScript'
import type { Verb } from './verb'

export const audit: Verb = {
  usage: '[--format FORMAT] [--policy NAME]... [--stage STAGE] [--with-facts] PATH...',
  about: 'Judges recorded facts, captures, setup logs, and folders of them. It needs no stack and no server.',
  options: {
    '--format FORMAT': 'text or json.',
    '--policy NAME': 'Judge by this policy only; may be repeated.',
    '--stage STAGE': 'before-update, after-update or always.',
    '--with-facts': 'Put the facts into the JSON.'
  },
  examples: ['audit recordings', 'audit ExchangeSetup.log'],
  run: (words) => runScript('audit', words)
}
