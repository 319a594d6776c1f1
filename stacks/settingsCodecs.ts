import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import { credentialsName, hostName, port, userName } from '../connections/address'
import { parseDuration } from '../connections/age'
import { printable } from '../kernel/printable'
import { blank, checked, closed, filled, isObject, oneOf } from '../kernel/settingCodecs'
import { nullable } from '../kernel/values'
import * as words from '../kernel/words'

const isCalendarDay = (text: string): boolean => {
  const instant = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text)
}

/** A name of a resource: Pulumi shows it as it is. */
const resourceName = checked(
  'a name that can be shown: without control characters, and without "<{"',
  (text) => text.trim() !== '' && printable(text) === text
)

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
    if (input.type === undefined)
      return t.failure(input, context, 'does not say its type; write type: ssh, for example')
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
