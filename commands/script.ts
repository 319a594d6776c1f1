import { runScript } from './runScript'
import type { Verb } from './verb'

export const script: Verb = {
  usage: '[--stack NAME] SERVER',
  about: 'Prints the script that pulumi up would run on a server, to read it and to run it by hand.',
  options: { '--stack NAME': 'The stack; else the selected one.' },
  examples: ['script EX01 --stack production'],
  run: (words) => runScript('script', words)
}
