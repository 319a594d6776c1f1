import * as E from 'fp-ts/Either'
import { suggest } from '../kernel/suggest'
import { policies } from '../policies/catalogue'
import { parseCommandLine } from './commandLine'
import { deliver, refuse, say } from './deliver'
import { explanation } from './explanation'
import { layoutFor } from './layout'
import { exitCodeOf } from './outcome'
import { inputsOf, outFault } from './outFile'
import { readStack } from './readStack'
import { stackSettings } from './stackSettings'
import { exitCodes, judgingCodes, type Verb } from './verb'

const options = { stack: { type: 'string' }, out: { type: 'string' } } as const
const usage = 'SERVER [POLICY] [--stack NAME] [--out FILE]'

const names = policies.map(({ name }) => name)

export const explain: Verb = {
  usage,
  about: [
    'Reads one server and explains what is not in order there: the evidence, the section of the article, every step, and',
    'whether pulumi up can fix it or why not. With a policy it explains that one, also where it is compliant.'
  ].join('\n'),
  options: {
    '--stack NAME': 'The stack, or its file; else the selected one.',
    '--out FILE': 'Write the answer to a file.'
  },
  codes: judgingCodes,
  examples: ['explain EX01', 'explain EX01 services-start'],
  run: async (words) => {
    const line = parseCommandLine(options, `explain ${usage}`, words)
    if (E.isLeft(line)) return refuse(line.left)
    const { values, positionals } = line.right
    const [server, policy, ...more] = positionals
    if (server === undefined || more.length > 0)
      return refuse('Name one server, and one policy at most: explain SERVER [POLICY]')
    if (policy !== undefined && !names.includes(policy))
      return refuse(`there is no policy ${policy}; ${suggest(policy, names)}`)
    const found = await stackSettings(values.stack)
    if (E.isLeft(found)) return refuse(found.left)
    const unfit = await outFault(values.out, inputsOf(found.right.stack, found.right.settings))
    if (unfit !== null) return refuse(unfit)
    const read = await readStack(found.right, { servers: [server], dag: null, site: null })
    if (E.isLeft(read)) return refuse(read.left)
    const { judged, broken, table } = read.right
    broken.forEach(say)
    const wanted = judged.map((one) => ({
      ...one,
      verdicts: one.verdicts.filter((verdict) => policy === undefined || verdict.policy === policy)
    }))
    const [one] = wanted
    if (one === undefined) return exitCodes.unusable
    if (policy !== undefined && one.verdicts.length === 0)
      return refuse(`${policy} is not judged in this stack: the settings switch it off, or its stage is another one`)
    const text = explanation(layoutFor(values.out, true), one, policy ?? null, table, {
      stack: found.right.stack.name,
      now: Date.now()
    })
    return deliver(text, values.out, exitCodeOf(wanted, broken))
  }
}
