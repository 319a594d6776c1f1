import * as t from 'io-ts'
import { count, fields } from '../values'

/**
 * How many messages wait on a server to be routed or delivered. Not counted are what it keeps as a shadow for other
 * servers, and what waits for a person: poison messages, and unreachable ones.
 */
export const queues = t.readonly(fields({ deliveryMessages: count }))
