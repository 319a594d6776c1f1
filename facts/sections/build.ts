import * as t from 'io-ts'
import { limits } from '../limits'
import { buildNumber, fields, listUpTo, nullable, text } from '../values'

const binary = t.readonly(fields({ path: text, version: buildNumber }))

/**
 * What is installed: the file version of ExSetup.exe, and that of other binaries (path below the installation
 * folder), by which a half-applied update shows.
 */
export const build = t.readonly(
  fields({
    exSetup: nullable(buildNumber),
    binaries: nullable(listUpTo(limits.binaries, binary))
  })
)

export type Build = t.TypeOf<typeof build>
