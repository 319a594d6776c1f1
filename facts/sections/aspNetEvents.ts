import * as t from 'io-ts'
import { nullable, text } from '../../kernel/values'
import { eventHead, eventHistory } from './eventHistory'

/** What ASP.NET wrote into the log Application (1309, 1310, 1325) in the last 30 days: of records that say the same, the newest. */
export const aspNetEvents = eventHistory({
  ...eventHead,
  /** The kind of fault, such as 3005 (an exception nobody caught) and 3008 (a fault of the configuration). */
  eventCode: nullable(t.number),
  /** The application as IIS numbers it, such as `/LM/W3SVC/1/ROOT/owa`. */
  application: nullable(text),
  /** The type of the exception: 1309 and 1310 name it without its namespace, 1325 with it. */
  exception: nullable(text),
  /** What is said of it, at most 300 characters; in the language of the server. */
  text: nullable(text)
})

export type AspNetEvent = t.TypeOf<typeof aspNetEvents>['events'][number]
