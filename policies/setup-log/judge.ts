import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import { exSetupBuild } from '../../facts/exSetupBuild'
import { type Facts, presentOf } from '../../facts/facts'
import type { MsiLog, SetupLog } from '../../facts/sections/setupLog'
import { compliant, type Judgement, note, unknown } from '../../judging/policy'
import type { Automation } from '../../judging/remediation'
import { type Build, compareBuilds, parseBuild } from '../../kernel/compare'
import { powershell } from '../../kernel/powershell'
import { clearsAll } from '../../setup-log/runOutcome'
import { driftAt, findingsOf } from './diagnose'
import { failedUpdateOf, openUpdateOf } from './failedUpdate'
import type { Owner } from './knownIssue'
import { endingOf } from './whereItEnds'

/** The same for all policies that read the log. */
export const automation: Automation = {
  automated: [],
  byHand: [
    'The steps that a log asks for, because the log shows only the time of setup. The fault may be fixed by now.',
    'Preparing Active Directory, installing packages, restarting the server or running setup again, because an administrator must decide on that and choose the time.'
  ]
}

const ofUpdate = ([major, minor, build]: Build): Build => [major, minor, build, 0]

const isAbove = (build: O.Option<Build>, other: O.Option<Build>): boolean =>
  O.isSome(build) && O.isSome(other) && compareBuilds(build.value, other.value) > 0

/** What a run that failed is to the build that is installed now. */
type Relevance = 'counts' | 'superseded' | 'undated'

/**
 * A build says when only where it was not there yet as the run began: a later Cumulative Update than the run's own, and than
 * the one that it found. A Security Update of the run's own Cumulative Update may have been there before the run.
 */
const relevanceOf = ({ sections: { build } }: Facts, run: SetupLog): Relevance => {
  if (run.state === 'completed') return 'counts'
  const version = (text: string | null) => O.map(ofUpdate)(parseBuild(text ?? ''))
  const installed = version(E.isRight(build) ? build.right.exSetup : null)
  const found = version(run.installedVersion)
  if (!isAbove(installed, version(run.setupVersion))) return 'counts'
  if (O.isNone(found)) return /^install$/i.test(run.mode ?? '') ? 'superseded' : 'undated'
  return isAbove(installed, found) ? 'superseded' : 'counts'
}

const undated = ({ file, setupVersion, ended, started }: SetupLog): string => {
  const time = ended ?? started
  return (
    `${file} shows a run of setup ${setupVersion ?? ''}${time === null ? '' : ` at ${time}`} that failed, and a later ` +
    'Cumulative Update is installed: either that one came after the run, which is then history, or the run tried to ' +
    'install an older one over it; the log does not tell what the run found installed'
  )
}

/** The last error in a log of the installer that has no end: the installer may have gone on after it. */
const lastErrorOf = ({ file, msi }: SetupLog): string | null => {
  const [error] = msi.flatMap((log) => (log.file === file ? log.errors : [])).slice(-1)
  if (error === undefined) return null
  return `line ${error.line}: Error ${error.code}. ${error.text.slice(0, 200).replace(/\.$/, '')}`
}

/** Whether the log ends with the readiness check, before anything was installed. */
const endsAfterChecks = ({ last }: SetupLog): boolean => {
  const tasks = last.filter(({ text }) =>
    /\] (?:Setup will run the task|Beginning processing|Ending processing) /.test(text)
  )
  return /\btest-setup(?:prerequisites|health)/i.test(tasks[tasks.length - 1]?.text ?? '')
}

/** What the readiness check can leave behind where setup does not go on after it. */
const leftAfterChecks = ({ machine }: SetupLog): string =>
  `The check may have put the server out of service: see ${powershell`Get-ServerComponentState -Identity ${machine ?? 'localhost'}`} in the Exchange Management Shell. ` +
  'Where ServerWideOffline, Monitoring or RecoveryActionsEnabled is Inactive by the requester Functional, ' +
  'Set-ServerComponentState with -Requester Functional -State Active sets it back. Then run setup again, to its end'

/** A run that ended without a word on how: the result 0 tells no success. */
const endedUntold = (run: SetupLog, when: string): string => {
  const said = `${run.file} shows neither a success nor a failure of the run${when}, which ended at ${run.ended}`
  if (run.result !== 0) return said
  const [passed] = run.errors
  if (passed === undefined && endsAfterChecks(run))
    return `${said}: setup was left after its readiness check, so that it installed nothing. ${leftAfterChecks(run)}`
  const error = passed === undefined ? '' : `, and line ${passed.line} shows an error (${passed.message.slice(0, 200)})`
  return `${said}: its wizard ends with the result 0 after failures, too${error}. Compare the installed build with the medium, or run setup again`
}

