import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { type Installed, registeredUpdates, updatesOf } from '../../facts/lastUpdate'
import type { FoundPage } from './pages'

const day = 24 * 60 * 60 * 1_000

/** Exchange's own pages that came within a day of others, as an update brings them: a single one may be a stranger's. */
const brought = (pages: ReadonlyArray<FoundPage>): ReadonlyArray<Installed> => {
  const own = pages.flatMap(({ isOwn, page: { path, created } }) =>
    isOwn && created !== null ? [{ path, created, time: Date.parse(created) }] : []
  )
  return own
    .filter((one) => own.some((other) => other !== one && Math.abs(one.time - other.time) <= day))
    .map(({ path, created }) => ({ name: path, done: 'installed', from: created, until: created, at: created }))
}

const newest = (all: ReadonlyArray<Installed>): Installed | null =>
  all.reduce<Installed | null>(
    (last, one) => (last === null || Date.parse(one.until) > Date.parse(last.until) ? one : last),
    null
  )

/** When an update last brought files: the newest that several of Exchange's own pages, or its updates, tell; null where no page tells. */
export const lastFiles = (facts: Facts, pages: ReadonlyArray<FoundPage>): Installed | null => {
  const own = brought(pages)
  return own.length === 0 ? null : newest([...own, ...updatesOf(facts)])
}

/** When an update last brought files, or was registered; null where nothing tells of one, or the list of them was not read. */
export const anyUpdate = (facts: Facts, pages: ReadonlyArray<FoundPage>): Installed | null =>
  E.isLeft(facts.sections.installedUpdates)
    ? null
    : newest([...brought(pages), ...updatesOf(facts), ...registeredUpdates(facts)])

/** Whether a time is after the last update, with a day for the update itself. */
export const isAfter = (time: string | null, update: Installed): boolean =>
  time !== null && Date.parse(time) > Date.parse(update.until) + day

/** Whether a page came after the last update. */
export const isNewer = ({ page }: FoundPage, update: Installed): boolean => isAfter(page.created, update)
