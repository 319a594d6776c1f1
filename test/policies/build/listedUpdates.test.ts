import { build } from '../../../policies/build/policy'
import { testRows } from '../../support/policyTester'
import { installed } from './installedBuild'

const patch = (kb: string, state = '1') => ({
  name: `Security Update for Exchange Server 2019 CU15 (${kb})`,
  kb,
  code: '0'.repeat(32),
  state,
  date: '20261005'
})

const lists = (patches: ReadonlyArray<object>, registered: ReadonlyArray<string> = []) => ({
  installedUpdates: {
    registered: registered.map((kb) => ({ product: '2019', name: patch(kb).name, kb, date: '10/05/2026' })),
    patches
  }
})

const older = { build: { '2019': '15.2.1748.24' } }

testRows(build, 'updates that Windows lists', {
  compliant: [
    {
      name: 'an older update is listed',
      facts: { ...installed('15.2.1748.55'), ...lists([patch('KB5066367')]) },
      reason: /^(?!.*KB5066367)/
    },
    {
      name: 'a newer update is listed as superseded',
      facts: { ...installed('15.2.1748.24'), ...lists([patch('KB5066367', '2')]) },
      desired: older,
      reason: /^(?!.*KB5066367)/
    },
    {
      name: 'the build has no number in the table, and one that it does not know is listed',
      facts: { ...installed('15.2.1748.55'), ...lists([patch('KB5140001')]) },
      reason: /^(?!.*KB5140001)/
    },
    {
      name: 'one more than the build accounts for is listed',
      facts: { ...installed('15.2.1748.55'), ...lists([patch('KB5140000')], ['KB5140001']) },
      reason: 'KB5140001, KB5140000: listed as installed'
    },
    {
      name: 'an interim update is listed',
      facts: {
        ...installed('15.2.1748.55'),
        ...lists([
          patch('KB5140000'),
          { ...patch('KB5140001'), name: 'Interim Update for Exchange Server 2019 CU15 (KB5140001)' }
        ])
      },
      reason: /^(?!.*listed as)/
    }
  ],
  unknown: [
    {
      name: 'the list could not be read',
      facts: { ...installed('15.2.1748.55'), installedUpdates: { error: 'access denied' } },
      reason: 'whether Windows lists a later update was not read: access denied'
    }
  ],
  drifting: [
    {
      name: 'an update is listed that ExSetup.exe is older than',
      facts: { ...installed('15.2.1748.24'), ...lists([patch('KB5066367')]) },
      desired: older,
      drifts: [
        {
          path: 'installedUpdates.KB5066367',
          actual: 'is listed as installed, and ExSetup.exe is 15.2.1748.24',
          desired: 'ExSetup.exe of 15.2.1748.39 or later',
          resolution: ['https://support.microsoft.com/help/5066367', 'install it again']
        }
      ]
    },
    {
      name: 'a newer update still is missing',
      facts: { ...installed('15.2.1748.24'), ...lists([patch('KB5066367')]) },
      drifts: [
        {
          path: 'build',
          actual: '15.2.1748.24',
          desired: '15.2.1748.55 or later',
          evidence: ['lists KB5066367 (Oct25SU, 15.2.1748.39) as applied']
        }
      ]
    }
  ]
})
