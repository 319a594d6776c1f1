import * as E from 'fp-ts/Either'
import { counted } from '../kernel/counted'
import { printable, shortened } from '../kernel/printable'
import type { Style } from '../reports/text'
import { planServers } from '../stacks/plan'
import { parseCommandLine } from './commandLine'
import { deliver, refuse } from './deliver'
import { type Check, checkComputer } from './doctorChecks'
import { checkServers } from './doctorServers'
import { styleFor } from './layout'
import { inputsOf, outFault } from './outFile'
import { stacksFolder } from './paths'
import { untilInterrupted } from './readStack'
import { serversOfStack } from './serversOfStack'
import { stackSettings } from './stackSettings'
import { doneOrNot, exitCodes, judgingCodes, type Verb } from './verb'

const options = { stack: { type: 'string' }, out: { type: 'string' } } as const
const usage = '[SERVER...] [--stack NAME] [--out FILE]'

const words = (style: Style) => ({ ok: style.good('ok  '), note: style.doubtful('note'), fail: style.bad('FAIL') })

const text = (style: Style, checks: ReadonlyArray<Check>): string => {
  const width = Math.max(...checks.map(({ what }) => printable(what).length))
  const failed = checks.filter(({ state }) => state === 'fail').length
  return [
    ...checks.map(
      (one) => `${words(style)[one.state]}  ${printable(one.what).padEnd(width)}  ${shortened(one.text, 280)}`
    ),
    failed === 0 ? 'All checks passed.' : `${failed} of ${checks.length} checks failed.`
  ].join('\n')
}

export const doctor: Verb = {
  usage,
  about: [
    'Checks whether this computer can do its work: Node.js, the Pulumi CLI and its plugin, ssh or PowerShell, the proxy, and',
    'whether each server of the stack, or those named, can be reached. It changes nothing, and waits 45 s at most.'
  ].join('\n'),
  options: {
    '--stack NAME': 'The stack, or its file; else the selected one.',
    '--out FILE': 'Write the answer to a file.'
  },
  codes: { ...doneOrNot('All checks passed.', judgingCodes[2]), 3: 'A check failed.' },
  examples: ['doctor', 'doctor EX01 EX02 --stack production'],
  run: async (argv) => {
    const line = parseCommandLine(options, `doctor ${usage}`, argv)
    if (E.isLeft(line)) return refuse(line.left)
    const { values, positionals } = line.right
    const found = await stackSettings(values.stack)
    if (E.isLeft(found)) return refuse(found.left)
    const unfit = await outFault(values.out, inputsOf(found.right.stack, found.right.settings))
    if (unfit !== null) return refuse(unfit)
    const { settings, stack } = found.right
    const plans = await serversOfStack(
      stack,
      planServers(settings, '1970-01-01', () => null),
      { servers: positionals, dag: null, site: null }
    )
    if (E.isLeft(plans)) return refuse(plans.left)
    process.chdir(stacksFolder)
    const targets = plans.right.map(({ args }) => args.target)
    const [computer, servers] = await Promise.all([checkComputer(settings), checkServers(targets, untilInterrupted())])
    if (E.isLeft(servers)) return refuse(servers.left)
    const file: Check = {
      state: 'ok',
      what: 'settings',
      text: `${stack.shown}, ${counted(settings.servers.length, 'server')}`
    }
    const checks = [...computer, file, ...servers.right]
    const code = checks.some(({ state }) => state === 'fail') ? exitCodes.unread : exitCodes.inOrder
    return deliver(text(styleFor(values.out), checks), values.out, code)
  }
}
