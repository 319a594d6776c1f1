import type * as t from 'io-ts'
import { nullable, text } from '../../kernel/values'
import { eventHead, eventHistory } from './eventHistory'

/** What http.sys wrote of certificates into the log System (15021, 15300, 15301) in the last 30 days. */
export const httpEvents = eventHistory({
  ...eventHead,
  /** Such as `0.0.0.0:444`; null where the record names none. */
  endpoint: nullable(text),
  /** Of 15021: why, such as `0xC000035F`. */
  status: nullable(text)
})

export type HttpEvent = t.TypeOf<typeof httpEvents>['events'][number]
