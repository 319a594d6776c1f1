import type { Service } from '../../facts/sections/services'
import { dagOfMember } from '../../judging/dagMember'
import { appliesWhere } from '../../judging/kind'
import { compliant, drift, type Judgement, note, type Policy, unknown } from '../../judging/policy'
import type { PropertyPath } from '../../kernel/propertyPath'
import { whyOptional } from '../services/choices'
import { desiredStartType, needsStartType } from '../services/desiredServices'
import { servicesHeadline } from '../services/headline'
import { show, soundService } from '../services/judgeService'
import { findService } from '../services/listed'
import { judgeSituation, type OptionalService, type Situation } from '../services/situation'
import { judgeStarting, mayStillStart, startedJustNow } from '../services/startingUp'
import { type Failure, failureEvidence, failuresOf, recentFailures } from '../services-start/failures'
import { link } from '../services-start/resolution'
import { type HalfOff, halvesOff } from './mailProtocols'
import { byPerson, ofWindows, resolutionForHalf, resolutionForOptional, resolutionForWindows } from './resolution'
import { type WindowsService, windowsServices } from './windowsServices'

const judgeOptional =
  (failures: ReadonlyArray<Failure>, started: string | null) =>
  ({ wanted, found, why }: OptionalService): Judgement => {
    const told = () => failureEvidence(failuresOf(failures, wanted))
    return (
      soundService(wanted, found) ??
      judgeStarting(wanted, found, started, told, (desired) => ({
        resolution: resolutionForOptional({
          found,
          desired,
          startType: desiredStartType(wanted),
          enabling: needsStartType(wanted, found),
          starting: wanted.running && found.status !== 'Running',
          why
        }),
        remediation: byPerson
      }))
    )
  }

const isStopped = ({ running }: WindowsService, { status }: Service): boolean =>
  running && status !== null && status !== 'Running'

/** What to do about a service of Windows that is off; `failures` are its own. */
const offDrift = (wanted: WindowsService, found: Service, failures: ReadonlyArray<Failure>): Judgement => {
  const enabling = found.startType === 'Disabled'
  const starting = isStopped(wanted, found)
  const desired = show({
    ...found,
    startType: enabling ? wanted.startType : found.startType,
    status: wanted.running ? 'Running' : found.status
  })
  return drift({
    path: ['services', found.name],
    actual: show(found),
    desired,
    evidence: [
      `The service manager (Get-Service) lists ${found.name} (${wanted.displayName}) as ${show(found)}.`,
      wanted.why,
      ...(starting ? failureEvidence(failures) : [])
    ],
    resolution: resolutionForWindows({
      found,
      desired,
      // Set-Service of Windows PowerShell does not know of delayed start.
      startType: wanted.startType === 'AutomaticDelayedStart' ? 'Automatic' : wanted.startType,
      enabling,
      starting,
      why: wanted.why
    }),
    remediation: ofWindows
  })
}

const judgeWindows = (
  wanted: WindowsService,
  found: Service,
  all: ReadonlyArray<Failure>,
  started: string | null
): Judgement => {
  const path: PropertyPath = ['services', found.name]
  if (found.startType !== 'Disabled' && !isStopped(wanted, found))
    return found.startType === null || (wanted.running && found.status === null)
      ? unknown(path, `the service manager did not tell the state of ${found.name} in full`)
      : compliant(path, show(found))
  const failures = failuresOf(all, wanted)
  return (
    (started === null || !isStopped(wanted, found) ? null : mayStillStart(found, failures, started)) ??
    offDrift(wanted, found, failures)
  )
}

const judgeHalf = ({ found, why }: HalfOff, started: string | null): Judgement => {
  const soon = started === null ? null : mayStillStart(found, [], started)
  if (soon !== null) return soon
  const enabling = found.startType === 'Disabled' || found.startType === 'Manual'
  const startType = enabling ? 'Automatic' : found.startType
  const desired = show({ ...found, startType, status: 'Running' })
  return drift({
    path: ['services', found.name],
    actual: show(found),
    desired,
    evidence: [`The service manager (Get-Service) lists ${found.name} as ${show(found)}.`, why],
    resolution: resolutionForHalf({ found, desired, startType: 'Automatic', enabling, starting: true, why }),
    remediation: byPerson
  })
}

/** Whether services-start judges those that are installed: by the settings, a record, or a failed update that is evident. */
const isLeftToServicesStart = ({ kind, services }: Situation): boolean =>
  services.some(({ name }) => whyOptional(kind, name) !== null)

const judgeAll = (
  situation: Situation,
  isInDag: boolean,
  failures: ReadonlyArray<Failure>,
  started: string | null
): ReadonlyArray<Judgement> => {
  const { kind, services, optional } = situation
  const node = findService(services, 'ClusSvc')
  const judged = [
    ...optional.map(judgeOptional(failures, started)),
    ...halvesOff(situation).map((half) => judgeHalf(half, started)),
    ...windowsServices(kind, node, isInDag).flatMap((wanted) => {
      const found = findService(services, wanted.name)
      return found === undefined ? [] : [judgeWindows(wanted, found, failures, started)]
    })
  ]
  return [
    ...judged,
    ...(judged.length === 0 && isLeftToServicesStart(situation)
      ? [compliant(['services'], 'the optional services are judged by services-start')]
      : []),
    ...(node?.startType === 'Disabled' && !isInDag
      ? [note('ClusSvc is Disabled: right, unless the server is a member of a DAG')]
      : []),
    ...(node === undefined && isInDag
      ? [note('ClusSvc is not among its services, and the server is a member of a DAG: see why by Get-ClusterNode')]
      : [])
  ]
}

/** Nothing that a person may want, or that the next update needs, was left switched off unseen. */
export const supportingServices: Policy = {
  name: 'supporting-services',
  title: 'Optional services of Exchange, and services of Windows that setup needs, are not disabled unnoticed',
  section: 'services-dont-start-after-su-installation',
  link,
  stage: 'always',
  level: 'advisory',
  decides: ['services'],
  supports: ['identity', 'servicesBefore', 'serviceEvents', 'installerEvents', 'installedUpdates', 'boot'],
  organization: { decides: [], supports: ['dags'] },
  automation: {
    automated: [],
    byHand: [
      'Optional services without a record of their earlier state, because somebody may have disabled them. With a record, services-start judges them.',
      'POP3 and IMAP4, because only an administrator knows whether clients use the protocol. They are a drift if only one of the two services runs, or an automatic one is stopped.',
      'Services of Windows, because no update of Exchange disables them. An administrator or a policy did.'
    ]
  },
  headline: servicesHeadline,
  applies: appliesWhere(() => null),
  evaluate: (facts, desired, organization) =>
    judgeSituation((situation) =>
      judgeAll(situation, dagOfMember(facts, organization) !== null, recentFailures(facts), startedJustNow(facts))
    )(facts, desired)
}
