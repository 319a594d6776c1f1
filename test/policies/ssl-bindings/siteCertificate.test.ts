import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { httpsBinding as https } from '../../support/bindings'
import { certificate } from '../../support/certificates'
import { testPolicy } from '../../support/policyTester'
import { backEndCertificate, frontEndCertificate, serverFacts } from '../../support/server'

const other = 'C'.repeat(40)
const successor = 'D'.repeat(40)
const sstp = '{ba195980-cd49-458b-9e23-c84ee0adcd75}'

const front = (thumbprint: string | null, address = '') => https('Default Web Site', address, 443, thumbprint)
const back = https('Exchange Back End', '*', 444, backEndCertificate)

const over = { notAfter: '2026-10-01T00:00:00Z' }
const issuer = 'CN=Contoso Public CA'
const forClients = certificate(frontEndCertificate, 'CN=mail.contoso.example', { issuer })
const selfSigned = certificate(backEndCertificate, 'CN=EX01')
const renewed = certificate(successor, 'CN=mail.contoso.example', { issuer })

const record = (
  address: string,
  port: number,
  thumbprint: string | null,
  changes: Readonly<Record<string, unknown>> = {}
) => ({ address, port, host: null, thumbprint, ...changes })
const record444 = record('0.0.0.0', 444, backEndCertificate)

/** The front end has these certificates on all addresses and on 127.0.0.1; null for none. */
const fronts = (main: string | null, loopback: string | null) => ({
  bindings: [front(main), front(loopback, '127.0.0.1'), back],
  httpSys: [
    ...(main === null ? [] : [record('0.0.0.0', 443, main)]),
    ...(loopback === null ? [] : [record('127.0.0.1', 443, loopback)]),
    record444
  ]
})

const lost = {
  path: 'bindings["Default Web Site:443"]',
  actual: '*:443, no certificate assigned',
  desired: '*:443 with a valid certificate'
}
const expired = { ...lost, actual: `*:443, certificate ${frontEndCertificate} expired on 2026-10-01` }
const nothingTells = 'no binding, record or baseline tells which certificate the site has had'
const baseline = (main: string, certificates: ReadonlyArray<unknown>) =>
  serverFacts({ ...fronts(main, backEndCertificate), certificates })

const central = record('0.0.0.0', 443, null, { isCentral: true })

