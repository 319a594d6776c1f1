import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { certificate } from '../../support/certificates'
import { testRows } from '../../support/policyTester'
import { frontEndCertificate } from '../../support/server'
import { back, crm, forClients, https, leftOver, other, record, record444, selfSigned } from './storedCertificates'

const iis = '{4dc3e181-e14b-4a21-b022-59fc669b0914}'

/** The healthy front end, with a binding for one host name besides. */
const byHost = (host: string, thumbprint: string, sslFlags = 1) => ({
  bindings: [https('', frontEndCertificate), https('*', thumbprint, host, sslFlags), back],
  httpSys: [
    record('0.0.0.0', frontEndCertificate),
    ...(sslFlags === 1 ? [record(null, thumbprint, { host, appId: iis })] : []),
    record444
  ]
})

testRows(sslBindings, 'bindings for host names', {
  compliant: [
    {
      name: 'a binding for a host name has a certificate that holds it',
      facts: { ...byHost('mail.contoso.example', frontEndCertificate), certificates: [forClients, selfSigned] },
      reason: /^$/
    },
    {
      name: 'the names of the certificate of a host name were never looked at, and its common name is that one',
      facts: {
        ...byHost('crm.contoso.example', other),
        certificates: [forClients, selfSigned, certificate(other, 'CN=crm.contoso.example')]
      },
      reason: /^((?!was not read).)*$/
    },
    {
      name: 'the names of the certificate of a host name were never looked at, and its common name is another',
      facts: {
        ...byHost('mail.contoso.example', other),
        certificates: [forClients, selfSigned, certificate(other, 'CN=crm.contoso.example')]
      },
      reason: `whether ${other} holds the name mail.contoso.example was not read`
    },
    {
      name: 'a binding for a host name without SNI is served by the certificate for all addresses, which lacks the name',
      facts: {
        ...byHost('crm.contoso.example', frontEndCertificate, 0),
        certificates: [forClients, selfSigned]
      },
      reason: `*:443:crm.contoso.example is served by the certificate ${frontEndCertificate}, which does not hold that name`
    }
  ],
  drifting: [
    ...(
      [
        ['the self-signed one', selfSigned],
        ['that of another website', crm]
      ] as const
    ).flatMap(([what, { thumbprint }]) => [
      {
        name: `Exchange's own binding for a name of its clients has ${what}`,
        facts: { ...byHost('mail.contoso.example', thumbprint), certificates: [forClients, selfSigned, crm] },
        drifts: [
          {
            path: 'httpSys["mail.contoso.example:443"]',
            actual: `mail.contoso.example:443, certificate ${thumbprint} does not hold the name mail.contoso.example`,
            desired: 'mail.contoso.example:443 with a valid certificate',
            remediation: null
          }
        ]
      },
      {
        name: `a record that is left over for a name of Exchange's clients has ${what}`,
        facts: {
          ...leftOver(record(null, thumbprint, { host: 'mail.contoso.example', appId: iis })),
          certificates: [forClients, selfSigned, crm]
        },
        drifts: [
          {
            path: 'httpSys["mail.contoso.example:443"]',
            actual: `mail.contoso.example:443, certificate ${thumbprint} does not hold the name mail.contoso.example`,
            desired: 'mail.contoso.example:443 with a valid certificate',
            evidence: [thumbprint],
            remediation: null
          }
        ]
      },
      {
        name: `Exchange's own binding for a name of its clients has ${what}, and http.sys was not looked at`,
        facts: {
          ...byHost('mail.contoso.example', thumbprint),
          httpSys: undefined,
          certificates: [forClients, selfSigned, crm]
        },
        drifts: [
          {
            path: 'bindings["Default Web Site:*:443:mail.contoso.example"]',
            actual: `*:443:mail.contoso.example, certificate ${thumbprint} does not hold the name mail.contoso.example`,
            desired: '*:443:mail.contoso.example with a valid certificate',
            remediation: null
          }
        ]
      }
    ])
  ],
  unknown: [
    {
      name: 'the names of the certificate of a host name could not be read',
      facts: {
        ...byHost('mail.contoso.example', other),
        certificates: [forClients, selfSigned, certificate(other, 'CN=crm.contoso.example', { names: null })]
      },
      reason: `whether ${other} holds the name mail.contoso.example was not read`
    }
  ]
})
