import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { count, fields, listUpTo, nullable, text, textUpTo } from '../../kernel/values'

/** A file that Windows is to move, or without `target` to delete, when it starts. */
const rename = t.readonly(
  fields({
    source: textUpTo(limits.path),
    target: nullable(textUpTo(limits.path)),
    /** Whether the source is still there; null where that could not be seen. */
    exists: nullable(t.boolean)
  })
)

/** What Windows and its installers keep in the registry of a restart that is due; null where it could not be read. */
export const pendingRestart = t.readonly(
  fields({
    /** Which of RebootPending, RebootInProgress and PackagesPending are there, below Component Based Servicing. */
    componentServicing: nullable(listUpTo(3, text)),
    /** Whether Windows Update has its key RebootRequired. */
    windowsUpdate: nullable(t.boolean),
    /** The first of the files to be renamed or deleted, and how many there are. */
    fileRenames: nullable(listUpTo(limits.renames, rename)),
    fileRenameCount: nullable(count),
    /** The value Flags of UpdateExeVolatile; 0 where there is none. */
    updateFlags: nullable(count),
    /** The name that the computer has, and the one that it gets at its next start. */
    computerName: nullable(t.readonly(fields({ active: text, next: text }))),
    /** What could not be read, by the names above, and why. */
    unread: nullable(listUpTo(limits.restartSources, t.readonly(fields({ source: text, reason: text }))))
  })
)

export type PendingRestart = t.TypeOf<typeof pendingRestart>
