import { type Certificate, isSameStore } from '../../facts/sections/certificates'
import { rememberedRecently } from '../../kernel/remembered'

type Certificates = ReadonlyArray<Certificate>

interface Index {
  readonly byThumbprint: ReadonlyMap<string, Certificates>
  /** How many certificates each store holds, by its name in lower case. */
  readonly counts: ReadonlyMap<string, number>
}

const storeKey = (store: string | null): string => (store ?? 'My').toLowerCase()

/** Each endpoint asks, so it is kept. */
const indexOf = rememberedRecently((certificates: Certificates): Index => {
  const byThumbprint = new Map<string, Array<Certificate>>()
  const counts = new Map<string, number>()
  for (const certificate of certificates) {
    const known = byThumbprint.get(certificate.thumbprint)
    if (known === undefined) byThumbprint.set(certificate.thumbprint, [certificate])
    else known.push(certificate)
    counts.set(storeKey(certificate.store), (counts.get(storeKey(certificate.store)) ?? 0) + 1)
  }
  return { byThumbprint, counts }
})

/** The certificate of a store; where the store was not read (null), that of the personal one, or else of any. */
export const findCertificate = (
  certificates: Certificates,
  thumbprint: string,
  store: string | null
): Certificate | undefined => {
  const found = indexOf(certificates).byThumbprint.get(thumbprint) ?? []
  return found.find((one) => isSameStore(one.store, store)) ?? (store === null ? found[0] : undefined)
}

/** How many certificates of a store were read. */
export const countIn = (certificates: Certificates, store: string | null): number =>
  indexOf(certificates).counts.get(storeKey(store)) ?? 0
