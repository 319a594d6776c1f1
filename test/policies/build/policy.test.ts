import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { stepText } from '../../../judging/resolutionSteps'
import { build } from '../../../policies/build/policy'
import { judgeRow, testPolicy } from '../../support/policyTester'
import { healthySections } from '../../support/server'
import { installed, missed, server, toolsOnly } from './installedBuild'

testPolicy(build, {
  compliant: [
    {
      name: 'the newest update of the newest Cumulative Update',
      reason: 'Exchange Server 2019 CU15 Oct26SU (by public reports, October 2026)'
    },
    { name: 'the newest update of the one before', facts: installed('15.2.1544.50') },
    { name: 'the newest update, padded with zeros', facts: installed('15.02.1748.055') },
    { name: 'Subscription Edition', facts: installed('15.2.2562.56'), reason: 'Exchange Server SE RTM Oct26SU' },
    { name: 'an Edge Transport server', facts: server('15.2.1748.55', ['Edge']) },
    { name: 'a computer with the management tools alone', facts: toolsOnly('15.2.1748.55') }
  ],
  drifting: [
    {
      name: 'a Cumulative Update out of support',
      facts: server('15.2.986.5', ['Mailbox']),
      drifts: [
        {
          path: 'build',
          actual: '15.2.986.5',
          desired: '15.2.1748.55 or later',
          evidence: [
            'ExSetup.exe has the file version 15.2.986.5: Exchange Server 2019 CU11, without a security update.',
            'By the table of builds of 2026-10-02 the newest security update of Exchange Server 2019 is',
            'for CU14 and CU15 alone: CU15 Oct26SU (15.2.1748.55).'
          ],
          resolution: [
            'Expected Exchange Server 2019 CU15 Oct26SU (15.2.1748.55) or later on EX01;',
            'install CU15, then Oct26SU.',
            'Download Exchange Server 2019 CU15 (KB5042461): https://support.microsoft.com/help/5042461',
            'Get Exchange Server 2019 CU15 Oct26SU from Microsoft, with Extended Security Updates',
            'If EX01 is a member of a DAG',
            'A licence switch that ends in ON sends',
            'run: D:\\setup.exe /m:upgrade /IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF\n',
            'E:\\Exchange\\V15\\Bin',
            '.NET Framework',
            'run the .exe of Oct26SU by its full path',
            'Get-Command ExSetup.exe | ForEach-Object { $_.FileVersionInfo }'
          ]
        }
      ]
    },
    {
      name: 'a build above the last update of a Cumulative Update out of support',
      facts: installed('15.2.986.99'),
      reason: 'is not in the table of 2026-10-02',
      drifts: missed('15.2.986.99', '15.2.1748.55')
    },
    {
      name: 'an update before the newest one',
      facts: installed('15.2.2562.49'),
      drifts: [
        {
          path: 'build',
          actual: '15.2.2562.49',
          desired: '15.2.2562.56 or later',
          evidence: ['Exchange Server SE RTM Sep26SU.'],
          resolution: [
            'install Oct26SU.',
            'install at least Sep26SUv2 (KB5129955): https://support.microsoft.com/help/5129955'
          ]
        }
      ]
    },
    {
      name: 'Subscription Edition is not judged as 2019',
      facts: installed('15.2.2562.17'),
      drifts: missed('15.2.2562.17', '15.2.2562.56')
    },
    {
      name: 'a hotfix update before the newest security update',
      facts: installed('15.2.1748.37'),
      reason: 'support for Exchange Server 2019 ended on 2025-10-14',
      drifts: missed('15.2.1748.37', '15.2.1748.55')
    },
    {
      name: 'a build between two rows',
      facts: installed('15.02.1748.050'),
      reason: '15.2.1748.50 is not in the table of 2026-10-02 (an interim or hotfix update?)',
      drifts: missed('15.2.1748.50', '15.2.1748.55')
    },
    {
      name: 'a build between two Cumulative Updates',
      facts: installed('15.2.1600.1'),
      drifts: missed('15.2.1600.1', '15.2.1748.55')
    },
    {
      name: 'older than all that the table lists',
      facts: installed('15.2.1.1'),
      drifts: missed('15.2.1.1', '15.2.1748.55')
    },
    {
      name: 'an update was installed after the last start of Windows: a restart comes before any other installation',
      facts: {
        ...installed('15.2.1748.51'),
        boot: { counter: '2026-10-01T06:00:00Z', log: null, unread: null },
        installerEvents: {
          since: '2026-03-02T06:00:00Z',
          events: [
            {
              id: 1022,
              at: '2026-11-01T06:40:00Z',
              product: 'Microsoft Exchange Server',
              update: 'KB1',
              code: null,
              log: null
            }
          ]
        }
      },
      drifts: [
        {
          path: 'build',
          actual: '15.2.1748.51',
          desired: '15.2.1748.55 or later',
          evidence: ['KB1 was installed at 2026-11-01T06:40:00Z, and Windows was not started since'],
          resolution: [
            'install Oct26SU, if it is still so after a restart',
            'Restart EX01 first, and record its facts again'
          ],
          remediation: null
        }
      ]
    }
  ],
  unknown: [
    { name: 'no ExSetup.exe', facts: installed(null), reason: 'the file version of ExSetup.exe is not known' },
    { name: 'no product that is known', facts: installed('15.3.1.0'), reason: '15.3.1.0 belongs to no version' }
  ],
  notApplicable: []
})

const test = suite('what the build policy says')

test('each step stands on one line and the summary tells what to do', () => {
  const verdict = judgeRow(build, { name: '', facts: { ...healthySections, ...installed('15.2.986.5') } })
  for (const { resolution, remediation } of verdict.drifts) {
    assert.match(resolution.summary, /^Expected .+; install .+\.$/)
    for (const step of resolution.steps) assert.not.match(stepText(step), /\n/)
    assert.ok(E.isLeft(remediation))
  }
})

test.run()
