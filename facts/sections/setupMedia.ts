import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { fields, listUpTo, localPath, nullable, text, trimmed } from '../../kernel/values'

/**
 * The medium of setup that the settings name: the file versions of its Setup.exe and of the ExSetup.exe that it starts,
 * which are null where they are missing or hold none. Null: nobody named one.
 */
export const setupMedia = nullable(
  t.readonly(
    fields({
      path: localPath,
      setup: nullable(trimmed),
      exSetup: nullable(trimmed),
      /** Of these two files, by their paths below the folder, those that are not there. */
      missing: listUpTo(limits.binaries, text)
    })
  )
)

export type SetupMedia = t.TypeOf<typeof setupMedia>
