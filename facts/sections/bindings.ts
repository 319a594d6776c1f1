import * as t from 'io-ts'
import { hostName, nullable, thumbprint } from '../values'

/** A binding of an IIS site. `address` is empty or `*` for all addresses; `thumbprint` is null without certificate. */
export const binding = t.readonly(
  t.type({
    site: t.string,
    protocol: t.string,
    address: t.string,
    port: t.Int,
    host: hostName,
    thumbprint: nullable(thumbprint)
  })
)

export const bindings = t.readonlyArray(binding, 'a list')

export type Binding = t.TypeOf<typeof binding>
