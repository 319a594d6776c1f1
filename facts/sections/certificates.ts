import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import {
  distinct,
  fields,
  instant,
  listUpTo,
  nullable,
  recorded,
  storeName,
  text,
  thumbprint
} from '../../kernel/values'

/** A certificate of a store of the computer: of the personal one (Cert:\LocalMachine\My), or of one that IIS uses. */
const certificate = t.readonly(
  fields({
    thumbprint,
    subject: text,
    /** Who signed it, written as the subject is; the subject itself where it signed itself. Null where not read. */
    issuer: nullable(text),
    notBefore: nullable(instant),
    notAfter: nullable(instant),
    /** Whether its private key can be opened; null where that can't be told. */
    hasPrivateKey: recorded(t.boolean),
    /** Whether a provider of CNG keeps its key, as against an older one; null where that can't be told. */
    isCng: recorded(t.boolean),
    /** The DNS names of its subject alternative name, none where it has no such extension; null where unreadable. */
    names: recorded(listUpTo(limits.certificateNames, text)),
    /** The object identifiers of its enhanced key usage, none where it is for all; null where unreadable. */
    usages: recorded(listUpTo(limits.certificateNames, text)),
    /** Its store below LocalMachine; null for My. */
    store: nullable(storeName)
  })
)

/** Windows does not care about case in the names of stores; no name stands for the personal one. */
export const isSameStore = (a: string | null, b: string | null): boolean =>
  (a ?? 'My').toLowerCase() === (b ?? 'My').toLowerCase()

const keyOf = ({
  thumbprint: digits,
  store
}: {
  readonly thumbprint: string
  readonly store: string | null
}): string => (isSameStore(store, null) ? digits : `${digits} of the store ${store?.toLowerCase()}`)

export const certificates = distinct(certificate, keyOf, limits.certificates)

export type Certificate = t.TypeOf<typeof certificate>
