import type { Facts } from '../../facts/facts'
import { lastStart } from '../../facts/lastStart'
import type { Service } from '../../facts/sections/services'
import { type Judgement, unknown } from '../../judging/policy'
import { type DesiredService, startTypeSuits } from './desiredServices'
import { type Answer, judgeUnsound } from './judgeService'
import { startsByItself } from './listed'

/** So long Exchange's services, and those with a delayed start, may take to start with Windows. */
const minutes = 10

/** When Windows was started, if that was so shortly before the facts that services may still start; else null. */
export const startedJustNow = (facts: Facts): string | null => {
  const { collectedAt } = facts
  const start = lastStart(facts)
  if (collectedAt === null || start === null) return null
  return Date.parse(start) > Date.parse(collectedAt) - minutes * 60_000 ? start : null
}

/** What is to be said of a service that Windows, started just now, may still start by itself; null of one that it doesn't, or that failed. */
export const mayStillStart = (found: Service, failures: ReadonlyArray<unknown>, started: string): Judgement | null => {
  const isOnItsWay = found.status === 'Stopped' || found.status === 'StartPending'
  if (failures.length > 0 || !startsByItself(found) || !isOnItsWay || found.markedForDeletion === true) return null
  return unknown(
    ['services', found.name],
    `Windows was started at ${started}, less than ${minutes} minutes before the facts, so that ${found.name} may still start; record the server again`
  )
}

const isWantedRunning = (wanted: DesiredService, found: Service): boolean =>
  wanted.running && wanted.startType === 'Automatic' && startTypeSuits(wanted, found) === true

/** Judges an installed service that is not sound, but for one that Windows, started at this time, may still start. */
export const judgeStarting = (
  wanted: DesiredService,
  found: Service,
  started: string | null,
  failures: () => ReadonlyArray<string>,
  answer: (desired: string) => Omit<Answer, 'failures'>
): Judgement =>
  (started !== null && isWantedRunning(wanted, found) ? mayStillStart(found, failures(), started) : null) ??
  judgeUnsound(wanted, found, (desired) => ({ failures: failures(), ...answer(desired) }))
