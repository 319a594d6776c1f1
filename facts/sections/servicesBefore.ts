import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { fields, instant, listUpTo, nullable, text, textUpTo } from '../../kernel/values'
import { startType } from '../../kernel/words'

const startMode = t.readonly(fields({ name: text, startType: nullable(startType) }))
const state = t.readonly(fields({ name: text, status: text }))
const logLine = t.readonly(fields({ line: t.number, text: textUpTo(limits.logText) }))

/** One run of ServiceControl.ps1, as ServiceControl.log tells of it. */
const run = t.readonly(
  fields({
    line: t.number,
    /** `before` stops and disables, `after` enables and starts. */
    kind: nullable(t.keyof({ before: null, after: null })),
    /** Null where the log breaks off. */
    succeeded: nullable(t.boolean),
    /** The services that were running and were told to stop. */
    stopped: listUpTo(limits.logEntries, text),
    unrestored: listUpTo(limits.logEntries, text),
    errors: listUpTo(limits.logEntries, logLine)
  })
)

/**
 * What an update recorded of the services before it stopped them: ServiceStartupMode*.xml, ServiceState*.xml, and
 * the runs in ServiceControl.log, the oldest first. Null: there is no such file.
 */
export const servicesBefore = t.readonly(
  fields({
    startModes: nullable(listUpTo(limits.services, startMode)),
    states: nullable(listUpTo(limits.services, state)),
    runs: nullable(listUpTo(limits.logEntries, run)),
    /**
     * When each of the files was written last, by the server's own clock: a record may be left of an update years ago.
     * Null in copies, whose times may be those of the copying; a part is null where there is no such file.
     */
    modified: nullable(
      t.readonly(fields({ startModes: nullable(instant), states: nullable(instant), log: nullable(instant) }))
    ),
    /** The files that are there and could not be read, and why. */
    unread: nullable(listUpTo(limits.logErrors, t.readonly(fields({ file: text, reason: text }))))
  })
)

export type ServicesBefore = t.TypeOf<typeof servicesBefore>
export type ServiceRun = t.TypeOf<typeof run>
