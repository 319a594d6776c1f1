import * as t from 'io-ts'
import { buildNumber, nullable } from '../values'

const binary = t.readonly(t.type({ path: t.string, version: buildNumber }))

/**
 * What is installed: the file version of ExSetup.exe, and that of other binaries (path below the installation
 * folder), by which a half-applied update shows.
 */
export const build = t.readonly(
  t.type({
    exSetup: nullable(buildNumber),
    binaries: nullable(t.readonlyArray(binary))
  })
)

export type Build = t.TypeOf<typeof build>
