import * as E from 'fp-ts/Either'
import { isAbsent } from '../../facts/fact'
import type { Facts } from '../../facts/facts'
import { lastUpdate } from '../../facts/lastUpdate'
import type { Service } from '../../facts/sections/services'
import { service } from '../../facts/sections/services'
import type { ServiceRun, ServicesBefore } from '../../facts/sections/servicesBefore'
import type { ServerKind } from '../../judging/kind'
import { findByName, indexByName, rememberedRecently } from '../../kernel/remembered'
import type { PriorState } from './desiredServices'
import { mostlyDisabled, mostlyStopped } from './listed'

const log = 'ServiceControl.log'

const statesByName = rememberedRecently(({ states }: ServicesBefore) => indexByName(states ?? [], ({ name }) => name))

const statusOf = (before: ServicesBefore, name: string): Service['status'] => {
  const status = findByName(statesByName(before), name)?.status ?? null
  const read = service.decode({ name, status, startType: null })
  return E.isRight(read) ? read.right.status : null
}

/** The services that the first run after the last good one stopped: those ran before the update. */
const ranBefore = (runs: ReadonlyArray<ServiceRun>): ReadonlyArray<string> => {
  const lastGood = runs.map(({ kind, succeeded }) => kind === 'after' && succeeded === true).lastIndexOf(true)
  return runs.slice(lastGood + 1).find(({ kind, stopped }) => kind === 'before' && stopped.length > 0)?.stopped ?? []
}

const running = (name: string): Service => ({ name, status: 'Running', startType: null })

/** The files' services; one that ran though the file has it Disabled shows a stale or overwritten record. */
const fromFiles = (kind: ServerKind, before: ServicesBefore, ran: ReadonlyArray<string>): ReadonlyArray<Service> => {
  const stopped = new Set(ran.map((name) => name.toLowerCase()))
  const services = (before.startModes ?? []).map(({ name, startType }) => ({
    name,
    startType,
    status: statusOf(before, name)
  }))
  // A second try of an update finds the services stopped by the first one.
  const isStale = mostlyStopped(kind, services)
  return services.map(({ name, startType, status }) => {
    const wasStopped = stopped.has(name.toLowerCase())
    if (startType === 'Disabled' && wasStopped) return running(name)
    return { name, startType, status: wasStopped ? 'Running' : isStale ? null : status }
  })
}

const poisoned = 'ServiceStartupMode.xml shows most services of Exchange Disabled, as after a second try'

const byLog = (ran: ReadonlyArray<string>, why: string | null): PriorState => {
  if (ran.length === 0) return E.left(why)
  const label = why === null ? `the stopping lines of ${log}` : `the stopping lines of ${log}, since ${why}`
  return E.right({ label, services: ran.map(running) })
}

const day = 86_400_000

/** An update that ends well removes its record: one from before the last update was left by an earlier one. */
const isLeftOver = (facts: Facts, { modified }: ServicesBefore): boolean => {
  const last = lastUpdate(facts)
  const written = Date.parse(modified?.startModes ?? '')
  return last?.done === 'installed' && Date.parse(last.from) - written > day
}

/** Whether the Windows Installer tells of an update at that time, be it one that failed. */
const wasTriedAt = ({ sections: { installerEvents } }: Facts, written: number): boolean =>
  E.isRight(installerEvents) &&
  installerEvents.right.events.some(({ at }) => at !== null && Math.abs(Date.parse(at) - written) < day)

/** Whether an update is known that the record belongs to: its log tells of it, or it was tried when the record was written. */
export const isOfKnownUpdate = (facts: Facts, { modified, runs }: ServicesBefore): boolean => {
  const last = lastUpdate(facts)
  const written = Date.parse(modified?.startModes ?? '')
  const isThen = last !== null && written > Date.parse(last.from) - day && written < Date.parse(last.until) + day
  return isThen || (runs ?? []).length > 0 || wasTriedAt(facts, written)
}

const leftOver = 'ServiceStartupMode.xml is from before the last update that was installed'

const recordOf = (kind: ServerKind, facts: Facts, before: ServicesBefore): PriorState => {
  const ran = ranBefore(before.runs ?? [])
  if (before.startModes === null || before.startModes.length === 0) return byLog(ran, null)
  if (isLeftOver(facts, before)) return byLog(ran, leftOver)
  const services = fromFiles(kind, before, ran)
  const believed = !mostlyDisabled(
    kind,
    before.startModes.map((mode) => ({ ...mode, status: null }))
  )
  return believed
    ? E.right({ label: 'ServiceStartupMode.xml, which the update wrote', services })
    : byLog(ran, poisoned)
}

/** What the update itself recorded of the services before it stopped them, where that can be believed. */
export const recordOfUpdate = (kind: ServerKind, facts: Facts): PriorState => {
  const before = facts.sections.servicesBefore
  if (isAbsent(before)) return E.left(null)
  return E.isRight(before)
    ? recordOf(kind, facts, before.right)
    : E.left(`what the update recorded of the services could not be read (${before.left.reason})`)
}

/** The operator's baseline first, else the record of the update; the reasons against both are told. */
export const firstOf = (baseline: PriorState, update: PriorState): PriorState => {
  if (E.isRight(baseline) || E.isRight(update)) return E.isRight(baseline) ? baseline : update
  const reasons = [baseline.left, update.left].flatMap((reason) => (reason === null ? [] : [reason]))
  return E.left(reasons.length === 0 ? null : reasons.join(' '))
}
