import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'

const refined = (name: string, parse: (text: string) => string | null): t.Type<string, string, unknown> =>
  new t.Type(
    name,
    t.string.is,
    (input, context) =>
      pipe(
        t.string.validate(input, context),
        E.chain((text) => {
          const value = parse(text)
          return value === null ? t.failure(input, context) : t.success(value)
        })
      ),
    t.identity
  )

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

/** A field that may be unknown: absent and null alike become null. */
export const nullable = <A>(codec: t.Type<A, unknown, unknown>): t.Type<A | null, unknown, unknown> =>
  new t.Type<A | null, unknown, unknown>(
    `${codec.name}, or null`,
    (input): input is A | null => input === null || codec.is(input),
    (input, context) => (input === null || input === undefined ? t.success(null) : codec.validate(input, context)),
    t.identity
  )
