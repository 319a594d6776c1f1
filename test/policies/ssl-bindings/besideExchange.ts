import { httpsBinding as https } from '../../support/bindings'
import { certificate } from '../../support/certificates'
import { backEndCertificate, frontEndCertificate } from '../../support/server'

export const other = 'C'.repeat(40)

export const adfs = '{5d89a20c-beab-4389-9447-324788eb944a}'

export const front = https('Default Web Site', '', 443, frontEndCertificate)

export const back = https('Exchange Back End', '*', 444, backEndCertificate)

const names = ['mail.contoso.example', 'autodiscover.contoso.example', 'portal.contoso.example']

export const forClients = certificate(frontEndCertificate, 'CN=mail.contoso.example', { names })

export const selfSigned = certificate(backEndCertificate, 'CN=EX01')

export const store = (subject: string, changes: Readonly<Record<string, unknown>> = {}) => [
  forClients,
  selfSigned,
  certificate(other, subject, changes)
]

export const over = { notAfter: '2026-03-01T00:00:00Z' }

export const record = (address: string | null, port: number, changes: Readonly<Record<string, unknown>> = {}) => ({
  address,
  port,
  host: null,
  thumbprint: other,
  ...changes
})

export const records = [
  record('0.0.0.0', 443, { thumbprint: frontEndCertificate }),
  record('0.0.0.0', 444, { thumbprint: backEndCertificate })
]

/** A site "Intranet" with a host name and the other certificate. */
export const intranet = (host: string, port = 443) => ({
  bindings: [front, back, https('Intranet', '*', port, other, host, 1)],
  httpSys: [...records, record(null, port, { host })]
})

/** The front end has a certificate with these names, and a site "Intranet" a host name with the other certificate. */
export const beside = (
  held: ReadonlyArray<string>,
  host: string,
  subject: string,
  changes: Readonly<Record<string, unknown>> = {}
) => ({
  ...intranet(host),
  certificates: [
    { ...forClients, subject: `CN=${held[0]}`, names: held },
    selfSigned,
    certificate(other, subject, changes)
  ]
})

export const wildcard = ['*.contoso.example']

/** Another program with a host name and the other certificate. */
export const program = (host: string) => ({
  bindings: [front, back],
  httpSys: [...records, record(null, 443, { host, appId: adfs })]
})

export const ended = (shown: string) => ({
  path: `httpSys["${shown}"]`,
  actual: `${shown}, certificate ${other} expired on 2026-03-01`,
  desired: `${shown} with a valid certificate`,
  remediation: null
})

/** A site "Intranet" with an address and the other certificate. */
export const atAddress = (changes: Readonly<Record<string, unknown>>, host = '') => ({
  bindings: [front, back, https('Intranet', '10.0.0.5', 443, other, host)],
  httpSys: [...records, record('10.0.0.5', 443, changes)]
})

/** A site "OWA External" with an address, which has this certificate with a record, or shows it where http.sys wasn't looked at. */
export const external = (thumbprint: string, isLookedAt: boolean) => ({
  bindings: [front, back, https('OWA External', '10.0.0.6', 443, thumbprint)],
  httpSys: isLookedAt ? [...records, record('10.0.0.6', 443, { thumbprint, isOwnAddress: true })] : undefined
})
