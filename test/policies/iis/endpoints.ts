import { httpsBinding as https } from '../../support/bindings'
import { certificate } from '../../support/certificates'
import { backEndCertificate, frontEndCertificate } from '../../support/server'

export const otherCertificate = 'C'.repeat(40)

export const sstp = '{BA195980-CD49-458B-9E23-C84EE0ADCD75}'

export const front = https('Default Web Site', '', 443, frontEndCertificate)

export const back = https('Exchange Back End', '*', 444, backEndCertificate)

export const quarantine = https('EndUserWebsite', '*', 443, otherCertificate, 'quarantine.contoso.example')

export const frontStored = certificate(frontEndCertificate, 'CN=mail.contoso.example', {
  names: ['mail.contoso.example', 'autodiscover.contoso.example']
})

export const backStored = certificate(backEndCertificate, 'CN=EX01', { names: ['EX01', 'ex01.contoso.example'] })

export const stored = [frontStored, backStored]

export const otherStored = (subject: string, changes: Readonly<Record<string, unknown>> = {}) => [
  ...stored,
  certificate(otherCertificate, subject, changes)
]

export const record = (
  address: string | null,
  port: number,
  thumbprint: string | null,
  changes: Readonly<Record<string, unknown>> = {}
) => ({ address, port, host: null, thumbprint, ...changes })

export const record443 = record('0.0.0.0', 443, frontEndCertificate)

export const record444 = record('0.0.0.0', 444, backEndCertificate)

export const records = [record443, record444]

export const byHost = (host: string, thumbprint: string, changes: Readonly<Record<string, unknown>> = {}) =>
  record(null, 443, thumbprint, { host, ...changes })

/** Both endpoints with the other certificate at one of them. */
export const servedBack = {
  bindings: [front, { ...back, thumbprint: otherCertificate }],
  httpSys: [record443, record('0.0.0.0', 444, otherCertificate)]
}

export const servedFront = {
  bindings: [{ ...front, thumbprint: otherCertificate }, back],
  httpSys: [record('0.0.0.0', 443, otherCertificate), record444]
}

export const back444 = (fault: string) => ({
  path: 'bindings["Exchange Back End:444"]',
  actual: `*:444, certificate ${otherCertificate} ${fault}`,
  desired: '*:444 with a valid certificate'
})

export const front443 = (fault: string) => ({
  path: 'bindings["Default Web Site:443"]',
  actual: `*:443, certificate ${otherCertificate} ${fault}`,
  desired: '*:443 with a valid certificate'
})

export const lost443 = {
  path: 'bindings["Default Web Site:443"]',
  actual: '*:443, no certificate assigned',
  desired: '*:443 with a valid certificate'
}

export const notInStore = `certificate ${otherCertificate} is not in the certificate store`
