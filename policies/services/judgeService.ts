import type { Service } from '../../facts/sections/services'
import { compliant, type Drift, drift, type Judgement, unknown } from '../../judging/policy'
import type { PropertyPath } from '../../kernel/propertyPath'
import { type DesiredService, desiredStartType, needsStartType, startTypeSuits } from './desiredServices'

/** A service's start type and status, as the document holds them. */
export const show = ({ startType, status, markedForDeletion }: Service): string =>
  `${startType ?? 'not read'}, ${status ?? 'not read'}${markedForDeletion === true ? ', marked for deletion' : ''}`

const statusSuits = (wanted: DesiredService, { status }: Service): boolean | null => {
  if (!wanted.running) return true
  return status === null ? null : status === 'Running'
}

const showDesired = (wanted: DesiredService, found: Service): string => {
  return show({
    ...found,
    startType: needsStartType(wanted, found) ? desiredStartType(wanted) : found.startType,
    markedForDeletion: false,
    status: wanted.running ? 'Running' : found.status
  })
}

/** A name with the one that the list of services shows, where that is known. */
export const titled = (name: string, { displayName }: DesiredService): string =>
  displayName === null ? name : `${name} (${displayName})`

const whatIsUnread = ({ name, startType }: Service, isStartType: boolean): string =>
  isStartType && startType !== null
    ? `whether the automatic start of ${name} is delayed, as it should be, was not read`
    : `the service manager did not tell the ${isStartType ? 'start type' : 'status'} of ${name}`

/** What is said of a service that is not as desired. */
export interface Answer extends Pick<Drift, 'resolution' | 'remediation'> {
  /** What the logs tell of why it does not run. */
  readonly failures: ReadonlyArray<string>
}

/** That a service is as desired; null where it is not, or that was not read in full. */
export const soundService = (wanted: DesiredService, found: Service): Judgement | null =>
  startTypeSuits(wanted, found) && statusSuits(wanted, found) && found.markedForDeletion !== true
    ? compliant(['services', found.name], show(found))
    : null

/** Judges an installed service that is not sound; `answer` says what to do where it is not as desired, which it is given as text. */
export const judgeUnsound = (
  wanted: DesiredService,
  found: Service,
  answer: (desired: string) => Answer
): Judgement => {
  const path: PropertyPath = ['services', found.name]
  const startType = startTypeSuits(wanted, found)
  const status = statusSuits(wanted, found)
  const isKept = found.markedForDeletion !== true
  if (startType !== false && status !== false && isKept) return unknown(path, whatIsUnread(found, startType === null))
  const desired = showDesired(wanted, found)
  const { failures, ...answered } = answer(desired)
  return drift({
    path,
    actual: show(found),
    desired,
    evidence: [
      `The service manager (Get-Service) lists ${titled(found.name, wanted)} as ${show(found)}.`,
      wanted.because,
      ...(wanted.running && found.status !== 'Running' ? failures : [])
    ],
    ...answered
  })
}
