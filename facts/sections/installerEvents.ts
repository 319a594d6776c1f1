import * as t from 'io-ts'
import { nullable, text } from '../../kernel/values'
import { eventHead, eventHistory } from './eventHistory'

/** What the Windows Installer wrote of Exchange into the log Application (1019 to 1025, 1033, 1034, 1036 to 1038), as far back as it reaches. */
export const installerEvents = eventHistory({
  ...eventHead,
  product: nullable(text),
  update: nullable(text),
  /** The installer's own number of what came out: 0 for done, 1603 for a fatal error. */
  code: nullable(t.number),
  /** The path of the installer's log, where the record names one. */
  log: nullable(text)
})

export type InstallerEvent = t.TypeOf<typeof installerEvents>['events'][number]
