import { httpsBinding as https } from '../../support/bindings'
import { backEndCertificate, frontEndCertificate } from '../../support/server'

export const otherCertificate = 'C'.repeat(40)

export const front = https('Default Web Site', '', 443, frontEndCertificate)

export const back = https('Exchange Back End', '*', 444, backEndCertificate)

export const certificate = (thumbprint: string, changes: Readonly<Record<string, unknown>> = {}) => ({
  thumbprint,
  subject: `CN=${thumbprint.slice(0, 4)}`,
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2027-01-01T00:00:00Z',
  hasPrivateKey: true,
  ...changes
})

export const frontStored = certificate(frontEndCertificate, { subject: 'CN=mail.contoso.example' })

export const backStored = certificate(backEndCertificate, { subject: 'CN=EX01' })

export const record = (
  address: string | null,
  port: number,
  thumbprint: string | null,
  host: string | null = null
) => ({
  address,
  port,
  host,
  thumbprint
})

export const records = [record('0.0.0.0', 443, frontEndCertificate), record('0.0.0.0', 444, backEndCertificate)]

export const kind = (exSetup: string, roles: ReadonlyArray<string>) => ({
  identity: { name: 'EX01', roles },
  build: { exSetup }
})

export const clientAccess2013 = kind('15.0.1497.12', ['ClientAccess'])

export const mailbox2013 = kind('15.0.1497.12', ['Mailbox'])

/** A drift of a certificate that the binding for all addresses on 443 shows. */
export const front443 = (fault: string) => ({
  path: 'bindings["Default Web Site:443"]',
  actual: `*:443, ${fault}`,
  desired: '*:443 with a valid certificate'
})

export const back444 = (fault: string) => ({
  path: 'bindings["Exchange Back End:444"]',
  actual: `*:444, ${fault}`,
  desired: '*:444 with a valid certificate'
})
