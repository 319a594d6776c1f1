import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { lastStart } from '../../facts/lastStart'
import type { Service } from '../../facts/sections/services'
import { type Judgement, note, unknown } from '../../judging/policy'
import { isBefore } from '../../kernel/instants'
import type { DesiredService } from '../services/desiredServices'
import { findService } from '../services/listed'
import { type Failure, failuresOf, isCrash, type WithFailures } from './failures'

const day = 86_400_000

/** Exchange ends a service by itself now and then, to heal it; more often within a day is no healing. */
const mostHealings = 2

const isOfLastDay =
  ({ collectedAt }: Facts) =>
  ({ at }: Failure): boolean =>
    collectedAt !== null && Date.parse(at) > Date.parse(collectedAt) - day

const judgeOne = (facts: Facts, { name }: Service, ends: ReadonlyArray<Failure>): ReadonlyArray<Judgement> => {
  const [last] = ends
  if (last === undefined) return []
  const often = ends.length === 1 ? 'once' : `${ends.length} times`
  const seen = `ended unexpectedly ${often} within the last day, the last time at ${last.at}, and runs now`
  return ends.length > mostHealings
    ? [
        unknown(
          ['services', name],
          `it ${seen}: whether it lasts is not known; look in the log Application of ${facts.server} at these times for the events 1000, 1026 and 4999`
        )
      ]
    : [note(`${name} ${seen}`)]
}

/** A log that is full of other records reaches back less far: a service that ends again and again does so within this time. */
const reach = 6 * 3_600_000

/** Why nobody can say whether services that run ended again and again; null where the log System shows it, or was not asked. */
const whyUnseen = (facts: Facts): string | null => {
  const { collectedAt } = facts
  const { serviceEvents } = facts.sections
  if (E.isLeft(serviceEvents) || collectedAt === null) return null
  const { since, events } = serviceEvents.right
  if (events.some((one) => isCrash(one) && one.at === null)) return 'when a service ended unexpectedly was not read'
  if (since === null) return 'the log System is empty'
  const start = lastStart(facts)
  const isShort = Date.parse(collectedAt) - Date.parse(since) < reach && (start === null || isBefore(start, since))
  return isShort ? `the log System reaches back only to ${since}` : null
}

/** What services that run say of themselves by how often they ended since the last update and start of Windows. */
export const judgeCrashes = (
  facts: Facts,
  wanted: () => ReadonlyArray<DesiredService>,
  services: ReadonlyArray<Service>,
  { failures }: WithFailures
): ReadonlyArray<Judgement> => {
  const crashes = failures.filter(isCrash).filter(isOfLastDay(facts))
  const unseen = whyUnseen(facts)
  const doubts =
    unseen === null
      ? []
      : [unknown(['serviceEvents'], `whether services ended again and again is not known: ${unseen}`)]
  if (crashes.length === 0) return doubts
  return [
    ...doubts,
    ...wanted().flatMap((one) => {
      const found = findService(services, one.name)
      return found?.status === 'Running' ? judgeOne(facts, found, failuresOf(crashes, one)) : []
    })
  ]
}
