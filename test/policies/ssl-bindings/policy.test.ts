import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { testPolicy } from '../../support/policyTester'
import { backEndCertificate, frontEndCertificate, withoutRoles } from '../../support/server'
import { back, back444, clientAccess2013, front, kind, mailbox2013, records } from './exchangeBindings'

testPolicy(sslBindings, {
  compliant: [
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
    { name: '2013 Client Access without the back end', facts: { ...clientAccess2013, bindings: [front] } },
    { name: '2013 Mailbox without the front end', facts: { ...mailbox2013, bindings: [back] } },
    {
      name: '2010 Client Access has no back end site',
      facts: { ...kind('14.3.513.0', ['ClientAccess', 'HubTransport']), bindings: [front] }
    }
  ],
  drifting: [
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
      name: 'no certificate assigned, and no record in http.sys: told once',
      facts: { bindings: [front, { ...back, thumbprint: null }], httpSys: records.slice(0, 1) },
      drifts: [{ ...back444('no certificate assigned'), evidence: ['http.sys holds no record for it'] }]
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
  unknown: [{ name: 'the roles are unreadable', facts: { identity: { error: 'no registry' } }, reason: 'no registry' }],
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
