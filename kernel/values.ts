import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { limits } from './limits'

const counted = (number: number): string => String(number).replace(/\B(?=(?:\d{3})+$)/g, ',')

/** A text of so many characters at most. */
export const textUpTo = (most: number): t.Type<string, string, unknown> =>
  new t.Type(
    t.string.name,
    t.string.is,
    (input, context) =>
      typeof input === 'string' && input.length > most
        ? t.failure(input, context, `it has ${counted(input.length)} characters, and at most ${counted(most)} are read`)
        : t.string.validate(input, context),
    t.identity
  )

/** A name, or another text of one line. */
export const text = textUpTo(limits.text)

const refined = (name: string, parse: (text: string) => string | null): t.Type<string, string, unknown> =>
  new t.Type(
    name,
    t.string.is,
    (input, context) =>
      pipe(
        text.validate(input, context),
        E.chain((text) => {
          const value = parse(text)
          return value === null ? t.failure(input, context) : t.success(value)
        })
      ),
    t.identity
  )

/** A text without the blanks around it. */
export const trimmed = refined('a text', (text) => text.trim())

const largestPart = 0x7fffffff

const plainBuild = (text: string): string | null => {
  const parts = /^\d{1,10}(?:\.\d{1,10}){3}$/.test(text) ? text.split('.').map(Number) : []
  return parts.length === 4 && parts.every((part) => part <= largestPart) ? parts.join('.') : null
}

/** A build number: four integers; `15.02.0986.005` becomes `15.2.986.5`. */
export const buildNumber = refined('a build number such as 15.2.986.5', plainBuild)

/** A SHA-1 thumbprint: 40 hexadecimal digits, in upper case, without the blanks and marks that copying adds. */
export const thumbprint = refined('a thumbprint of 40 hexadecimal digits', (text) => {
  const digits = text.replace(/[\s\u200e\u200f]/g, '').toUpperCase()
  return /^[0-9A-F]{40}$/.test(digits) ? digits : null
})

const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?Z$/

/** An instant in ISO 8601, UTC, such as `2026-03-10T08:30:00Z`. */
export const instant = refined('an ISO 8601 time in UTC such as 2026-03-10T08:30:00Z', (text) =>
  isoInstant.test(text) && !Number.isNaN(Date.parse(text)) ? text : null
)

/** Windows allows these in no path, so a path that holds one is made up, perhaps to reach into a command. */
const noPath = /["<>|?*\u0000-\u001f]/

/** An absolute path of Windows: with a drive letter, or of a share. */
export const windowsPath = refined('an absolute Windows path', (text) =>
  /^(?:[A-Za-z]:\\|\\\\)/.test(text) && !noPath.test(text) ? text : null
)

/** A path on a drive of the server itself. */
export const localPath = refined('a path on a local drive', (text) =>
  /^[A-Za-z]:\\/.test(text) && !noPath.test(text) ? text : null
)

/** A host name as IIS and http.sys keep it; empty for none. */
export const hostName = refined('a host name', (text) => (/^[^\s"<>|&\u0000-\u001f]*$/.test(text) ? text : null))

/** The name of a certificate store, as Windows and its administrators give them; none is longer than 120 characters. */
export const storeName = refined('the name of a certificate store', (text) =>
  /^[\w .-]{1,120}$/.test(text) ? text : null
)

/** An application id of http.sys: a GUID in braces, in lower case. */
export const applicationId = refined('an application id', (text) => {
  const id = text.toLowerCase()
  return /^\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}$/.test(id) ? id : null
})

const isCount = (input: unknown): input is number => Number.isSafeInteger(input) && Number(input) >= 0

/** How many, or how often: a whole number, and none below 0. */
export const count = new t.Type<number, number, unknown>(
  'a whole number from 0 upwards',
  isCount,
  (input, context) => (isCount(input) ? t.success(input) : t.failure(input, context)),
  t.identity
)

/** A field that may be unknown: absent and null alike become null. */
export const nullable = <A>(codec: t.Type<A, unknown, unknown>): t.Type<A | null, unknown, unknown> =>
  new t.Type<A | null, unknown, unknown>(
    `${codec.name}, or null`,
    (input): input is A | null => input === null || codec.is(input),
    (input, context) => (input === null || input === undefined ? t.success(null) : codec.validate(input, context)),
    t.identity
  )

/** A field that is null where it could not be read, and undefined in a recording that never had it. */
export const recorded = <A>(codec: t.Type<A, unknown, unknown>): t.Type<A | null | undefined, unknown, unknown> =>
  new t.Type<A | null | undefined, unknown, unknown>(
    `${codec.name}, or null`,
    (input): input is A | null | undefined => input === null || input === undefined || codec.is(input),
    (input, context) => (input === null || input === undefined ? t.success(input) : codec.validate(input, context)),
    t.identity
  )

/** An object of these fields alone: what else was sent is left behind, since it may be of any size and depth. */
export const fields = <P extends t.Props>(props: P): t.ExactC<t.TypeC<P>> => t.exact(t.type(props))

/** A list of so many entries at most; of a longer one no entry is looked at. */
export const listUpTo = <A>(
  most: number,
  entry: t.Type<A, unknown, unknown>
): t.Type<ReadonlyArray<A>, unknown, unknown> => {
  const list = t.readonlyArray(entry, 'a list')
  return new t.Type<ReadonlyArray<A>, unknown, unknown>(
    list.name,
    list.is,
    (input, context) =>
      Array.isArray(input) && input.length > most
        ? t.failure(input, context, `it has ${counted(input.length)} entries, and at most ${counted(most)} are read`)
        : list.validate(input, context),
    t.identity
  )
}

/** A list in which no two entries have the same key; a list that says two things of one is not to be believed. */
export const distinct = <A>(
  entry: t.Type<A, unknown, unknown>,
  keyOf: (value: A) => string,
  most: number = limits.entries
): t.Type<ReadonlyArray<A>, unknown, unknown> => {
  const list = listUpTo(most, entry)
  return new t.Type<ReadonlyArray<A>, unknown, unknown>(
    list.name,
    list.is,
    (input, context) =>
      pipe(
        list.validate(input, context),
        E.chain((values) => {
          const seen = new Set<string>()
          const twice = values.map(keyOf).find((key) => seen.size === seen.add(key).size)
          return twice === undefined
            ? t.success(values)
            : t.failure(input, context, `it lists ${twice.slice(0, 100)} twice`)
        })
      ),
    t.identity
  )
}
