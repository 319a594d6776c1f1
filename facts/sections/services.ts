import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { distinct, fields, nullable, text } from '../../kernel/values'
import { serviceStatus, startType } from '../../kernel/words'

/** A Windows service as the service manager lists it; names differ in case between servers. */
export const service = t.readonly(
  fields({
    name: text,
    status: nullable(serviceStatus),
    startType: nullable(startType),
    /** Whether an automatic start is delayed; null where that was not read, as where only Get-Service was asked. */
    delayedAutostart: nullable(t.boolean),
    /** Whether Windows removes it at the next restart, and until then neither changes nor starts it; null where not read. */
    markedForDeletion: nullable(t.boolean),
    /** Whether triggers start or stop it, such as a request from the network; null where that was not read. */
    hasTriggers: nullable(t.boolean)
  })
)

export const services = distinct(service, ({ name }) => name.toLowerCase(), limits.services)

type Listed = t.TypeOf<typeof service>

/** A service as it is, or as a record tells that it was, which knows of no more than its state and start type. */
export type Service = Pick<Listed, 'name' | 'status' | 'startType'> & Partial<Listed>
