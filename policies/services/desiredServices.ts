import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { Facts } from '../../facts/facts'
import type { Service } from '../../facts/sections/services'
import type { ServerKind } from '../../judging/kind'
import type { Desired } from '../../judging/policy'
import { sameName } from '../../kernel/compare'
import { rememberedFor } from '../../kernel/remembered'
import type { StartType } from '../../kernel/words'
import { whyOptional } from './choices'
import { findService, isDisabled, isDown, most, startingRows, startsByDefault } from './listed'
import { type Expectation, isVital, type ServiceDefault, serviceDefaults } from './roleDefaults'

/** What is desired of one service, and from where that is known. */
export interface DesiredService {
  readonly name: string
  readonly displayName: string | null
  /** A start type (Automatic stands for delayed start too), or `enabled` for anything but Disabled. */
  readonly startType: StartType | 'enabled'
  /** Whether its automatic start must be delayed, as it was before, or as the settings ask. */
  readonly delayed: boolean
  /** Whether it must run; its status isn't judged otherwise. */
  readonly running: boolean
  /** Whether its absence is a fault. */
  readonly required: boolean
  /**
   * `ran`: only that it ran before is recorded, and the role's default stands for its start type. `vital`: a record has it
   * Disabled, but Exchange does not work without it.
   */
  readonly source: 'settings' | 'baseline' | 'ran' | 'vital' | 'default'
  /** Why a person may rightly have switched it off, where only the role's default asks for it; else null. */
  readonly whyOptional: string | null
  /** The source in a full sentence. */
  readonly because: string
}

/** The record of the state before the update, or why there is none to go by. */
export type PriorState = E.Either<string | null, { readonly label: string; readonly services: ReadonlyArray<Service> }>

/** Delayed start is a kind of Automatic, and not every reader of the service manager sees it. */
const plainStartType = (startType: StartType): StartType =>
  startType === 'AutomaticDelayedStart' ? 'Automatic' : startType

/** Whether a start type is the desired one; null where it was not read. */
export const startTypeSuits = (wanted: DesiredService, { startType, delayedAutostart }: Service): boolean | null => {
  if (startType === null) return null
  if (wanted.startType === 'enabled') return startType !== 'Disabled'
  if (plainStartType(startType) !== wanted.startType) return false
  // Services that wait for others, or would slow the computer's own start, are delayed; the reverse harms nothing.
  if (!wanted.delayed || startType === 'AutomaticDelayedStart') return true
  return delayedAutostart ?? null
}

/** Whether its start type must be set: not where it is only unknown whether an automatic start is delayed. */
export const needsStartType = (wanted: DesiredService, found: Service): boolean =>
  found.startType === null || startTypeSuits(wanted, found) === false

/** The desired start type as the service manager shows it. */
export const desiredStartType = ({ startType, delayed }: DesiredService): StartType => {
  if (startType === 'enabled') return 'Manual'
  return delayed && startType === 'Automatic' ? 'AutomaticDelayedStart' : startType
}

const isOlder = (baseline: Facts, facts: Facts): boolean =>
  baseline.collectedAt !== null &&
  facts.collectedAt !== null &&
  Date.parse(baseline.collectedAt) < Date.parse(facts.collectedAt)

/** The baseline's services where they can be believed; a record made of a failed update is none. */
export const recordBefore = (kind: ServerKind, facts: Facts, baseline: Facts | null): PriorState => {
  if (baseline === null) return E.left(null)
  const date = baseline.collectedAt === null ? 'an unknown date' : baseline.collectedAt.slice(0, 10)
  const ignored = (why: string) => `The baseline of ${date} is ignored, and the role's defaults are used: ${why}.`
  if (!isOlder(baseline, facts)) return E.left(ignored('it is not older than the facts that it is compared with'))
  return pipe(
    baseline.sections.services,
    E.mapLeft(({ reason }) => ignored(`its services could not be read (${reason})`)),
    E.filterOrElse(
      (services) => !most(kind, services, isDown),
      () => ignored('most services of Exchange are Disabled or stopped in it, as a failed update leaves them')
    ),
    E.map((services) => ({ label: `baseline of ${date}`, services }))
  )
}

const fromSettings = (name: string, wanted: StartType, row: ServiceDefault | undefined): DesiredService => {
  const startType = plainStartType(wanted)
  return {
    name: row?.name ?? name,
    displayName: row?.displayName ?? null,
    startType,
    delayed: wanted === 'AutomaticDelayedStart',
    running: startType === 'Automatic' && row?.expected !== 'automatic',
    required: startType !== 'Disabled',
    source: 'settings',
    whyOptional: null,
    because: `The settings ask for the start type ${wanted}.`
  }
}

const active = ['Running', 'StartPending']

/** Services that Windows or a backup starts when it needs them run at one moment and not at the next. */
const runsOnDemand = ({ expected }: ServiceDefault): boolean => expected === 'automatic' || expected === 'enabled'

/** A monitoring agent may be removed at any time; that is no fault of an update. */
const isAgent = ({ expected, displayName }: ServiceDefault): boolean =>
  expected === 'optional' && !displayName.startsWith('Microsoft Exchange')

/** Of some records only that a service ran is known. */
const ranBefore = (row: ServiceDefault, label: string): DesiredService => ({
  name: row.name,
  displayName: row.displayName,
  startType: startsByDefault(row) ? 'Automatic' : 'enabled',
  delayed: false,
  running: !runsOnDemand(row),
  required: !isAgent(row),
  source: 'ran',
  whyOptional: null,
  because: `Before the update (${label}) it was running.`
})

