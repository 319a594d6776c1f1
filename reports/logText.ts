import { stepText } from '../policies/resolutionSteps'
import type { JudgedDrift, Verdict } from '../policies/verdict'
import type { AuditedServer } from './audit'
import { printable, sentence } from './printable'
import type { Style } from './text'
import { indent } from './wrap'

const findingLines = (style: Style, { policy, section }: Verdict, found: JudgedDrift): ReadonlyArray<string> => {
  const [why = '', ...evidence] = found.evidence
  const { summary, steps, link } = found.resolution
  return [
    `What failed: ${style.bad(printable(found.actual))}`,
    `Why: ${printable(why)}`,
    `What to do: ${style.good(printable(summary))}`,
    ...indent(
      2,
      steps.map((step, index) => printable(`${index + 1}. ${stepText(step)}`))
    ),
    'Evidence:',
    ...indent(
      2,
      evidence.map((text) => `- ${printable(text)}`)
    ),
    `More: ${link} (policy ${policy}${section === null ? '' : `, article section #${section}`})`,
    ...(found.waiver === null ? [] : [`Waived: ${printable(found.waiver)}`])
  ]
}

const reasons = (verdicts: ReadonlyArray<Verdict>): ReadonlyArray<string> => [
  ...new Set(verdicts.flatMap(({ reason }) => (reason === null ? [] : [reason])))
]

const withoutFindings = (style: Style, verdicts: ReadonlyArray<Verdict>): ReadonlyArray<string> => {
  const open = verdicts.filter(({ status }) => status === 'unknown')
  const told = open.length > 0 ? open : verdicts
  const word = open.length > 0 ? style.doubtful('unknown') : style.good('Nothing to complain of')
  const seen = [...new Set(verdicts.flatMap(({ compliances }) => compliances.map(({ actual }) => actual)))]
  return [`${word}: ${sentence(printable([...reasons(told), ...(open.length > 0 ? [] : seen)].join('; ')))}`]
}

/** What a setup log tells, as a colleague would: what failed, why, what to do, and the evidence. */
export const logLines = (style: Style, { verdicts }: AuditedServer): ReadonlyArray<string> => {
  const found = verdicts.flatMap((verdict) => verdict.drifts.map((drift) => findingLines(style, verdict, drift)))
  if (found.length === 0) return withoutFindings(style, verdicts)
  const others = reasons(verdicts.filter(({ status }) => status !== 'not-applicable'))
  const also = others.length === 0 ? [] : ['', ...others.map((reason) => `Also seen: ${sentence(printable(reason))}`)]
  return [...found.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines])), ...also]
}