const brokenOff = (run: SetupLog): string => {
  const { file, lines, last, runs, started, ended } = run
  const error = lastErrorOf(run)
  if (error !== null)
    return `${file} breaks off after ${lines} lines without a result; its last error is in ${error}: the installation still runs, or was killed, or the log was not copied completely`
  const end = last[last.length - 1]
  const words = end === undefined ? '' : ` (line ${end.line}: ${end.text.slice(0, 200)})`
  const when = started === null ? '' : ` begun at ${started}`
  if (ended !== null) return endedUntold(run, when)
  if (runs > 1 && last.some(({ text }) => text.includes('End of Setup')))
    return `in ${file} the run${when} breaks off without an error, and only runs of another kind came after it`
  const ending = endingOf(run)
  // The record of an error comes before the line that is marked as one.
  const isInError = /\bErrorRecord: /.test(end?.text ?? '')
  return (
    `${file} breaks off after ${lines} lines ${isInError ? 'at an error' : 'without an error'} and without the end of setup${words}: setup still runs, ` +
    `or was killed, or the log was not copied completely${ending === null ? '' : `. ${ending}`}` +
    (endsAfterChecks(run) ? `. It ends with the readiness check. ${leftAfterChecks(run)}` : '')
  )
}

const outcome = ({ state, setupVersion, ended }: SetupLog): string =>
  state === 'completed'
    ? `setup ${setupVersion ?? ''} completed${ended === null ? '' : ` at ${ended}`}`.replace('  ', ' ')
    : 'not what the last run failed of'

/** What of a log was too long to be read and may hold what decides; null where nothing is lacking. */
const cutOff = (run: SetupLog): string | null => {
  if (run.cut === 'run') return `${run.file} is so long that the beginning of its last run was not read`
  return run.cut === 'earlier-runs' && run.state === 'completed' && !clearsAll(run)
    ? `${run.file} is so long that only its end was read, and the good run there does not end what runs of another kind may have failed of before`
    : null
}

const unreadFiles = ({ unread }: SetupLog): ReadonlyArray<Judgement> =>
  (unread ?? []).map(({ file, reason }) => note(`${file} could not be read: ${reason}`))

const judgeRun = (facts: Facts, run: SetupLog, owner: Owner, name: string): ReadonlyArray<Judgement> => {
  const path = ['setupLog', name] as const
  const relevance = relevanceOf(facts, run)
  if (run.state === 'broken-off' && relevance !== 'superseded') return [unknown(path, brokenOff(run))]
  const findings = findingsOf(run, owner)
  if (relevance === 'undated' && findings.length > 0) return [unknown(path, undated(run))]
  const cut = cutOff(run)
  if (relevance === 'superseded') {
    const titles = findings.map(({ issue }) => issue.title)
    const history = titles.length === 0 ? '' : `: ${titles.join('; ')}`
    const time = run.ended ?? run.started
    const when = time === null ? '' : ` at ${time}`
    return [
      compliant(path, 'superseded by a later update'),
      note(`setup ${run.setupVersion ?? ''} failed${when}, before the installed build${history}`)
    ]
  }
  if (findings.length === 0) return [cut === null ? compliant(path, outcome(run)) : unknown(path, cut)]
  return [...findings.map(driftAt(presentOf(facts))), ...(cut === null ? [] : [note(cut)]), ...unreadFiles(run)]
}

/** An update without an end may still run or have been killed, which a person must see; the section for all else tells it. */
const judgeOpenUpdate = (open: MsiLog | null, owner: Owner, name: string): ReadonlyArray<Judgement> | null =>
  open === null || owner !== 'error-during-setup-in-setup-log'
    ? null
    : [
        unknown(
          ['setupLog', name],
          `${open.file} breaks off without a result: the update${open.patch === null ? '' : ` ${open.patch}`} still runs, or was killed, or the log was not copied completely`
        )
      ]

/** What an update failed of after the good run of setup; null where none did, or another section owns it. */
const judgeUpdate = (facts: Facts, log: SetupLog, owner: Owner, name: string): ReadonlyArray<Judgement> | null => {
  const installed = O.toNullable(exSetupBuild(facts))
  const failed = failedUpdateOf(log, installed)
  if (failed === null) return judgeOpenUpdate(openUpdateOf(log, installed), owner, name)
  const findings = findingsOf(failed.run, owner)
  if (findings.length === 0) return null
  return failed.doubt === null ? findings.map(driftAt(presentOf(facts))) : [unknown(['setupLog', name], failed.doubt)]
}

const noLog = 'there is no log of setup on the server (ExchangeSetupLogs on its system drive), so none shows a failure'

/** Judges the last run of setup by the issues that belong to one of the article's sections. */
export const judgeSetupLog =
  (owner: Owner, name: string) =>
  (facts: Facts): ReadonlyArray<Judgement> => {
    const { setupLog } = facts.sections
    if (E.isLeft(setupLog)) return []
    return setupLog.right === null
      ? [compliant(['setupLog', name], 'no log'), note(noLog)]
      : (judgeUpdate(facts, setupLog.right, owner, name) ?? judgeRun(facts, setupLog.right, owner, name))
  }
