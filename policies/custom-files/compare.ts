import type { ConfigFile } from '../../facts/sections/configFiles'
import { someOf } from '../../kernel/someOf'

/** A file beside what it was, or is kept as. */
export interface Compared {
  readonly path: string
  readonly isSame: boolean
}

/** What two lists say of their files. */
export interface Comparison {
  readonly compared: ReadonlyArray<Compared>
  /** In the first list alone. */
  readonly missing: ReadonlyArray<string>
  /** Those of which one of both could not be read, with the reason. */
  readonly unread: ReadonlyArray<{ readonly path: string; readonly reason: string }>
}

const isHash = (text: string | null): boolean => /^[0-9A-F]{64}$/i.test(text ?? '')

const whyUnread = ({ unreadable, sha256 }: ConfigFile): string | null =>
  isHash(sha256) ? null : (unreadable ?? 'its hash was not recorded')

/** Compares each file of a list, by its path, with the one of another list. */
export const compareFiles = (files: ReadonlyArray<ConfigFile>, others: ReadonlyArray<ConfigFile>): Comparison => {
  const byPath = new Map(others.map((one) => [one.path.toLowerCase(), one]))
  const pairs = files.map((one) => ({ one, other: byPath.get(one.path.toLowerCase()) }))
  const known = pairs.flatMap(({ one, other }) =>
    other === undefined ? [] : [{ one, other, reason: whyUnread(one) ?? whyUnread(other) }]
  )
  return {
    missing: pairs.flatMap(({ one, other }) => (other === undefined ? [one.path] : [])),
    unread: known.flatMap(({ one, reason }) => (reason === null ? [] : [{ path: one.path, reason }])),
    compared: known
      .filter(({ reason }) => reason === null)
      .map(({ one, other }) => ({ path: one.path, isSame: one.sha256?.toUpperCase() === other.sha256?.toUpperCase() }))
  }
}

const mostNames = 10

/** Some names, and how many more there are. */
export const namesIn = (names: ReadonlyArray<string>): string => someOf(names, mostNames)
