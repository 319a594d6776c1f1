import { runScript } from './runScript'
import type { Verb } from './verb'

/** The npm script of this name stays as it is, since programs read it: there `json` is version 1. */
const inVersion2 = (words: ReadonlyArray<string>): ReadonlyArray<string> =>
  words.map((word, index) =>
    word === '--format=json' || (word === 'json' && words[index - 1] === '--format') ? `${word}-2` : word
  )

export const audit: Verb = {
  usage:
    '[--format FORMAT] [--out FILE] [--baseline FILE] [--policy NAME]... [--stage STAGE] [--with-facts] [--verbose] PATH...',
  about: 'Judges recorded facts, captures, setup logs, and folders of them. It needs no stack and no server.',
  options: {
    '--format FORMAT':
      'text, html, junit, sarif, markdown or json (version 2; in npm run audit, json is version 1, and json-2 is this one).',
    '--out FILE': 'Write the answer to a file.',
    '--baseline FILE': 'An earlier answer in the format json: say what is new, fixed and unchanged since then.',
    '--policy NAME': 'Judge by this policy only, at its own stage; may be repeated.',
    '--stage STAGE': 'before-update, after-update or always.',
    '--with-facts': 'Put the facts into the JSON.',
    '--verbose': 'Show evidence, links and all steps in the text.'
  },
  codes: {
    0: 'In order.',
    1: 'A mandatory policy drifts or is unknown, or no policy was judged.',
    2: 'The command line or an input cannot be used, or the answer not be written.'
  },
  examples: ['audit recordings', 'audit ExchangeSetup.log'],
  run: (words) => runScript('audit', inVersion2(words))
}
