import type { SetupError, SetupLog } from '../../facts/sections/setupLog'
import { type Drift, drift, type Judgement, type Step } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { rememberedFor } from '../../kernel/remembered'
import { withoutSecrets } from '../../setup-log/secrets'
import { choose, type Finding } from './choosing'
import {
  ageEvidence,
  errorEvidence,
  msiEvidence,
  ruleEvidence,
  runEvidence,
  settingEvidence,
  warningEvidence
} from './evidenceText'
import { anythingElse, unexplainedOf } from './families/anythingElse'
import { service } from './families/serviceNames'
import { logsOf, withInstallerCauses } from './installerLogs'
import type { Owner } from './knownIssue'
import { kindOfRun } from './runKind'
import { updateOfRun, withoutRepetition } from './setupCommands'

/** Errors that no issue explains are told where they stopped setup, or where nothing else explains the failure. */
const stopping = (run: SetupLog, rest: ReadonlyArray<SetupError>, isAll: boolean): ReadonlyArray<SetupError> => {
  const last = run.errors[run.errors.length - 1]
  return isAll ? rest.slice(-3) : rest.filter((error) => error === last || error.component !== null)
}

const findAll = (original: SetupLog): ReadonlyArray<Finding> => {
  if (original.state === 'broken-off') return []
  const run = withInstallerCauses(original)
  const { findings, restErrors, restRules } = choose(run)
  if (run.state === 'completed') return findings.filter(({ found }) => found.seen.length > 0)
  const isAll = findings.length === 0
  const rest = unexplainedOf(run, stopping(run, restErrors, isAll), restRules, isAll)
  return rest === null
    ? findings
    : [...findings, { issue: anythingElse(run, rest), found: rest, confidence: 'not known', rival: null }]
}

/** All that a failed run failed of; each error and each rule is told once. Every policy on the log asks, so it is kept. */
export const diagnose = rememberedFor(findAll)

/** A title that speaks of a service, with its name where the error tells it. */
const titleOf = ({ issue, found }: Finding): string => {
  const name = service(found, '')
  return name === ''
    ? issue.title
    : issue.title
        .replace(/^A service (?=did not|is marked)/, `The service ${name} `)
        .replace(/\ba service$/, `the service ${name}`)
}

const actualOf = (finding: Finding): string => {
  const {
    found: { errors, rules },
    confidence,
    rival
  } = finding
  const codes = [...new Set(errors.flatMap((error) => error.codes.map(({ value }) => value)))].slice(0, 3)
  const names = rules.map(({ rule }) => rule).filter((rule) => rule !== '')
  const details = [...names, ...codes]
  const title = `${confidence === 'likely' ? 'Likely: ' : ''}${titleOf(finding)}${rival === null ? '' : `; or: ${rival.title}`}`
  return `${title}${details.length === 0 ? '' : ` (${details.join(', ')})`}`
}

const confidenceOf = ({ confidence, found, rival }: Finding): ReadonlyArray<string> => {
  if (rival !== null)
    return [
      `Two causes fit equally well, so this one is only likely. The other: ${rival.meaning} Expected would be ${rival.expected(found)} (${rival.link}).`
    ]
  if (confidence === 'kind') return ['The log shows for sure what failed; why it failed must still be found.']
  return confidence === 'likely' ? ['This cause is likely, not sure: a few words of the error alone point to it.'] : []
}

/** So much of the evidence is told; more than that nobody reads. */
const mostEvidence = 40

/** Without the errors that only repeat in plain words what another one says. */
const withoutParts = (errors: ReadonlyArray<SetupError>): ReadonlyArray<SetupError> =>
  errors.filter(
    ({ script, component, exceptions, message }) =>
      script !== null ||
      component !== null ||
      exceptions.length > 0 ||
      !errors.some((other) => other.message !== message && other.message.includes(message))
  )

/** What a finding's evidence holds, the cause first. */
const evidenceTold = (finding: Finding, present: string | null): Drift['evidence'] => {
  const { issue, found } = finding
  const told = [
    issue.meaning,
    ...confidenceOf(finding),
    ...found.seen,
    ...found.rules.slice(0, 20).map(ruleEvidence),
    ...(found.rules.length > 0 ? settingEvidence(found.run) : []),
    ...withoutParts(found.errors)
      .slice(0, 4)
      .flatMap((error) => errorEvidence(found.run, error)),
    ...(found.errors.length > 0 ? warningEvidence(found.run) : []),
    ...msiEvidence(logsOf(found.run, found.errors))
  ]
  return [
    ...[...new Set(told)].slice(0, mostEvidence),
    ...besides(finding),
    ...ageEvidence(found.run, present),
    runEvidence(found.run)
  ]
}

/** What else the same run tells. */
const besides = ({ issue, found: { run } }: Finding): ReadonlyArray<string> => {
  const others = diagnose(run).filter((other) => other.issue.id !== issue.id)
  return others.length === 0 ? [] : [`The same log also shows: ${others.map(actualOf).slice(0, 5).join('; ')}.`]
}

const repetition = byHand('setup changes the server and Active Directory for good, and a person must choose the time')

const setupAgain = /\b(?:run|resume) (?:its )?setup(?: again)?(?=[;,.]|$| from there)/g

/** An update by itself is installed again, and a removal is run again, where an issue that all may meet speaks of setup. */
const ofRun = (run: SetupLog, text: string): string => {
  if (updateOfRun(run) !== null)
    return text.replace('begin setup', 'begin the update').replace(setupAgain, 'install the update again')
  return kindOfRun(run) === 'uninstall'
    ? text.replace('begin setup', 'begin the removal').replace(setupAgain, 'run the removal again')
    : text
}

const stepOf =
  (run: SetupLog) =>
  ({ text, shell, command }: Step): Step => ({
    text: withoutSecrets(ofRun(run, text)),
    shell,
    command: command === null ? null : withoutSecrets(command)
  })

/** The drift of a finding, told at a time (ISO 8601, UTC; null where none is known). */
export const driftAt =
  (present: string | null) =>
  (finding: Finding): Judgement =>
    drift({
      path: ['setupLog', finding.issue.id],
      ...(finding.issue.isBesides === undefined ? {} : { isBesides: true }),
      actual: actualOf(finding),
      desired: 'setup completed',
      evidence: evidenceTold(finding, present).map(withoutSecrets),
      resolution: {
        summary: withoutSecrets(`Expected ${ofRun(finding.found.run, finding.issue.expected(finding.found))}.`),
        steps: withoutRepetition(finding.issue.steps(finding.found)).map(stepOf(finding.found.run)),
        link: finding.issue.link
      },
      remediation: repetition
    })

/** The drift of a finding, where the present is not known. */
export const driftOf = (finding: Finding): Judgement => driftAt(null)(finding)

/** What stopped the preparation of the directory is told in its section, unless the issue has one of its own. */
const sectionOf = ({ issue, found: { run } }: Finding): Owner =>
  kindOfRun(run) === 'prepare' && issue.section === 'error-during-setup-in-setup-log'
    ? 'exchange-setup-or-preparead-error'
    : issue.section

/** The findings that belong to the policy of a section. */
export const findingsOf = (run: SetupLog, owner: Owner): ReadonlyArray<Finding> =>
  diagnose(run).filter((finding) => sectionOf(finding) === owner)
