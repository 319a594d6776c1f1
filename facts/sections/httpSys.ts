import * as t from 'io-ts'
import { limits } from '../limits'
import { fields, hostName, listUpTo, nullable, text, thumbprint } from '../values'

/** A certificate record of http.sys, by address and port, or by host name and port (SNI; address then null). */
export const httpSysRecord = t.readonly(
  fields({
    address: nullable(text),
    port: t.Int,
    host: nullable(hostName),
    thumbprint: nullable(thumbprint)
  })
)

export const httpSys = listUpTo(limits.httpSysRecords, httpSysRecord)

export type HttpSysRecord = t.TypeOf<typeof httpSysRecord>
