import * as E from 'fp-ts/Either'
import { isFileTarget } from '../connections/files'
import { planServers } from '../stacks/plan'
import { remediates } from '../stacks/settings'
import { parseCommandLine } from './commandLine'
import { refuse, say } from './deliver'
import { runScript } from './runScript'
import { serversOfStack } from './serversOfStack'
import { isFile } from './stackFile'
import { stackSettings } from './stackSettings'
import { exitCodes, type Verb } from './verb'

const options = { stack: { type: 'string' } } as const
const usage = '[--stack NAME] SERVER'

export const script: Verb = {
  usage,
  about: [
    'Prints the script that pulumi up would run on a server, to read it and to run it by hand. There is one only at the',
    'level remediate.'
  ].join('\n'),
  options: { '--stack NAME': 'The stack; else the selected one.' },
  codes: {
    0: 'The script is printed.',
    1: 'There is none for this server, or the preview failed.',
    2: 'The command line or the settings cannot be used, or the level is not remediate.'
  },
  examples: ['script EX01 --stack production'],
  run: async (words) => {
    const line = parseCommandLine(options, `script ${usage}`, words)
    if (E.isLeft(line)) return refuse(line.left)
    const { values, positionals } = line.right
    const [server, ...more] = positionals
    if (server === undefined || more.length > 0) return refuse('Name one server: script SERVER')
    const found = await stackSettings(values.stack)
    if (E.isLeft(found)) return refuse(found.left)
    const { settings, stack } = found.right
    const plans = await serversOfStack(
      stack,
      planServers(settings, '1970-01-01', () => null),
      { servers: [server], dag: null, site: null }
    )
    if (E.isLeft(plans)) return refuse(plans.left)
    if (!remediates(settings))
      return refuse(
        `the level of ${stack.name} is ${settings.enforcement ?? 'advisory'}, at which nothing is changed: at remediate (exchange-compliance:enforcement) this shows the script`
      )
    const [plan] = plans.right
    const name = plan?.place.server ?? server
    if (plan !== undefined && isFileTarget(plan.args.target)) {
      say(`${name} is read from a recording, so pulumi up runs nothing there; in ${stack.shown}, set how it is reached`)
      return exitCodes.drift
    }
    return runScript('script', [
      ...(values.stack === undefined ? [] : ['--stack', isFile(values.stack) ? stack.name : values.stack]),
      ...(values.stack !== undefined && isFile(values.stack) ? ['--config-file', stack.file] : []),
      name
    ])
  }
}
