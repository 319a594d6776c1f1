import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { testRows } from '../../support/policyTester'
import { backEndCertificate, frontEndCertificate } from '../../support/server'
import {
  back,
  baseline,
  crm,
  drift443,
  forClients,
  fronts,
  https,
  lost,
  newSelfSigned,
  other,
  over,
  record,
  record444,
  selfSigned,
  withClients
} from './storedCertificates'

const ended = drift443(`certificate ${frontEndCertificate} expired on 2026-10-01`)

testRows(sslBindings, 'the successor of an expired certificate', {
  drifting: [
    {
      name: 'the baseline has a self-signed one that has expired, and the loopback address a valid one for clients',
      facts: {
        ...fronts(null, frontEndCertificate),
        bindings: [https('', null), { ...back, thumbprint: other }],
        httpSys: [record('127.0.0.1', frontEndCertificate), { ...record444, thumbprint: other }],
        certificates: [forClients, { ...selfSigned, ...over }, newSelfSigned]
      },
      desired: baseline(backEndCertificate, frontEndCertificate, [forClients, selfSigned]),
      drifts: [{ ...lost, remediation: null }]
    },
    {
      name: 'one for another website has expired on all addresses, and the baseline has a valid one for clients',
      facts: {
        ...fronts(other, null),
        bindings: [https('', other), back],
        certificates: [forClients, selfSigned, { ...crm, ...over }, { ...crm, thumbprint: 'D'.repeat(40) }]
      },
      desired: withClients,
      drifts: [{ ...drift443(`certificate ${other} expired on 2026-10-01`), remediation: null }]
    },
    ...(
      [
        ['itself', 'CN=mail.contoso.example'],
        ['an internal authority', 'CN=contoso-DC01-CA'],
        ['nobody known', null],
        ['nobody', '']
      ] as const
    ).map(([by, issuer]) => ({
      name: `the certificate has expired, and one for the same names is signed by ${by}`,
      facts: {
        bindings: [https('', frontEndCertificate), back],
        httpSys: [record('0.0.0.0', frontEndCertificate), record444],
        certificates: [{ ...forClients, ...over }, selfSigned, { ...forClients, thumbprint: other, issuer }]
      },
      drifts: [
        {
          ...ended,
          byHand: 'the certificate for the same name is not known to be of the same issuer',
          remediation: null
        }
      ]
    })),
    ...(['', null] as const).map((issuer) => ({
      name: `the certificate has expired, and its issuer is ${issuer === null ? 'not known' : 'empty'}`,
      facts: {
        bindings: [https('', frontEndCertificate), back],
        httpSys: [record('0.0.0.0', frontEndCertificate), record444],
        certificates: [{ ...forClients, ...over, issuer }, selfSigned, { ...forClients, thumbprint: other, issuer }]
      },
      drifts: [{ ...ended, remediation: null }]
    })),
    {
      name: 'the certificate has expired, and one of the same issuer is there beside a self-signed one',
      facts: {
        bindings: [https('', frontEndCertificate), back],
        httpSys: [record('0.0.0.0', frontEndCertificate), record444],
        certificates: [
          { ...forClients, ...over },
          selfSigned,
          { ...forClients, thumbprint: other, issuer: 'cn=contoso public ca' },
          { ...forClients, thumbprint: 'D'.repeat(40), issuer: 'CN=mail.contoso.example' }
        ]
      },
      drifts: [{ ...ended, resolution: [`AddSslCertificate('${other}', 'My')`], remediation: [`' '${other}'`] }]
    }
  ]
})
