import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { Facts } from '../../facts/facts'
import { installPath } from '../../facts/installation'
import type { Service } from '../../facts/sections/services'
import { type ServerKind, serverKind } from '../../judging/kind'
import { type Desired, type Judgement, unknown } from '../../judging/policy'
import { rememberedRecently } from '../../kernel/remembered'
import { type DesiredService, desiredServices, type PriorState, recordBefore } from './desiredServices'
import { findService, mostlyDisabled } from './listed'
import { firstOf, isOfKnownUpdate, recordOfUpdate } from './recordOfUpdate'
import { servicesDue } from './servicesDue'
import { whyRecordUnread } from './unreadRecord'
import { isRestored, updateSince } from './updateSince'

/** What the steps depend on besides the service itself. */
export interface Circumstances {
  readonly edge: boolean
  /** Ends with a backslash. */
  readonly installPath: string
  readonly mostlyDisabled: boolean
  /** A record of the state before the update is there, and none can be believed. */
  readonly isPoisoned: boolean
  /** The facts show an update since the record was made, be it only by most services of Exchange being Disabled. */
  readonly isUpdateEvident: boolean
  /** The services that a remediation which was cut off had still to enable. */
  readonly due: ReadonlyArray<string>
  /** The update itself, or the build, shows that one ran since the record was made. */
  readonly isUpdateRecorded: boolean
}

/** An installed service that only the role's defaults ask for, and that a person may rightly have switched off. */
export interface OptionalService {
  readonly wanted: DesiredService
  readonly found: Service
  readonly why: string
}

/** What is known of a server's services, and of how they were before its update. */
export interface Situation {
  readonly kind: ServerKind
  readonly services: ReadonlyArray<Service>
  readonly record: PriorState
  /** Why a record of the update may be there that could not be read; null where one is known, or none is needed. */
  readonly unread: string | null
  /** What Exchange, or the state before its update, asks for. */
  readonly wanted: ReadonlyArray<DesiredService>
  readonly optional: ReadonlyArray<OptionalService>
  readonly circumstances: Circumstances
}

/** Whether a record that is believed is from before an update that the facts show. */
const isUpdateRecorded = (
  facts: Facts,
  baseline: Facts | null,
  fromBaseline: PriorState,
  record: PriorState
): boolean => {
  if (E.isRight(fromBaseline)) return baseline !== null && updateSince(facts, baseline)
  const { servicesBefore } = facts.sections
  return (
    E.isRight(record) &&
    E.isRight(servicesBefore) &&
    isOfKnownUpdate(facts, servicesBefore.right) &&
    !isRestored(servicesBefore.right)
  )
}

/**
 * Whether a failed update is the likelier reason for an optional service being off: most services are Disabled, and
 * nothing tells how this one was. A log of what was stopped tells nothing of one that need not run.
 */
const isLostToUpdate = (mostDisabled: boolean, record: PriorState): ((wanted: DesiredService) => boolean) => {
  if (!mostDisabled) return () => false
  if (E.isLeft(record)) return () => true
  const isLog = record.right.services.every(({ startType }) => startType === null)
  return ({ running }) => isLog && !running
}

/** Parts the services into those that must be as desired, and installed ones that a person may rightly have off. */
const partedOf = (
  all: ReadonlyArray<DesiredService>,
  services: ReadonlyArray<Service>,
  isLost: (wanted: DesiredService) => boolean
): Pick<Situation, 'wanted' | 'optional'> => {
  const wanted: Array<DesiredService> = []
  const optional: Array<OptionalService> = []
  for (const one of all) {
    const why = one.whyOptional
    const found = why === null || isLost(one) ? undefined : findService(services, one.name)
    if (why === null || found === undefined) wanted.push(one)
    else optional.push({ wanted: one, found, why })
  }
  return { wanted, optional }
}

const situationOf = (kind: ServerKind, facts: Facts, desired: Desired, services: ReadonlyArray<Service>): Situation => {
  const fromBaseline = recordBefore(kind, facts, desired.baseline)
  const record = firstOf(fromBaseline, recordOfUpdate(kind, facts))
  const mostDisabled = mostlyDisabled(kind, services)
  const isRecorded = isUpdateRecorded(facts, desired.baseline, fromBaseline, record)
  const all = desiredServices(kind, desired, record)
  return {
    kind,
    services,
    record,
    unread: E.isRight(fromBaseline) ? null : whyRecordUnread(facts),
    ...partedOf(all, services, isLostToUpdate(mostDisabled, record)),
    circumstances: {
      edge: kind.edge,
      installPath: installPath(facts),
      mostlyDisabled: mostDisabled,
      isPoisoned: E.isLeft(record) && record.left !== null,
      isUpdateEvident: mostDisabled || isRecorded,
      isUpdateRecorded: isRecorded,
      due: servicesDue(facts)
    }
  }
}

/** Whether most services of Exchange are Disabled, as a broken-off update leaves them. */
export const areMostlyDisabled = (facts: Facts): boolean => {
  const [kind, services] = [serverKind(facts), facts.sections.services]
  return E.isRight(kind) && E.isRight(services) && mostlyDisabled(kind.right, services.right)
}

const findSituation = (facts: Facts, desired: Desired): E.Either<unknown, Situation | null> => {
  const [kind, { services }] = [serverKind(facts), facts.sections]
  if (E.isLeft(kind)) return kind
  if (E.isLeft(services)) return services
  return E.right(services.right.length === 0 ? null : situationOf(kind.right, facts, desired, services.right))
}

/** Several policies ask for the same, so it is kept; null where the list of services is empty. */
const situationFor = rememberedRecently((desired: Desired) =>
  rememberedRecently((facts: Facts) => findSituation(facts, desired))
)

/** Judges a server's services, where they and the kind of server could be read. */
export const judgeSituation =
  (judge: (situation: Situation) => ReadonlyArray<Judgement>) =>
  (facts: Facts, desired: Desired): ReadonlyArray<Judgement> =>
    pipe(
      situationFor(desired)(facts),
      E.match(
        () => [],
        (situation) =>
          situation === null
            ? [unknown(['services'], 'the list of services is empty, so it was not really read')]
            : judge(situation)
      )
    )
