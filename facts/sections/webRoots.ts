import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { count, fields, instant, listUpTo, nullable, text } from '../../kernel/values'

const folder = t.readonly(
  fields({
    /** What the folder is: the scripts of ASP.NET for browsers, or the sign-in pages of OWA or ECP. */
    kind: t.keyof({ aspnetClient: null, owaAuth: null, ecpAuth: null }),
    path: text,
    /** Null where it could not be read; `unread` then says why. */
    state: nullable(t.keyof({ present: null, absent: null }))
  })
)

const page = t.readonly(
  fields({
    /** The whole path; an intruder may have chosen the name. */
    path: text,
    /** In bytes. */
    size: nullable(count),
    /** 64 hexadecimal digits; null where the file could not be read, or is too large. */
    sha256: nullable(text),
    created: nullable(instant),
    modified: nullable(instant),
    /** Why the file could not be hashed; null where it could. */
    unreadable: nullable(text)
  })
)

/** The pages that a web server runs, in the folders into which intruders put their own. */
export const webRoots = t.readonly(
  fields({
    folders: listUpTo(limits.roles, folder),
    pages: listUpTo(limits.webPages, page),
    /** Places that were not looked into, and what was left out, each with the reason. */
    unread: listUpTo(limits.roles, t.readonly(fields({ path: text, reason: text })))
  })
)

export type WebRoots = t.TypeOf<typeof webRoots>
export type WebFolder = t.TypeOf<typeof folder>
export type WebPage = t.TypeOf<typeof page>
