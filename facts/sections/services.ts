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
export const service = t.readonly(fields({ name: text, status: nullable(status), startType: nullable(startType) }))

export const services = distinct(service, ({ name }) => name.toLowerCase(), limits.services)

export type StartType = t.TypeOf<typeof startType>
export type Service = t.TypeOf<typeof service>
