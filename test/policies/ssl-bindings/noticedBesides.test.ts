import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { testRows } from '../../support/policyTester'
import { backEndCertificate, frontEndCertificate } from '../../support/server'
import { forClients, selfSigned } from './besideExchange'

testRows(sslBindings, 'what is noticed besides', {
  compliant: [
    {
      name: 'the certificate of the front end holds names that nobody knows here',
      facts: {
        certificates: [
          { ...forClients, subject: 'CN=smtp.fabrikam.example', names: ['smtp.fabrikam.example'] },
          selfSigned
        ]
      },
      reason: `the certificate ${frontEndCertificate} is for smtp.fabrikam.example, and none of its names is known as one of the server or its domain`
    },
    ...['mail.contoso.example', '*.contoso.example', 'ex01'].map((subject) => ({
      name: `the certificate of the front end is for the server or its domain: ${subject}`,
      facts: { certificates: [{ ...forClients, subject: `CN=${subject}`, names: [subject] }, selfSigned] },
      reason: /^$/
    })),
    ...[frontEndCertificate, backEndCertificate].map((thumbprint) => ({
      name: `a certificate ends within 30 days: ${thumbprint.slice(0, 1)}`,
      facts: {
        certificates: [forClients, selfSigned].map((one) =>
          one.thumbprint === thumbprint ? { ...one, notAfter: '2026-12-01T08:00:00Z' } : one
        )
      },
      reason: `the certificate ${thumbprint} expires on 2026-12-01, within 30 days`
    })),
    {
      name: 'a certificate ends in more than 30 days',
      facts: { certificates: [{ ...forClients, notAfter: '2026-12-01T08:00:01Z' }, selfSigned] },
      reason: /^$/
    }
  ]
})
