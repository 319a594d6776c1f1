import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { count, distinct, fields, instant, nullable, text, windowsPath } from '../../kernel/values'

const configFile = t.readonly(
  fields({
    /** Below the installation folder, or the folder of the copies, such as `Bin\EdgeTransport.exe.config`. */
    path: text,
    /** 64 hexadecimal digits; null where the file could not be read. */
    sha256: nullable(text),
    /** In bytes. */
    length: nullable(count),
    modified: nullable(instant),
    /** Why the file could not be read; null where it could. */
    unreadable: nullable(text)
  })
)

const filesOf = distinct(configFile, ({ path }) => path.toLowerCase(), limits.configFiles)

/** Files that administrators customize, by their hashes alone; and the copies of them that a person keeps on the server. */
export const configFiles = t.readonly(
  fields({
    files: filesOf,
    /** The folder of the copies, whether it is there or not. */
    savedIn: windowsPath,
    saved: filesOf
  })
)

export type ConfigFiles = t.TypeOf<typeof configFiles>
export type ConfigFile = t.TypeOf<typeof configFile>
