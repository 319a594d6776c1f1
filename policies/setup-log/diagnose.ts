import type { SetupLog } from '../../facts/sections/setupLog'
import { type Drift, drift, type Judgement, type Step } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { rememberedFor } from '../../kernel/remembered'
import { withoutSecrets } from '../../setup-log/secrets'
import { errorEvidence, msiEvidence, ruleEvidence, runEvidence, settingEvidence, warningEvidence } from './evidenceText'
import { anythingElse } from './families/anythingElse'
import { logsOf, withInstallerCauses } from './installerLogs'
import { described, type Evidence, type KnownIssue, type Owner, type Subject } from './knownIssue'
import { knownIssues } from './knownIssues'

/** What a run failed of, by one issue. */
export interface Finding {
  readonly issue: KnownIssue
  readonly found: Evidence
}

const subjectOf = (run: SetupLog): Subject => ({
  run,
  errors: run.errors.map(described),
  rules: run.prerequisites.filter(({ required }) => required)
})

const without = (subject: Subject, { errors, rules }: Evidence): Subject => ({
  ...subject,
  errors: subject.errors.filter(({ error }) => !errors.includes(error)),
  rules: subject.rules.filter((rule) => !rules.includes(rule))
})

const explain = (
  issues: ReadonlyArray<KnownIssue>,
  subject: Subject
): { readonly findings: ReadonlyArray<Finding>; readonly rest: Subject } => {
  const findings: Array<Finding> = []
  let rest = subject
  for (const issue of issues) {
    const found = issue.matches(rest)
    if (found === null) continue
    findings.push({ issue, found })
    rest = without(rest, found)
  }
  return { findings, rest }
}

/** Errors that no issue explains are told where they stopped setup, or where nothing else explains the failure. */
const unexplained = (findings: ReadonlyArray<Finding>, rest: Subject): Subject => {
  const last = rest.run.errors[rest.run.errors.length - 1]
  const stopped = rest.errors.filter(({ error }) => error === last || error.component !== null)
  return { ...rest, errors: findings.length === 0 ? rest.errors.slice(-3) : stopped }
}

const findAll = (run: SetupLog): ReadonlyArray<Finding> => {
  if (run.state === 'broken-off') return []
  const { findings, rest } = explain(knownIssues, subjectOf(withInstallerCauses(run)))
  if (run.state === 'completed') return findings.filter(({ found }) => found.seen.length > 0)
  const others = explain([anythingElse(findings.length === 0)], unexplained(findings, rest))
  return [...findings, ...others.findings]
}

/** All that a failed run failed of; each error and each rule is told once. Every policy on the log asks, so it is kept. */
export const diagnose = rememberedFor(findAll)

const actualOf = ({ issue, found: { errors, rules } }: Finding): string => {
  const codes = [...new Set(errors.flatMap((error) => error.codes.map(({ value }) => value)))].slice(0, 3)
  const names = rules.map(({ rule }) => rule).filter((rule) => rule !== '')
  const details = [...names, ...codes]
  return `${issue.title}${details.length === 0 ? '' : ` (${details.join(', ')})`}`
}

/** What a finding's evidence holds, the cause first. */
const evidenceOf = ({ issue, found }: Finding): Drift['evidence'] => [
  issue.meaning,
  ...found.seen,
  ...found.rules.map(ruleEvidence),
  ...(found.rules.length > 0 ? settingEvidence(found.run) : []),
  ...found.errors.slice(0, 4).flatMap(errorEvidence),
  ...(found.errors.length > 0 ? warningEvidence(found.run) : []),
  ...msiEvidence(logsOf(found.run, found.errors)),
  runEvidence(found.run)
]

const repetition = byHand('setup changes the server and Active Directory for good, and a person must choose the time')

const stepWithoutSecrets = ({ text, shell, command }: Step): Step => ({
  text: withoutSecrets(text),
  shell,
  command: command === null ? null : withoutSecrets(command)
})

/** The drift of a finding. */
export const driftOf = (finding: Finding): Judgement =>
  drift({
    path: ['setupLog', finding.issue.id],
    actual: actualOf(finding),
    desired: 'setup completed',
    evidence: evidenceOf(finding).map(withoutSecrets),
    resolution: {
      summary: withoutSecrets(`Expected ${finding.issue.expected(finding.found)}.`),
      steps: finding.issue.steps(finding.found).map(stepWithoutSecrets),
      link: finding.issue.link
    },
    remediation: repetition
  })

/** The findings that belong to the policy of a section. */
export const findingsOf = (run: SetupLog, owner: Owner): ReadonlyArray<Finding> =>
  diagnose(run).filter(({ issue }) => issue.section === owner)
