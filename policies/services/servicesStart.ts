import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import { isAbsent } from '../../facts/fact'
import type { Facts } from '../../facts/facts'
import type { Service } from '../../facts/sections/services'
import { sameName } from '../compare'
import { installPath } from '../installation'
import { appliesWhere, type Kind, serverKind } from '../kind'
import { compliant, type Desired, drift, type Judgement, note, type Policy, unknown } from '../policy'
import type { PropertyPath } from '../propertyPath'
import {
  type DesiredService,
  desiredServices,
  disabledBefore,
  findService,
  mostlyDisabled,
  recordBefore,
  startTypeSuits
} from './desiredServices'
import { firstOf, recordOfUpdate } from './recordOfUpdate'
import { serviceDefaults } from './roleDefaults'
import { serviceProposal } from './serviceSteps'
import { type Circumstances, link, resolutionFor, resolutionForAbsent } from './servicesStartResolution'

const show = ({ startType, status }: Service): string => `${startType ?? 'not read'}, ${status ?? 'not read'}`

const statusSuits = (wanted: DesiredService, { status }: Service): boolean | null => {
  if (!wanted.running) return true
  return status === null ? null : status === 'Running'
}

const showDesired = (wanted: DesiredService, found: Service): string => {
  const startType = wanted.startType === 'enabled' ? 'Manual' : wanted.startType
  return show({
    ...found,
    startType: startTypeSuits(wanted, found) === true ? found.startType : startType,
    status: wanted.running ? 'Running' : found.status
  })
}

const titled = (name: string, { displayName }: DesiredService): string =>
  displayName === null ? name : `${name} (${displayName})`

const judgeInstalled = (wanted: DesiredService, found: Service, circumstances: Circumstances): Judgement => {
  const path: PropertyPath = ['services', found.name]
  const answers = [startTypeSuits(wanted, found), statusSuits(wanted, found)]
  if (answers.every((answer) => answer === true)) return compliant(path, show(found))
  if (!answers.includes(false))
    return unknown(
      path,
      `the service manager did not tell the ${answers[0] === null ? 'start type' : 'status'} of ${found.name}`
    )
  const desired = showDesired(wanted, found)
  const proposal = serviceProposal(wanted, found, circumstances)
  return drift({
    path,
    actual: show(found),
    desired,
    evidence: [
      `The service manager (Get-Service) lists ${titled(found.name, wanted)} as ${show(found)}.`,
      wanted.because
    ],
    resolution: resolutionFor(wanted, found, desired, circumstances, proposal),
    remediation: O.toNullable(O.fromEither(proposal))
  })
}

const judgeAbsent = (wanted: DesiredService): ReadonlyArray<Judgement> => {
  if (!wanted.required) return []
  const { running, startType } = wanted
  const shown = startType === 'enabled' ? 'Manual' : startType
  return [
    drift({
      path: ['services', wanted.name],
      actual: 'absent',
      desired: running ? `${shown}, Running` : shown,
      evidence: [`The service manager (Get-Service) lists no service ${titled(wanted.name, wanted)}.`, wanted.because],
      resolution: resolutionForAbsent(wanted),
      remediation: null
    })
  ]
}

/** Why what the update recorded of the services can't be known, though there may be something; null where it can. */
const whyRecordUnread = ({ sections: { servicesBefore } }: Facts): string | null => {
  if (E.isLeft(servicesBefore)) return isAbsent(servicesBefore) ? null : servicesBefore.left.reason
  const unread = servicesBefore.right.unread ?? []
  return unread.length === 0 ? null : unread.map(({ file, reason }) => `${file}: ${reason}`).join('; ')
}

/** No record of the state before can ask for more than this. */
const isFullyActive = ({ startType, status }: Service): boolean =>
  status === 'Running' && (startType === 'Automatic' || startType === 'AutomaticDelayedStart')

const undecided = ({ name }: Service, why: string): Judgement =>
  unknown(
    ['services', name],
    `how ${name} was before the update is not known, since what the update recorded could not be read (${why})`
  )

/** The services of Exchange that are judged by a record alone, and of which nobody can tell what it holds. */
const unrecorded = (
  wanted: ReadonlyArray<DesiredService>,
  services: ReadonlyArray<Service>,
  why: string
): ReadonlyArray<Judgement> =>
  serviceDefaults
    .filter(({ name }) => !wanted.some((one) => sameName(one.name, name)))
    .flatMap(({ name }) => findService(services, name) ?? [])
    .filter((found) => !isFullyActive(found))
    .map((found) => undecided(found, why))

const judgeServices = (
  kind: Kind,
  facts: Facts,
  desired: Desired,
  services: ReadonlyArray<Service>
): ReadonlyArray<Judgement> => {
  if (services.length === 0) return [unknown(['services'], 'the list of services is empty, so it was not really read')]
  const update = recordOfUpdate(kind, facts.sections.servicesBefore)
  const baseline = recordBefore(kind, facts, desired.baseline)
  const record = firstOf(baseline, update)
  const circumstances = {
    edge: kind.edge,
    installPath: installPath(facts),
    mostlyDisabled: mostlyDisabled(kind, services),
    isPoisoned: E.isLeft(record) && record.left !== null
  }
  const left = disabledBefore(kind, desired, record)
  const unread = E.isRight(baseline) ? null : whyRecordUnread(facts)
  const wanted = desiredServices(kind, desired, record)
  return [
    ...wanted.flatMap((one) => {
      const found = findService(services, one.name)
      if (found === undefined) return judgeAbsent(one)
      return unread !== null && one.source === 'default' && !isFullyActive(found)
        ? [undecided(found, unread)]
        : [judgeInstalled(one, found, circumstances)]
    }),
    ...(unread === null ? [] : unrecorded(wanted, services, unread)),
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
  supports: ['identity', 'servicesBefore'],
  automation: {
    automated: [
      'Start types as before the update (by the settings, else the baseline, else what the update recorded), all of them before anything is started.',
      'Without any record, the defaults of the role, but only where most services of Exchange are Disabled, as a failed update leaves them.',
      'Then the services that must run, in this order: Net.Tcp Port Sharing, WinMgmt, MSExchangeADTopology, FMS, the rest; each is waited for.'
    ],
    byHand: [
      'A service that is not installed, since a person must choose the media of setup.',
      'A single Disabled service without a record, since a person may have disabled it; and any, where the records can not be believed.',
      'A service of which only that it ran is recorded, since its start type is not known; one that starts by default and is Disabled now is enabled.',
      'A service that is starting or stopping, since nobody knows how that ends.'
    ]
  },
  applies: appliesWhere(() => null),
  evaluate: (facts, desired) =>
    pipe(
      E.Do,
      E.bind('kind', () => serverKind(facts)),
      E.bindW('services', () => facts.sections.services),
      E.match(
        () => [],
        ({ kind, services }) => judgeServices(kind, facts, desired, services)
      )
    )
}
