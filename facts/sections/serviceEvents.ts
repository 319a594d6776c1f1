import * as t from 'io-ts'
import { nullable, text } from '../../kernel/values'
import { eventHead, eventHistory } from './eventHistory'

/** What the Service Control Manager wrote of services that failed into the log System in the last 30 days. */
export const serviceEvents = eventHistory({
  ...eventHead,
  /** The service, in most records by the name that Windows shows. */
  service: nullable(text),
  /** Its name in the registry; null where the record holds none, or an older collector made the recording. */
  name: nullable(text),
  /** The error of Windows, such as 1053; null where the record holds none. */
  code: nullable(t.number),
  /** Of 7001: the service that it needs and that failed. */
  needs: nullable(text)
})

export type ServiceEvent = t.TypeOf<typeof serviceEvents>['events'][number]
