import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { type Installed, registeredUpdates, updatesOf } from '../../facts/lastUpdate'
import type { FoundPage } from './pages'

const day = 24 * 60 * 60 * 1_000

const brought = ({ page: { path, created } }: FoundPage): ReadonlyArray<Installed> =>
  created === null || Number.isNaN(Date.parse(created))
    ? []
    : [{ name: path, done: 'installed', from: created, until: created, at: created }]

const newest = (all: ReadonlyArray<Installed>): Installed | null =>
  all.reduce<Installed | null>(
    (last, one) => (last === null || Date.parse(one.until) > Date.parse(last.until) ? one : last),
    null
  )

/** When an update last brought files: the newest of Exchange's own pages, and of its updates; null where no page tells. */
export const lastFiles = (facts: Facts, pages: ReadonlyArray<FoundPage>): Installed | null => {
  const own = pages.filter(({ isOwn }) => isOwn).flatMap(brought)
  return own.length === 0 ? null : newest([...own, ...updatesOf(facts)])
}

/** When an update last brought files, or was registered; null where nothing tells of one, or the list of them was not read. */
export const anyUpdate = (facts: Facts, pages: ReadonlyArray<FoundPage>): Installed | null =>
  E.isLeft(facts.sections.installedUpdates)
    ? null
    : newest([...pages.filter(({ isOwn }) => isOwn).flatMap(brought), ...updatesOf(facts), ...registeredUpdates(facts)])

/** Whether a page came after the last update, with a day for the update itself. */
export const isNewer = ({ page }: FoundPage, update: Installed): boolean =>
  page.created !== null && Date.parse(page.created) > Date.parse(update.until) + day
