import * as t from 'io-ts'
import { hostName, nullable, thumbprint } from '../values'

/** A certificate record of http.sys, by address and port, or by host name and port (SNI; address then null). */
export const httpSysRecord = t.readonly(
  t.type({
    address: nullable(t.string),
    port: t.Int,
    host: nullable(hostName),
    thumbprint: nullable(thumbprint)
  })
)

export const httpSys = t.readonlyArray(httpSysRecord, 'a list')

export type HttpSysRecord = t.TypeOf<typeof httpSysRecord>
