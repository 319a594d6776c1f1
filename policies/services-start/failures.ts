import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { lastStart } from '../../facts/lastStart'
import { lastUpdate } from '../../facts/lastUpdate'
import type { ServiceEvent } from '../../facts/sections/serviceEvents'
import { sameName } from '../../kernel/compare'
import { showCode } from '../../kernel/errorCodes'

/** What the log System tells of a service that failed, and when. */
export type Failure = ServiceEvent & { readonly at: string }

/** What a service's steps depend on besides its situation. */
export interface WithFailures {
  /** What the log System tells of services that failed lately. */
  readonly failures: ReadonlyArray<Failure>
}

/** An older failure says little about a service that is stopped now. */
const lasting = 86_400_000

/** The failures of services since the last update and start of Windows, and within the last day before the facts, the newest first. */
export const recentFailures = (facts: Facts): ReadonlyArray<Failure> => {
  const { collectedAt } = facts
  const { serviceEvents } = facts.sections
  if (E.isLeft(serviceEvents) || serviceEvents.right.events.length === 0 || collectedAt === null) return []
  const since = [lastUpdate(facts)?.from, lastStart(facts)].flatMap((at) => (at == null ? [] : [Date.parse(at)]))
  const from = Math.max(Date.parse(collectedAt) - lasting, ...since)
  return serviceEvents.right.events.flatMap((event) =>
    event.at !== null && Date.parse(event.at) >= from ? [{ ...event, at: event.at }] : []
  )
}

/** Those of one service: a record has its name, or the one that Windows shows. */
export const failuresOf = (
  failures: ReadonlyArray<Failure>,
  { name, displayName }: { readonly name: string; readonly displayName: string | null }
): ReadonlyArray<Failure> =>
  failures.filter((failure) =>
    [failure.name, failure.service].some(
      (one) => one !== null && (sameName(one, name) || (displayName !== null && sameName(one, displayName)))
    )
  )

const isCrash = ({ id }: Failure): boolean => id === 7031 || id === 7034
const isOfAccount = ({ id, code }: Failure): boolean => id === 7038 || id === 7041 || code === 1069
const isSlow = ({ id, code }: Failure): boolean => id === 7009 || id === 7011 || code === 1053

const shownCode = (code: number): string => showCode({ kind: 'win32', value: `${code}` })

const what = (failure: Failure): string => {
  const { id, code, needs } = failure
  if (isCrash(failure)) return 'it ended unexpectedly'
  const why = code === null ? '' : `, ${shownCode(code)}`
  if (isOfAccount(failure)) return `its account could not sign in as a service${why}`
  if (isSlow(failure)) return `it did not answer in time${why}`
  // The service's own numbers mean nothing to Windows.
  if (id === 7024) return `it ended with an error of its own${code === null ? '' : `, ${code}`}`
  if (id === 7001) return `it needs ${needs ?? 'another service'}, which failed${why}`
  return code === null ? 'it failed' : `it failed with ${shownCode(code)}`
}

/** The newest failures of a service, in sentences. */
export const failureEvidence = (failures: ReadonlyArray<Failure>): ReadonlyArray<string> =>
  failures.slice(0, 3).map((one) => `The log System says at ${one.at}, event ${one.id}: ${what(one)}.`)

const crashes = (failures: ReadonlyArray<Failure>): number => failures.filter(isCrash).length

/** Why a start alone would not last; null where it may. */
export const whyNoStart = (failures: ReadonlyArray<Failure>): string | null => {
  const [newest] = failures
  if (newest !== undefined && isOfAccount(newest)) return 'its account could not sign in as a service'
  return crashes(failures) > 1
    ? `it ended unexpectedly ${crashes(failures)} times within a day, so a start alone would not last`
    : null
}

/** What to do about the newest failure before the service is started again; null where nothing is known of one. */
export const failureAdvice = (failures: ReadonlyArray<Failure>): string | null => {
  const [newest] = failures
  if (newest === undefined) return null
  const { at, id, needs } = newest
  const seen = `The log System says why it does not run: at ${at}, event ${id}, ${what(newest)}.`
  if (isOfAccount(newest))
    return `${seen} See by sc.exe qc with which account it starts, and whether a Group Policy takes the right "Log on as a service" from that account.`
  if (isCrash(newest))
    return `${seen} Look in the log Application at that time for the events 1000, 1026 and 4999 first, and end what they name: else it ends again.`
  if (id === 7001) return `${seen} Start ${needs ?? 'that service'} first.`
  return isSlow(newest)
    ? `${seen} If it does not in the next try either, look for what slows its start, such as a check of revocation without a way to the Internet.`
    : seen
}
