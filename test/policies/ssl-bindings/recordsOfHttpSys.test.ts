import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { httpsBinding as https } from '../../support/bindings'
import { testRows } from '../../support/policyTester'
import { backEndCertificate, frontEndCertificate } from '../../support/server'
import { back, back444, front, otherCertificate, record, records } from './exchangeBindings'

const unreadHttpSys = { httpSys: { error: 'no such key' } }

testRows(sslBindings, 'records of http.sys', {
  compliant: [
    {
      name: 'a more special binding without certificate of its own, which the record for all addresses serves',
      facts: { httpSys: records, bindings: [front, back, https('default web site', '127.0.0.1', 443, null)] }
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
      name: 'the thumbprint was read from http.sys alone',
      facts: { bindings: [{ ...front, thumbprint: null }, back] }
    },
    {
      name: 'a host binding without a record of its own is served by the one for all addresses',
      facts: { bindings: [front, back, https('Default Web Site', '', 443, null, 'mail.contoso.example')] }
    }
  ],
  drifting: [
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
    }
  ],
  unknown: [
    {
      name: 'http.sys unreadable',
      facts: unreadHttpSys,
      reason: 'the records of http.sys could not be read: no such key'
    }
  ]
})
