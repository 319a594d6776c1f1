import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { certificate } from '../../support/certificates'
import { testPolicy } from '../../support/policyTester'
import { backEndCertificate, frontEndCertificate } from '../../support/server'
import { baseline, drift443, forClients, fronts, lost, other, selfSigned, withClients } from './storedCertificates'

testPolicy(sslBindings, {
  compliant: [
    {
      name: 'the loopback address alone has the certificate of the server: clients never see it',
      facts: { ...fronts(frontEndCertificate, backEndCertificate), certificates: [forClients, selfSigned] },
      desired: withClients,
      reason: /^$/
    }
  ],
  drifting: [
    ...(
      [
        ['localhost alone', 'CN=localhost', ['localhost']],
        ['the server and localhost', 'CN=ex01.contoso.example', ['ex01.contoso.example', 'localhost']],
        ['another website', 'CN=crm.contoso.example', ['crm.contoso.example']],
        ['any host of the domain', 'CN=*.contoso.example', ['*.contoso.example']]
      ] as const
    ).flatMap(([what, subject, held]) => [
      {
        name: `nothing but the loopback address tells, and its certificate is for ${what}`,
        facts: {
          ...fronts(null, other),
          certificates: [forClients, selfSigned, certificate(other, subject, { names: held })]
        },
        drifts: [{ ...lost, remediation: null }]
      },
      {
        name: `the baseline tells, and the certificate of the loopback address was the same on all addresses: ${what}`,
        facts: {
          ...fronts(null, other),
          certificates: [forClients, selfSigned, certificate(other, subject, { names: held })]
        },
        desired: baseline(other, other, [selfSigned, certificate(other, subject, { names: held })]),
        drifts: [{ ...lost, remediation: [`' '${other}'`] }]
      }
    ]),
    ...['mail', 'autodiscover'].map((label) => ({
      name: `nothing but the loopback address tells, and its certificate holds a name that clients use: ${label}`,
      facts: {
        ...fronts(null, other),
        certificates: [selfSigned, certificate(other, 'CN=x', { names: [`${label}.contoso.example`, 'localhost'] })]
      },
      drifts: [{ ...lost, remediation: [`' '${other}'`] }]
    })),
    {
      name: 'the loopback address has one for localhost, and the baseline names the one for clients',
      facts: {
        ...fronts(null, other),
        certificates: [forClients, selfSigned, certificate(other, 'CN=localhost', { names: ['localhost'] })]
      },
      desired: withClients,
      drifts: [{ ...lost, remediation: [`' '${frontEndCertificate}'`] }]
    },
    ...['crm', 'mail'].map((label) => ({
      name: `all addresses have one that is gone, and the loopback address has that of ${label}`,
      facts: {
        ...fronts(frontEndCertificate, other),
        certificates: [selfSigned, certificate(other, 'CN=x', { names: [`${label}.contoso.example`] })]
      },
      drifts: [
        {
          ...drift443(`certificate ${frontEndCertificate} is not in the certificate store`),
          byHand: 'the certificate that the site has had is not in the personal store',
          remediation: null
        }
      ]
    }))
  ],
  unknown: [],
  notApplicable: []
})
