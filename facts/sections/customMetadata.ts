import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { count, fields, listUpTo, nullable, text } from '../../kernel/values'

/** Certificates of sites as older versions of IIS kept them: the site (`LM/W3SVC/1`), and the property (5506 or 5511). */
export const customMetadata = listUpTo(limits.bindings, t.readonly(fields({ path: nullable(text), id: count })))

export type CustomMetadata = t.TypeOf<typeof customMetadata>
