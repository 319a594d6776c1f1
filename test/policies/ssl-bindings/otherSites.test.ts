import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { httpsBinding as https } from '../../support/bindings'
import { testPolicy } from '../../support/policyTester'
import { backEndCertificate, frontEndCertificate } from '../../support/server'
import {
  atAddress,
  back,
  ended,
  external,
  forClients,
  front,
  intranet,
  other,
  over,
  record,
  records,
  selfSigned,
  store
} from './besideExchange'

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
          resolution: ['Look at the https binding of the site Intranet that answers on'],
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
    {
      name: 'another site has a name of its own on an address of the server, and all clients of that get its expired certificate',
      facts: {
        ...atAddress({ isOwnAddress: true }, 'intranet.contoso.example'),
        certificates: store('CN=intranet.contoso.example', over)
      },
      reason: 'the site "Intranet" answers on 10.0.0.5:443, an address of this server'
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
