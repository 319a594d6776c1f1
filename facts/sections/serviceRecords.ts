import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { count, distinct, fields, instant, localPath, nullable, text } from '../../kernel/values'

const record = t.readonly(
  fields({
    /** Such as `ServiceStartupMode.xml` of a Security Update, or `ServiceState15.02.1748.010.xml` of a Cumulative Update. */
    name: text,
    /** In bytes; null where it could not be read. */
    size: nullable(count),
    /** When it was written last, by the server's own clock. */
    modified: nullable(instant),
    /** Of start types: how many services it has, and how many of them as Disabled. Null for states, and where it was not read. */
    services: nullable(count),
    disabled: nullable(count),
    /** Why it could not be read; null where it could. */
    unreadable: nullable(text)
  })
)

/** The files in which updates record the services before they stop them, and where they lie: no file where there is none. */
export const serviceRecords = t.readonly(
  fields({ folder: localPath, files: distinct(record, ({ name }) => name.toLowerCase(), limits.serviceRecords) })
)

export type ServiceRecord = t.TypeOf<typeof record>
export type ServiceRecords = t.TypeOf<typeof serviceRecords>

/** The version in the name of such a file: that of a Cumulative Update, or empty for a Security Update; null for another file. */
export const recordVersion = (name: string): string | null =>
  /^Service(?:StartupMode|State)([\d.]*)\.xml$/i.exec(name)?.[1] ?? null
