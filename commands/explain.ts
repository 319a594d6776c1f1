import * as E from 'fp-ts/Either'
import { readSetupLog } from '../connections/setup-log/readLog'
import { runsIn } from '../judging/levels'
import { nearest } from '../kernel/suggest'
import type { Stage } from '../kernel/words'
import { policies } from '../policies/catalogue'
import { excerptOf } from '../setup-log/excerpt'
import type { Settings } from '../stacks/settings'
import { parseCommandLine } from './commandLine'
import { deliver, refuse, say } from './deliver'
import { explanation } from './explanation'
import { layoutFor } from './layout'
import { exitCodeOf, exitSentence } from './outcome'
import { inputsOf, outFault } from './outFile'
import { userPath } from './paths'
import { readStack } from './readStack'
import { stackSettings } from './stackSettings'
import { exitCodes, judgingCodes, type Verb } from './verb'

const options = {
  stack: { type: 'string' },
  out: { type: 'string' },
  verbose: { type: 'boolean', default: false },
  anonymous: { type: 'boolean', default: false }
} as const
const usage = 'SERVER [POLICY] [--stack NAME] [--verbose] [--out FILE] | LOG --anonymous [--out FILE]'

const names = policies.map(({ name }) => name)

/** The stage of a policy that the stack's own stage leaves out; null where it runs there. */
const otherStage = ({ stage }: Settings, policy: string | undefined): Stage | null => {
  const meant = policies.find(({ name }) => name === policy)
  return meant === undefined || runsIn(stage, meant) ? null : meant.stage
}

/** Writes an excerpt of a failure of setup without the names in it. */
const anonymous = async (paths: ReadonlyArray<string>, out: string | undefined): Promise<number> => {
  const [path, ...more] = paths
  if (path === undefined || more.length > 0) return refuse('Name one log of setup: explain LOG --anonymous')
  const unfit = await outFault(out, { files: [userPath(path)], folders: [] })
  if (unfit !== null) return refuse(unfit)
  const log = await readSetupLog(userPath(path))()
  if (E.isLeft(log)) return refuse(log.left)
  say('Read the excerpt before you share it: a name that stands alone in a text may be left.')
  return deliver(excerptOf(log.right), out, exitCodes.inOrder)
}

export const explain: Verb = {
  usage,
  about: [
    'Reads one server and explains what is not in order there: the evidence, the section of the article, every step, and',
    'whether pulumi up can fix it or why not. With a policy it explains that one, also where it is compliant, and by its',
    "own stage, also where that is not the stack's."
  ].join('\n'),
  options: {
    '--stack NAME': 'The stack, or its file; else the selected one.',
    '--out FILE': 'Write the answer to a file.',
    '--verbose': 'List each value that is in order, too.',
    '--anonymous': 'Write an excerpt of a setup log that can be shared: its failure, with the names replaced.'
  },
  codes: judgingCodes,
  examples: ['explain EX01', 'explain EX01 services-start', 'explain ExchangeSetup.log --anonymous --out excerpt.txt'],
  run: async (words) => {
    const line = parseCommandLine(options, `explain ${usage}`, words)
    if (E.isLeft(line)) return refuse(line.left)
    const { values, positionals } = line.right
    if (values.anonymous) return anonymous(positionals, values.out)
    const [server, policy, ...more] = positionals
    if (server === undefined || more.length > 0)
      return refuse('Name one server, and one policy at most: explain SERVER [POLICY]')
    if (policy !== undefined && !names.includes(policy)) {
      const meant = nearest(policy, names)
      const advice = meant === null ? 'explain takes one server at a time, then a policy' : `did you mean ${meant}?`
      return refuse(`there is no policy ${policy}; ${advice}`)
    }
    const found = await stackSettings(values.stack)
    if (E.isLeft(found)) return refuse(found.left)
    const { stack, settings } = found.right
    const unfit = await outFault(values.out, inputsOf(stack, settings))
    if (unfit !== null) return refuse(unfit)
    const stage = otherStage(settings, policy)
    const ofStage = { stack, settings: { ...settings, stage: stage ?? settings.stage } }
    const read = await readStack(ofStage, { servers: [server], dag: null, site: null })
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
      return refuse(`${policy} is not judged in this stack: the settings disable it`)
    const code = exitCodeOf(wanted, broken)
    const asked = { stack: stack.name, now: Date.now(), policy: policy ?? null, stage, isVerbose: values.verbose }
    const [whole = one] = judged
    const sentences = exitSentence(wanted, code, broken)
    const text = explanation(layoutFor(values.out, true), whole, table, asked, sentences)
    return deliver(text, values.out, code)
  }
}
