import * as t from 'io-ts'
import { nullable } from '../values'
import { startType } from './services'

const startMode = t.readonly(t.type({ name: t.string, startType: nullable(startType) }))
const state = t.readonly(t.type({ name: t.string, status: t.string }))
const logLine = t.readonly(t.type({ line: t.number, text: t.string }))

/** One run of ServiceControl.ps1, as ServiceControl.log tells of it. */
const run = t.readonly(
  t.type({
    line: t.number,
    /** `before` stops and disables, `after` enables and starts. */
    kind: nullable(t.keyof({ before: null, after: null })),
    /** Null where the log breaks off. */
    succeeded: nullable(t.boolean),
    /** The services that were running and were told to stop. */
    stopped: t.readonlyArray(t.string),
    unrestored: t.readonlyArray(t.string),
    errors: t.readonlyArray(logLine)
  })
)

/**
 * What an update recorded of the services before it stopped them: ServiceStartupMode*.xml, ServiceState*.xml, and
 * the runs in ServiceControl.log, the oldest first. Null: there is no such file.
 */
export const servicesBefore = t.readonly(
  t.type({
    startModes: nullable(t.readonlyArray(startMode)),
    states: nullable(t.readonlyArray(state)),
    runs: nullable(t.readonlyArray(run)),
    /** The files that are there and could not be read, and why. */
    unread: nullable(t.readonlyArray(t.readonly(t.type({ file: t.string, reason: t.string }))))
  })
)

export type ServicesBefore = t.TypeOf<typeof servicesBefore>
export type ServiceRun = t.TypeOf<typeof run>
