import { refuse } from './deliver'
import { runScript } from './runScript'
import { doneOrNot, judgingCodes, type Verb } from './verb'

export const policies: Verb = {
  usage: '',
  about:
    'Prints a JSON list of the policies: name, title, section of the article, stage, level, and whether it is automated.',
  options: {},
  codes: doneOrNot('The list is printed.', judgingCodes[2]),
  examples: ['policies'],
  run: async ([word]) =>
    word === undefined
      ? runScript('catalogue', [])
      : refuse(`${word}: policies takes no words and no options but --help`)
}
