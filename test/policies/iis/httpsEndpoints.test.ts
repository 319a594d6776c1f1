import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { httpsBinding as https } from '../../support/bindings'
import { certificate } from '../../support/certificates'
import { testPolicy } from '../../support/policyTester'
import { backEndCertificate, frontEndCertificate } from '../../support/server'

const otherCertificate = 'C'.repeat(40)
const iis = '{4dc3e181-e14b-4a21-b022-59fc669b0914}'
const sstp = '{BA195980-CD49-458B-9E23-C84EE0ADCD75}'

const front = https('Default Web Site', '', 443, frontEndCertificate)
const back = https('Exchange Back End', '*', 444, backEndCertificate)
const quarantine = https('EndUserWebsite', '*', 443, otherCertificate, 'quarantine.contoso.example')

const frontStored = certificate(frontEndCertificate, 'CN=mail.contoso.example', {
  names: ['mail.contoso.example', 'autodiscover.contoso.example']
})
const backStored = certificate(backEndCertificate, 'CN=EX01', { names: ['EX01', 'ex01.contoso.example'] })
const stored = [frontStored, backStored]
const otherStored = (subject: string, changes: Readonly<Record<string, unknown>> = {}) => [
  ...stored,
  certificate(otherCertificate, subject, changes)
]

const record = (
  address: string | null,
  port: number,
  thumbprint: string | null,
  changes: Readonly<Record<string, unknown>> = {}
) => ({ address, port, host: null, thumbprint, ...changes })
const record443 = record('0.0.0.0', 443, frontEndCertificate)
const record444 = record('0.0.0.0', 444, backEndCertificate)
const records = [record443, record444]
const byHost = (host: string, thumbprint: string, changes: Readonly<Record<string, unknown>> = {}) =>
  record(null, 443, thumbprint, { host, ...changes })

/** Both endpoints with the other certificate at one of them. */
const servedBack = {
  bindings: [front, { ...back, thumbprint: otherCertificate }],
  httpSys: [record443, record('0.0.0.0', 444, otherCertificate)]
}
const servedFront = {
  bindings: [{ ...front, thumbprint: otherCertificate }, back],
  httpSys: [record('0.0.0.0', 443, otherCertificate), record444]
}

const back444 = (fault: string) => ({
  path: 'bindings["Exchange Back End:444"]',
  actual: `*:444, certificate ${otherCertificate} ${fault}`,
  desired: '*:444 with a valid certificate'
})
const front443 = (fault: string) => ({
  path: 'bindings["Default Web Site:443"]',
  actual: `*:443, certificate ${otherCertificate} ${fault}`,
  desired: '*:443 with a valid certificate'
})
const lost443 = {
  path: 'bindings["Default Web Site:443"]',
  actual: '*:443, no certificate assigned',
  desired: '*:443 with a valid certificate'
}
const notInStore = `certificate ${otherCertificate} is not in the certificate store`

const inStore = (store: string) => ({
  bindings: [{ ...front, thumbprint: otherCertificate, store }, back],
  httpSys: [record('0.0.0.0', 443, otherCertificate, { store }), record444]
})

