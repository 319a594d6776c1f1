import { policies } from '../policies'
import type { Policy } from '../policies/policy'
import { showPath } from '../policies/propertyPath'
import { findings, type Verdict } from '../policies/verdict'
import { countsText } from '../reports/coverage'
import { findingsOf } from '../reports/findings'
import { findingText, type Layout } from '../reports/findingText'
import { levelText } from '../reports/plainFinding'
import { printable, shortened } from '../reports/printable'
import { wrap } from '../reports/wrap'
import type { JudgedPlan } from '../stacks/judgePlan'
import { installed, placeText, readText } from './verdictsText'

const wrapped = ({ width }: Layout, indent: number, text: string): ReadonlyArray<string> =>
  wrap(text, width - indent).map((line) => ' '.repeat(indent) + line)

const seenLines = ({ compliances }: Verdict): ReadonlyArray<string> =>
  compliances.length === 0
    ? []
    : [
        `  In order (${compliances.length}):`,
        ...compliances.map(({ path, actual }) => `    ${printable(showPath(path))}: ${shortened(actual)}`)
      ]

const policyLines = (
  layout: Layout,
  { name, title, section, link, stage, level, automation }: Policy
): ReadonlyArray<string> => [
  ...wrapped(layout, 2, `Policy ${name}: ${title}.`.replace('..', '.')),
  ...[
    `Its own level is ${level}, its stage ${stage}.`,
    section === null ? `Beyond the article: ${link}` : `Article section: #${section}`,
    ...automation.automated.map((sentence) => `Automatic: ${sentence}`),
    ...automation.byHand.map((sentence) => `Manual: ${sentence}`)
  ].flatMap((text) => wrapped(layout, 4, text))
]

const words: Readonly<Record<Verdict['status'], string>> = {
  compliant: 'compliant',
  drift: 'drift',
  unknown: 'unknown',
  'not-applicable': 'not applicable'
}

const verdictText = (layout: Layout, server: string, verdict: Verdict): ReadonlyArray<string> => {
  const policy = policies.find(({ name }) => name === verdict.policy)
  const { status, reason } = verdict
  return [
    ...wrapped(layout, 0, `${verdict.policy}: ${words[status]}, ${levelText(verdict)}`),
    ...findingsOf({ server, verdicts: [verdict] }).flatMap((finding) => findingText(layout, finding)),
    ...seenLines(verdict),
    ...(reason === null || status === 'unknown' ? [] : wrapped(layout, 2, `Note: ${shortened(reason, 4_000)}`)),
    ...(policy === undefined ? [] : policyLines(layout, policy)),
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
export const explanation = (layout: Layout, judged: JudgedPlan, policy: string | null): string => {
  const whole = { ...layout, full: true, all: true }
  const wanted = judged.verdicts.filter(isWanted(policy))
  return [
    `${layout.style.strong(placeText(judged))}   ${printable(installed(judged) ?? 'unknown build')}   ${readText(judged)}`,
    '',
    ...wanted.flatMap((verdict) => verdictText(whole, judged.plan.place.server, verdict)),
    ...(wanted.length === 0
      ? wrapped(layout, 0, nothingWrong(judged))
      : wanted.map(({ policy: name }) => `Page of the policy: docs/policies/${name}.md`))
  ].join('\n')
}
