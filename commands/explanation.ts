import type { Policy } from '../judging/policy'
import { findings, isUnasked, leadersFirst, type Verdict } from '../judging/verdict'
import type { BuildTable } from '../kernel/builds/buildTable'
import { printable, shortened } from '../kernel/printable'
import { showPath } from '../kernel/propertyPath'
import type { Stage, Status } from '../kernel/words'
import { policies } from '../policies/catalogue'
import { countsText } from '../reports/coverage'
import { bindingFirst, type Finding, findingsOf, toldFindings } from '../reports/findings'
import { findingText, type Layout, labelled, stepLines } from '../reports/findingText'
import { levelText } from '../reports/plainFinding'
import type { JudgedServer } from '../reports/summary'
import type { Style } from '../reports/text'
import { indent, wrap } from '../reports/wrap'
import { fleetServer } from '../stacks/fleet'
import type { JudgedPlan } from '../stacks/judgePlan'
import { type Asked, headingParts, stateLines } from './verdictsText'

const mostOfNote = 4_000

/** What fewer policies have in common stands with each of them. */
const fewPolicies = 3

/** As many values in order as are read beside a finding; of more, the count is enough for most. */
const fewValues = 5

const seenLines = ({ compliances }: Verdict, isVerbose: boolean): ReadonlyArray<string> => {
  if (compliances.length === 0) return []
  if (compliances.length > fewValues && !isVerbose) return [`In order: ${compliances.length} (--verbose lists them)`]
  return [
    `In order (${compliances.length}):`,
    ...compliances.map(({ path, actual }) => `  ${printable(showPath(path))}: ${shortened(actual)}`)
  ]
}

const policyLines = (
  { title, section, link, stage, level, automation }: Policy,
  isLinked: boolean
): ReadonlyArray<string> => [
  `Policy: ${title}.`.replace('..', '.'),
  ...(isLinked ? [] : [section === null ? `Beyond the article: ${link}` : `Article: section #${section}; ${link}`]),
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

/** What nobody named a source for was not judged, which is no failure of the reading. */
const headLine = ({ style }: Layout, verdict: Verdict): string => {
  const [status, name] = statusWords[verdict.status]
  const word = isUnasked(verdict) ? 'not judged' : `${status}${verdict.waiver === null ? '' : ', waived'}`
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

const verdictText = (
  layout: Layout,
  judged: JudgedServer,
  verdict: Verdict,
  { policy: named, isVerbose }: Explained
): ReadonlyArray<string> => {
  const policy = policies.find(({ name }) => name === verdict.policy)
  const inner = { ...layout, width: layout.width - 2 }
  const found = findingsOf({ ...judged, verdicts: [verdict] })
  const isLinked = found.some(({ resolutions }) => resolutions.some(({ link }) => link === policy?.link))
  return [
    headLine(layout, verdict),
    ...indent(2, [
      ...noteLines(verdict).flatMap((line) => wrap(line, inner.width)),
      ...labelled('Next', stepLines(inner, verdict.steps)),
      ...found.flatMap((finding) => findingLines(inner, finding)),
      ...seenLines(verdict, isVerbose),
      ...(policy === undefined || named === null
        ? []
        : [
            'About this policy:',
            ...indent(
              2,
              policyLines(policy, isLinked).flatMap((line) => wrap(line, inner.width - 2))
            )
          ])
    ]),
    ''
  ]
}

/** What is to be explained of a server. */
export interface Explained extends Pick<Asked, 'stack' | 'now'> {
  /** Null for all policies that found something. */
  readonly policy: string | null
  /** The stage of the policy, where it is another one than the stack's; else null. */
  readonly stage: Stage | null
  /** Whether each value that is in order is listed. */
  readonly isVerbose: boolean
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

/** What keeps many policies from a verdict: it stands once, with their names. */
const sharedUnknowns = (judged: JudgedServer, { policy }: Explained): ReadonlyArray<Finding> =>
  policy === null
    ? toldFindings(judged).filter(({ kind, policies: names }) => kind === 'unknown' && names.length > fewPolicies)
    : []

const sharedLines = (layout: Layout, finding: Finding, count: number): ReadonlyArray<string> => {
  const names = finding.policies
  const kept = names.length === count ? `all ${count} policies` : `${names.length} policies`
  const list = names.length === count ? '' : `: ${names.join(', ')}`
  return [
    ...findingText({ ...layout, full: false }, finding),
    ...indent(2, wrap(`It keeps ${kept} from a verdict${list}.`, layout.width - 2)),
    ''
  ]
}

/** Whether there is nothing else to say of a verdict than what stands there for many policies. */
const isTold =
  (shared: ReadonlyArray<Finding>) =>
  ({ drifts, unknowns }: Verdict): boolean =>
    drifts.length === 0 &&
    unknowns.length > 0 &&
    unknowns.every((one) => shared.some((all) => all.unknowns.includes(one)))

/** All that is known of one policy on a server, or of all that found something. `exit` are sentences on the exit code. */
export const explanation = (
  layout: Layout,
  judged: JudgedPlan,
  table: BuildTable,
  explained: Explained,
  exit: ReadonlyArray<string> = []
): string => {
  const { policy, stage, stack, now } = explained
  const wanted = bindingFirst(leadersFirst(judged.verdicts).filter(isWanted(policy)))
  const server = fleetServer(judged)
  const shared = sharedUnknowns(server, explained)
  const single = wanted.filter((verdict) => !isTold(shared)(verdict))
  const others = judged.verdicts.filter((verdict) => !wanted.includes(verdict))
  const whole = { ...layout, full: true, all: true }
  return [
    [...headingParts(layout.style, judged, table, now), `stack ${printable(stack)}`].join('   '),
    ...stateLines(layout.width, judged, table),
    ...(stage === null ? [] : [`  Judged by the stage ${stage}, which is not the stack's.`]),
    '',
    ...shared.flatMap((finding) => sharedLines(layout, finding, judged.verdicts.length)),
    ...single.flatMap((verdict) => verdictText(whole, server, verdict, explained)),
    ...(wanted.length === 0
      ? [nothingWrong(judged)]
      : [
          ...(single.length === 0
            ? []
            : [
                `The pages of the policies: docs/policies/${single.map(({ policy: name }) => `${name}.md`).join(', ')}`
              ]),
          ...(others.length === 0 ? [] : wrap(`Besides, on this server: ${countsText(others)}.`, layout.width))
        ]),
    ...exit.flatMap((line) => wrap(line, layout.width))
  ].join('\n')
}