testPolicy(sslBindings, {
  compliant: [
    {
      name: 'http.sys was never looked at, and IIS shows good certificates',
      facts: { httpSys: undefined },
      reason: 'judged from 3 of 4 fact sections'
    }
  ],
  drifting: [
    {
      name: 'the loopback address has the self-signed one, and the binding for all addresses has lost its own',
      facts: { ...fronts(null, backEndCertificate), certificates: [forClients, selfSigned] },
      drifts: [{ ...lost, resolution: [frontEndCertificate], byHand: nothingTells, remediation: null }]
    },
    {
      name: 'the loopback address has the self-signed one, and the binding for all addresses is absent',
      facts: {
        bindings: [front(backEndCertificate, '127.0.0.1'), back],
        httpSys: [record('127.0.0.1', 443, backEndCertificate), record444],
        certificates: [forClients, selfSigned]
      },
      drifts: [
        {
          path: 'bindings["Default Web Site:443"]',
          actual: 'only on 127.0.0.1:443',
          desired: 'https on *:443 with a valid certificate',
          byHand: nothingTells,
          remediation: null
        }
      ]
    },
    {
      name: 'the loopback address has one for the computer alone, which clients never saw',
      facts: {
        ...fronts(null, other),
        certificates: [forClients, selfSigned, certificate(other, 'CN=ex01.contoso.example')]
      },
      drifts: [{ ...lost, byHand: nothingTells, remediation: null }]
    },
    {
      name: 'the loopback address has the self-signed one, and that of all addresses has expired: its successor is taken',
      facts: {
        ...fronts(frontEndCertificate, backEndCertificate),
        certificates: [{ ...forClients, ...over }, selfSigned, renewed]
      },
      drifts: [{ ...expired, remediation: [`' '${successor}'`] }]
    },
    {
      name: 'that of all addresses has expired without a successor: the one of the loopback address is not meant',
      facts: {
        ...fronts(frontEndCertificate, other),
        certificates: [{ ...forClients, ...over }, selfSigned, certificate(other, 'CN=portal.contoso.example')]
      },
      drifts: [
        {
          ...expired,
          byHand: 'the store holds no valid certificate for the same name',
          remediation: null
        }
      ]
    },
    {
      name: 'the baseline names one that has expired: its successor beats that of the loopback address',
      facts: {
        ...fronts(null, other),
        certificates: [{ ...forClients, ...over }, selfSigned, renewed, certificate(other, 'CN=portal.contoso.example')]
      },
      desired: { baseline: baseline(frontEndCertificate, [forClients, selfSigned]) },
      drifts: [{ ...lost, remediation: [`' '${successor}'`] }]
    },
    {
      name: 'the baseline and the loopback address name two that are valid: a person decides',
      facts: { ...fronts(null, successor), certificates: [forClients, selfSigned, renewed] },
      desired: { baseline: baseline(frontEndCertificate, [forClients, selfSigned]) },
      drifts: [{ ...lost, byHand: 'the store holds more than one', remediation: null }]
    },
    {
      name: 'the self-signed one was on all addresses before the update: it was the one that clients saw',
      facts: { ...fronts(null, null), certificates: [forClients, selfSigned] },
      desired: { baseline: baseline(backEndCertificate, [forClients, selfSigned]) },
      drifts: [{ ...lost, remediation: [`' '${backEndCertificate}'`] }]
    },
    {
      name: 'certificates without a subject follow each other by their names alone, where these were read',
      facts: {
        ...fronts(frontEndCertificate, null),
        certificates: [{ ...forClients, ...over, subject: '' }, selfSigned, { ...renewed, subject: '' }]
      },
      drifts: [{ ...expired, remediation: null }]
    },
    {
      name: 'the record of the loopback address is that of another program, which tells nothing of Exchange',
      facts: {
        bindings: [front(null), back],
        httpSys: [record('127.0.0.1', 443, other, { appId: sstp }), record444],
        certificates: [forClients, selfSigned, certificate(other, 'CN=agent.contoso.example')]
      },
      drifts: [{ ...lost, byHand: nothingTells, remediation: null }]
    },
    {
      name: 'the loopback address is that of another site, which tells nothing of Exchange',
      facts: {
        bindings: [front(null), https('Portal', '127.0.0.1', 443, other), back],
        httpSys: [record('127.0.0.1', 443, other), record444],
        certificates: [forClients, selfSigned, certificate(other, 'CN=portal.contoso.example')]
      },
      drifts: [{ ...lost, byHand: nothingTells, remediation: null }]
    },
    {
      name: 'the certificate has expired, and http.sys was not looked at: nothing is replaced unseen',
      facts: {
        bindings: [front(frontEndCertificate), back],
        httpSys: undefined,
        certificates: [{ ...forClients, ...over }, selfSigned, renewed]
      },
      drifts: [{ ...expired, byHand: 'the records of http.sys were not read', remediation: null }]
    },
    {
      name: 'the certificate has expired on a port on which http.sys asks the central certificate store, too',
      facts: {
        bindings: [front(frontEndCertificate), back],
        httpSys: [record('0.0.0.0', 443, frontEndCertificate), central, record444],
        certificates: [{ ...forClients, ...over }, selfSigned, renewed]
      },
      drifts: [{ ...expired, byHand: 'asks the central certificate store on that port', remediation: null }]
    },
    {
      name: 'the binding is absent on a port on which http.sys asks the central certificate store',
      facts: { bindings: [front(null, '127.0.0.1'), back], httpSys: [central, record444] },
      desired: { baseline: serverFacts() },
      drifts: [
        {
          path: 'bindings["Default Web Site:443"]',
          actual: 'only on 127.0.0.1:443',
          desired: 'https on *:443 with a valid certificate',
          remediation: null
        }
      ]
    }
  ],
  unknown: [
    ...([0, null] as const).map((sslFlags) => ({
      name: `no certificate is shown, the flags are ${sslFlags}, and http.sys asks the central certificate store`,
      facts: { bindings: [{ ...front(null), sslFlags }, back], httpSys: [central, record444] },
      reason: 'the certificate of *:443 comes from the central certificate store'
    })),
    {
      name: 'IIS shows a certificate, and http.sys asks the central certificate store alone',
      facts: { bindings: [front(frontEndCertificate), back], httpSys: [central, record444] },
      reason: 'http.sys takes certificates for port 443 from the central certificate store'
    },
    ...[{ error: 'access denied' }, undefined].map((httpSys) => ({
      name: `no certificate is shown, and http.sys ${httpSys === undefined ? 'was not looked at' : 'could not be read'}`,
      facts: { bindings: [front(null), { ...back, thumbprint: null }], httpSys },
      reason: 'IIS shows no certificate for *:443; it shows what http.sys holds, and that was not read'
    })),
    {
      name: 'the list of bindings is empty, which it is on no server with sites',
      facts: { bindings: [] },
      reason: 'the list of bindings is empty'
    },
    {
      name: 'the list of certificates is empty, which it is on no server of Exchange',
      facts: { certificates: [] },
      reason: 'the list of certificates is empty'
    },
    {
      name: 'no certificate of the personal store is listed',
      facts: { certificates: [{ ...forClients, store: 'WebHosting', thumbprint: other }] },
      reason: `no certificate of the store My was read, where ${frontEndCertificate} should be`
    },
    ...[frontEndCertificate, backEndCertificate].map((thumbprint) => ({
      name: `whether the private key can be opened could not be told: ${thumbprint.slice(0, 1)}`,
      facts: {
        certificates: [forClients, selfSigned].map((one) =>
          one.thumbprint === thumbprint ? { ...one, hasPrivateKey: null } : one
        )
      },
      reason: `whether the private key of ${thumbprint} is there was not read`
    })),
    {
      name: 'the names of the certificate on the back end could not be read',
      facts: {
        bindings: [front(frontEndCertificate), { ...back, thumbprint: other }],
        httpSys: [record('0.0.0.0', 443, frontEndCertificate), record('0.0.0.0', 444, other)],
        certificates: [forClients, selfSigned, certificate(other, 'CN=x', { names: null })]
      },
      reason: `whether ${other} holds the name of the server was not read`
    },
    {
      name: 'what the certificate is for could not be read',
      facts: { certificates: [{ ...forClients, usages: null }, selfSigned] },
      reason: `whether ${frontEndCertificate} is for servers was not read`
    }
  ],
  notApplicable: []
})
