import { build } from '../../../policies/build/policy'
import { testRows } from '../../support/policyTester'
import { installed } from './installedBuild'

testRows(build, 'the minimum of the settings', {
  compliant: [
    {
      name: 'an exact minimum that is met',
      facts: installed('15.1.2507.39'),
      desired: { build: { '2016': '15.1.2507.39' } }
    },
    {
      name: 'a minimum padded with zeros that is met',
      facts: installed('15.1.2507.39'),
      desired: { build: { '2016': '15.01.2507.039' } }
    },
    {
      name: 'a minimum that is a parameter of the policy',
      facts: installed('15.1.2507.39'),
      desired: { parameters: { build: { target: { '2016': '15.1.2507.39' } } } }
    },
    {
      name: 'a hotfix update newer than the security update of the minimum',
      facts: installed('15.2.1748.37'),
      desired: { build: { '2019': '15.2.1748.36' } },
      reason: 'Exchange Server 2019 CU15 Sep25HU'
    },
    {
      name: 'a build between two rows that meets the minimum',
      facts: installed('15.2.1748.38'),
      desired: { build: { '2019': '15.2.1748.36' } },
      reason: '15.2.1748.38 is not in the table of 2026-10-02'
    }
  ],
  drifting: [
    {
      name: 'November 2024 with its re-release as the minimum',
      facts: installed('15.2.1544.13'),
      desired: { build: { '2019': '15.2.1544.14' } },
      drifts: [
        {
          path: 'build',
          actual: '15.2.1544.13',
          desired: '15.2.1544.14 or later',
          evidence: ['Exchange Server 2019 CU14 Nov24SU.', 'exchange-compliance:build asks for 15.2.1544.14'],
          resolution: ['Exchange Server 2019 CU14 Nov24SUv2 (15.2.1544.14)', 'KB5049233']
        }
      ]
    },
    {
      name: 'an exact minimum that the table does not list',
      facts: installed('15.2.1748.53'),
      desired: { build: { '2019': '15.2.1900.1' } },
      drifts: [
        {
          path: 'build',
          actual: '15.2.1748.53',
          desired: '15.2.1900.1 or later',
          resolution: ['Expected Exchange Server 2019 15.2.1900.1 or later on EX01; install the Cumulative or Security']
        }
      ]
    }
  ],
  unknown: [
    {
      name: 'a parameter that another version wrote into the state',
      desired: { parameters: { build: { target: 'oldest' } } },
      reason: `its parameters can't be used: target: "oldest" is not a build target`
    },
    {
      name: 'no minimum for the product',
      desired: { build: { SE: '15.2.2562.56' } },
      reason: 'the setting exchange-compliance:build gives no minimum for Exchange Server 2019'
    },
    {
      name: 'a minimum that is no build',
      desired: { build: { '2019': 'CU15' } },
      reason: 'gives no build of Exchange Server 2019: CU15'
    },
    {
      name: 'a minimum of another product, which would always be met',
      desired: { build: { '2019': '15.1.2507.75' } },
      reason: 'gives no build of Exchange Server 2019: 15.1.2507.75'
    }
  ]
})
