import * as t from 'io-ts'
import { count, fields, nullable, text } from '../../kernel/values'

/**
 * The code pages for programs without Unicode: what the registry holds (`acp` for Windows, `oem` for consoles), such as `1252`,
 * and the one that Windows has used since its start (`inUse`). `os` is the version of Windows, such as `6.2.9200`.
 */
export const codePage = t.readonly(
  fields({ acp: nullable(text), oem: nullable(text), inUse: nullable(count), os: nullable(text) })
)

export type CodePage = t.TypeOf<typeof codePage>
