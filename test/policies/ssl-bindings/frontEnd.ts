import { httpsBinding as https } from '../../support/bindings'
import { certificate } from '../../support/certificates'
import { backEndCertificate, frontEndCertificate } from '../../support/server'

export const other = 'C'.repeat(40)

export const successor = 'D'.repeat(40)

export const front = (thumbprint: string | null, address = '') => https('Default Web Site', address, 443, thumbprint)

export const back = https('Exchange Back End', '*', 444, backEndCertificate)

export const over = { notAfter: '2026-10-01T00:00:00Z' }

const issuer = 'CN=Contoso Public CA'

export const forClients = certificate(frontEndCertificate, 'CN=mail.contoso.example', { issuer })

export const selfSigned = certificate(backEndCertificate, 'CN=EX01')

export const renewed = certificate(successor, 'CN=mail.contoso.example', { issuer })

export const record = (
  address: string,
  port: number,
  thumbprint: string | null,
  changes: Readonly<Record<string, unknown>> = {}
) => ({ address, port, host: null, thumbprint, ...changes })

export const record444 = record('0.0.0.0', 444, backEndCertificate)

export const lost = {
  path: 'bindings["Default Web Site:443"]',
  actual: '*:443, no certificate assigned',
  desired: '*:443 with a valid certificate'
}

export const expired = { ...lost, actual: `*:443, certificate ${frontEndCertificate} expired on 2026-10-01` }
