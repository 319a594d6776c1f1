import * as t from 'io-ts'
import { count, fields, nullable } from '../../kernel/values'

/**
 * How many messages wait on a server to be routed or delivered. Not counted are what it keeps as a shadow for other
 * servers, and what waits for a person: poison messages, and unreachable ones. `retryMessages`: those of them in queues of the
 * status Retry, whose next hop doesn't answer.
 */
export const queues = t.readonly(fields({ deliveryMessages: count, retryMessages: nullable(count) }))

export type Queues = t.TypeOf<typeof queues>
