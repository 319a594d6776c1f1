import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { type CertificateFault, faultIn, type Named } from './certificateFaults'
import { holdsName } from './certificateNames'
import { findCertificate } from './stores'

/** What is to be said of a certificate that is served by a host name, which it may not hold. */
export type HostState =
  | ({ readonly _tag: 'Misnamed' } & CertificateFault)
  | { readonly _tag: 'Unread'; readonly reason: string; readonly isTried: boolean }

/** Judges whether the certificate holds a host name by which it is served; null where nothing is to be said. */
export const judgeHost = (facts: Facts, { thumbprint, store }: Named, host: string): HostState | null => {
  const { certificates } = facts.sections
  if (host === '' || host.startsWith('*') || thumbprint === null || E.isLeft(certificates)) return null
  const certificate = findCertificate(certificates.right, thumbprint, store)
  const holds = certificate === undefined || holdsName(certificate, host)
  if (certificate === undefined || holds === true) return null
  return holds === null
    ? {
        _tag: 'Unread',
        reason: `whether ${thumbprint} holds the name ${host} was not read`,
        isTried: certificate.names === null
      }
    : { _tag: 'Misnamed', ...faultIn(certificate, `does not hold the name ${host}`, facts.collectedAt) }
}
