import { supportingServices } from '../../../policies/supporting-services/policy'
import { testPolicy } from '../../support/policyTester'
import { withoutRoles } from '../../support/server'
import { baseline, healthy, listed, off, services } from './supportingServer'

const failed = healthy.map(({ name }) => listed(name, 'Disabled', 'Stopped'))

testPolicy(supportingServices, {
  compliant: [
    { name: 'a healthy server' },
    {
      name: 'POP3 and IMAP4 that nobody uses, and that run in both halves',
      facts: services(
        listed('MSExchangePop3', 'Manual', 'Stopped'),
        listed('MSExchangePOP3BE', 'Manual', 'Stopped'),
        listed('MSExchangeImap4', 'Automatic', 'Running'),
        listed('MSExchangeIMAP4BE', 'Automatic', 'Running')
      )
    },
    {
      name: 'a half of POP3 was Disabled before, by the baseline',
      facts: services(off('MSExchangePop3'), listed('MSExchangePOP3BE', 'Automatic', 'Running')),
      desired: baseline(services(off('MSExchangePop3'), listed('MSExchangePOP3BE', 'Automatic', 'Running')))
    },
    {
      name: 'a failed update disabled everything, and nothing is recorded: services-start judges that',
      facts: { services: failed }
    },
    { name: 'POP3 and IMAP4 are Disabled', facts: services(off('MSExchangePop3'), off('MSExchangeImap4')) }
  ],
  drifting: [
    {
      name: 'POP3 should start by itself, and is stopped',
      facts: services(
        listed('MSExchangePop3', 'Automatic', 'Stopped'),
        listed('MSExchangePOP3BE', 'Automatic', 'Running')
      ),
      drifts: [
        {
          path: 'services.MSExchangePop3',
          actual: 'Automatic, Stopped',
          desired: 'Automatic, Running',
          evidence: ['It is set to start by itself'],
          resolution: [
            "Start-Service -Name 'MSExchangePop3'",
            "Set-Service -Name 'MSExchangePop3' -StartupType Manual"
          ],
          remediation: null
        }
      ]
    },
    {
      name: 'Netlogon is paused, as where a snapshot was restored',
      facts: services(listed('Netlogon', 'Automatic', 'Paused')),
      drifts: [
        {
          path: 'services.Netlogon',
          actual: 'Automatic, Paused',
          desired: 'Automatic, Running',
          resolution: ["Resume-Service -Name 'Netlogon'"],
          remediation: null
        }
      ]
    },
    {
      name: 'IMAP4 runs for clients, and its back end does not',
      facts: services(
        listed('MSExchangeImap4', 'Automatic', 'Running'),
        listed('MSExchangeIMAP4BE', 'Manual', 'Stopped')
      ),
      drifts: [
        {
          path: 'services.MSExchangeIMAP4BE',
          actual: 'Manual, Stopped',
          desired: 'Automatic, Running',
          evidence: ['MSExchangeImap4 is set to start by itself and runs'],
          resolution: ["Set-Service -Name 'MSExchangeIMAP4BE' -StartupType Automatic"],
          byHand: 'no record shows the state before an update',
          remediation: null
        }
      ]
    }
  ],
  unknown: [
    { name: 'an empty list', facts: { services: [] }, reason: 'empty' },
    {
      name: 'none of these services is listed',
      facts: { services: [listed('MSExchangeIS', 'Automatic', 'Running')] },
      reason: 'the facts hold nothing to judge'
    }
  ],
  notApplicable: [
    {
      name: 'a computer with the management tools alone',
      facts: {
        identity: { name: 'ADMIN01', roles: [] },
        ...withoutRoles,
        services: [{ name: 'WinRM', status: 'Running', startType: 'Automatic' }]
      },
      reason: 'management tools'
    }
  ]
})
