import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { buildNumber, fields, listUpTo, nullable, text } from '../../kernel/values'

/** `version` is null where the file is there and its version can't be read. */
const binary = t.readonly(fields({ path: text, version: nullable(buildNumber) }))

/**
 * What is installed: the file version of ExSetup.exe, and that of other binaries (path below the installation
 * folder), by which a half-applied update shows. `missing` are the files that were looked for and are not there; null
 * in recordings of before that was told.
 */
export const build = t.readonly(
  fields({
    exSetup: nullable(buildNumber),
    binaries: nullable(listUpTo(limits.binaries, binary)),
    missing: nullable(listUpTo(limits.binaries, text))
  })
)

export type Build = t.TypeOf<typeof build>
