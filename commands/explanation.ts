import { isFileTarget } from '../connections/files'
import type { Policy } from '../judging/policy'
import { findings, type Verdict } from '../judging/verdict'
import type { BuildTable } from '../kernel/builds/buildTable'
import { printable, shortened } from '../kernel/printable'
import { showPath } from '../kernel/propertyPath'
import type { Status } from '../kernel/words'
import { policies } from '../policies/catalogue'
import { countsText } from '../reports/coverage'
import { type Finding, findingsOf } from '../reports/findings'
import { findingText, type Layout } from '../reports/findingText'
import { levelText } from '../reports/plainFinding'
import type { Style } from '../reports/text'
import { indent, wrap } from '../reports/wrap'
import type { JudgedPlan } from '../stacks/judgePlan'
import { type Asked, headingParts } from './verdictsText'

const mostOfNote = 4_000

const seenLines = ({ compliances }: Verdict): ReadonlyArray<string> => {
  if (compliances.length === 0) return []
  return [
    `In order (${compliances.length}):`,
    ...compliances.map(({ path, actual }) => `  ${printable(showPath(path))}: ${shortened(actual)}`)
  ]
}

const policyLines = ({ title, section, link, stage, level, automation }: Policy): ReadonlyArray<string> => [
  `Policy: ${title}.`.replace('..', '.'),
  section === null ? `Beyond the article: ${link}` : `Article: section #${section}; ${link}`,
  `Own level ${level}, stage ${stage}.`,
  ...automation.automated.map((sentence) => `Automated: ${sentence}`),
  ...automation.byHand.map((sentence) => `Manually: ${sentence}`)
]

const statusWords: Readonly<Record<Status, readonly [word: string, style: keyof Style]>> = {
  drift: ['drift', 'bad'],
  unknown: ['unknown', 'doubtful'],
  compliant: ['compliant', 'good'],
  'not-applicable': ['not applicable', 'quiet']
}

const headLine = ({ style }: Layout, verdict: Verdict): string => {
  const [word, name] = statusWords[verdict.status]
  const section = verdict.section === null ? '' : `, article section #${verdict.section}`
  return `${style.strong(verdict.policy)}: ${style[name](word)} (${levelText(verdict)}${section})`
}

const noteLines = ({ status, reason }: Verdict): ReadonlyArray<string> =>
  reason === null || status === 'unknown' ? [] : [`Note: ${shortened(reason, mostOfNote)}`]

/** Who asks about a finding wants to see all of it, though a waiver covers it. */
const findingLines = (layout: Layout, finding: Finding): ReadonlyArray<string> => [
  ...findingText(layout, { ...finding, waiver: null }),
  ...(finding.waiver === null ? [] : [`  Waived: ${printable(finding.waiver)}`])
]

const verdictText = (layout: Layout, server: string, verdict: Verdict, isNamed: boolean): ReadonlyArray<string> => {
  const policy = policies.find(({ name }) => name === verdict.policy)
  const inner = { ...layout, width: layout.width - 2 }
  return [
    headLine(layout, verdict),
    ...indent(2, [
      ...noteLines(verdict).flatMap((line) => wrap(line, inner.width)),
      ...findingsOf({ server, verdicts: [verdict] }).flatMap((finding) => findingLines(inner, finding)),
      ...seenLines(verdict),
      ...(policy === undefined || !isNamed
        ? []
        : [
            'About this policy:',
            ...indent(
              2,
              policyLines(policy).flatMap((line) => wrap(line, inner.width - 2))
            )
          ])
    ]),
    ''
  ]
}

const isWanted =
  (policy: string | null) =>
  (verdict: Verdict): boolean =>
    policy === null ? findings(verdict).length > 0 : verdict.policy === policy

const nothingWrong = ({ plan, verdicts }: JudgedPlan): string => {
  const server = printable(plan.place.server)
  return verdicts.length === 0
    ? `Nothing is known of ${server}: no policy was judged, since the settings disable them all.`
    : `Nothing is wrong with ${server}: ${countsText(verdicts)}.`
}

/** All that is known of one policy on a server; of all policies that found something where none is named. */
export const explanation = (
  layout: Layout,
  judged: JudgedPlan,
  policy: string | null,
  table: BuildTable,
  { stack, now }: Asked
): string => {
  const wanted = judged.verdicts.filter(isWanted(policy))
  const server = judged.plan.place.server
  const whole = { ...layout, full: true, all: true }
  return [
    [...headingParts(layout.style, judged, table, now), `stack ${printable(stack)}`].join('   '),
    ...(isFileTarget(judged.plan.args.target) &&
    findingsOf({ server, verdicts: wanted }).some((finding) => finding.ending.automatic !== 'none')
      ? wrap(
          'Read from a recording: pulumi up changes nothing here, also where it says "Automatic: yes".',
          layout.width
        )
      : []),
    '',
    ...wanted.flatMap((verdict) => verdictText(whole, server, verdict, policy !== null)),
    wanted.length === 0
      ? nothingWrong(judged)
      : `The pages of the policies: docs/policies/${wanted.map(({ policy: name }) => `${name}.md`).join(', ')}`
  ].join('\n')
}