testPolicy(sslBindings, {
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
    },
    {
      name: 'the certificate is in another store, which was read',
      facts: { ...inStore('WebHosting'), certificates: otherStored('CN=mail.contoso.example', { store: 'webhosting' }) }
    },
    {
      name: 'one certificate in two stores',
      facts: { certificates: [...stored, { ...frontStored, store: 'WebHosting' }] }
    },
    {
      name: 'another site has an expired certificate by host name',
      facts: {
        bindings: [front, back, quarantine],
        httpSys: [...records, byHost('quarantine.contoso.example', otherCertificate)],
        certificates: otherStored('CN=quarantine.contoso.example', { notAfter: '2026-10-30T00:00:00Z' })
      }
    },
    {
      name: 'a record is left over for an address that the server does not have',
      facts: {
        bindings: [front, back],
        httpSys: [...records, record('10.0.0.9', 443, otherCertificate, { isOwnAddress: false, appId: iis })]
      },
      reason: 'left over'
    },
    {
      name: 'a record whose name Windows can not use either',
      facts: {
        httpSys: [...records, { ...record(null, 0, null), unreadable: "http.sys has a record named 'garbage'" }]
      },
      reason: "a record named 'garbage'"
    },
    {
      name: 'the central certificate store serves another site by host name',
      facts: {
        bindings: [front, back, { ...quarantine, thumbprint: null, sslFlags: 3 }],
        httpSys: [...records, record('0.0.0.0', 443, null, { isCentral: true })]
      }
    },
    {
      name: 'the site has two bindings for all addresses with one certificate',
      facts: { bindings: [front, { ...front, address: '*' }, back] },
      reason: 'the site "Default Web Site" has 2 bindings for *:443'
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
      name: 'the back end has a certificate for clients, without the name of the server',
      facts: {
        ...servedBack,
        certificates: otherStored('CN=ex01.contoso.example', { names: ['mail.contoso.example', '*.mail.example'] })
      },
      drifts: [
        {
          ...back444('does not hold the name of the server (EX01, ex01.contoso.example)'),
          resolution: [`${backEndCertificate} ("CN=EX01")`],
          remediation: [`' '${backEndCertificate}'`]
        }
      ]
    },
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
      name: 'the front end has a certificate that is not for servers',
      facts: { ...servedFront, certificates: otherStored('CN=mail', { usages: ['1.3.6.1.5.5.7.3.2'] }) },
      drifts: [front443('is not for servers by its enhanced key usage')]
    },
    {
      name: 'the certificate that the front end had is gone: no other one is guessed',
      facts: { ...servedFront, certificates: [certificate('D'.repeat(40), 'CN=portal.contoso.example'), backStored] },
      drifts: [
        {
          ...front443('is not in the certificate store'),
          byHand: 'the certificate that the site has had is not in the personal store, or can not serve it',
          remediation: null
        }
      ]
    },
    {
      name: 'the front end lost its certificate, and another program has the only one for clients',
      facts: {
        bindings: [{ ...front, thumbprint: null }, back],
        httpSys: [record444, record('0.0.0.0', 3391, otherCertificate, { appId: sstp })],
        certificates: [certificate(otherCertificate, 'CN=gateway.contoso.example'), backStored]
      },
      drifts: [
        {
          ...lost443,
          byHand: 'no binding, record or baseline tells which certificate the site has had',
          remediation: null
        }
      ]
    },
    ...['CN=localhost', 'CN=2f7e0a52-0b66-4b2c-9f43-1d5d3f3c7a11', 'CN=SMS, O=x'].map((subject) => ({
      name: `the front end lost its certificate, and the only other one is for no host in a domain: ${subject}`,
      facts: {
        bindings: [{ ...front, thumbprint: null }, back],
        httpSys: [record444],
        certificates: [certificate(otherCertificate, subject), backStored]
      },
      drifts: [
        {
          ...lost443,
          byHand: 'no binding, record or baseline tells which certificate the site has had',
          remediation: null
        }
      ]
    })),
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
    },
    {
      name: 'the back end answers on a single address alone, which a person must remove',
      facts: {
        bindings: [front, https('Exchange Back End', '192.168.10.48', 444, backEndCertificate)],
        httpSys: [record443, record('192.168.10.48', 444, backEndCertificate)]
      },
      drifts: [
        {
          path: 'bindings["Exchange Back End:444"]',
          actual: 'only on 192.168.10.48:444',
          desired: 'https on *:444 with a valid certificate',
          resolution: [
            "Remove-WebBinding -Name 'Exchange Back End' -Protocol https -Port '444' -IPAddress '192.168.10.48'"
          ],
          byHand: 'the site has the binding 192.168.10.48:444 instead',
          remediation: null
        }
      ]
    },
    {
      name: 'a binding for a single address is left over with the certificate for OAuth',
      facts: {
        bindings: [front, back, https('Default Web Site', '10.0.0.21', 443, otherCertificate)],
        httpSys: [...records, record('10.0.0.21', 443, otherCertificate)],
        certificates: otherStored('CN=Microsoft Exchange Server Auth Certificate')
      },
      drifts: [
        {
          path: 'httpSys["10.0.0.21:443"]',
          actual: `10.0.0.21:443, certificate ${otherCertificate} is the one for OAuth ("CN=Microsoft Exchange Server Auth Certificate")`,
          desired: '10.0.0.21:443 with a valid certificate',
          remediation: null
        }
      ]
    },
    {
      name: 'a second binding for all addresses has another certificate',
      facts: {
        httpSys: records,
        bindings: [front, { ...front, address: '0.0.0.0', thumbprint: otherCertificate }, back]
      },
      drifts: [
        {
          path: 'bindings["Default Web Site:443 (2)"]',
          actual: `*:443, ${notInStore}`,
          desired: '*:443 with a valid certificate',
          byHand: 'the site has 2 bindings for *:443',
          remediation: null
        }
      ]
    },
    {
      name: 'the front end lost its certificate beside another site: that one of the other site is not proposed',
      facts: {
        bindings: [{ ...front, thumbprint: null }, back, quarantine],
        httpSys: [record444, byHost('quarantine.contoso.example', otherCertificate)],
        certificates: [certificate(otherCertificate, 'CN=quarantine.contoso.example'), backStored]
      },
      drifts: [
        {
          ...lost443,
          resolution: ["AddSslCertificate((Read-Host 'Thumbprint'), 'My')"],
          byHand: 'no binding, record or baseline tells which certificate the site has had',
          remediation: null
        }
      ]
    },
    {
      name: 'the front end lost its certificate, and a binding for one host name has one on purpose',
      facts: {
        bindings: [
          { ...front, thumbprint: null },
          back,
          https('Default Web Site', '*', 443, otherCertificate, 'lab.contoso.example')
        ],
        httpSys: [record444, byHost('lab.contoso.example', otherCertificate)],
        certificates: otherStored('CN=lab.contoso.example')
      },
      drifts: [{ ...lost443, byHand: 'no binding, record or baseline tells', remediation: null }]
    },
    {
      name: 'the successor for the same subject lacks a name of the one before',
      facts: {
        bindings: [front, back],
        httpSys: records,
        certificates: [
          { ...frontStored, notAfter: '2026-10-31T00:00:00Z' },
          backStored,
          certificate(otherCertificate, 'CN=mail.contoso.example', { names: ['mail.contoso.example'] })
        ]
      },
      drifts: [
        {
          path: 'bindings["Default Web Site:443"]',
          actual: `*:443, certificate ${frontEndCertificate} expired on 2026-10-31`,
          desired: '*:443 with a valid certificate',
          byHand: 'the store holds no valid certificate for the same name',
          remediation: null
        }
      ]
    },
    {
      name: 'the certificate of another store has expired: another tool may renew it there',
      facts: {
        ...inStore('WebHosting'),
        certificates: otherStored('CN=x.example', { store: 'WebHosting', notAfter: '2026-10-30T00:00:00Z' })
      },
      drifts: [
        {
          ...front443('expired on 2026-10-30'),
          evidence: ['Cert:\\LocalMachine\\WebHosting'],
          byHand: 'the certificate comes from another store than the personal one',
          remediation: null
        }
      ]
    },
    {
      name: 'the certificate is gone from another store, which was read',
      facts: {
        ...inStore('WebHosting'),
        certificates: [...stored, certificate('D'.repeat(40), 'CN=x.example', { store: 'WebHosting' })]
      },
      drifts: [{ ...front443('is not in the certificate store WebHosting'), remediation: null }]
    },
    {
      name: "another program's record hides Exchange's certificate by the name of the server",
      facts: {
        bindings: [front, back],
        httpSys: [...records, byHost('EX01.contoso.example', otherCertificate, { appId: sstp })]
      },
      drifts: [
        {
          path: 'httpSys["EX01.contoso.example:443"]',
          actual: `EX01.contoso.example:443, ${notInStore}`,
          desired: 'EX01.contoso.example:443 with a valid certificate',
          remediation: null
        }
      ]
    },
    {
      name: 'another program marked the record for all addresses as its own',
      facts: {
        bindings: [{ ...front, thumbprint: otherCertificate }, back],
        httpSys: [record('0.0.0.0', 443, otherCertificate, { appId: sstp }), record444]
      },
      drifts: [
        {
          ...front443('is not in the certificate store'),
          byHand: 'the record of http.sys is marked as that of another program',
          remediation: null
        }
      ]
    },
    {
      name: 'a record without a binding of IIS is left over',
      facts: {
        bindings: [front, back],
        httpSys: [...records, record('10.0.0.9', 443, otherCertificate, { isOwnAddress: true, appId: iis })]
      },
      drifts: [
        {
          path: 'httpSys["10.0.0.9:443"]',
          actual: `10.0.0.9:443, ${notInStore}`,
          desired: '10.0.0.9:443 with a valid certificate',
          remediation: null
        }
      ]
    },
    {
      name: 'all records of http.sys are gone',
      facts: {
        bindings: [
          { ...front, thumbprint: null },
          { ...back, thumbprint: null }
        ],
        httpSys: []
      },
      drifts: [
        lost443,
        {
          path: 'bindings["Exchange Back End:444"]',
          actual: '*:444, no certificate assigned',
          desired: '*:444 with a valid certificate'
        }
      ]
    }
  ],
  unknown: [
    {
      name: 'the store that the record names was not read',
      facts: inStore('WebHosting'),
      reason: `no certificate of the store WebHosting was read, where ${otherCertificate} should be`
    },
    {
      name: 'the central certificate store has the certificate of the front end',
      facts: {
        bindings: [{ ...front, thumbprint: null, sslFlags: 2 }, back],
        httpSys: [record444, record('0.0.0.0', 443, null, { isCentral: true })]
      },
      reason: 'the certificate of *:443 comes from the central certificate store'
    },
    {
      name: 'one record is odd: that endpoint alone is unknown',
      facts: {
        bindings: [front, back, https('Default Web Site', '127.0.0.1', 443, null)],
        httpSys: [...records, record('127.0.0.1', 443, null, { unreadable: 'its SslCertHash holds no bytes' })]
      },
      reason: /^its SslCertHash holds no bytes$/
    },
    {
      name: 'the record for all addresses is odd',
      facts: {
        bindings: [{ ...front, thumbprint: null }, back],
        httpSys: [record('0.0.0.0', 443, null, { unreadable: 'its SslCertHash holds no bytes' }), record444]
      },
      reason: 'its SslCertHash holds no bytes'
    },
    {
      name: 'another site has the same binding, so that only one of both can run',
      facts: { bindings: [front, back, https('Other', '*', 443, frontEndCertificate)] },
      reason: 'the site "Other" has the binding *:443, too'
    },
    {
      name: "without IIS' bindings it is unknown which site has a record for one host name",
      facts: {
        bindings: { error: 'IIS is down' },
        httpSys: [...records, byHost('quarantine.contoso.example', otherCertificate)]
      },
      reason: 'unknown which site has the record for quarantine.contoso.example:443'
    },
    {
      name: "without IIS' bindings the central certificate store may serve the front end",
      facts: {
        bindings: { error: 'IIS is down' },
        httpSys: [record444, record('0.0.0.0', 443, null, { isCentral: true })]
      },
      reason: 'http.sys takes certificates for port 443 from the central certificate store'
    }
  ],
  notApplicable: []
})
