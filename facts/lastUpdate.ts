import * as E from 'fp-ts/Either'
import { isBefore } from '../kernel/instants'
import { rememberedRecently, rememberedText } from '../kernel/remembered'
import type { Facts } from './facts'
import type { InstallerEvent } from './sections/installerEvents'

/** An update or a product of Exchange that was installed, or an update that was removed: not before `from` and not after `until` (both ISO 8601, UTC). */
export interface Installed {
  readonly name: string
  readonly done: 'installed' | 'removed'
  readonly from: string
  readonly until: string
  /** ISO 8601, UTC: `2026-11-09T22:41:00Z`, or `2026-11-09` where only the day is known. */
  readonly at: string
}

/** When it was, in words. */
export const whenOf = ({ at }: Installed): string => (at.length === '2026-11-09'.length ? `on ${at}` : `at ${at}`)

const ofInstallation = [1022, 1033, 1036]
const ofRemoval = [1019, 1037]
const ofFailure = [1023, 1024]

/** Done, done with a restart that has begun, and with one that is due. */
const codesOfSuccess = [0, 1641, 3010]

/** Programs of others name Exchange in their names, too, and Microsoft has tools and language packs that are called so. */
const isOfExchange = ({ product }: InstallerEvent): boolean =>
  product === null || /^Microsoft Exchange Server\b(?!.*\blanguage pack\b)/i.test(product)

/** What a record of the Windows Installer says of Exchange or an update of it; null where it is about something else. */
export const outcomeOf = (event: InstallerEvent): Installed['done'] | 'failed' | null => {
  const { id, code } = event
  if (!isOfExchange(event)) return null
  if (ofFailure.includes(id)) return 'failed'
  if (!ofInstallation.includes(id) && !ofRemoval.includes(id)) return null
  if (!codesOfSuccess.includes(code ?? 0)) return 'failed'
  return ofRemoval.includes(id) ? 'removed' : 'installed'
}

/** What a record of the Windows Installer is about. */
export const namedIn = ({ update, product }: InstallerEvent): string => update ?? product ?? 'an update'

const byEvent = (event: InstallerEvent): ReadonlyArray<Installed> => {
  const done = outcomeOf(event)
  return event.at === null || done === null || done === 'failed'
    ? []
    : [{ name: namedIn(event), done, from: event.at, until: event.at, at: event.at }]
}

const hour = 60 * 60 * 1_000

/** A day such as `20261014` begins and ends at another time in each place on earth; null for what is no day. */
const dayOf = rememberedText((date: string): Pick<Installed, 'from' | 'until' | 'at'> | null => {
  const at = date.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
  const start = at === date ? Number.NaN : Date.parse(`${at}T00:00:00Z`)
  if (Number.isNaN(start)) return null
  return { from: new Date(start - 14 * hour).toISOString(), until: new Date(start + 48 * hour).toISOString(), at }
})

const byDay = (name: string, date: string | null): ReadonlyArray<Installed> => {
  const day = dayOf(date ?? '')
  return day === null ? [] : [{ name, done: 'installed', from: day.from, until: day.until, at: day.at }]
}

/** The updates of Exchange that were installed or removed, as the log Application and the Windows Installer's list of patches tell. */
export const updatesOf = rememberedRecently(
  ({ sections: { installerEvents, installedUpdates } }: Facts): ReadonlyArray<Installed> => [
    ...(E.isRight(installerEvents) ? installerEvents.right.events.flatMap(byEvent) : []),
    ...(E.isRight(installedUpdates)
      ? installedUpdates.right.patches.flatMap(({ name, kb, date }) => byDay(name ?? kb ?? 'an update', date))
      : [])
  ]
)

/** Setup registers a day in the form of the United States. */
const inFigures = (date: string | null): string | null => {
  const [, month = '', day = '', year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(date ?? '') ?? []
  return year === undefined ? date : `${year}${month.padStart(2, '0')}${day.padStart(2, '0')}`
}

/** The updates that setup registered for the list of installed updates. */
export const registeredUpdates = rememberedRecently(
  ({ sections: { installedUpdates } }: Facts): ReadonlyArray<Installed> =>
    E.isRight(installedUpdates)
      ? installedUpdates.right.registered.flatMap(({ name, date }) => byDay(name, inFigures(date)))
      : []
)

/** The last update of Exchange that was installed or removed; null where nothing that was read tells of one. */
export const lastUpdate = rememberedRecently((facts: Facts): Installed | null =>
  updatesOf(facts).reduce<Installed | null>(
    (last, one) => (last === null || isBefore(last.from, one.from) ? one : last),
    null
  )
)

/** When it was, in a sentence; none where that is not known. */
export const updateEvidence = (facts: Facts): ReadonlyArray<string> => {
  const last = lastUpdate(facts)
  return last === null ? [] : [`The last update was ${last.done} ${whenOf(last)}: ${last.name}.`]
}
