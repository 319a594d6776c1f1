import * as t from 'io-ts'
import { count, fields, nullable, text } from '../../kernel/values'

/** The .NET Framework 4 by its value Release, 0 where there is none, and the version of Windows, such as `10.0.17763`. */
export const framework = t.readonly(fields({ release: nullable(count), os: nullable(text) }))
