import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { applicationId, fields, hostName, listUpTo, nullable, storeName, text, thumbprint } from '../../kernel/values'

/**
 * A certificate record of http.sys, by address and port, or by host name and port (SNI; address then null). One whose
 * name Windows could not use has neither, and the port 0.
 */
const httpSysRecord = t.readonly(
  fields({
    address: nullable(text),
    port: t.Int,
    host: nullable(hostName),
    thumbprint: nullable(thumbprint),
    /** The certificate store of LocalMachine that it names; null where that was not read. */
    store: nullable(storeName),
    /** The application that it is for; IIS' own is {4dc3e181-e14b-4a21-b022-59fc669b0914}. Null where not read. */
    appId: nullable(applicationId),
    /** Whether its address is one of the server's own; null where it has none, or where that was not read. */
    isOwnAddress: nullable(t.boolean),
    /** Whether the certificate comes from the central certificate store; null where that was not read. */
    isCentral: nullable(t.boolean),
    /** What kept this one record from being read; null where nothing did. */
    unreadable: nullable(text)
  })
)

export const httpSys = listUpTo(limits.httpSysRecords, httpSysRecord)

export type HttpSysRecord = t.TypeOf<typeof httpSysRecord>
