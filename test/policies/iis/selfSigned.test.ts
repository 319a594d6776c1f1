import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { certificate } from '../../support/certificates'
import { testRows } from '../../support/policyTester'
import { backEndCertificate, frontEndCertificate, serverFacts } from '../../support/server'
import {
  back,
  baseline,
  drift443,
  forClients,
  fronts,
  https,
  leftOver,
  newSelfSigned,
  other,
  over,
  record,
  record444,
  selfSigned,
  withClients
} from './storedCertificates'

const ownEnded = drift443(`certificate ${backEndCertificate} expired on 2026-10-01`)

const ownIsServed = `*:443 has the server's own certificate ${backEndCertificate} ("CN=EX01")`

testRows(sslBindings, 'a self-signed certificate on all addresses', {
  compliant: [
    {
      name: 'the self-signed certificate is on all addresses, and the store holds no other one for clients',
      facts: { ...fronts(backEndCertificate, backEndCertificate), certificates: [selfSigned] },
      reason: /^((?!own certificate).)*$/
    },
    ...[frontEndCertificate, backEndCertificate].map((loopback) => ({
      name: `the self-signed certificate is on all addresses, beside one for clients: ${loopback.slice(0, 1)} on 127.0.0.1`,
      facts: { ...fronts(backEndCertificate, loopback), certificates: [forClients, selfSigned] },
      reason: `${ownIsServed}, beside ${frontEndCertificate} for clients`
    })),
    {
      name: 'the self-signed certificate was on all addresses before the update, too',
      facts: { ...fronts(backEndCertificate, backEndCertificate), certificates: [forClients, selfSigned] },
      desired: baseline(backEndCertificate, backEndCertificate, [forClients, selfSigned]),
      reason: ownIsServed
    },
    {
      name: 'the self-signed certificate is on all addresses, and the one for clients of before has expired',
      facts: {
        ...fronts(backEndCertificate, backEndCertificate),
        certificates: [{ ...forClients, ...over }, selfSigned]
      },
      desired: withClients,
      reason: `${ownIsServed}, and had ${frontEndCertificate} before`
    },
    {
      name: 'a certificate that a domain enrols for each computer is on all addresses, beside one for clients',
      facts: {
        ...fronts(other, other),
        certificates: [forClients, selfSigned, certificate(other, 'CN=ex01.contoso.example')]
      },
      reason: `*:443 has the server's own certificate ${other}`
    },
    {
      name: 'the self-signed certificate is on all addresses of IPv6',
      facts: { ...leftOver(record('[::]', backEndCertificate)), certificates: [forClients, selfSigned] },
      reason: `[::]:443 has the server's own certificate ${backEndCertificate}`
    }
  ],
  drifting: [
    ...(
      [
        ['the baseline', fronts(backEndCertificate, backEndCertificate), withClients],
        ['the loopback address', fronts(backEndCertificate, frontEndCertificate), {}],
        [
          'the loopback address of the baseline',
          fronts(backEndCertificate, null),
          baseline(backEndCertificate, frontEndCertificate, [forClients, selfSigned])
        ]
      ] as const
    ).map(([what, facts, desired]) => ({
      name: `the self-signed one on all addresses has expired, and ${what} has a valid one for clients`,
      facts: {
        ...facts,
        bindings: facts.bindings.slice(0, 1).concat({ ...back, thumbprint: other }),
        httpSys: [...facts.httpSys.slice(0, -1), { ...record444, thumbprint: other }],
        certificates: [forClients, { ...selfSigned, ...over }, newSelfSigned]
      },
      desired,
      drifts: [
        {
          ...ownEnded,
          byHand: 'the site has the certificate of the server itself',
          remediation: null
        },
        ...(what === 'the baseline'
          ? [
              {
                path: 'httpSys["127.0.0.1:443"]',
                actual: `127.0.0.1:443, certificate ${backEndCertificate} expired on 2026-10-01`,
                desired: '127.0.0.1:443 with a valid certificate',
                remediation: null
              }
            ]
          : [])
      ]
    })),
    {
      name: 'the binding is absent, its record has the self-signed one, and the baseline a valid one for clients',
      facts: {
        bindings: [https('127.0.0.1', null), back],
        httpSys: [record('0.0.0.0', backEndCertificate), record444],
        certificates: [forClients, selfSigned]
      },
      desired: withClients,
      drifts: [
        {
          path: 'bindings["Default Web Site:443"]',
          actual: 'only on 127.0.0.1:443',
          desired: 'https on *:443 with a valid certificate',
          remediation: null
        }
      ]
    },
    {
      name: 'the self-signed one has expired on all addresses, and nothing tells of another: its successor is taken',
      facts: {
        bindings: [https('', backEndCertificate), { ...back, thumbprint: other }],
        httpSys: [record('0.0.0.0', backEndCertificate), { ...record444, thumbprint: other }],
        certificates: [forClients, { ...selfSigned, ...over }, newSelfSigned]
      },
      drifts: [{ ...ownEnded, remediation: [`' '${other}'`] }]
    }
  ],
  unknown: [
    {
      name: 'the self-signed certificate is on all addresses, and the one for clients of before is still valid',
      facts: { ...fronts(backEndCertificate, backEndCertificate), certificates: [forClients, selfSigned] },
      desired: withClients,
      reason: `*:443 has the server's own certificate ${backEndCertificate} ("CN=EX01"), and had ${frontEndCertificate} before, which is still valid`
    },
    {
      name: 'the self-signed certificate is on all addresses of IPv6, where one for clients was before',
      facts: { ...leftOver(record('[::]', backEndCertificate)), certificates: [forClients, selfSigned] },
      desired: {
        baseline: serverFacts({
          ...leftOver(record('[::]', frontEndCertificate)),
          certificates: [forClients, selfSigned]
        })
      },
      reason: `[::]:443 has the server's own certificate ${backEndCertificate}`
    }
  ]
})
