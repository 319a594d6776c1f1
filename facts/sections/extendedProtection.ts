import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { distinct, fields, text } from '../../kernel/values'

const directory = t.readonly(
  fields({
    /** `Default Web Site` or `Exchange Back End`. */
    site: text,
    /** Such as `/EWS` or `/mapi/emsmdb`. */
    path: text,
    /** `None`, `Allow` or `Require`, as IIS applies it there: `None` where nothing sets it. */
    tokenChecking: text,
    /** Such as `Ssl, Ssl128`, as IIS applies it there: `None` where nothing sets it. */
    sslFlags: text,
    /** Whether IIS refuses all addresses there that it does not list. */
    listedAddressesOnly: t.boolean
  })
)

/**
 * Windows Extended Protection of the applications of Exchange's two sites, by applicationHost.config: what a place doesn't
 * set comes from the place above it. Empty without IIS.
 */
export const extendedProtection = distinct(
  directory,
  ({ site, path }) => `${site}${path}`.toLowerCase(),
  limits.bindings
)

export type ExtendedProtection = t.TypeOf<typeof extendedProtection>
export type ProtectedDirectory = t.TypeOf<typeof directory>
