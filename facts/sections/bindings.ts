import * as t from 'io-ts'
import { count, hostName, nullable, storeName, thumbprint } from '../values'

/** A binding of an IIS site. `address` is empty or `*` for all addresses; `thumbprint` is null without certificate. */
export const binding = t.readonly(
  t.type({
    site: t.string,
    protocol: t.string,
    address: t.string,
    port: t.Int,
    host: hostName,
    thumbprint: nullable(thumbprint),
    /** The certificate store of LocalMachine that its record of http.sys names; null where that was not read. */
    store: nullable(storeName),
    /** IIS' flags: 1 for a certificate by host name (SNI), 2 for the central certificate store; null where not read. */
    sslFlags: nullable(count)
  })
)

export const bindings = t.readonlyArray(binding, 'a list')

export type Binding = t.TypeOf<typeof binding>
