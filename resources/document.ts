import * as t from 'io-ts'
import { isUnasked, type Verdict } from '../judging/verdict'
import { printable, shortened } from '../kernel/printable'
import type { PropertyPath } from '../kernel/propertyPath'
import { rememberedFor } from '../kernel/remembered'

/**
 * What Pulumi compares for a server: a string for each value that is not as desired, at most one level deep. What is as
 * desired is left out: a preview of many servers costs what its properties cost.
 */
export const document = t.readonly(t.record(t.string, t.union([t.string, t.readonly(t.record(t.string, t.string))])))
export type Document = t.TypeOf<typeof document>

/** One value of the document at its path. */
export interface Entry {
  readonly path: PropertyPath
  readonly value: string
}

interface Judged {
  readonly path: PropertyPath
  readonly actual: string
  readonly desired: string
}

/** A name that JavaScript, or Pulumi's own encoding of secrets and assets, would not take for a plain property. */
const reservedName = /^(?:__proto__|4dabf18193072939515e22adb298388d)/

const escapeCharacter = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** A name as a property: printable, never a reserved one, and never ending in what a property path would misread. */
const propertyName = (name: string): string =>
  printable(name)
    .replace(reservedName, (reserved) => escapeCharacter(reserved) + reserved.slice(1))
    .replace(/\\$/, escapeCharacter)

/** A value's place: names as a terminal may show them, and a section's own value beside those of its parts. */
const placeOf =
  (divided: ReadonlySet<string>) =>
  ([section, ...names]: PropertyPath): PropertyPath => {
    if (names.length > 0) return [section, propertyName(names.join('/'))]
    return divided.has(section) ? [section, 'whole'] : [section]
  }

/** What nobody asked for is no value of the server: a stack without a source of such facts pays nothing for it. */
const valuesOf = (verdict: Verdict): ReadonlyArray<Judged> => (isUnasked(verdict) ? [] : judgedValues(verdict))

const judgedValues = ({ countsAsChange, drifts, unknowns }: Verdict): ReadonlyArray<Judged> => [
  ...drifts.map(({ path, actual, desired, waiver }) => ({
    path,
    actual,
    desired: countsAsChange && waiver === null ? desired : actual
  })),
  ...unknowns.map(({ path, reason, waiver }) => {
    const actual = `unknown: ${reason}`
    return { path, actual, desired: countsAsChange && waiver === null ? 'readable' : actual }
  })
]

const key = (path: PropertyPath): string => JSON.stringify(path)

/** The state holds no more of a value than anybody reads. */
const mostOfValue = 1_000

const shown = (value: string): string => shortened(value, mostOfValue)

/** Two values that differ still do where what is shown of them is alike. */
const shownActual = ({ actual, desired }: Judged): string =>
  actual !== desired && shown(actual) === shown(desired) ? `${shown(actual)} (not as desired)` : shown(actual)

const isChange = ({ actual, desired }: Judged): boolean => actual !== desired

/** One value for each place; of several values there the one that asks for a change speaks. */
const byPlace = (verdicts: ReadonlyArray<Verdict>): ReadonlyArray<Judged> => {
  const values = verdicts.flatMap(valuesOf)
  const place = placeOf(new Set(values.flatMap(({ path: [section, name] }) => (name === undefined ? [] : [section]))))
  const chosen = new Map<string, Judged>()
  for (const value of values) {
    const path = place(value.path)
    const known = chosen.get(key(path))
    if (known === undefined || (!isChange(known) && isChange(value))) chosen.set(key(path), { ...value, path })
  }
  return [...chosen.values()]
}

const nested = (entries: ReadonlyArray<Entry>): Document => {
  const sections = [...new Set(entries.map(({ path: [section] }) => section))]
  return Object.fromEntries(
    sections.map((section) => {
      const below = entries.filter(({ path }) => path[0] === section)
      const whole = below.find(({ path }) => path.length === 1)
      return [section, whole?.value ?? Object.fromEntries(below.map(({ path, value }) => [path[1], value]))]
    })
  )
}

interface Documents {
  readonly actual: Document
  readonly desired: Document
}

/** The document of a server as it is and as it should be; they differ exactly at its open binding findings. */
export const documents = rememberedFor((verdicts: ReadonlyArray<Verdict>): Documents => {
  const values = byPlace(verdicts)
  const entries = (pick: (value: Judged) => string) => values.map((value) => ({ path: value.path, value: pick(value) }))
  return { actual: nested(entries(shownActual)), desired: nested(entries(({ desired }) => shown(desired))) }
})

/** The values of a document, flat; anything else that stands in a Pulumi state is passed over. */
export const entriesOf = (document: Readonly<Record<string, unknown>>): ReadonlyArray<Entry> =>
  Object.entries(document).flatMap(([name, value]): ReadonlyArray<Entry> => {
    if (typeof value === 'string') return [{ path: [name], value }]
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([part, text]) =>
      typeof text === 'string' ? [{ path: [name, part] as const, value: text }] : []
    )
  })

/** The paths at which two documents differ, and whether the value is new there. */
export const differences = (
  actual: Readonly<Record<string, unknown>>,
  desired: Readonly<Record<string, unknown>>
): ReadonlyArray<{ readonly path: PropertyPath; readonly added: boolean }> => {
  const known = new Map(entriesOf(actual).map(({ path, value }) => [key(path), value]))
  return entriesOf(desired)
    .filter(({ path, value }) => known.get(key(path)) !== value)
    .map(({ path }) => ({ path, added: !known.has(key(path)) }))
}
