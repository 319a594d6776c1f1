import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { httpsBinding as https } from '../../support/bindings'
import { testRows } from '../../support/policyTester'
import { backEndCertificate, frontEndCertificate } from '../../support/server'
import { back, front, otherCertificate, record, records } from './exchangeBindings'

const directory = (site: string, path: string, tokenChecking: string) => ({
  site,
  path,
  tokenChecking,
  sslFlags: 'Ssl, Ssl128',
  listedAddressesOnly: false
})

const protection = (tokenChecking: string) => ({
  extendedProtection: [
    directory('Default Web Site', '/EWS', 'Allow'),
    directory('Exchange Back End', '/EWS', tokenChecking)
  ]
})

/** The back end has a binding for one address besides, with its own good certificate. */
const besides = (isOwnAddress: boolean | null) => ({
  bindings: [front, back, https('Exchange Back End', '10.0.0.5', 444, backEndCertificate)],
  httpSys: [...records, { ...record('10.0.0.5', 444, backEndCertificate), isOwnAddress }]
})

const told = 'the site "Exchange Back End" has the binding 10.0.0.5:444 besides *:444'

/** The front end has a binding for one address with a certificate that is gone. */
const stale = (isOwnAddress: boolean | null) => ({
  bindings: [front, back, https('Default Web Site', '10.0.0.4', 443, otherCertificate)],
  httpSys: [...records, { ...record('10.0.0.4', 443, otherCertificate), isOwnAddress }]
})

testRows(sslBindings, 'bindings for one address', {
  compliant: [
    {
      name: 'the back end has one besides, and whether Extended Protection is on was not read',
      facts: { ...besides(null), extendedProtection: undefined },
      reason: `${told}; where Extended Protection is on`
    },
    {
      name: 'the back end has one besides, and Extended Protection is off there',
      facts: { ...besides(true), ...protection('None') },
      reason: `${told}; where Extended Protection is on`
    },
    {
      name: 'the back end has one besides, for an address that the server does not have',
      facts: { ...besides(false), ...protection('Require') },
      reason: 'for 10.0.0.5:444 is left over, of an address that the server does not have'
    },
    {
      name: 'the back end has one for the server itself, one of IPv6 for all and one for a host name',
      facts: {
        bindings: [
          front,
          back,
          https('Exchange Back End', '127.0.0.1', 444, null),
          https('Exchange Back End', '[::]', 444, null),
          https('Exchange Back End', '*', 444, null, 'ex01.contoso.example')
        ]
      },
      reason: /^$/
    },
    {
      name: 'the front end has one besides, as for clients of another network',
      facts: {
        bindings: [front, back, https('Default Web Site', '10.0.0.4', 443, frontEndCertificate)],
        httpSys: [...records, record('10.0.0.4', 443, frontEndCertificate)]
      },
      reason: /^$/
    },
    {
      name: 'the certificate for an address that the server does not have is gone',
      facts: stale(false),
      reason: 'the record of http.sys for 10.0.0.4:443 is left over, of an address that the server does not have'
    }
  ],
  drifting: [
    ...[true, null].map((isOwnAddress) => ({
      name: `the certificate for an address is gone, which may be left over: ${isOwnAddress}`,
      facts: stale(isOwnAddress),
      drifts: [
        {
          path: 'httpSys["10.0.0.4:443"]',
          actual: `10.0.0.4:443, certificate ${otherCertificate} is not in the certificate store`,
          desired: '10.0.0.4:443 with a valid certificate',
          resolution: [
            'If nobody asks at 10.0.0.4:443 any more, remove that binding instead',
            "Remove-WebBinding -Name 'Default Web Site' -Protocol https -Port '443' -IPAddress '10.0.0.4'",
            "netsh http delete sslcert 'ipport=10.0.0.4:443'"
          ],
          remediation: null
        }
      ]
    }))
  ],
  unknown: [
    {
      name: 'the back end has one besides, and Extended Protection is on there',
      facts: { ...besides(true), ...protection('Require') },
      reason: `${told}; Extended Protection is on there`
    }
  ]
})
