import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import * as t from 'io-ts'
import { credentialsName, hostName, port, userName } from '../connections/address'
import { parseDuration } from '../connections/age'
import { parseBuild } from '../kernel/compare'
import { printable } from '../kernel/printable'
import { type Product, productOf, products } from '../kernel/product'
import { nearest, suggest } from '../kernel/suggest'
import { nullable } from '../kernel/values'
import * as words from '../kernel/words'

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
const blank = (input: unknown): string | null => {
  if (input === undefined) return 'is missing'
  return input === null || (typeof input === 'string' && input.trim() === '') ? 'is empty; write a value' : null
}

const checked = (kind: string, holds: (text: string) => boolean): t.Type<string, string, unknown> =>
  new t.Type(
    kind,
    t.string.is,
    (input, context) =>
      typeof input === 'string' && holds(input)
        ? t.success(input)
        : t.failure(input, context, blank(input) ?? `${JSON.stringify(input)} is not ${kind}`),
    t.identity
  )

const isCalendarDay = (text: string): boolean => {
  const instant = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text)
}

/** A name of a resource: Pulumi shows it as it is. */
const resourceName = checked(
  'a name that can be shown: without control characters, and without "<{"',
  (text) => text.trim() !== '' && printable(text) === text
)

/** A text that says something. */
export const filled = checked('a text', (text) => text.trim() !== '')

export const level = oneOf('an enforcement level', words.wordsOf(words.level))
export const stage = oneOf('a stage', words.wordsOf(words.stage))
export const detail = oneOf('an amount of detail', ['short', 'full'] as const)
export const duration = checked('a duration such as 90m, 24h or 7d', (text) => parseDuration(text) !== null)

/** Pulumi hands on a date that YAML took for a time, as it writes one. */
const asWritten = (text: string): string => text.replace(/ 00:00:00 \+0000 UTC$/, '')

const day = new t.Type<string, string, unknown>(
  'a day such as 2026-12-31',
  t.string.is,
  (input, context) =>
    typeof input === 'string' && isCalendarDay(asWritten(input))
      ? t.success(asWritten(input))
      : t.failure(input, context, blank(input) ?? `${JSON.stringify(input)} is not a day such as 2026-12-31`),
  t.identity
)

/** A build of a product: a minimum that belongs to another one would be asked of servers that can't have it. */
const buildOf = (name: Product) =>
  checked(`a build number of Exchange ${name}, such as 15.2.1748.39 of 2019`, (text) =>
    pipe(
      parseBuild(text),
      O.chain(productOf),
      O.exists((product) => product === name)
    )
  )

const minimums = closed(
  'a minimum build for each product',
  Object.fromEntries(products.map((name) => [name, nullable(buildOf(name))]))
)

const withoutNulls = (values: Readonly<Record<string, string | null>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value]])))

/** `latest`, `march-2021`, or a minimum build for each product. */
export const buildTarget = new t.Type<words.BuildTarget, unknown, unknown>(
  'latest, march-2021, or a minimum build for each product',
  (input): input is words.BuildTarget => typeof input === 'string' || isObject(input),
  (input, context) =>
    isObject(input)
      ? pipe(
          minimums.validate(input, context),
          E.map(withoutNulls),
          E.chain((found) =>
            Object.keys(found).length > 0
              ? t.success(found)
              : t.failure(input, context, 'names no product with its minimum build')
          )
        )
      : oneOf('a build target', words.wordsOf(words.namedBuildTarget)).validate(input, context),
  t.identity
)

const connectionTypes = words.wordsOf(words.connectionType)

const file = <T extends words.FileConnectionType>(type: T) =>
  closed(`a connection of type ${type}`, { type: t.literal(type), path: filled })

const connections = {
  recorded: file('recorded'),
  captures: file('captures'),
  local: closed('a connection of type local', { type: t.literal('local') }),
  remoting: closed('a connection of type remoting', {
    type: t.literal('remoting'),
    computer: nullable(hostName),
    port: nullable(port),
    https: nullable(t.boolean),
    credentials: nullable(credentialsName)
  }),
  ssh: closed('a connection of type ssh', {
    type: t.literal('ssh'),
    host: nullable(hostName),
    user: nullable(userName),
    port: nullable(port),
    config: nullable(filled)
  })
}

type ConnectionSettings = t.TypeOf<(typeof connections)[words.ConnectionType]>

/** A connection by its type, with the keys that belong to that type. */
const connection = new t.Type<ConnectionSettings, unknown, unknown>(
  'a connection',
  (input): input is ConnectionSettings => connectionTypes.some((type) => connections[type].is(input)),
  (input, context) => {
    if (!isObject(input))
      return t.failure(input, context, 'is missing or no map; write connection: {type: ssh}, for example')
    const word = oneOf('a connection type', connectionTypes)
    const type = word.validate(input.type, [...context, { key: 'type', type: word }])
    return E.isLeft(type) ? type : connections[type.right].validate(input, context)
  },
  t.identity
)

/** Start types by service name. */
const services = t.record(t.string, oneOf('a start type', words.wordsOf(words.settableStartType)))

/** Whether a server that a person took out of service is remediated all the same. */
export const inMaintenance = oneOf('what is done in maintenance', words.wordsOf(words.inMaintenance))

export const server = closed('a server', {
  name: resourceName,
  dag: nullable(filled),
  site: nullable(filled),
  connection,
  services: nullable(services),
  inMaintenance: nullable(inMaintenance)
})

export const waiver = closed('a waiver', {
  server: filled,
  policy: filled,
  path: nullable(filled),
  reason: filled,
  expires: day
})

export const levels = t.record(t.string, level)
