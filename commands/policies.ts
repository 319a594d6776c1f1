import { runScript } from './runScript'
import type { Verb } from './verb'

export const policies: Verb = {
  usage: '',
  about:
    'Prints a JSON list of the policies: name, title, section of the article, stage, level, and whether it is automated.',
  options: {},
  examples: ['policies'],
  run: (words) => runScript('catalogue', words)
}
