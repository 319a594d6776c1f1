import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import { isAbsent } from '../../facts/fact'
import type { Facts } from '../../facts/facts'
import type { SetupLog } from '../../facts/sections/setupLog'
import { compareBuilds, parseBuild } from '../compare'
import { type Applicability, applicable, compliant, type Judgement, notApplicable, note, unknown } from '../policy'
import type { Automation } from '../remediation'
import { driftOf, findingsOf } from './diagnose'
import type { Owner } from './knownIssue'

/** The same for all policies that read the log. */
export const automation: Automation = {
  automated: [],
  byHand: [
    'What a log asks for, since it names only what setup met, which may be mended by now.',
    'Preparing Active Directory, installing packages, restarting the server or running setup again, since a person must decide on that and choose the time.'
  ]
}

/** Nobody need have recorded a setup log; where one was recorded but can't be read, the verdict is unknown. */
export const whereLogged = ({ sections: { setupLog } }: Facts): Applicability =>
  isAbsent(setupLog) ? notApplicable('the facts hold no setup log') : applicable

const isAbove = (build: string | null, other: string | null): boolean => {
  const [a, b] = [parseBuild(build ?? ''), parseBuild(other ?? '')]
  return O.isSome(a) && O.isSome(b) && compareBuilds(a.value, b.value) > 0
}

/** Whether a build above all that the run knew of is installed: then a later update finished, and the log is history. */
const isSuperseded = ({ sections: { build } }: Facts, { setupVersion, installedVersion, state }: SetupLog): boolean => {
  const installed = E.isRight(build) ? build.right.exSetup : null
  const isNewer = isAbove(installed, setupVersion) && !isAbove(installedVersion, setupVersion)
  return state !== 'completed' && isNewer
}

const brokenOff = ({ file, lines, last, runs, started, ended }: SetupLog): string => {
  const end = last[last.length - 1]
  const words = end === undefined ? '' : ` (line ${end.line}: ${end.text.slice(0, 200)})`
  const when = started === null ? '' : ` begun at ${started}`
  if (ended !== null) return `${file} tells neither a success nor a failure of the run${when}, which ended at ${ended}`
  if (runs > 1 && last.some(({ text }) => text.includes('End of Setup')))
    return `in ${file} the run${when} breaks off without an error, and only runs of another kind came after it`
  return (
    `${file} breaks off after ${lines} lines without an error and without the end of setup${words}: setup still runs, ` +
    'or was killed, or the log was not copied whole'
  )
}

const outcome = ({ state, setupVersion, ended }: SetupLog): string =>
  state === 'completed'
    ? `setup ${setupVersion ?? ''} completed${ended === null ? '' : ` at ${ended}`}`.replace('  ', ' ')
    : 'not what the last run failed of'

const judgeRun = (facts: Facts, run: SetupLog, owner: Owner, name: string): ReadonlyArray<Judgement> => {
  const path = ['setupLog', name] as const
  const superseded = isSuperseded(facts, run)
  if (run.state === 'broken-off' && !superseded) return [unknown(path, brokenOff(run))]
  const findings = findingsOf(run, owner)
  if (superseded) {
    const titles = findings.map(({ issue }) => issue.title)
    const history = titles.length === 0 ? '' : `: ${titles.join('; ')}`
    const time = run.ended ?? run.started
    const when = time === null ? '' : ` at ${time}`
    return [
      compliant(path, 'superseded by a later update'),
      note(`setup ${run.setupVersion ?? ''} failed${when}, before the installed build${history}`)
    ]
  }
  return findings.length > 0 ? findings.map(driftOf) : [compliant(path, outcome(run))]
}

/** Judges the last run of setup by the issues that belong to one of the article's sections. */
export const judgeSetupLog =
  (owner: Owner, name: string) =>
  (facts: Facts): ReadonlyArray<Judgement> => {
    const { setupLog } = facts.sections
    return E.isLeft(setupLog) ? [] : judgeRun(facts, setupLog.right, owner, name)
  }