const isAutomatic = ({ startType }: Service): boolean => startType !== null && plainStartType(startType) === 'Automatic'

/** Whether a record has a service off without which Exchange does not work: then it is no record of a right state. */
const isDoubted = (row: ServiceDefault, kind: ServerKind, before: Service): boolean =>
  isVital(row, kind) && (isDisabled(before) || (row.expected === 'running' && isDown(before) && !isAutomatic(before)))

/** Whether it must run: as before, but not by a trigger for a moment; where only its start type is known, as that says. */
const mustRun = (row: ServiceDefault, kind: ServerKind, before: Service): boolean => {
  const isNeeded = isVital(row, kind) && row.expected === 'running'
  if (runsOnDemand(row) || (!isNeeded && before.startType === 'Manual' && before.hasTriggers === true)) return false
  return ((before.status === null || isNeeded) && isAutomatic(before)) || active.some((one) => one === before.status)
}

const inRecord = ({ name }: ServiceDefault, record: PriorState): Service | undefined =>
  E.isRight(record) ? findService(record.right.services, name) : undefined

/** Answers undefined where the record doesn't tell, and null where the service is to be left alone. */
const fromRecord = (row: ServiceDefault, kind: ServerKind, record: PriorState): DesiredService | null | undefined => {
  const before = inRecord(row, record)
  if (E.isLeft(record) || before === undefined) return undefined
  const { startType, status } = before
  if (startType === null) return status === 'Running' ? ranBefore(row, record.right.label) : undefined
  if (isDoubted(row, kind, before)) return undefined
  if (startType === 'Disabled') return null
  return {
    name: row.name,
    displayName: row.displayName,
    startType: isAutomatic(before) ? 'Automatic' : 'enabled',
    delayed: startType === 'AutomaticDelayedStart',
    running: mustRun(row, kind, before),
    required: !isAgent(row),
    source: 'baseline',
    whyOptional: null,
    because: `Before the update (${record.right.label}) it was ${startType}${status === null ? '' : `, ${status}`}.`
  }
}

const placeOf = ({ product, roles }: ServerKind): string =>
  `an Exchange ${product} server with the role ${roles.join(', ')}`

const startTypes: { readonly [K in Exclude<Expectation, 'optional'>]: 'Automatic' | 'enabled' } = {
  running: 'Automatic',
  automatic: 'Automatic',
  enabled: 'enabled'
}

const whyDefault = (record: PriorState, doubted: Service | undefined): string => {
  if (E.isLeft(record))
    return record.left === null
      ? 'No record of the state before the update was given'
      : 'The record of the state before the update cannot be used'
  const { label } = record.right
  return doubted === undefined
    ? `The record of the state before (${label}) has no usable entry for it`
    : `The record of the state before (${label}) has it ${doubted.startType}, but Exchange does not work without it`
}

const fromDefaults = (row: ServiceDefault, kind: ServerKind, record: PriorState): DesiredService | null => {
  if (row.expected === 'optional' || !row.judged(kind)) return null
  const startType = startTypes[row.expected]
  const before = inRecord(row, record)
  const doubted = before !== undefined && before.startType !== null ? before : undefined
  const byDefault = startType === 'enabled' ? 'Manual' : startType
  return {
    name: row.name,
    displayName: row.displayName,
    startType,
    delayed: false,
    running: row.expected === 'running',
    required: row.core(kind),
    source: doubted === undefined ? 'default' : 'vital',
    whyOptional: whyOptional(kind, row.name),
    because: `By default it is ${byDefault} on ${placeOf(kind)}. ${whyDefault(record, doubted)}.`
  }
}

const inTable = (row: ServiceDefault, kind: ServerKind, record: PriorState): DesiredService | null => {
  const recorded = fromRecord(row, kind, record)
  return recorded === undefined ? fromDefaults(row, kind, record) : recorded
}

const byDefaultAfter = (record: PriorState) =>
  rememberedFor((kind: ServerKind) => serviceDefaults.flatMap((row) => inTable(row, kind, record) ?? []))

/** Without a record, all servers of a kind are to have the same services. */
const byDefault = { noRecord: byDefaultAfter(E.left(null)), badRecord: byDefaultAfter(E.left('it cannot be used')) }

/** What is desired of each service: by the settings, else by the record of the state before, else by the role. */
export const desiredServices = (
  kind: ServerKind,
  desired: Desired,
  record: PriorState
): ReadonlyArray<DesiredService> => {
  const settings = Object.entries(desired.services)
  if (settings.length === 0 && E.isLeft(record))
    return record.left === null ? byDefault.noRecord(kind) : byDefault.badRecord(kind)
  const ofTable = serviceDefaults.flatMap((row) => {
    const setting = settings.find(([name]) => sameName(name, row.name))
    if (setting !== undefined) return fromSettings(setting[0], setting[1], row)
    return inTable(row, kind, record) ?? []
  })
  const others = settings
    .filter(([name]) => !serviceDefaults.some((row) => sameName(name, row.name)))
    .map(([name, startType]) => fromSettings(name, startType, undefined))
  return [...ofTable, ...others]
}

/** The services that start by default, but were Disabled before the update and are left alone therefore. */
export const disabledBefore = (kind: ServerKind, desired: Desired, record: PriorState): ReadonlyArray<string> =>
  startingRows(kind)
    .filter((row) => fromRecord(row, kind, record) === null)
    .map(({ name }) => name)
    .filter((name) => !Object.keys(desired.services).some((other) => sameName(name, other)))
