import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { httpsBinding as https } from '../../support/bindings'
import { testPolicy } from '../../support/policyTester'
import { backEndCertificate, frontEndCertificate } from '../../support/server'
import {
  back,
  back444,
  byHost,
  front,
  lost443,
  notInStore,
  otherCertificate,
  otherStored,
  quarantine,
  record,
  record443,
  records,
  servedBack
} from './endpoints'

testPolicy(sslBindings, {
  compliant: [
    {
      name: 'another site has an expired certificate by host name',
      facts: {
        bindings: [front, back, quarantine],
        httpSys: [...records, byHost('quarantine.contoso.example', otherCertificate)],
        certificates: otherStored('CN=quarantine.contoso.example', { notAfter: '2026-10-30T00:00:00Z' })
      }
    },
    {
      name: 'the site has two bindings for all addresses with one certificate',
      facts: { bindings: [front, { ...front, address: '*' }, back] },
      reason: 'the site "Default Web Site" has 2 bindings for *:443'
    }
  ],
  drifting: [
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
      name: 'another site has the same binding, so that only one of both can run',
      facts: { bindings: [front, back, https('Other', '*', 443, frontEndCertificate)] },
      reason: 'the site "Other" has the binding *:443, too'
    }
  ],
  notApplicable: []
})
