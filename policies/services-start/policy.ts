import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { Service } from '../../facts/sections/services'
import { appliesWhere, type ServerKind } from '../../judging/kind'
import { drift, type Judgement, note, type Policy } from '../../judging/policy'
import { sameName } from '../../kernel/compare'
import { isHalfUpdated } from '../build/halfUpdated'
import { whyOptional } from '../services/choices'
import { type DesiredService, disabledBefore } from '../services/desiredServices'
import { servicesHeadline } from '../services/headline'
import { soundService, titled } from '../services/judgeService'
import { findService } from '../services/listed'
import { type Circumstances, judgeSituation, type Situation } from '../services/situation'
import { judgeStarting, startedJustNow } from '../services/startingUp'
import { needsRecord, undecided, unrecorded } from '../services/unreadRecord'
import { judgeCrashes } from './crashLoops'
import { failureEvidence, failuresOf, recentFailures, type WithFailures } from './failures'
import { heldForNeeded, type Judged } from './needed'
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
  'A remediation that was cut off had not enabled it yet (its mark is services-due, in the folder of the journal).'

interface Told extends WithFailures {
  /** When Windows was started, if its services may still start. */
  readonly started: string | null
}

const judgeUnsound = (
  facts: Facts,
  { kind, circumstances }: Situation,
  { failures, started }: Told,
  wanted: DesiredService,
  found: Service,
  isDue: boolean
): Judgement => {
  const told = () => failureEvidence(failuresOf(failures, wanted))
  return judgeStarting(wanted, found, started, told, (desired) => {
    const usual = circumstancesOf(wanted, kind, circumstances)
    const own = {
      ...usual,
      failures,
      isHalfUpdated: isHalfUpdated(facts),
      isUpdateEvident: isDue || usual.isUpdateEvident
    }
    return {
      resolution: resolutionFor(wanted, found, desired, own),
      remediation: serviceProposal(wanted, found, { ...own, isDue })
    }
  })
}

const judgeWanted =
  (facts: Facts, situation: Situation, told: Told) =>
  (asked: DesiredService): ReadonlyArray<Judged> => {
    const { kind, services, unread, circumstances } = situation
    const isDue = circumstances.due.some((name) => sameName(name, asked.name))
    const wanted = isDue ? { ...asked, because: `${asked.because} ${ofRun}` } : asked
    const found = findService(services, wanted.name)
    if (found === undefined) return judgeAbsent(wanted).map((judgement) => ({ wanted, judgement }))
    const judgement =
      unread !== null && needsRecord(wanted, found, kind)
        ? undecided(found, unread)
        : (soundService(wanted, found) ?? judgeUnsound(facts, situation, told, wanted, found, isDue))
    return [{ wanted, judgement }]
  }

const judgeServices = (
  facts: Facts,
  situation: Situation,
  left: ReadonlyArray<string>,
  told: Told
): ReadonlyArray<Judgement> => {
  const { kind, record, wanted, optional, services, unread } = situation
  const judged = () => [...wanted, ...optional.map((one) => one.wanted)]
  return [
    ...heldForNeeded(kind, services, told.failures, wanted.flatMap(judgeWanted(facts, situation, told))).map(
      ({ judgement }) => judgement
    ),
    ...judgeCrashes(facts, judged, services, told),
    ...(unread === null ? [] : unrecorded(judged(), services, unread)),
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
  supports: [
    'identity',
    'servicesBefore',
    'serviceEvents',
    'installerEvents',
    'installedUpdates',
    'boot',
    'build',
    'setupState'
  ],
  automation: {
    automated: [
      'Start types are restored: those in the settings, else those in the baseline, else those in the own record of the update.',
      'This record is made of files that the update writes into ExchangeSetupLogs. Below, a record is this one or the baseline.',
      'All start types are set before any service is started.',
      'A start type from a record is restored only if the facts show an update after the record. Signs are a newer build, traces of setup or ServiceControl.ps1, or that most services are Disabled.',
      'If the record says only that a service ran, a Disabled service that starts by default is set to Automatic.',
      'Without any record, a service gets the default of the role. This applies only if most services of Exchange are Disabled, as a failed update leaves them.',
      'An interrupted remediation may have left services that it had not enabled yet. Within 24 hours, the next run enables them. A file in the folder of the journal names them.',
      'Then the services that must run are started. Net.Tcp Port Sharing, WinMgmt and MSExchangeADTopology come first. FMS comes directly before MSExchangeTransport.',
      'MSExchangeHM and MSExchangeHMRecovery come last, because they watch the others.',
      'The script waits 15 minutes for MSExchangeIS and MSExchangeTransport, and 5 minutes for each other service. If one does not start, only the services that depend on it are left out.'
    ],
    byHand: [
      'A service that is not installed, because an administrator must choose the setup media.',
      'A single Disabled service without a record, because somebody may have disabled it.',
      "A Disabled service whose records can't be believed, because its former state is not known.",
      'A Disabled service, if the facts show no update after its state was recorded, because somebody may have disabled it after that.',
      'An optional service without a record, because only an administrator knows whether it was in use. Examples are MSExchangeEdgeSync and the Exchange Emergency Mitigation service.',
      'An optional service that is Disabled now and was enabled in the record, if most services are Disabled and nothing else shows a later update. It is not known whether somebody disabled it after the record was made.',
      'A service that is marked for deletion, because only a restart of the computer completes the deletion.',
      'A service that Exchange needs, but that is Disabled in the record, because somebody may have disabled it.',
      'The Cluster service, because only the commands of the cluster bring a node back. It is not known whether the server still belongs to a cluster.',
      'Any other service whose record says only that it ran, because its start type is not known.',
      'A service that ended unexpectedly more than once within a day, because a start alone would not last. The log System shows this.',
      'A service whose account could not sign in, because a start would fail again. The log System shows this, too.',
      'A service that is starting or stopping, because it is not known how that ends.',
      'A service that needs another one, if that one does not run and is left to a person, because Windows cannot start it then.',
      'Every service, while the update is half installed, because the update must be repaired first.'
    ]
  },
  headline: servicesHeadline,
  applies: appliesWhere(() => null),
  evaluate: (facts, desired) =>
    judgeSituation((situation) =>
      judgeServices(facts, situation, disabledBefore(situation.kind, desired, situation.record), {
        failures: recentFailures(facts),
        started: startedJustNow(facts)
      })
    )(facts, desired)
}
