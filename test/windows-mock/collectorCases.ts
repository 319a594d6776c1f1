import * as E from 'fp-ts/Either'
import type { Fact } from '../../facts/fact'
import type { Facts } from '../../facts/facts'
import type { MachineState } from './machine'

export type SectionName = keyof Facts['sections']

/** What may befall a section: it is read, there is none, it is withheld, it is spoilt, or there is very much of it. */
export type Situation = 'present' | 'absent' | 'denied' | 'damaged' | 'huge'

export interface CollectorCase {
  readonly section: SectionName
  readonly situation: Situation
  /** What exactly, in a few words. */
  readonly what: string
  readonly change: (state: MachineState) => MachineState
  readonly faults?: Readonly<Record<string, string>>
  /** Parameters of the collector besides its file. */
  readonly arguments?: Readonly<Record<string, string>>
  /** Null where the section is as it should be; else what is wrong. */
  readonly fault: (fact: Fact<unknown>) => string | null
  /** The sections that are read from the same place, and may change as well. */
  readonly also?: ReadonlyArray<SectionName>
}

/** A row: the situation, what exactly, how it comes about, what the section must be, and what else counts. */
type CaseRow = readonly [
  situation: Situation,
  what: string,
  change: CollectorCase['change'],
  fault: CollectorCase['fault'],
  more?: Pick<CollectorCase, 'faults' | 'also' | 'arguments'>
]

export const casesOf = (section: SectionName, rows: ReadonlyArray<CaseRow>): ReadonlyArray<CollectorCase> =>
  rows.map(([situation, what, change, fault, more = {}]) => ({ section, situation, what, change, fault, ...more }))

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 300)

/** The section is an error with such a reason. */
export const failed =
  (pattern: RegExp) =>
  (fact: Fact<unknown>): string | null =>
    E.isLeft(fact) && pattern.test(fact.left.reason) ? null : `expected an error ${pattern}, got ${shown(fact)}`

/** The section is a value that holds this text in its JSON. */
export const holds =
  (...parts: ReadonlyArray<string>) =>
  (fact: Fact<unknown>): string | null => {
    const json = E.isRight(fact) ? (JSON.stringify(fact.right) ?? '') : ''
    const missing = parts.filter((part) => !json.includes(part))
    return E.isRight(fact) && missing.length === 0 ? null : `expected ${missing.join(' and ')}, got ${shown(fact)}`
  }

export const is =
  (value: unknown) =>
  (fact: Fact<unknown>): string | null =>
    E.isRight(fact) && shown(fact.right) === shown(value) ? null : `expected ${shown(value)}, got ${shown(fact)}`

/** The section is a list of so many. */
export const counts =
  (number: number) =>
  (fact: Fact<unknown>): string | null =>
    E.isRight(fact) && Array.isArray(fact.right) && fact.right.length === number
      ? null
      : `expected ${number} entries, got ${shown(fact)}`

/** All of these. */
export const both =
  (...all: ReadonlyArray<(fact: Fact<unknown>) => string | null>) =>
  (fact: Fact<unknown>): string | null =>
    all.map((one) => one(fact)).find((problem) => problem !== null) ?? null

type Change = (state: MachineState) => MachineState

export const unchanged: Change = (state) => state

export const all =
  (...changes: ReadonlyArray<Change>): Change =>
  (state) =>
    changes.reduce((now, change) => change(now), state)

/** Files with other content; undefined takes one away. */
export const files =
  (changed: Readonly<Record<string, unknown>>): Change =>
  (state) => {
    const names = Object.keys(changed).map((path) => path.toLowerCase())
    const kept = Object.entries(state.files).filter(([path]) => !names.includes(path.toLowerCase()))
    const added = Object.entries(changed).filter(([, content]) => content !== undefined)
    return { ...state, files: Object.fromEntries([...kept, ...added]) }
  }

/** Keys of the registry with more values; undefined takes a key away with all below it. */
export const keys =
  (changed: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>): Change =>
  (state) => {
    const gone = Object.keys(changed).filter((key) => changed[key] === undefined)
    const kept = Object.entries(state.registry).filter(
      ([key]) => !gone.some((one) => `${key}\\`.toLowerCase().startsWith(`${one}\\`.toLowerCase()))
    )
    const values = Object.fromEntries(kept)
    const added = Object.entries(changed).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, { ...values[key], ...value }] as const]
    )
    return { ...state, registry: { ...values, ...Object.fromEntries(added) } }
  }

export const folders =
  (...paths: ReadonlyArray<string>): Change =>
  (state) => ({ ...state, folders: { ...state.folders, ...Object.fromEntries(paths.map((path) => [path, {}])) } })

/** Parts of the state in the place of those that were. */
export const parts =
  (changed: Readonly<Record<string, unknown>>): Change =>
  (state) => ({ ...state, ...changed })

/** Takes away a folder with all that is in it. */
export const withoutFolder =
  (path: string): Change =>
  (state) => {
    const isOutside = ([name]: readonly [string, unknown]) =>
      !`${name}\\`.toLowerCase().startsWith(`${path}\\`.toLowerCase())
    return {
      ...state,
      files: Object.fromEntries(Object.entries(state.files).filter(isOutside)),
      folders: Object.fromEntries(Object.entries(state.folders).filter(isOutside))
    }
  }

export const numbered = <A>(
  count: number,
  make: (index: number) => readonly [string, A]
): Readonly<Record<string, A>> => Object.fromEntries(Array.from({ length: count }, (_, index) => make(index)))
