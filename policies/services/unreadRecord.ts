import * as E from 'fp-ts/Either'
import { isAbsent } from '../../facts/fact'
import type { Facts } from '../../facts/facts'
import type { Service } from '../../facts/sections/services'
import type { ServerKind } from '../../judging/kind'
import { type Judgement, unknown } from '../../judging/policy'
import { sameName } from '../../kernel/compare'
import type { DesiredService } from './desiredServices'
import { findService, startsByItself } from './listed'
import { isVital, serviceDefaults } from './roleDefaults'

/** Why what the update recorded of the services can't be known, though there may be something; null where it can. */
export const whyRecordUnread = ({ sections: { servicesBefore } }: Facts): string | null => {
  if (E.isLeft(servicesBefore)) return isAbsent(servicesBefore) ? null : servicesBefore.left.reason
  const unread = servicesBefore.right.unread ?? []
  return unread.length === 0 ? null : unread.map(({ file, reason }) => `${file}: ${reason}`).join('; ')
}

/** No record of the state before can ask for more than this. */
const isFullyActive = (service: Service): boolean => service.status === 'Running' && startsByItself(service)

/** Whether only a record could say how a service should be: Exchange works without it, and it is not plainly active. */
export const needsRecord = (wanted: DesiredService, found: Service, kind: ServerKind): boolean =>
  wanted.source === 'default' &&
  !isFullyActive(found) &&
  !serviceDefaults.some((row) => sameName(row.name, wanted.name) && isVital(row, kind))

export const undecided = ({ name }: Service, why: string): Judgement =>
  unknown(
    ['services', name],
    `how ${name} was before the update is not known, since what the update recorded could not be read (${why})`
  )

/** The services of Exchange that are judged by a record alone, and of which nobody knows what it contains. */
export const unrecorded = (
  judged: ReadonlyArray<DesiredService>,
  services: ReadonlyArray<Service>,
  why: string
): ReadonlyArray<Judgement> =>
  serviceDefaults
    .filter(({ name }) => !judged.some((one) => sameName(one.name, name)))
    .flatMap(({ name }) => findService(services, name) ?? [])
    .filter((found) => !isFullyActive(found))
    .map((found) => undecided(found, why))
