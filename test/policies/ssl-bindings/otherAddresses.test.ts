import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { httpsBinding as https } from '../../support/bindings'
import { appPools, folder } from '../../support/healthyWeb'
import { testRows } from '../../support/policyTester'
import { atAddress, back, external, front, other, over, record, records, store } from './besideExchange'

/** The same of a site by whose name it may serve Exchange. */
const mobile = (changes: Readonly<Record<string, unknown>>) => ({
  ...atAddress(changes),
  bindings: [front, back, https('Mobile OWA', '10.0.0.5', 443, other)]
})

const withOwaOf = (site: string) => ({
  ...appPools,
  applications: [
    ...appPools.applications,
    { site, path: '/owa', pool: 'MSExchangeOWAAppPool', folder: `${folder}FrontEnd\\HttpProxy\\owa` }
  ]
})

testRows(sslBindings, 'addresses of other sites', {
  compliant: [
    {
      name: "another site's IPv6 address is written in full, and its record in short",
      facts: {
        bindings: [front, back, https('Portal', '[2001:db8:0:0:0:0:0:5]', 443, other)],
        httpSys: [...records, record('[2001:DB8::5]', 443, { isOwnAddress: true })]
      },
      reason: `the site "Portal" answers on [2001:db8::5]:443 (certificate ${other} is not in the certificate store), an address of this server`
    },
    ...[appPools, undefined].flatMap((read) =>
      [true, null].map((isOwnAddress) => ({
        name: `another site without Exchange has an address with a certificate that has expired: ${isOwnAddress}, ${read === undefined ? 'applications not read' : ''}`,
        facts: { ...atAddress({ isOwnAddress }), certificates: store('CN=x.contoso.example', over), appPools: read },
        reason: `the site "Intranet" answers on 10.0.0.5:443 (certificate ${other} expired on 2026-03-01)`
      }))
    ),
    {
      name: 'a site that is only named after Exchange has an address with a certificate that has expired',
      facts: { ...mobile({ isOwnAddress: true }), certificates: store('CN=x.contoso.example', over) },
      reason: 'the site "Mobile OWA" answers on 10.0.0.5:443 (certificate'
    }
  ],
  drifting: [],
  unknown: [
    ...[true, null, undefined].map((isOwnAddress) => ({
      name: `another site that may serve Exchange has an address with a certificate that has expired: ${isOwnAddress}`,
      facts: { ...mobile({ isOwnAddress }), certificates: store('CN=x.contoso.example', over), appPools: undefined },
      reason: `the site "Mobile OWA" answers on 10.0.0.5:443, ${isOwnAddress === true ? 'an address of this server' : 'which may be an address of this server'}: certificate ${other} expired on 2026-03-01; whether clients of Exchange use that address was not read`
    })),
    {
      name: 'another site with an application of Exchange has an address with a certificate that has expired',
      facts: {
        ...atAddress({ isOwnAddress: true }),
        certificates: store('CN=x.contoso.example', over),
        appPools: withOwaOf('Intranet')
      },
      reason: 'the site "Intranet" answers on 10.0.0.5:443, an address of this server: certificate'
    },
    {
      name: 'another site shows a certificate that has expired at an address, and http.sys was not looked at',
      facts: {
        ...external(other, false),
        certificates: store('CN=x.contoso.example', over),
        appPools: withOwaOf('OWA External')
      },
      reason: 'the site "OWA External" answers on 10.0.0.6:443'
    }
  ]
})
