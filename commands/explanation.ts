import { policies } from '../policies'
import type { Policy } from '../policies/policy'
import { showPath } from '../policies/propertyPath'
import { findings, type Verdict } from '../policies/verdict'
import { printable, shortened } from '../reports/printable'
import { type Style, verdictLines } from '../reports/text'
import type { JudgedPlan } from '../stacks/judgePlan'
import { installed, placeText } from './verdictsText'

const indent = (lines: ReadonlyArray<string>): ReadonlyArray<string> => lines.map((line) => `  ${line}`)

/** How many values that are right are listed; the rest is a number. */
const mostValues = 20

const seenLines = ({ compliances }: Verdict): ReadonlyArray<string> => {
  if (compliances.length === 0) return []
  const shown = compliances.slice(0, mostValues)
  const left = compliances.length - shown.length
  return [
    `In order (${compliances.length}):`,
    ...shown.map(({ path, actual }) => `  ${printable(showPath(path))}: ${shortened(actual)}`),
    ...(left === 0 ? [] : [`  and ${left} more`])
  ]
}

/** Of one drift the resolution itself says why it is not automated. */
const automationOf = ({ drifts, level }: Verdict): ReadonlyArray<string> => {
  if (drifts.length === 0) return []
  const automatic = drifts.filter(({ remediation }) => remediation !== null).length
  const now =
    level === 'remediate' ? 'pulumi up fixes them' : `pulumi up fixes them at the level remediate, not at ${level}`
  return [
    automatic === 0
      ? 'Automatic: no; the last steps say why.'
      : `Automatic: ${automatic} of ${drifts.length}; ${now}. "script" shows how.`
  ]
}

const policyLines = ({ title, section, link, stage, level, automation }: Policy): ReadonlyArray<string> => [
  `Policy: ${title}.`.replace('..', '.'),
  section === null ? `Beyond the article: ${link}` : `Article: section #${section}; ${link}`,
  `Own level ${level}, stage ${stage}.`,
  ...automation.automated.map((sentence) => `Automated: ${sentence}`),
  ...automation.byHand.map((sentence) => `Manually: ${sentence}`)
]

const verdictText = (style: Style, verdict: Verdict): ReadonlyArray<string> => {
  const policy = policies.find(({ name }) => name === verdict.policy)
  return [
    ...verdictLines(style, verdict),
    ...indent([
      ...seenLines(verdict),
      ...automationOf(verdict),
      ...(policy === undefined ? [] : ['About this policy:', ...indent(policyLines(policy))])
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
    : `Nothing is wrong with ${server}: ${verdicts.length} policies were judged.`
}

/** All that is known of one policy on a server; of all policies that found something where none is named. */
export const explanation = (style: Style, judged: JudgedPlan, policy: string | null): string => {
  const wanted = judged.verdicts.filter(isWanted(policy))
  return [
    `${style.strong(placeText(judged))}   ${printable(installed(judged) ?? 'unknown build')}   read ${judged.facts.collectedAt ?? 'at an unknown time'}`,
    '',
    ...wanted.flatMap((verdict) => verdictText(style, verdict)),
    wanted.length === 0
      ? nothingWrong(judged)
      : `The pages of the policies: docs/policies/${wanted.map(({ policy: name }) => `${name}.md`).join(', ')}`
  ].join('\n')
}
