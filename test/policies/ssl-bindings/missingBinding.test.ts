import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { httpsBinding as https } from '../../support/bindings'
import { testRows } from '../../support/policyTester'
import { frontEndCertificate } from '../../support/server'
import { back, clientAccess2013, front, otherCertificate, record, records } from './exchangeBindings'

const missing443 = (actual: string) => ({
  path: 'bindings["Default Web Site:443"]',
  actual,
  desired: 'https on *:443 with a valid certificate'
})

testRows(sslBindings, 'a missing binding', {
  drifting: [
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
          resolution: ["-Name 'Exchange Back End'", 'If another site has that port']
        }
      ]
    }
  ]
})
