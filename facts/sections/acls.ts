import * as t from 'io-ts'
import { nullable } from '../values'

const windowsPath = new t.Type<string, string, unknown>(
  'an absolute Windows path',
  t.string.is,
  (input, context) =>
    typeof input === 'string' && /^(?:[A-Za-z]:\\|\\\\)/.test(input) ? t.success(input) : t.failure(input, context),
  t.identity
)

/** The access control list of a folder, in Windows' security descriptor language (SDDL); `inherits` false: protected. */
export const acl = t.readonly(t.type({ path: windowsPath, sddl: t.string, inherits: nullable(t.boolean) }))

export const acls = t.readonlyArray(acl)

export type Acl = t.TypeOf<typeof acl>
