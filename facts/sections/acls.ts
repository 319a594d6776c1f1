import * as t from 'io-ts'
import { nullable, windowsPath } from '../values'

/** The access control list of a folder, in Windows' security descriptor language (SDDL); `inherits` false: protected. */
export const acl = t.readonly(t.type({ path: windowsPath, sddl: t.string, inherits: nullable(t.boolean) }))

export const acls = t.readonlyArray(acl, 'a list')

export type Acl = t.TypeOf<typeof acl>
