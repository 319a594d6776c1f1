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

/** What a service's steps depend on besides, of the update. */
export interface WithUpdate {
  /** Whether the update must be repaired before any service starts. */
  readonly isHalfUpdated: boolean
}

/** Where the last start of Windows is not known, an older failure says little about a service that is stopped now. */
const lasting = 86_400_000

/** The failures of services since the last update and start of Windows, else within the last day before the facts, the newest first. */
export const recentFailures = (facts: Facts): ReadonlyArray<Failure> => {
  const { collectedAt } = facts
  const { serviceEvents } = facts.sections
  if (E.isLeft(serviceEvents) || serviceEvents.right.events.length === 0 || collectedAt === null) return []
  const [start, update] = [lastStart(facts), lastUpdate(facts)]
  const from = Math.max(
    start === null ? Date.parse(collectedAt) - lasting : Date.parse(start),
    update === null ? 0 : Date.parse(update.from)
  )
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

/** Whether it ended without being asked to. */
export const isCrash = ({ id }: ServiceEvent): boolean => id === 7031 || id === 7034
/** Its code is that of the service that is needed. */
const isOfNeeded = ({ id }: Failure): boolean => id === 7001
const isOfAccount = (one: Failure): boolean =>
  !isOfNeeded(one) && (one.id === 7038 || one.id === 7041 || one.code === 1069)
const isSlow = (one: Failure): boolean => !isOfNeeded(one) && (one.id === 7009 || one.id === 7011 || one.code === 1053)

const shownCode = (code: number): string => showCode({ kind: 'win32', value: `${code}` })

const what = (failure: Failure): string => {
  const { id, code, needs } = failure
  if (isCrash(failure)) return 'it ended unexpectedly'
  const why = code === null ? '' : `, ${shownCode(code)}`
  if (isOfNeeded(failure)) return `it needs ${needs ?? 'another service'}, which failed${why}`
  if (isOfAccount(failure)) return `its account could not sign in as a service${why}`
  if (isSlow(failure)) return `it did not answer in time${why}`
  // The service's own numbers mean nothing to Windows.
  if (id === 7024) return `it ended with an error of its own${code === null ? '' : `, ${code}`}`
  return code === null ? 'it failed' : `it failed with ${shownCode(code)}`
}

/** The newest failures of a service, in sentences. */
export const failureEvidence = (failures: ReadonlyArray<Failure>): ReadonlyArray<string> =>
  failures.slice(0, 3).map((one) => `The log System says at ${one.at}, event ${one.id}: ${what(one)}.`)

const milliseconds = ({ at }: Failure): number => Date.parse(at)

/** How often a service ended within a day: it may run long before it ends again. */
const crashes = (failures: ReadonlyArray<Failure>): number => {
  const times = failures.filter(isCrash).map(milliseconds)
  const newest = Math.max(...times)
  return times.filter((one) => one > newest - lasting).length
}

const minute = 60_000

/** The newest failure; of those of one failed sign-in, the one that names its cause. */
const causeOf = (failures: ReadonlyArray<Failure>): Failure | undefined => {
  const [newest] = failures
  if (newest === undefined || !isOfAccount(newest)) return newest
  return (
    failures.find((one) => isOfAccount(one) && one.id !== 7000 && milliseconds(newest) - milliseconds(one) < minute) ??
    newest
  )
}

/** Why a start alone would not last; null where it may. */
export const whyNoStart = (failures: ReadonlyArray<Failure>): string | null => {
  const [newest] = failures
  if (newest !== undefined && isOfAccount(newest)) return 'its account could not sign in as a service'
  if (newest?.id === 7001 && newest.code === 1069) return 'a service that it needs could not sign in with its account'
  if (newest?.id === 7000 && (newest.code === 2 || newest.code === 3)) return 'its program file is not there'
  return crashes(failures) > 1
    ? `it ended unexpectedly ${crashes(failures)} times within a day, so a start alone would not last`
    : null
}

const ofRight =
  'See by sc.exe qc with which account it starts, and whether a Group Policy takes the right "Log on as a service" from that account.'

/** What to do about an account that may not sign in, by the error of Windows. */
const ofAccount: Readonly<Record<number, string>> = {
  1326: 'See by sc.exe qc with which account it starts, and enter the right password of that account for the service.',
  1330: 'The password of its account has expired: set a new one, and enter it for the service. sc.exe qc names the account.',
  1331: 'Its account is disabled: find out why, and enable it. sc.exe qc names the account.',
  1793: 'Its account has expired: extend it, or give the service another one. sc.exe qc names the account.',
  1907: 'The password of its account must be changed first: set a new one, and enter it for the service. sc.exe qc names the account.',
  1909: 'Its account is locked: find out who tries wrong passwords, then unlock it. sc.exe qc names the account.'
}

const firstOfNeeded = ({ needs, code }: Failure): string => {
  const needed = needs ?? 'that service'
  return code === 1069 ? `See first why ${needed} could not sign in, and start it.` : `Start ${needed} first.`
}

/** What to do about the newest failure before the service is started again; null where nothing is known of one. */
export const failureAdvice = (failures: ReadonlyArray<Failure>): string | null => {
  const cause = causeOf(failures)
  if (cause === undefined) return null
  const { at, id, code } = cause
  const seen = `The log System says why it does not run: at ${at}, event ${id}, ${what(cause)}.`
  if (isOfNeeded(cause)) return `${seen} ${firstOfNeeded(cause)}`
  if (isOfAccount(cause)) return `${seen} ${ofAccount[code ?? 0] ?? ofRight}`
  if (isCrash(cause))
    return `${seen} Look in the log Application at that time for the events 1000, 1026 and 4999 first, and end what they name: else it ends again.`
  return isSlow(cause)
    ? `${seen} If it does not in the next try either, look for what slows its start, such as a check of revocation without a way to the Internet.`
    : seen
}
