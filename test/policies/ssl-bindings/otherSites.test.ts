import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { httpsBinding as https } from '../../support/bindings'
import { certificate } from '../../support/certificates'
import { testPolicy } from '../../support/policyTester'
import { backEndCertificate, frontEndCertificate } from '../../support/server'

const other = 'C'.repeat(40)
const sstp = '{ba195980-cd49-458b-9e23-c84ee0adcd75}'
const adfs = '{5d89a20c-beab-4389-9447-324788eb944a}'

const front = https('Default Web Site', '', 443, frontEndCertificate)
const back = https('Exchange Back End', '*', 444, backEndCertificate)

const names = ['mail.contoso.example', 'autodiscover.contoso.example', 'portal.contoso.example']
const forClients = certificate(frontEndCertificate, 'CN=mail.contoso.example', { names })
const selfSigned = certificate(backEndCertificate, 'CN=EX01')
const store = (subject: string, changes: Readonly<Record<string, unknown>> = {}) => [
  forClients,
  selfSigned,
  certificate(other, subject, changes)
]
const over = { notAfter: '2026-03-01T00:00:00Z' }

const record = (address: string | null, port: number, changes: Readonly<Record<string, unknown>> = {}) => ({
  address,
  port,
  host: null,
  thumbprint: other,
  ...changes
})
const records = [
  record('0.0.0.0', 443, { thumbprint: frontEndCertificate }),
  record('0.0.0.0', 444, { thumbprint: backEndCertificate })
]

/** A site "Intranet" with a host name and the other certificate. */
const intranet = (host: string, port = 443) => ({
  bindings: [front, back, https('Intranet', '*', port, other, host, 1)],
  httpSys: [...records, record(null, port, { host })]
})
/** A site "Intranet" with an address and the other certificate. */
const atAddress = (changes: Readonly<Record<string, unknown>>, host = '') => ({
  bindings: [front, back, https('Intranet', '10.0.0.5', 443, other, host)],
  httpSys: [...records, record('10.0.0.5', 443, changes)]
})

/** A site "OWA External" with an address, which has this certificate with a record, or shows it where http.sys wasn't looked at. */
const external = (thumbprint: string, isLookedAt: boolean) => ({
  bindings: [front, back, https('OWA External', '10.0.0.6', 443, thumbprint)],
  httpSys: isLookedAt ? [...records, record('10.0.0.6', 443, { thumbprint, isOwnAddress: true })] : undefined
})

/** The front end has a certificate with these names, and a site "Intranet" a host name with the other certificate. */
const beside = (
  held: ReadonlyArray<string>,
  host: string,
  subject: string,
  changes: Readonly<Record<string, unknown>> = {}
) => ({
  ...intranet(host),
  certificates: [
    { ...forClients, subject: `CN=${held[0]}`, names: held },
    selfSigned,
    certificate(other, subject, changes)
  ]
})
const wildcard = ['*.contoso.example']
const withApex = ['*.contoso.example', 'contoso.example']
const website = ['www.contoso.example', 'mail.contoso.example', 'autodiscover.contoso.example']
/** Another program with a host name and the other certificate. */
const program = (host: string) => ({
  bindings: [front, back],
  httpSys: [...records, record(null, 443, { host, appId: adfs })]
})

const ended = (shown: string) => ({
  path: `httpSys["${shown}"]`,
  actual: `${shown}, certificate ${other} expired on 2026-03-01`,
  desired: `${shown} with a valid certificate`,
  remediation: null
})

