import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { httpsBinding as https } from '../../support/bindings'
import { certificate } from '../../support/certificates'
import { testPolicy } from '../../support/policyTester'
import { backEndCertificate, frontEndCertificate, serverFacts } from '../../support/server'
import {
  back,
  expired,
  forClients,
  front,
  lost,
  other,
  over,
  record,
  record444,
  renewed,
  selfSigned,
  successor
} from './frontEnd'

const sstp = '{ba195980-cd49-458b-9e23-c84ee0adcd75}'

/** The front end has these certificates on all addresses and on 127.0.0.1; null for none. */
const fronts = (main: string | null, loopback: string | null) => ({
  bindings: [front(main), front(loopback, '127.0.0.1'), back],
  httpSys: [
    ...(main === null ? [] : [record('0.0.0.0', 443, main)]),
    ...(loopback === null ? [] : [record('127.0.0.1', 443, loopback)]),
    record444
  ]
})

const nothingTells = 'no binding, record or baseline shows which certificate the site had'

const baseline = (main: string, certificates: ReadonlyArray<unknown>) =>
  serverFacts({ ...fronts(main, backEndCertificate), certificates })

testPolicy(sslBindings, {
  compliant: [],
  drifting: [
    {
      name: "the back end has lost its own, and the one with the server's name is known to be of an authority",
      facts: {
        bindings: [front(frontEndCertificate), https('Exchange Back End', '*', 444, null)],
        httpSys: [record('0.0.0.0', 443, frontEndCertificate)],
        certificates: [forClients, { ...selfSigned, issuer: 'CN=Contoso Issuing CA' }]
      },
      drifts: [
        {
          path: 'bindings["Exchange Back End:444"]',
          actual: '*:444, no certificate assigned',
          desired: '*:444 with a valid certificate',
          resolution: [backEndCertificate],
          byHand: 'the store holds no valid self-signed certificate of this server with its private key',
          remediation: null
        }
      ]
    },
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
      name: 'that of all addresses has expired, and its successor has a key of CNG: a person decides',
      facts: {
        ...fronts(frontEndCertificate, backEndCertificate),
        certificates: [
          { ...forClients, ...over, isCng: false },
          { ...selfSigned, isCng: false },
          { ...renewed, isCng: true }
        ]
      },
      drifts: [
        {
          ...expired,
          resolution: ['with a key of a CNG provider, which the sign-in pages cannot use'],
          byHand: 'has a key of a CNG provider, which the sign-in pages of Exchange can not use',
          remediation: null
        }
      ]
    },
    {
      name: 'its successor has a key of which nobody knows the provider: a person decides',
      facts: {
        ...fronts(frontEndCertificate, backEndCertificate),
        certificates: [{ ...forClients, ...over }, selfSigned, { ...renewed, isCng: null }]
      },
      drifts: [{ ...expired, byHand: 'which provider keeps the key', remediation: null }]
    },
    {
      name: 'its successor has a key of an older provider: it is taken',
      facts: {
        ...fronts(frontEndCertificate, backEndCertificate),
        certificates: [{ ...forClients, ...over, isCng: true }, selfSigned, { ...renewed, isCng: false }]
      },
      drifts: [{ ...expired, remediation: [`' '${successor}'`] }]
    },
    {
      name: 'the binding has lost one with a key of CNG that the baseline names and that is valid: it is assigned again',
      facts: { ...fronts(null, null), certificates: [{ ...forClients, isCng: true }, selfSigned] },
      desired: { baseline: baseline(frontEndCertificate, [forClients, selfSigned]) },
      drifts: [{ ...lost, remediation: [`' '${frontEndCertificate}'`] }]
    },
    ...(['former', 'successor'] as const).map((unread) => ({
      name: `that of all addresses has expired, and the names of the ${unread} were not read`,
      facts: {
        ...fronts(frontEndCertificate, backEndCertificate),
        certificates: [
          { ...forClients, ...over, ...(unread === 'former' ? { names: null } : {}) },
          selfSigned,
          { ...renewed, ...(unread === 'former' ? {} : { names: null }) }
        ]
      },
      drifts: [
        { ...expired, byHand: 'the names in the certificates for the same subject were not read', remediation: null }
      ]
    })),
    {
      name: 'that of all addresses has expired, and the one for the same names is older',
      facts: {
        ...fronts(frontEndCertificate, backEndCertificate),
        certificates: [{ ...forClients, ...over }, selfSigned, { ...renewed, notBefore: '2020-01-01T00:00:00Z' }]
      },
      drifts: [{ ...expired, byHand: 'or is older than the one before', remediation: null }]
    },
    {
      name: 'that of all addresses has lost its key, and the one for the same names is older: the key is brought back',
      facts: {
        ...fronts(frontEndCertificate, backEndCertificate),
        certificates: [
          { ...forClients, hasPrivateKey: false },
          selfSigned,
          { ...renewed, notBefore: '2020-01-01T00:00:00Z' }
        ]
      },
      drifts: [
        {
          ...expired,
          actual: `*:443, certificate ${frontEndCertificate} has no private key`,
          resolution: ['certutil.exe -repairstore My'],
          byHand: 'or is older than the one before',
          remediation: null
        }
      ]
    },
    {
      name: 'that of all addresses has expired, and beside its successor there is a later one of another issuer',
      facts: {
        ...fronts(frontEndCertificate, backEndCertificate),
        certificates: [
          { ...forClients, ...over },
          selfSigned,
          renewed,
          { ...renewed, thumbprint: other, issuer: 'CN=New CA', notBefore: '2026-10-20T00:00:00Z' }
        ]
      },
      drifts: [{ ...expired, byHand: 'the store holds a later certificate for the same name', remediation: null }]
    },
    {
      name: 'only the loopback address has the one of before, which has expired: its only successor is taken',
      facts: {
        ...fronts(null, frontEndCertificate),
        certificates: [{ ...forClients, ...over }, selfSigned, { ...renewed, notBefore: '2026-09-15T00:00:00Z' }]
      },
      drifts: [
        { ...lost, remediation: [`' '${successor}'`] },
        {
          path: 'httpSys["127.0.0.1:443"]',
          actual: `127.0.0.1:443, certificate ${frontEndCertificate} expired on 2026-10-01`,
          desired: '127.0.0.1:443 with a valid certificate',
          remediation: [`' '${successor}'`]
        }
      ]
    },
    {
      name: 'only the loopback address has the one of before, and a later one has the same names and another subject',
      facts: {
        ...fronts(null, frontEndCertificate),
        certificates: [
          { ...forClients, names: ['mail.contoso.example'] },
          selfSigned,
          {
            ...renewed,
            ...{ subject: 'CN=mail.contoso.example, O=Contoso', names: ['MAIL.contoso.example'] },
            notBefore: '2026-09-15T00:00:00Z'
          }
        ]
      },
      drifts: [{ ...lost, byHand: 'the store holds a later certificate for the same name', remediation: null }]
    },
    {
      name: 'only the loopback address has the one of before, and a later one for the same names is there',
      facts: {
        ...fronts(null, frontEndCertificate),
        certificates: [forClients, selfSigned, { ...renewed, notBefore: '2026-09-15T00:00:00Z' }]
      },
      drifts: [{ ...lost, byHand: 'the store holds a later certificate for the same name', remediation: null }]
    },
    {
      name: 'only the baseline has the one of before, and a later one for the same names is there',
      facts: {
        ...fronts(null, null),
        certificates: [forClients, selfSigned, { ...renewed, notBefore: '2026-09-15T00:00:00Z' }]
      },
      desired: { baseline: baseline(frontEndCertificate, [forClients, selfSigned]) },
      drifts: [{ ...lost, byHand: 'the store holds a later certificate for the same name', remediation: null }]
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
    }
  ],
  unknown: [],
  notApplicable: []
})
