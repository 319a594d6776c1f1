import * as t from 'io-ts'
import { limits } from '../limits'
import { distinct, fields, nullable, text } from '../values'

const status = t.keyof({
  Running: null,
  Stopped: null,
  Paused: null,
  StartPending: null,
  StopPending: null,
  PausePending: null,
  ContinuePending: null
})

export const startType = t.keyof({
  Automatic: null,
  AutomaticDelayedStart: null,
  Manual: null,
  Disabled: null,
  Boot: null,
  System: null
})

/** A Windows service as the service manager lists it; names differ in case between servers. */
export const service = t.readonly(
  fields({
    name: text,
    status: nullable(status),
    startType: nullable(startType),
    /** Whether an automatic start is delayed; null where that was not read, as where only Get-Service was asked. */
    delayedAutostart: nullable(t.boolean),
    /** Whether Windows removes it when the computer is restarted; null where that was not read. */
    markedForDeletion: nullable(t.boolean)
  })
)

/** What is not read of a service where a record tells its start type and status alone. */
export const notRead = { delayedAutostart: null, markedForDeletion: null } as const

export const services = distinct(service, ({ name }) => name.toLowerCase(), limits.services)

export type StartType = t.TypeOf<typeof startType>
export type Service = t.TypeOf<typeof service>
