import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { httpsBinding as https } from '../../support/bindings'
import { testRows } from '../../support/policyTester'
import { frontEndCertificate } from '../../support/server'
import {
  back,
  beside,
  forClients,
  front,
  other,
  over,
  program,
  record,
  records,
  selfSigned,
  wildcard
} from './besideExchange'

const withApex = ['*.contoso.example', 'contoso.example']

const website = ['www.contoso.example', 'mail.contoso.example', 'autodiscover.contoso.example']

testRows(sslBindings, 'wildcards and names beside others', {
  compliant: [
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
    }
  ],
  unknown: [
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
    }
  ]
})
