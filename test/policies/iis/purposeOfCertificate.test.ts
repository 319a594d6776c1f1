import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { testRows } from '../../support/policyTester'
import { backEndCertificate } from '../../support/server'
import { back444, front443, frontStored, otherCertificate, otherStored, servedBack, servedFront } from './endpoints'

testRows(sslBindings, 'what a certificate is for', {
  compliant: [
    ...(
      [
        ['with the FQDN of the server, by a certification authority', 'CN=x', ['ex01.CONTOSO.example']],
        ['with a wildcard that covers the server', 'CN=x', ['*.contoso.example']],
        ['with the short name alone', 'CN=x', ['mail.contoso.example', 'ex01']],
        ['with the FQDN as common name, and no other name', 'CN=ex01.contoso.example, O=Contoso', []]
      ] as const
    ).map(([name, subject, names]) => ({
      name: `the back end has a certificate ${name}`,
      facts: { ...servedBack, certificates: otherStored(subject, { names }) }
    })),
    {
      name: 'the back end has a certificate whose names were not read',
      facts: { ...servedBack, certificates: otherStored('CN=mail.contoso.example') },
      reason: `whether ${otherCertificate} holds the name of the server was not read`
    },
    {
      name: 'the front end has a wildcard certificate that is for clients too',
      facts: {
        ...servedFront,
        certificates: otherStored('CN=*.contoso.example', { usages: ['1.3.6.1.5.5.7.3.2', '1.3.6.1.5.5.7.3.1'] })
      }
    }
  ],
  drifting: [
    ...(
      [
        ['CN=Microsoft Exchange Server Auth Certificate', 'OAuth'],
        ['CN=WMSvc-SHA2-EX01', "IIS' remote management"],
        ['CN=Federation', 'federation']
      ] as const
    ).flatMap(([subject, end]) => [
      {
        name: `the back end has the certificate for ${end}`,
        facts: { ...servedBack, certificates: otherStored(subject) },
        drifts: [{ ...back444(`is the one for ${end} ("${subject}")`), remediation: [`' '${backEndCertificate}'`] }]
      },
      {
        name: `the front end has the certificate for ${end}`,
        facts: { ...servedFront, certificates: otherStored(subject) },
        drifts: [{ ...front443(`is the one for ${end} ("${subject}")`), remediation: null }]
      }
    ]),
    {
      name: 'a wildcard covers no name two levels below it, and not the domain itself',
      facts: { ...servedBack, certificates: otherStored('CN=x', { names: ['*.example', 'contoso.example'] }) },
      drifts: [back444('does not hold the name of the server (EX01, ex01.contoso.example)')]
    },
    {
      name: 'the front end has a certificate for no host',
      facts: { ...servedFront, certificates: otherStored('CN=Contoso Code Signing', { names: [] }) },
      drifts: [front443('holds the name of no host')]
    },
    {
      name: 'the front end has the certificate of an authority, whose name looks like that of a host',
      facts: {
        ...servedFront,
        certificates: otherStored('CN=contoso-DC01-CA', { names: [], issuer: 'CN=contoso-DC01-CA' })
      },
      drifts: [front443('holds the name of no host')]
    },
    {
      name: 'the front end has a certificate that is not for servers',
      facts: { ...servedFront, certificates: otherStored('CN=mail', { usages: ['1.3.6.1.5.5.7.3.2'] }) },
      drifts: [front443('is not for servers by its enhanced key usage')]
    },
    {
      name: 'no self-signed certificate is left for the back end: the one for clients is never proposed',
      facts: { ...servedBack, certificates: [frontStored] },
      drifts: [
        {
          ...back444('is not in the certificate store'),
          resolution: [
            "New-ExchangeCertificate -Server 'EX01' -SubjectName 'CN=EX01' -DomainName 'EX01','ex01.contoso.example'",
            "AddSslCertificate((Read-Host 'Thumbprint'), 'My')"
          ],
          byHand: 'the store holds no valid self-signed certificate of this server',
          remediation: null
        }
      ]
    }
  ]
})
