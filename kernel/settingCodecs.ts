import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import { nearest, suggest } from './suggest'

// Codecs of what people write into settings: a slip fails with the word that was probably meant.

export const isObject = (input: unknown): input is Record<string, unknown> =>
  typeof input === 'object' && input !== null && !Array.isArray(input)

/** An object of which no key is unknown: a mistyped setting must not be passed over in silence. */
export const closed = <P extends t.Props>(name: string, props: P): t.Type<t.TypeOf<t.TypeC<P>>, unknown, unknown> => {
  const codec = t.type(props)
  const known = Object.keys(props)
  return new t.Type<t.TypeOf<t.TypeC<P>>, unknown, unknown>(
    name,
    codec.is,
    (input, context) => {
      const extra = isObject(input) ? Object.keys(input).filter((key) => !known.includes(key)) : []
      if (extra.length === 0) return codec.validate(input, context)
      const faults = extra.map((key) => ({
        value: input,
        context,
        message: `"${key}" is not a setting here; ${suggest(key, known)}`
      }))
      // A key that was meant to be another one is missing there: that is one fault, not two.
      const meant = extra.map((key) => nearest(key, known))
      const isMeant = ({ context: place }: t.ValidationError): boolean =>
        place.length === context.length + 1 && meant.includes(place.at(-1)?.key ?? '')
      const others = codec.validate(input, context)
      return t.failures([...faults, ...(E.isLeft(others) ? others.left.filter((error) => !isMeant(error)) : [])])
    },
    t.identity
  )
}

/** One of some words; another one fails with the word that was probably meant. */
export const oneOf = <W extends string>(kind: string, words: ReadonlyArray<W>): t.Type<W, string, unknown> => {
  const find = (input: unknown): W | undefined => words.find((word) => word === input)
  return new t.Type<W, string, unknown>(
    kind,
    (input): input is W => find(input) !== undefined,
    (input, context) => {
      const word = find(input)
      return word === undefined
        ? t.failure(input, context, `${JSON.stringify(input)} is not ${kind}; ${suggest(String(input), words)}`)
        : t.success(word)
    },
    t.identity
  )
}

/** What was left out, in words of its own: it needs no example. */
export const blank = (input: unknown): string | null => {
  if (input === undefined) return 'is missing'
  return input === null || (typeof input === 'string' && input.trim() === '') ? 'is empty; write a value' : null
}

/** YAML takes 1 and true for no text; in quotes they are. */
const unquoted = (input: unknown, holds: (text: string) => boolean): string =>
  (typeof input === 'number' || typeof input === 'boolean') && holds(String(input))
    ? `; put it in quotes: "${input}"`
    : ''

/** A text of which something holds; `kind` is what it then is, with its article. */
export const checked = (kind: string, holds: (text: string) => boolean): t.Type<string, string, unknown> =>
  new t.Type(
    kind,
    t.string.is,
    (input, context) =>
      typeof input === 'string' && holds(input)
        ? t.success(input)
        : t.failure(input, context, blank(input) ?? `${JSON.stringify(input)} is not ${kind}${unquoted(input, holds)}`),
    t.identity
  )

/** A text that says something. */
export const filled = checked('a text', (text) => text.trim() !== '')
