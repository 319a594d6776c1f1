import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { certificate } from '../../support/certificates'
import { testRows } from '../../support/policyTester'
import { backEndCertificate, frontEndCertificate } from '../../support/server'
import { back, expired, forClients, front, other, over, record, renewed, selfSigned } from './frontEnd'

testRows(sslBindings, 'certificates and records that were not read', {
  compliant: [
    {
      name: 'http.sys was never looked at, and IIS shows good certificates',
      facts: { httpSys: undefined },
      reason: 'judged from 5 of 6 fact sections'
    }
  ],
  drifting: [
    {
      name: 'the certificate has expired, and http.sys was not looked at: nothing is replaced unseen',
      facts: {
        bindings: [front(frontEndCertificate), back],
        httpSys: undefined,
        certificates: [{ ...forClients, ...over }, selfSigned, renewed]
      },
      drifts: [{ ...expired, byHand: 'the records of http.sys were not read', remediation: null }]
    }
  ],
  unknown: [
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
  ]
})
