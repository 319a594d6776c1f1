import * as t from 'io-ts'
import { count, fields, instant, listUpTo, nullable, text } from '../../kernel/values'

/** An event of the transport service: its number, its time, and the first of its properties, never its message. */
const transportEvent = t.readonly(fields({ id: count, at: nullable(instant), values: listUpTo(10, nullable(text)) }))

export type TransportEvent = t.TypeOf<typeof transportEvent>

/**
 * The newest events of MSExchangeTransport in the Application log: 15004 (pressure up), 15005 (pressure down), 15006 (too
 * little disk space), 15007 (too little memory), 16023 and 17106 (the service itself fails). None is missing from `since`
 * on; null for an empty log.
 */
export const transportEvents = t.readonly(fields({ since: nullable(instant), events: listUpTo(100, transportEvent) }))

export type TransportEvents = t.TypeOf<typeof transportEvents>
