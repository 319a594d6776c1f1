import * as E from 'fp-ts/Either'
import { appliesWhere, type ServerKind } from '../../judging/kind'
import { drift, type Judgement, note, type Policy } from '../../judging/policy'
import { sameName } from '../../kernel/compare'
import { whyOptional } from '../services/choices'
import { type DesiredService, disabledBefore, findService } from '../services/desiredServices'
import { servicesHeadline } from '../services/headline'
import { judgeInstalled, titled } from '../services/judgeService'
import { type Circumstances, judgeSituation, type Situation } from '../services/situation'
import { mayStillStart, startedJustNow } from '../services/startingUp'
import { needsRecord, undecided, unrecorded } from '../services/unreadRecord'
import { failureEvidence, failuresOf, recentFailures, type WithFailures } from './failures'
import { serviceProposal } from './remediation'
import { installing, link, resolutionFor, resolutionForAbsent } from './resolution'

const judgeAbsent = (wanted: DesiredService): ReadonlyArray<Judgement> => {
  if (!wanted.required)
    return wanted.source === 'settings' ? [note(`the settings name ${wanted.name}, which is not installed`)] : []
  const { running, startType } = wanted
  const shown = startType === 'enabled' ? 'Manual' : startType
  return [
    drift({
      path: ['services', wanted.name],
      actual: 'absent',
      desired: running ? `${shown}, Running` : shown,
      evidence: [`The service manager (Get-Service) lists no service ${titled(wanted.name, wanted)}.`, wanted.because],
      resolution: resolutionForAbsent(wanted),
      remediation: installing
    })
  ]
}

/** Of an optional service, that most are Disabled is no sign: a person may have disabled it before that. */
const circumstancesOf = ({ name }: DesiredService, kind: ServerKind, all: Circumstances): Circumstances =>
  whyOptional(kind, name) === null ? all : { ...all, isUpdateEvident: all.isUpdateRecorded }

const ofRun =
  'A remediation that was cut off had still to enable it (its mark is services-due, in the folder of the journal).'

interface Told extends WithFailures {
  /** When Windows was started, if its services may still start. */
  readonly started: string | null
}

const judgeWanted =
  ({ kind, services, unread, circumstances }: Situation, { failures, started }: Told) =>
  (asked: DesiredService): ReadonlyArray<Judgement> => {
    const isDue = circumstances.due.some((name) => sameName(name, asked.name))
    const wanted = isDue ? { ...asked, because: `${asked.because} ${ofRun}` } : asked
    const found = findService(services, wanted.name)
    if (found === undefined) return judgeAbsent(wanted)
    if (unread !== null && needsRecord(wanted, found, kind)) return [undecided(found, unread)]
    const told = () => failureEvidence(failuresOf(failures, wanted))
    return [
      (started === null ? null : mayStillStart(wanted, found, told(), started)) ??
        judgeInstalled(wanted, found, (desired) => {
          const usual = circumstancesOf(wanted, kind, circumstances)
          const own = { ...usual, failures, isUpdateEvident: isDue || usual.isUpdateEvident }
          return {
            failures: told(),
            resolution: resolutionFor(wanted, found, desired, own),
            remediation: serviceProposal(wanted, found, { ...own, isDue })
          }
        })
    ]
  }

const judgeServices = (situation: Situation, left: ReadonlyArray<string>, told: Told): ReadonlyArray<Judgement> => {
  const { record, wanted, optional, services, unread } = situation
  const judged = [...wanted, ...optional.map((one) => one.wanted)]
  return [
    ...wanted.flatMap(judgeWanted(situation, told)),
    ...(unread === null ? [] : unrecorded(judged, services, unread)),
    ...(E.isLeft(record) && record.left !== null ? [note(record.left)] : []),
    ...(left.length === 0 ? [] : [note(`not judged, since Disabled before the update: ${left.join(', ')}`)])
  ]
}

/** Every service of Exchange that was active before the update is enabled and runs. */
export const servicesStart: Policy = {
  name: 'services-start',
  title: 'The services of Exchange start and run',
  section: 'services-dont-start-after-su-installation',
  link,
  stage: 'always',
  level: 'mandatory',
  decides: ['services'],
  supports: ['identity', 'servicesBefore', 'serviceEvents', 'installerEvents', 'installedUpdates', 'boot'],
  automation: {
    automated: [
      'Start types as before the update (by the settings, else the baseline, else what the update recorded), all of them before anything is started.',
      'A start type is only restored where the facts show an update since the record: most services of Exchange are Disabled, the build is newer, or setup or ServiceControl.ps1 left traces.',
      'What a remediation that was cut off had still to enable, for a day: its mark in the folder of the journal names the services.',
      'Without any record, the defaults of the role, but only where most services of Exchange are Disabled, as a failed update leaves them.',
      'Then the services that must run, in this order: Net.Tcp Port Sharing, WinMgmt, MSExchangeADTopology, the rest with FMS directly before MSExchangeTransport, and at last MSExchangeHM and MSExchangeHMRecovery, which watch the others.',
      'Each is waited for, 5 minutes, or 15 for MSExchangeIS and MSExchangeTransport. One that does not start costs those that depend on it alone.'
    ],
    byHand: [
      'A service that is not installed, since a person must choose the media of setup.',
      'A single Disabled service without a record, since a person may have disabled it; and any, where the records can not be believed.',
      'A Disabled service of which the facts show no update since its state was recorded, since a person may have disabled it in between.',
      'Optional services (for example MSExchangeEdgeSync) and the Exchange Emergency Mitigation service without a record, since only a person knows whether they were in use.',
      'The same also where a record has them on, and nothing but most services being Disabled shows an update after it, since a person may have switched them off in between.',
      'A service that is marked for deletion, since only a restart of the computer ends that.',
      'A service without which Exchange does not work, but which the record has Disabled, since a person may have done that.',
      'The Cluster service, since the steps of the cluster bring a node back, and nobody knows whether it still belongs to one.',
      'A service of which only that it ran is recorded, since its start type is not known; one that starts by default and is Disabled now is enabled.',
      'A service that ended unexpectedly again and again within a day, or whose account could not sign in, by the log System, since a start alone would not last.',
      'A service that is starting or stopping, since nobody knows how that ends.'
    ]
  },
  headline: servicesHeadline,
  applies: appliesWhere(() => null),
  evaluate: (facts, desired) =>
    judgeSituation((situation) =>
      judgeServices(situation, disabledBefore(situation.kind, desired, situation.record), {
        failures: recentFailures(facts),
        started: startedJustNow(facts)
      })
    )(facts, desired)
}
