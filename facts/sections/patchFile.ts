import * as t from 'io-ts'
import { fields, localPath, nullable, trimmed } from '../../kernel/values'

/**
 * The file of an update that the settings name, with its own file version, which a patch of the Windows Installer (.msp)
 * does not have. Null: nobody named one.
 */
export const patchFile = nullable(
  t.readonly(fields({ path: localPath, state: t.keyof({ present: null, absent: null }), version: nullable(trimmed) }))
)

export type PatchFile = t.TypeOf<typeof patchFile>
