import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { fields, listUpTo, localPath, nullable, text } from '../../kernel/values'

const cachedPackage = t.readonly(
  fields({
    kind: t.keyof({ product: null, patch: null }),
    name: nullable(text),
    /** The packed code of the product or patch: 32 characters. */
    code: text,
    /** The file that the registry names; null where it names none. */
    file: nullable(localPath),
    /** `damaged` for a file that is no package at all; null where it could not be read. */
    state: nullable(t.keyof({ present: null, absent: null, damaged: null })),
    /** Why the file was not looked at; null where it was. */
    unreadable: nullable(text)
  })
)

/** The packages that Windows Installer keeps of Exchange, of what it needs, and of the patches that are applied to these. */
export const installerCache = listUpTo(limits.packages, cachedPackage)

export type CachedPackage = t.TypeOf<typeof cachedPackage>
