import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { fields, listUpTo, nullable, text, textUpTo, windowsPath } from '../../kernel/values'

/**
 * The access control list of a folder, in Windows' security descriptor language (SDDL); `inherits` false: protected. Where the
 * list could not be read, `sddl` is empty and `unreadable` says why.
 */
const acl = t.readonly(
  fields({
    path: windowsPath,
    sddl: textUpTo(limits.sddl),
    inherits: nullable(t.boolean),
    unreadable: nullable(text)
  })
)

export const acls = listUpTo(limits.folders, acl)

export type Acl = t.TypeOf<typeof acl>
