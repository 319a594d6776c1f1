import { httpsBinding } from '../../support/bindings'
import { certificate } from '../../support/certificates'
import { backEndCertificate, frontEndCertificate, serverFacts } from '../../support/server'

export const other = 'C'.repeat(40)

const authority = 'CN=Contoso Public CA'

export const https = (address: string, thumbprint: string | null, host = '', sslFlags = 0) =>
  httpsBinding('Default Web Site', address, 443, thumbprint, host, sslFlags)

export const back = { ...https('*', backEndCertificate), site: 'Exchange Back End', port: 444 }

export const over = { notAfter: '2026-10-01T00:00:00Z' }

const names = ['mail.contoso.example', 'autodiscover.contoso.example']

export const forClients = certificate(frontEndCertificate, 'CN=mail.contoso.example', { names, issuer: authority })

const ownNames = { names: ['EX01', 'ex01.contoso.example'], issuer: 'CN=EX01' }

export const selfSigned = certificate(backEndCertificate, 'CN=EX01', ownNames)

export const newSelfSigned = certificate(other, 'CN=EX01', ownNames)

export const record = (
  address: string | null,
  thumbprint: string,
  changes: Readonly<Record<string, unknown>> = {}
) => ({
  address,
  port: 443,
  host: null,
  thumbprint,
  ...changes
})

export const record444 = { ...record('0.0.0.0', backEndCertificate), port: 444 }

/** The front end has these certificates on all addresses and on 127.0.0.1; null for none. */
export const fronts = (main: string | null, loopback: string | null) => ({
  bindings: [https('', main), https('127.0.0.1', loopback), back],
  httpSys: [
    ...(main === null ? [] : [record('0.0.0.0', main)]),
    ...(loopback === null ? [] : [record('127.0.0.1', loopback)]),
    record444
  ]
})

/** The healthy front end, and a record that no binding of IIS holds. */
export const leftOver = (left: unknown) => ({
  bindings: [https('', frontEndCertificate), back],
  httpSys: [record('0.0.0.0', frontEndCertificate), left, record444]
})

export const baseline = (main: string, loopback: string, certificates: ReadonlyArray<unknown>) => ({
  baseline: serverFacts({ ...fronts(main, loopback), certificates })
})

export const withClients = baseline(frontEndCertificate, frontEndCertificate, [forClients, selfSigned])

export const drift443 = (fault: string) => ({
  path: 'bindings["Default Web Site:443"]',
  actual: `*:443, ${fault}`,
  desired: '*:443 with a valid certificate'
})

export const lost = drift443('no certificate assigned')

export const crm = certificate(other, 'CN=crm.contoso.example', { names: ['crm.contoso.example'], issuer: authority })