testPolicy(sslBindings, {
  compliant: [
    {
      name: 'another site has a name of its own, with a certificate that has expired',
      facts: { ...intranet('intranet.contoso.example'), certificates: store('CN=intranet.contoso.example', over) },
      reason: /^$/
    },
    {
      name: "another site has a name that the site's certificate holds besides, with a good certificate",
      facts: { ...intranet('portal.contoso.example'), certificates: store('CN=portal.contoso.example') },
      reason: 'the site "Intranet" answers on portal.contoso.example:443, a name by which clients may ask for Exchange'
    },
    ...[true, null].map((isOwnAddress) => ({
      name: `another site has an address with a good certificate: ${isOwnAddress}`,
      facts: { ...atAddress({ isOwnAddress }), certificates: store('CN=x.contoso.example') },
      reason: 'the site "Intranet" answers on 10.0.0.5:443'
    })),
    ...[true, false].map((isLookedAt) => ({
      name: `another site has an address with the certificate of Exchange: http.sys ${isLookedAt ? '' : 'not '}looked at`,
      facts: { ...external(frontEndCertificate, isLookedAt), certificates: [forClients, selfSigned] },
      reason: 'the site "OWA External" answers on 10.0.0.6:443'
    })),
    {
      name: 'another site has a name that a wildcard covers, with a certificate that has expired',
      facts: beside(wildcard, 'intranet.contoso.example', 'CN=intranet.contoso.example', over),
      reason: `the site "Intranet" answers on intranet.contoso.example:443, a name that the certificate for all addresses covers: certificate ${other} expired on 2026-03-01`
    },
    {
      name: 'another site has a name that a wildcard covers, with a good certificate',
      facts: beside(wildcard, 'intranet.contoso.example', 'CN=intranet.contoso.example'),
      reason: /^$/
    },
    {
      name: 'another site has a name that a wildcard covers and that is usual for Exchange, with a good certificate',
      facts: beside(wildcard, 'mail.contoso.example', 'CN=mail.contoso.example'),
      reason: 'the site "Intranet" answers on mail.contoso.example:443, a name by which clients may ask for Exchange'
    },
    {
      name: 'another program has a name that a wildcard covers, with a good certificate',
      facts: { ...beside(wildcard, 'x', 'CN=adfs.contoso.example'), ...program('adfs.contoso.example') },
      reason: 'the record of http.sys for adfs.contoso.example:443 belongs to another program'
    },
    {
      name: 'another site has the domain itself beside a wildcard, with a good certificate',
      facts: beside(withApex, 'contoso.example', 'CN=contoso.example'),
      reason: /^$/
    },
    {
      name: 'another site has the domain itself beside a wildcard, with a certificate that has expired',
      facts: beside(withApex, 'contoso.example', 'CN=contoso.example', over),
      reason: 'the site "Intranet" answers on contoso.example:443, a name that the certificate for all addresses covers'
    },
    {
      name: 'another site has the common name of a certificate for many names, with the same certificate',
      facts: {
        bindings: [front, back, https('Website', '*', 443, frontEndCertificate, 'www.contoso.example', 1)],
        httpSys: [...records, record(null, 443, { host: 'www.contoso.example', thumbprint: frontEndCertificate })],
        certificates: [{ ...forClients, subject: 'CN=www.contoso.example', names: website }, selfSigned]
      },
      reason: 'the site "Website" answers on www.contoso.example:443, a name by which clients may ask for Exchange'
    },
    {
      name: 'another site has an address without a record of its own',
      facts: { bindings: [front, back, https('Intranet', '10.0.0.5', 443, null)] },
      reason: 'the site "Intranet" answers on 10.0.0.5:443; whether that is an address of this server was not read'
    },
    {
      name: 'another site has a name of its own on an address of the server, with a good certificate',
      facts: {
        ...atAddress({ isOwnAddress: true }, 'intranet.contoso.example'),
        certificates: store('CN=intranet.contoso.example')
      },
      reason: 'an address of this server: clients that use it get that site or its certificate'
    },
    {
      name: 'another site has an address, and Exchange has one of its own',
      facts: {
        bindings: [
          front,
          back,
          https('Default Web Site', '10.0.0.4', 443, frontEndCertificate),
          https('Intranet', '10.0.0.5', 443, other)
        ],
        httpSys: [
          ...records,
          record('10.0.0.4', 443, { thumbprint: frontEndCertificate, isOwnAddress: true }),
          record('10.0.0.5', 443, { isOwnAddress: true })
        ],
        certificates: store('CN=x.contoso.example', over)
      },
      reason: 'the site "Intranet" answers on 10.0.0.5:443'
    },
    {
      name: 'another program has a name of its own, with a certificate that is not in the store',
      facts: {
        bindings: [front, back],
        httpSys: [...records, record(null, 443, { host: 'adfs.contoso.example', appId: adfs })]
      },
      reason: `the record of http.sys for adfs.contoso.example:443 belongs to another program (application id ${adfs})`
    },
    {
      name: 'another program has a name of Exchange with a good certificate: it may answer by its own paths alone',
      facts: {
        bindings: [front, back],
        httpSys: [
          ...records,
          record(null, 443, { host: 'mail.contoso.example', appId: adfs, thumbprint: frontEndCertificate })
        ],
        certificates: [forClients, selfSigned]
      },
      reason:
        'http.sys holds a record of its own for mail.contoso.example:443, a name by which clients may ask for Exchange'
    },
    {
      name: "another program's record for the loopback address is its own affair",
      facts: { bindings: [front, back], httpSys: [...records, record('127.0.0.1', 443, { appId: sstp })] },
      reason: 'the record of http.sys for 127.0.0.1:443 belongs to another program'
    },
    {
      name: 'another program has a good certificate for all addresses of IPv6',
      facts: {
        bindings: [front, back],
        httpSys: [...records, record('[::]', 443, { appId: sstp })],
        certificates: store('CN=vpn.contoso.example')
      },
      reason: 'the record of http.sys for [::]:443 belongs to another program'
    },
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
  ],
  drifting: [
    {
      name: 'another site has the FQDN of the server, with a certificate that has expired',
      facts: { ...intranet('EX01.contoso.example'), certificates: store('CN=ex01.contoso.example', over) },
      drifts: [
        {
          ...ended('EX01.contoso.example:443'),
          evidence: ['the site "Intranet" answers on EX01.contoso.example:443', 'Cert:\\LocalMachine\\My holds'],
          resolution: ['Open Sites, Intranet, Bindings'],
          byHand: 'the binding is that of another site'
        }
      ]
    },
    {
      name: "another site has a name of the site's certificate, with a certificate that has expired",
      facts: { ...intranet('mail.contoso.example'), certificates: store('CN=mail.contoso.example', over) },
      drifts: [ended('mail.contoso.example:443')]
    },
    {
      name: 'another site has a name of Exchange, with a certificate that does not hold it',
      facts: {
        ...intranet('mail.contoso.example'),
        certificates: store('CN=x', { names: ['intranet.contoso.example'] })
      },
      drifts: [
        {
          ...ended('mail.contoso.example:443'),
          actual: `mail.contoso.example:443, certificate ${other} does not hold the name mail.contoso.example`
        }
      ]
    },
    {
      name: 'another site has the name by which the front end asks the back end',
      facts: { ...intranet('ex01.contoso.example', 444), certificates: store('CN=ex01.contoso.example', over) },
      drifts: [ended('ex01.contoso.example:444')]
    },
    {
      name: 'another site has a name of Exchange, and IIS alone shows its certificate',
      facts: {
        ...intranet('mail.contoso.example'),
        httpSys: undefined,
        certificates: store('CN=mail.contoso.example', over)
      },
      drifts: [
        {
          path: 'bindings["Intranet:*:443:mail.contoso.example"]',
          actual: `*:443:mail.contoso.example, certificate ${other} expired on 2026-03-01`,
          desired: '*:443:mail.contoso.example with a valid certificate',
          remediation: null
        }
      ]
    },
    {
      name: 'another site has a name of Exchange on one address without SNI, whose certificate has expired',
      facts: {
        ...atAddress({ isOwnAddress: false }, 'mail.contoso.example'),
        certificates: store('CN=mail.contoso.example', over)
      },
      drifts: [
        {
          path: 'bindings["Intranet:10.0.0.5:443:mail.contoso.example"]',
          actual: `10.0.0.5:443:mail.contoso.example, certificate ${other} expired on 2026-03-01`,
          desired: '10.0.0.5:443:mail.contoso.example with a valid certificate',
          remediation: null
        }
      ]
    },
    {
      name: 'another program has a name of Exchange, with a certificate that has expired',
      facts: {
        bindings: [front, back],
        httpSys: [...records, record(null, 443, { host: 'mail.contoso.example', appId: adfs })],
        certificates: store('CN=mail.contoso.example', over)
      },
      drifts: [
        {
          ...ended('mail.contoso.example:443'),
          resolution: ["netsh http show sslcert 'hostnameport=mail.contoso.example:443'"],
          byHand: 'that of another program'
        }
      ]
    },
    {
      name: "without IIS' bindings a name of the server has a certificate that has expired, whosever it is",
      facts: {
        bindings: { error: 'IIS is down' },
        httpSys: [...records, record(null, 443, { host: 'ex01.contoso.example' })],
        certificates: store('CN=ex01.contoso.example', over)
      },
      drifts: [ended('ex01.contoso.example:443')]
    },
    ...([443, 444] as const).map((port) => ({
      name: `another program's certificate for all addresses of IPv6 has expired: ${port}`,
      facts: {
        bindings: [front, back],
        httpSys: [...records, record('::', port, { appId: sstp, isOwnAddress: null })],
        certificates: store('CN=ex01.contoso.example', over)
      },
      drifts: [{ ...ended(`[::]:${port}`), resolution: ["netsh http delete sslcert 'ipport=[::]"] }]
    })),
    {
      name: 'the back end has lost its certificate beside all this',
      facts: { bindings: [front, { ...back, thumbprint: null }], httpSys: records.slice(0, 1) },
      drifts: [
        {
          path: 'bindings["Exchange Back End:444"]',
          actual: '*:444, no certificate assigned',
          desired: '*:444 with a valid certificate',
          remediation: [backEndCertificate]
        }
      ]
    }
  ],
  unknown: [
    ...['ex01.contoso.example', 'mail.contoso.example', '*.contoso.example'].map((host) => ({
      name: `another site has a name that is surely Exchange's, with a good certificate: ${host}`,
      facts: { ...intranet(host), certificates: store('CN=x', { names: ['*.contoso.example'] }) },
      reason: `the site "Intranet" answers on ${host}:443, a name of Exchange; whether clients reach Exchange by it was not read`
    })),
    {
      name: 'another site has a name of Exchange, and the certificate for all addresses',
      facts: { bindings: [front, back, https('Intranet', '*', 443, frontEndCertificate, 'mail.contoso.example')] },
      reason: 'the site "Intranet" answers on *:443:mail.contoso.example, a name of Exchange'
    },
    ...[true, null, undefined].map((isOwnAddress) => ({
      name: `another site has an address with a certificate that has expired: ${isOwnAddress}`,
      facts: { ...atAddress({ isOwnAddress }), certificates: store('CN=x.contoso.example', over) },
      reason: `the site "Intranet" answers on 10.0.0.5:443, ${isOwnAddress === true ? 'an address of this server' : 'which may be an address of this server'}: certificate ${other} expired on 2026-03-01; whether clients of Exchange use that address was not read`
    })),
    {
      name: 'another site shows a certificate that has expired at an address, and http.sys was not looked at',
      facts: { ...external(other, false), certificates: store('CN=x.contoso.example', over) },
      reason: 'the site "OWA External" answers on 10.0.0.6:443'
    },
    ...['autodiscover.contoso.example', 'mail.contoso.example'].flatMap((host) => [
      {
        name: `another site has a name that a wildcard covers and that is usual for Exchange, with an expired certificate: ${host}`,
        facts: beside(wildcard, host, `CN=${host}`, over),
        reason: `the site "Intranet" answers on ${host}:443, a name that the certificate for all addresses covers: certificate ${other} expired on 2026-03-01; whether clients reach Exchange by it was not read`
      },
      {
        name: `another site has a name that a wildcard covers and that is usual for Exchange, with another's certificate: ${host}`,
        facts: beside(wildcard, host, 'CN=x', { names: ['intranet.contoso.example'] }),
        reason: `certificate ${other} does not hold the name ${host}`
      },
      {
        name: `another program has a name that a wildcard covers and that is usual for Exchange, with an expired certificate: ${host}`,
        facts: { ...beside(wildcard, 'x', `CN=${host}`, over), ...program(host) },
        reason: `http.sys holds a record of its own for ${host}:443, a name that the certificate for all addresses covers`
      },
      {
        name: `another site has a name that a wildcard covers, and IIS alone shows its expired certificate: ${host}`,
        facts: { ...beside(wildcard, host, `CN=${host}`, over), httpSys: undefined },
        reason: `the site "Intranet" answers on *:443:${host}, a name that the certificate for all addresses covers`
      }
    ]),
    ...[{}, over].map((changes) => ({
      name: `another site has the very wildcard of the front end: ${JSON.stringify(changes)}`,
      facts: beside(['*.contoso.test'], '*.contoso.test', 'CN=*.contoso.test', changes),
      reason: 'the site "Intranet" answers on *.contoso.test:443, a name that the certificate for all addresses covers'
    })),
    {
      name: 'another site has a name beside others of the certificate for clients, with a certificate that has expired',
      facts: beside(website, 'www.contoso.example', 'CN=www.contoso.example', over),
      reason: `the site "Intranet" answers on www.contoso.example:443, a name by which clients may ask for Exchange: certificate ${other} expired on 2026-03-01`
    },
    {
      name: "another site's IPv6 address is written in full, and its record in short",
      facts: {
        bindings: [front, back, https('Portal', '[2001:db8:0:0:0:0:0:5]', 443, other)],
        httpSys: [...records, record('[2001:DB8::5]', 443, { isOwnAddress: true })]
      },
      reason: 'the site "Portal" answers on [2001:db8::5]:443, an address of this server'
    },
    {
      name: 'another site has a name of its own on an address of the server, and all clients of that get its expired certificate',
      facts: {
        ...atAddress({ isOwnAddress: true }, 'intranet.contoso.example'),
        certificates: store('CN=intranet.contoso.example', over)
      },
      reason: 'the site "Intranet" answers on 10.0.0.5:443, an address of this server'
    },
    {
      name: "another program's certificate on an address of the server has expired",
      facts: {
        bindings: [front, back],
        httpSys: [...records, record('10.0.0.21', 443, { isOwnAddress: true, appId: sstp })],
        certificates: store('CN=vpn.contoso.example', over)
      },
      reason: 'and has no valid certificate; whether clients of Exchange use that address was not read'
    },
    {
      name: 'another site has all addresses of IPv6, without a record of its own',
      facts: { bindings: [front, back, https('Intranet', '[::]', 443, null)] },
      reason: 'the site "Intranet" answers on [::]:443; whether clients reach Exchange by IPv6 was not read'
    },
    {
      name: 'another site has all addresses of IPv6',
      facts: {
        bindings: [front, back, https('Intranet', '[::]', 443, other)],
        httpSys: [...records, record('[::]', 443)],
        certificates: store('CN=x.contoso.example')
      },
      reason: 'the site "Intranet" answers on [::]:443; whether clients reach Exchange by IPv6 was not read'
    }
  ],
  notApplicable: []
})
