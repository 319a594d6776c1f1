import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { count, fields, hostName, listUpTo, nullable, storeName, text, thumbprint } from '../../kernel/values'

/** A binding of an IIS site. `address` is empty or `*` for all addresses; `thumbprint` is null without certificate. */
const binding = t.readonly(
  fields({
    site: text,
    protocol: text,
    address: text,
    port: t.Int,
    host: hostName,
    thumbprint: nullable(thumbprint),
    /** The certificate store of LocalMachine that its record of http.sys names; null where that was not read. */
    store: nullable(storeName),
    /** IIS' flags: 1 for a certificate by host name (SNI), 2 for the central certificate store; null where not read. */
    sslFlags: nullable(count)
  })
)

export const bindings = listUpTo(limits.bindings, binding)

export type Binding = t.TypeOf<typeof binding>
