import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { httpsBinding as https } from '../../support/bindings'
import { testPolicy } from '../../support/policyTester'
import { backEndCertificate, frontEndCertificate, serverFacts, withoutRoles } from '../../support/server'

const otherCertificate = 'C'.repeat(40)

const front = https('Default Web Site', '', 443, frontEndCertificate)
const back = https('Exchange Back End', '*', 444, backEndCertificate)

const certificate = (thumbprint: string, changes: Readonly<Record<string, unknown>> = {}) => ({
  thumbprint,
  subject: `CN=${thumbprint.slice(0, 4)}`,
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2027-01-01T00:00:00Z',
  hasPrivateKey: true,
  ...changes
})
const frontStored = certificate(frontEndCertificate, { subject: 'CN=mail.contoso.example' })
const backStored = certificate(backEndCertificate, { subject: 'CN=EX01' })

const record = (address: string | null, port: number, thumbprint: string | null, host: string | null = null) => ({
  address,
  port,
  host,
  thumbprint
})
const records = [record('0.0.0.0', 443, frontEndCertificate), record('0.0.0.0', 444, backEndCertificate)]

const kind = (exSetup: string, roles: ReadonlyArray<string>) => ({
  identity: { name: 'EX01', roles },
  build: { exSetup }
})
const clientAccess2013 = kind('15.0.1497.12', ['ClientAccess'])
const mailbox2013 = kind('15.0.1497.12', ['Mailbox'])
const unreadHttpSys = { httpSys: { error: 'no such key' } }

/** A drift of a certificate that the binding for all addresses on 443 shows. */
const front443 = (fault: string) => ({
  path: 'bindings["Default Web Site:443"]',
  actual: `*:443, ${fault}`,
  desired: '*:443 with a valid certificate'
})
const back444 = (fault: string) => ({
  path: 'bindings["Exchange Back End:444"]',
  actual: `*:444, ${fault}`,
  desired: '*:444 with a valid certificate'
})
const missing443 = (actual: string) => ({
  path: 'bindings["Default Web Site:443"]',
  actual,
  desired: 'https on *:443 with a valid certificate'
})

