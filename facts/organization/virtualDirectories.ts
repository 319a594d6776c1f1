import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { fields, listUpTo, nullable, text } from '../../kernel/values'

/** A virtual directory of OWA or of Exchange Web Services, as Active Directory holds it; null for a URL that isn't set. */
const virtualDirectory = t.readonly(
  fields({
    server: text,
    /** `owa` or `ews`. */
    kind: text,
    internalUrl: nullable(text),
    externalUrl: nullable(text)
  })
)

export const virtualDirectories = listUpTo(limits.entries, virtualDirectory)

export type VirtualDirectory = t.TypeOf<typeof virtualDirectory>
