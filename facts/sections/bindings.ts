import * as t from 'io-ts'
import { limits } from '../limits'
import { fields, hostName, listUpTo, nullable, text, thumbprint } from '../values'

/** A binding of an IIS site. `address` is empty or `*` for all addresses; `thumbprint` is null without certificate. */
export const binding = t.readonly(
  fields({
    site: text,
    protocol: text,
    address: text,
    port: t.Int,
    host: hostName,
    thumbprint: nullable(thumbprint)
  })
)

export const bindings = listUpTo(limits.bindings, binding)

export type Binding = t.TypeOf<typeof binding>
