import * as t from 'io-ts'
import { buildNumber, nullable } from '../values'

/** `version` is null where the file is there and its version can't be read. */
const binary = t.readonly(t.type({ path: t.string, version: nullable(buildNumber) }))

/**
 * What is installed: the file version of ExSetup.exe, and that of other binaries (path below the installation
 * folder), by which a half-applied update shows. `missing` are the files that were looked for and are not there; null
 * in recordings of before that was told.
 */
export const build = t.readonly(
  t.type({
    exSetup: nullable(buildNumber),
    binaries: nullable(t.readonlyArray(binary)),
    missing: nullable(t.readonlyArray(t.string))
  })
)

export type Build = t.TypeOf<typeof build>