testPolicy(sslBindings, {
  compliant: [
    {
      name: 'a more special binding without certificate of its own, which the record for all addresses serves',
      facts: { httpSys: records, bindings: [front, back, https('default web site', '127.0.0.1', 443, null)] }
    },
    { name: 'the healthy server, with different certificates at the front and the back' },
    { name: 'both written as *', facts: { bindings: [{ ...front, address: '*' }, back] } },
    { name: 'written as 0.0.0.0', facts: { bindings: [{ ...front, address: '0.0.0.0' }, back] } },
    {
      name: 'site and protocol in another case',
      facts: { bindings: [{ ...front, site: 'default web site', protocol: 'HTTPS' }, back] }
    },
    {
      name: 'one certificate for both',
      facts: { bindings: [front, { ...back, thumbprint: frontEndCertificate }] }
    },
    {
      name: 'extra bindings and records with valid certificates, on other ports without',
      facts: {
        bindings: [
          front,
          back,
          https('Default Web Site', '*', 443, frontEndCertificate, 'mail.contoso.example'),
          https('Other', '*', 8443, null)
        ],
        httpSys: [
          ...records,
          record('[::]', 443, frontEndCertificate),
          record(null, 443, frontEndCertificate, 'mail.contoso.example'),
          record('0.0.0.0', 8172, otherCertificate)
        ]
      }
    },
    {
      name: 'nobody looked whether the private key is there',
      facts: { certificates: [{ ...frontStored, hasPrivateKey: undefined }, backStored] },
      reason: `whether the private key of ${frontEndCertificate} is there was not read`
    },
    {
      name: 'the thumbprint was read from http.sys alone',
      facts: { bindings: [{ ...front, thumbprint: null }, back] }
    },
    {
      name: 'a host binding without a record of its own is served by the one for all addresses',
      facts: { bindings: [front, back, https('Default Web Site', '', 443, null, 'mail.contoso.example')] }
    },
    { name: '2013 Client Access without the back end', facts: { ...clientAccess2013, bindings: [front] } },
    { name: '2013 Mailbox without the front end', facts: { ...mailbox2013, bindings: [back] } },
    {
      name: '2010 Client Access has no back end site',
      facts: { ...kind('14.3.513.0', ['ClientAccess', 'HubTransport']), bindings: [front] }
    },
    {
      name: 'valid to the very second',
      facts: { certificates: [{ ...frontStored, notAfter: '2026-11-01T08:00:00Z' }, backStored] }
    }
  ],
  drifting: [
    {
      name: 'the certificate expired',
      facts: { certificates: [{ ...frontStored, notAfter: '2026-10-31T23:59:59Z' }, backStored] },
      drifts: [
        {
          ...front443(`certificate ${frontEndCertificate} expired on 2026-10-31`),
          evidence: ['CN=mail.contoso.example', '2026-11-01T08:00:00Z'],
          resolution: [
            'Expected a valid certificate',
            `${backEndCertificate} ("CN=EX01")`,
            "Get-WebBinding -Name 'Default Web Site' -Protocol https",
            "':443:','*:443:','0.0.0.0:443:' -contains",
            "AddSslCertificate((Read-Host 'Thumbprint'), 'My')",
            'Restart-Service W3SVC,WAS -Force',
            '15021',
            '5506'
          ],
          byHand: 'the store holds no valid certificate for the same name',
          remediation: null
        },
        {
          path: 'httpSys["127.0.0.1:443"]',
          actual: `127.0.0.1:443, certificate ${frontEndCertificate} expired on 2026-10-31`,
          desired: '127.0.0.1:443 with a valid certificate'
        }
      ]
    },
    {
      name: 'the certificate is not valid yet',
      facts: {
        httpSys: records,
        bindings: [front, back],
        certificates: [frontStored, { ...backStored, notBefore: '2026-11-02T00:00:00Z' }]
      },
      drifts: [{ ...back444(`certificate ${backEndCertificate} is not valid before 2026-11-02`), remediation: null }]
    },
    {
      name: 'a lost certificate at the back end: the own self-signed one is the only one that can be meant',
      facts: { httpSys: records.slice(0, 1), bindings: [front, { ...back, thumbprint: null }] },
      drifts: [
        {
          ...back444('no certificate assigned'),
          remediation: [
            "SetAttributeValue('certificateHash', $Thumbprint)",
            "Set-BindingCertificate 'Exchange Back End' ':444:','*:444:','0.0.0.0:444:' '0.0.0.0:444'",
            backEndCertificate
          ]
        }
      ]
    },
    {
      name: 'the certificate expired, and its successor for the same name is there beside another one',
      facts: {
        httpSys: records,
        bindings: [front, back],
        certificates: [
          { ...frontStored, notAfter: '2026-10-31T23:59:59Z', issuer: 'CN=Contoso Public CA' },
          certificate(otherCertificate, { subject: 'cn=MAIL.contoso.example', issuer: 'CN=Contoso Public CA' }),
          certificate('D'.repeat(40)),
          backStored
        ]
      },
      drifts: [
        {
          ...front443(`certificate ${frontEndCertificate} expired on 2026-10-31`),
          remediation: ["Set-BindingCertificate 'Default Web Site'", ` '${otherCertificate}'`]
        }
      ]
    },
    {
      name: 'the certificate expired, and only one for another name is valid',
      facts: {
        httpSys: records,
        bindings: [front, back],
        certificates: [
          { ...frontStored, notAfter: '2026-10-31T23:59:59Z' },
          certificate(otherCertificate, { subject: 'CN=ex01.corp.contoso.example' }),
          backStored
        ]
      },
      drifts: [{ ...front443(`certificate ${frontEndCertificate} expired on 2026-10-31`), remediation: null }]
    },
    {
      name: 'a lost certificate at the front end, which the loopback binding still names',
      facts: {
        httpSys: [record('127.0.0.1', 443, frontEndCertificate), ...records.slice(1)],
        bindings: [
          { ...front, thumbprint: null },
          https('Default Web Site', '127.0.0.1', 443, frontEndCertificate),
          back
        ],
        certificates: [frontStored, backStored, certificate(otherCertificate)]
      },
      drifts: [
        {
          ...front443('no certificate assigned'),
          remediation: ["Set-BindingCertificate 'Default Web Site'", ` '${frontEndCertificate}'`]
        }
      ]
    },
    {
      name: 'a lost certificate at the front end, which the baseline names',
      facts: {
        httpSys: records.slice(1),
        bindings: [{ ...front, thumbprint: null }, back],
        certificates: [frontStored, backStored, certificate(otherCertificate)]
      },
      desired: { baseline: serverFacts() },
      drifts: [
        {
          ...front443('no certificate assigned'),
          remediation: ["Set-BindingCertificate 'Default Web Site'", ` '${frontEndCertificate}'`]
        }
      ]
    },
    ...(
      [
        ['the only other one for hosts in a domain', [frontStored, backStored]],
        [
          'the only other one for mail between servers',
          [certificate(otherCertificate, { subject: 'CN=smtp.x.example' }), backStored]
        ],
        [
          'the only other one for another server',
          [certificate(otherCertificate, { subject: 'CN=ex02.contoso.example' }), backStored]
        ],
        [
          'the only other one a wildcard',
          [certificate(otherCertificate, { subject: 'CN=*.hybrid.example' }), backStored]
        ],
        [
          'the only other one for signing',
          [certificate(otherCertificate, { subject: 'CN=adfs-signing.x.example' }), backStored]
        ],
        [
          'an expired one beside it',
          [frontStored, backStored, certificate(otherCertificate, { notAfter: '2026-02-01T00:00:00Z' })]
        ],
        [
          'the only other one for the server itself',
          [certificate(otherCertificate, { subject: 'CN=ex01.contoso.example' }), backStored]
        ],
        ['two others', [frontStored, backStored, certificate(otherCertificate)]],
        ['one whose private key was not read', [{ ...frontStored, hasPrivateKey: null }, backStored]],
        ['none but the self-signed one', [backStored]]
      ] as const
    ).map(([what, certificates]) => ({
      name: `a lost certificate at the front end, of which nothing tells, and ${what}`,
      facts: { httpSys: records.slice(1), bindings: [{ ...front, thumbprint: null }, back], certificates },
      drifts: [
        {
          ...front443('no certificate assigned'),
          byHand: 'no binding, record or baseline tells which certificate the site has had',
          remediation: null
        }
      ]
    })),
    {
      name: 'no binding at the back end, and a stale record: the binding comes first',
      facts: { bindings: [front], httpSys: [records[0], record('0.0.0.0', 444, otherCertificate)] },
      drifts: [
        {
          path: 'bindings["Exchange Back End:444"]',
          actual: 'absent',
          desired: 'https on *:444 with a valid certificate',
          remediation: ["Add-HttpsBinding 'Exchange Back End' '*:444:'", "Set-BindingCertificate 'Exchange Back End'"]
        },
        {
          path: 'httpSys["0.0.0.0:444"]',
          actual: `0.0.0.0:444, certificate ${otherCertificate} is not in the certificate store`,
          desired: '0.0.0.0:444 with a valid certificate',
          remediation: ["Add-HttpsBinding 'Exchange Back End' '*:444:'", "Set-BindingCertificate 'Exchange Back End'"]
        }
      ]
    },
    {
      name: 'another site on the port of the back end, and a stale record: neither is touched',
      facts: {
        bindings: [front, https('Other', '*', 444, otherCertificate)],
        httpSys: [records[0], record('0.0.0.0', 444, otherCertificate)]
      },
      drifts: [
        {
          path: 'bindings["Exchange Back End:444"]',
          actual: 'only on another site: Other *:444',
          desired: 'https on *:444 with a valid certificate',
          remediation: null
        },
        {
          path: 'httpSys["0.0.0.0:444"]',
          actual: `0.0.0.0:444, certificate ${otherCertificate} is not in the certificate store`,
          desired: '0.0.0.0:444 with a valid certificate',
          remediation: null
        }
      ]
    },
    {
      name: 'the certificate is gone from the store, and no other is left',
      facts: {
        bindings: [front, back],
        httpSys: records,
        certificates: [certificate(otherCertificate, { subject: 'CN=WMSvc-SHA2-EX01' })]
      },
      drifts: [
        {
          ...front443(`certificate ${frontEndCertificate} is not in the certificate store`),
          resolution: ['New-ExchangeCertificate', "AddSslCertificate((Read-Host 'Thumbprint'), 'My')"]
        },
        back444(`certificate ${backEndCertificate} is not in the certificate store`)
      ]
    },
    {
      name: 'expired and without private key, and the OAuth certificate is no way out',
      facts: {
        bindings: [front, back],
        httpSys: records,
        certificates: [
          { ...frontStored, notAfter: '2026-01-02T00:00:00Z', hasPrivateKey: false },
          { ...backStored, hasPrivateKey: null },
          certificate(otherCertificate, { subject: 'CN=Microsoft Exchange Server Auth Certificate' })
        ]
      },
      drifts: [
        {
          ...front443(`certificate ${frontEndCertificate} expired on 2026-01-02 and has no private key`),
          resolution: ["Read-Host 'Thumbprint'"]
        }
      ]
    },
    {
      name: 'no private key counts even where the dates are unknown',
      facts: {
        ...mailbox2013,
        certificates: [{ ...backStored, notAfter: null, hasPrivateKey: false }]
      },
      drifts: [back444(`certificate ${backEndCertificate} has no private key`)]
    },
    {
      name: 'the binding is absent (http does not count)',
      facts: { bindings: [{ ...front, protocol: 'http' }, back] },
      drifts: [
        {
          ...missing443('absent'),
          evidence: ['Exchange Back End *:444'],
          resolution: ["New-WebBinding -Name 'Default Web Site'", `AddSslCertificate('${frontEndCertificate}', 'My')`]
        }
      ]
    },
    {
      name: 'no https binding at all',
      facts: {
        ...clientAccess2013,
        bindings: [https('Default Web Site', '*', 80, null)].map((one) => ({ ...one, protocol: 'http' }))
      },
      drifts: [{ ...missing443('absent'), evidence: ['IIS has no https binding.'] }]
    },
    {
      name: 'only on the loopback address',
      facts: { bindings: [{ ...front, address: '127.0.0.1' }, back] },
      drifts: [missing443('only on 127.0.0.1:443')]
    },
    {
      name: 'only with a host name',
      facts: { bindings: [{ ...front, host: 'mail.contoso.example' }, back] },
      drifts: [missing443('only on *:443:mail.contoso.example')]
    },
    {
      name: 'only on one address',
      facts: { bindings: [{ ...front, address: '192.0.2.1' }, back] },
      drifts: [missing443('only on 192.0.2.1:443')]
    },
    {
      name: 'only for IPv6',
      facts: { bindings: [{ ...front, address: '::' }, back] },
      drifts: [missing443('only on [::]:443')]
    },
    {
      name: '444 on another site',
      facts: { bindings: [front, { ...back, site: 'Default Web Site' }] },
      drifts: [
        {
          path: 'bindings["Exchange Back End:444"]',
          actual: 'only on another site: Default Web Site *:444',
          desired: 'https on *:444 with a valid certificate',
          resolution: ["-Name 'Exchange Back End'", 'if another site holds that port']
        }
      ]
    },
    {
      name: 'no certificate assigned, and no record in http.sys: told once',
      facts: { bindings: [front, { ...back, thumbprint: null }], httpSys: records.slice(0, 1) },
      drifts: [{ ...back444('no certificate assigned'), evidence: ['http.sys holds no record for it'] }]
    },
    {
      name: 'no thumbprint shown, and the record of http.sys is stale',
      facts: {
        bindings: [front, { ...back, thumbprint: null }],
        httpSys: [record('0.0.0.0', 443, frontEndCertificate), record('0.0.0.0', 444, otherCertificate)]
      },
      drifts: [back444(`certificate ${otherCertificate} is not in the certificate store`)]
    },
    {
      name: 'http.sys lacks the record; one for IPv6 does not replace it',
      facts: { httpSys: [record('0.0.0.0', 443, frontEndCertificate), record('[::]', 444, backEndCertificate)] },
      drifts: [
        {
          path: 'httpSys["0.0.0.0:444"]',
          actual: 'absent',
          desired: '0.0.0.0:444 with a valid certificate',
          evidence: ['0.0.0.0:443, [::]:444 only'],
          resolution: ["-Name 'Exchange Back End'", `AddSslCertificate('${backEndCertificate}', 'My')`]
        }
      ]
    },
    {
      name: 'http.sys serves something else than IIS says, and that is stale',
      facts: {
        bindings: [front, back],
        httpSys: [record('0.0.0.0', 443, otherCertificate), record('0.0.0.0', 444, backEndCertificate)]
      },
      drifts: [
        {
          path: 'httpSys["0.0.0.0:443"]',
          actual: `0.0.0.0:443, certificate ${otherCertificate} is not in the certificate store`,
          desired: '0.0.0.0:443 with a valid certificate'
        }
      ]
    },
    {
      name: 'a stale record of the loopback address, which IIS holds: told once',
      facts: {
        bindings: [front, back, https('Default Web Site', '127.0.0.1', 443, otherCertificate)],
        httpSys: [...records, record('127.0.0.1', 443, otherCertificate)]
      },
      drifts: [
        {
          path: 'httpSys["127.0.0.1:443"]',
          actual: `127.0.0.1:443, certificate ${otherCertificate} is not in the certificate store`,
          desired: '127.0.0.1:443 with a valid certificate',
          resolution: ["'127.0.0.1:443:' -contains"]
        }
      ]
    },
    {
      name: 'stale records that no binding holds, for IPv6 and for a host',
      facts: {
        httpSys: [
          ...records,
          record('::', 443, otherCertificate),
          record(null, 443, null, "o'mail.contoso.example"),
          record('10.0.0.1', 8443, otherCertificate)
        ]
      },
      drifts: [
        {
          path: 'httpSys["[::]:443"]',
          actual: `[::]:443, certificate ${otherCertificate} is not in the certificate store`,
          desired: '[::]:443 with a valid certificate',
          resolution: ["netsh http delete sslcert 'ipport=[::]:443'"]
        },
        {
          path: `httpSys["o'mail.contoso.example:443"]`,
          actual: `o'mail.contoso.example:443, no certificate assigned`,
          desired: `o'mail.contoso.example:443 with a valid certificate`,
          resolution: ["netsh http delete sslcert 'hostnameport=o''mail.contoso.example:443'"]
        }
      ]
    },
    {
      name: 'a more special binding with an absent certificate, http.sys unreadable',
      facts: {
        ...unreadHttpSys,
        bindings: [front, back, https('Default Web Site', '127.0.0.1', 443, otherCertificate)]
      },
      drifts: [
        {
          path: 'bindings["Default Web Site:127.0.0.1:443"]',
          actual: `127.0.0.1:443, certificate ${otherCertificate} is not in the certificate store`,
          desired: '127.0.0.1:443 with a valid certificate'
        }
      ]
    },
    {
      name: 'a host binding with a stale certificate, of which http.sys has no record of its own',
      facts: {
        httpSys: records,
        bindings: [front, back, https('Default Web Site', '*', 443, otherCertificate, 'mail.contoso.example')]
      },
      drifts: [
        {
          path: 'bindings["Default Web Site:*:443:mail.contoso.example"]',
          actual: `*:443:mail.contoso.example, certificate ${otherCertificate} is not in the certificate store`,
          desired: '*:443:mail.contoso.example with a valid certificate',
          resolution: ["'*:443:mail.contoso.example'"],
          byHand: 'a binding for one host name or address',
          remediation: null
        }
      ]
    },
    {
      name: 'bindings unreadable, while http.sys shows a stale certificate',
      facts: {
        bindings: { error: 'IIS is down' },
        httpSys: [record('0.0.0.0', 443, frontEndCertificate), record('0.0.0.0', 444, otherCertificate)]
      },
      reason: 'IIS is down',
      drifts: [
        {
          path: 'httpSys["0.0.0.0:444"]',
          actual: `0.0.0.0:444, certificate ${otherCertificate} is not in the certificate store`,
          desired: '0.0.0.0:444 with a valid certificate'
        }
      ]
    },
    {
      name: 'certificates unreadable, yet a binding is absent',
      facts: { certificates: { error: 'access denied' }, bindings: [front] },
      reason: 'access denied',
      drifts: [
        {
          path: 'bindings["Exchange Back End:444"]',
          actual: 'absent',
          desired: 'https on *:444 with a valid certificate'
        }
      ]
    }
  ],
  unknown: [
    {
      name: 'http.sys unreadable',
      facts: unreadHttpSys,
      reason: 'the records of http.sys could not be read: no such key'
    },
    {
      name: 'the end of validity was not read',
      facts: { certificates: [{ ...frontStored, notAfter: null }, backStored] },
      reason: `the validity of the certificate ${frontEndCertificate} was not read`
    },
    {
      name: 'the start of validity was not read',
      facts: { certificates: [{ ...frontStored, notBefore: null }, backStored] },
      reason: `the validity of the certificate ${frontEndCertificate} was not read`
    },
    { name: 'the roles are unreadable', facts: { identity: { error: 'no registry' } }, reason: 'no registry' }
  ],
  notApplicable: [
    { name: 'Edge Transport', facts: kind('15.2.1748.53', ['Edge']) },
    { name: '2010 Mailbox alone', facts: kind('14.3.513.0', ['Mailbox']) },
    {
      name: 'the management tools alone',
      facts: {
        ...kind('15.2.1748.53', []),
        ...withoutRoles,
        services: [{ name: 'W3SVC', status: 'Running', startType: 'Automatic' }]
      },
      reason: 'management tools'
    }
  ]
})
