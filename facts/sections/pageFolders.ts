import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { count, fields, listUpTo, nullable, text } from '../../kernel/values'

/** A folder named after a build (or Current), and the files in it and below it, counted up to 1,000. */
const folder = t.readonly(fields({ name: text, files: nullable(count), unreadable: nullable(text) }))

const parent = t.readonly(
  fields({
    /** Below the installation folder, such as `ClientAccess\ecp`. */
    parent: text,
    /** Null where it could not be read; `unreadable` then says why. */
    state: nullable(t.keyof({ present: null, absent: null })),
    folders: nullable(listUpTo(limits.roles * 10, folder)),
    unreadable: nullable(text)
  })
)

/** The folders with scripts, styles and images of OWA and ECP, one for each build that was installed. */
export const pageFolders = listUpTo(limits.roles, parent)

export type PageParent = t.TypeOf<typeof parent>
