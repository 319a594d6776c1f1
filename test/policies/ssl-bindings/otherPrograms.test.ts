import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { testRows } from '../../support/policyTester'
import { frontEndCertificate } from '../../support/server'
import {
  adfs,
  back,
  beside,
  ended,
  forClients,
  front,
  other,
  over,
  program,
  record,
  records,
  selfSigned,
  store,
  wildcard
} from './besideExchange'

const sstp = '{ba195980-cd49-458b-9e23-c84ee0adcd75}'

testRows(sslBindings, 'other programs', {
  compliant: [
    {
      name: 'another program made the record for all addresses, with a good certificate',
      facts: {
        bindings: [front, back],
        httpSys: [record('0.0.0.0', 443, { appId: adfs, thumbprint: frontEndCertificate }), ...records.slice(1)]
      },
      reason: `the record of http.sys for 0.0.0.0:443, which serves Exchange, was not made by IIS (application id ${adfs}`
    },
    {
      name: 'another program has a name that a wildcard covers, with a good certificate',
      facts: { ...beside(wildcard, 'x', 'CN=adfs.contoso.example'), ...program('adfs.contoso.example') },
      reason: 'the record of http.sys for adfs.contoso.example:443 belongs to another program'
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
    ...[null, '{4dc3e181-e14b-4a21-b022-59fc669b0914}'].map((appId) => ({
      name: `a record that no binding holds, of a name that is not Exchange's: ${appId}`,
      facts: {
        bindings: [front, back],
        httpSys: [...records, record(null, 443, { host: 'adfs.contoso.example', appId })]
      },
      reason: `no binding of IIS holds the record of http.sys for adfs.contoso.example:443 (certificate ${other} is not in the certificate store), and nothing shows that clients ask Exchange by that name`
    })),
    {
      name: 'a record that no binding holds, of a name that a wildcard covers',
      facts: {
        bindings: [front, back],
        httpSys: [...records, record(null, 443, { host: 'sts.contoso.example' })],
        certificates: [{ ...forClients, subject: 'CN=*.contoso.example', names: wildcard }, selfSigned]
      },
      reason: 'no binding of IIS holds the record of http.sys for sts.contoso.example:443'
    },
    {
      name: 'a good record that no binding holds, of another name',
      facts: {
        bindings: [front, back],
        httpSys: [...records, record(null, 443, { host: 'adfs.contoso.example' })],
        certificates: store('CN=adfs.contoso.example')
      },
      reason: /^$/
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
    }
  ],
  drifting: [
    ...['mail.contoso.example', 'autodiscover.contoso.example', 'old-webmail.contoso.example'].map((host) => ({
      name: `a record that no binding holds, of a name by which clients may ask: ${host}`,
      facts: {
        bindings: [front, back],
        httpSys: [...records, record(null, 443, { host })],
        certificates: store(`CN=${host}`, over)
      },
      drifts: [ended(`${host}:443`)]
    })),
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
    }))
  ],
  unknown: [
    {
      name: "another program's certificate on an address of the server has expired",
      facts: {
        bindings: [front, back],
        httpSys: [...records, record('10.0.0.21', 443, { isOwnAddress: true, appId: sstp })],
        certificates: store('CN=vpn.contoso.example', over)
      },
      reason: 'and has no valid certificate; whether clients of Exchange use that address was not read'
    }
  ]
})
