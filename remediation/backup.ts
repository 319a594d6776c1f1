import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { parseSddl } from '../kernel/acl/sddl'
import { explainErrors } from '../kernel/explainErrors'
import { count, localPath, nullable } from '../kernel/values'

const checked = <A>(name: string, codec: t.Type<A>, holds: (value: A) => boolean): t.Type<A, A, unknown> => {
  const is = (input: unknown): input is A => codec.is(input) && holds(input)
  return new t.Type(
    name,
    is,
    (input, context) => (is(input) ? t.success(input) : t.failure(input, context)),
    t.identity
  )
}

const text = (name: string, pattern: RegExp) => checked(name, t.string, (value) => pattern.test(value))
const bits = (name: string, known: number) => checked(name, count, (value) => value <= known && (value & ~known) === 0)

const startType = t.readonly(
  t.type({
    kind: t.literal('start-type'),
    service: text('the name of a service', /^[A-Za-z0-9][\w .$-]{0,79}$/),
    start: checked('a start type from 2 to 4', count, (value) => value >= 2 && value <= 4),
    delayedAutostart: nullable(bits('0 or 1', 1))
  })
)

const hasAccessList = (sddl: string): boolean =>
  pipe(
    parseSddl(sddl),
    E.exists(({ dacl }) => dacl !== null && dacl.entries !== null)
  )

const rights = t.readonly(
  t.type({
    kind: t.literal('rights'),
    path: localPath,
    sddl: checked('rights in SDDL', t.string, hasAccessList)
  })
)

const file = t.readonly(
  t.type({
    kind: t.literal('file'),
    path: localPath,
    /** Its name in the folder of the backup; null where there was no file. */
    copy: nullable(text('the name of a file', /^(?!\.{1,2}$)[^\\/:*?"<>|\u0000-\u001f]{1,255}$/))
  })
)

const storeName = text('the name of a certificate store or list', /^[\w .-]{0,120}$/)

/** What http.sys keeps of an endpoint, under its own names in the registry (HTTP_SERVICE_CONFIG_SSL_PARAM). */
const record = t.readonly(
  t.type({
    /** 40 hexadecimal digits; empty where the record names no certificate. */
    SslCertHash: text('a thumbprint, or nothing', /^(?:[0-9A-F]{40})?$/),
    SslCertStoreName: nullable(storeName),
    AppId: text('an application id', /^\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}$/),
    /** Only the flags that every version of netsh can set. */
    DefaultFlags: nullable(bits('flags of http.sys from 0 to 3', 3)),
    DefaultSslCertCheckMode: nullable(bits('a check mode of http.sys', 0x10007)),
    DefaultSslRevocationFreshnessTime: nullable(count),
    DefaultSslRevocationUrlRetrievalTimeout: nullable(count),
    DefaultSslCtlIdentifier: nullable(storeName),
    DefaultSslCtlStoreName: nullable(storeName)
  })
)

const binding = t.readonly(
  t.type({
    kind: t.literal('binding'),
    site: text('the name of a site', /^[^\u0000-\u001f]{1,260}$/),
    /** How IIS may write the binding in its bindingInformation. */
    forms: t.readonlyArray(t.string, 'a list of texts'),
    /** Whether the site had the binding at all. */
    isBound: t.boolean,
    endpoint: text('an address with its port', /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9A-Fa-f:.]{2,45}\]):\d{1,5}$/),
    record: nullable(record)
  })
)

const revocation = t.readonly(
  t.type({
    kind: t.literal('revocation'),
    sid: text('a SID', /^S-1-[0-9-]{1,180}$/),
    /** The value State as the registry gives it: a number above 2^31 is negative. */
    state: checked('a number of 32 bits', t.number, (value) => (value | 0) === value)
  })
)

const codecs = { 'start-type': startType, rights, file, binding, revocation }
const kind = t.type({ kind: t.keyof(codecs) })

export type BindingBackup = t.TypeOf<typeof binding>
export type FileBackup = t.TypeOf<typeof file>
export type SslRecord = t.TypeOf<typeof record>

/** What a step of a remediation kept before it overwrote something: its backup.json. */
export type Backup = t.TypeOf<(typeof codecs)[keyof typeof codecs]>

/** Decodes a backup.json; a fault says what in it can't be used. */
export const decodeBackup = (input: unknown): E.Either<string, Backup> =>
  pipe(
    kind.decode(input),
    E.chain(({ kind: found }): t.Validation<Backup> => codecs[found].decode(input)),
    E.mapLeft(explainErrors)
  )
