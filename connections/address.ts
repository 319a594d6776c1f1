import { isIPv6 } from 'node:net'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'

/** YAML makes another character of a name of Windows in double quotes, such as "CONTOSO\\admin". */
const escapeIn = (text: string): string | undefined =>
  /[\u0000-\u001f]/.test(text) ? 'a backslash in double quotes begins an escape; use single quotes, or none' : undefined

const checked = (kind: string, holds: (text: string) => boolean): t.Type<string, string, unknown> =>
  new t.Type(
    kind,
    (input): input is string => typeof input === 'string' && holds(input),
    (input, context) =>
      pipe(
        t.string.validate(input, context),
        E.chain((text) => (holds(text) ? t.success(text) : t.failure(input, context, escapeIn(text))))
      ),
    t.identity
  )

const name = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]{0,251}[\p{L}\p{N}_])?$/u

/** A host: a name, an alias of the ssh configuration, or an address. It can't be taken for an option, a URI or code. */
export const hostName = checked('a host name', (text) => (name.test(text) && !text.includes('..')) || isIPv6(text))

/** The fully qualified name of a server, as Exchange's endpoint is asked for by Kerberos. */
export const qualifiedName = checked('a fully qualified name such as ex01.contoso.com', (text) =>
  /^[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)+$/.test(text)
)

/** A user as Windows knows it: `user`, `DOMAIN\user` or `user@domain`. It can't be taken for an option or code. */
export const userName = checked('a user name', (text) =>
  /^(?:[\p{L}\p{N}][\p{L}\p{N}.-]{0,251}\\)?[\p{L}\p{N}_][\p{L}\p{N}_.@-]{0,251}$/u.test(text)
)

/** A name of credentials: the end of a variable's name, so that it means the same on Windows, too. */
export const credentialsName = checked('a name of capital letters, digits and _ (EDGE)', (text) =>
  /^[A-Z][A-Z0-9_]{0,49}$/.test(text)
)

const isPort = (input: unknown): input is number =>
  typeof input === 'number' && Number.isInteger(input) && input >= 1 && input <= 65_535

export const port = new t.Type<number, number, unknown>(
  'a port from 1 to 65535',
  isPort,
  (input, context) => (isPort(input) ? t.success(input) : t.failure(input, context)),
  t.identity
)
