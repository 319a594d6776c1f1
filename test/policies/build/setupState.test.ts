import { build } from '../../../policies/build/policy'
import { testRows } from '../../support/policyTester'
import { beginning, failing, logText, sectionOf } from '../../support/setupLogs'
import { common, files, installed, outlookOnTheWeb, transport, withFiles } from './installedBuild'

const role = (name: string, parts = {}) => ({
  role: name,
  unpacked: '15.2.1748.10',
  configured: '15.2.1748.10',
  action: null,
  watermark: null,
  ...parts
})

const setupState = (parts: object) => ({ setupState: [role('CafeRole'), role('MailboxRole', parts)] })

const failedUpgrade = sectionOf(logText([...beginning, ...failing]))
const stopped = { actual: 'Action BuildToBuildUpgrade, Watermark 1d2c', desired: 'finished' }

testRows(build, 'what setup has registered', {
  compliant: [
    {
      name: 'all roles are finished',
      facts: { ...setupState({}), ...withFiles(files('15.2.1748.55', transport, common, outlookOnTheWeb), []) }
    },
    {
      name: '2010 with a rollup: setup registered the service pack',
      facts: { ...installed('14.3.513.0'), identity: { name: 'EX01', roles: ['Mailbox'], version: '14.3.123.4' } }
    },
    {
      name: 'setup keeps a version with blanks around it',
      facts: setupState({ unpacked: '15.2.1748.10 ', configured: ' 15.2.1748.10' })
    }
  ],
  drifting: [
    {
      name: 'setup registered another Cumulative Update',
      facts: {
        ...installed('15.2.1748.55'),
        identity: { name: 'EX01', roles: ['Mailbox'], version: '15.2.1544.4' }
      },
      drifts: [
        {
          path: 'identity.version',
          actual: '15.2.1544.4',
          desired: '15.2.1748 (ExSetup.exe)',
          evidence: [
            'Setup registered 15.2.1544.4: Exchange Server 2019 CU14',
            '15.2.1748.55: Exchange Server 2019 CU15'
          ],
          resolution: ['never delete a watermark', 'Mount the medium of CU15']
        }
      ]
    },
    {
      name: 'the directory is ahead of the files, as after a snapshot was restored: the newer setup runs again',
      facts: {
        ...installed('15.2.1748.55'),
        identity: { name: 'EX01', roles: ['Mailbox'], version: '15.2.2562.17' }
      },
      drifts: [
        {
          path: 'identity.version',
          actual: '15.2.2562.17',
          desired: 'an ExSetup.exe of 15.2.2562.17',
          evidence: ['a snapshot or a backup'],
          resolution: ['run the setup of that one again', 'Mount the medium of RTM', 'never goes back'],
          remediation: null
        }
      ]
    },
    {
      name: 'a watermark on a Cumulative Update that lacks its security update: that is not to be installed first',
      facts: { ...installed('15.2.1748.10'), ...setupState({ action: 'BuildToBuildUpgrade', watermark: '1d2c' }) },
      drifts: [
        {
          path: 'build',
          actual: '15.2.1748.10',
          desired: '15.2.1748.55 or later',
          resolution: [
            'install Oct26SU, only after setup has finished what it began',
            'When setup has finished, record the facts of EX01 again'
          ],
          remediation: null
        },
        {
          path: 'setupState.MailboxRole',
          actual: 'Action BuildToBuildUpgrade, Watermark 1d2c',
          desired: 'finished'
        }
      ]
    },
    {
      name: 'a watermark',
      facts: setupState({ action: 'BuildToBuildUpgrade', watermark: '1d2c' }),
      drifts: [
        {
          path: 'setupState.MailboxRole',
          actual: 'Action BuildToBuildUpgrade, Watermark 1d2c',
          desired: 'finished',
          evidence: ['The registry key HKLM\\SOFTWARE\\Microsoft\\ExchangeServer\\v15\\MailboxRole shows'],
          resolution: [
            "Get-ItemProperty -LiteralPath 'HKLM:\\SOFTWARE\\Microsoft\\ExchangeServer\\v15\\MailboxRole'",
            'Never delete a watermark',
            'Run setup again from the medium of the run that stopped'
          ],
          remediation: null
        }
      ]
    },
    {
      name: 'an upgrade that stopped before it unpacked its files: its log tells to which Cumulative Update',
      facts: {
        ...setupState({ action: 'BuildToBuildUpgrade', watermark: '1d2c' }),
        setupLog: { ...failedUpgrade, setupVersion: '15.2.2562.17' }
      },
      drifts: [{ path: 'setupState.MailboxRole', ...stopped, resolution: ['Mount the medium of RTM'] }]
    },
    {
      name: 'a log of an upgrade that succeeded tells nothing of the one that stopped',
      facts: {
        ...setupState({ action: 'BuildToBuildUpgrade', watermark: '1d2c' }),
        setupLog: { ...failedUpgrade, state: 'completed', setupVersion: '15.2.1748.10' }
      },
      drifts: [{ path: 'setupState.MailboxRole', ...stopped, resolution: ['from the medium of the run that stopped'] }]
    },
    {
      name: 'an upgrade that has unpacked its files goes on from the medium of these',
      facts: setupState({ configured: '15.2.1544.4', action: 'BuildToBuildUpgrade', watermark: '1d2c' }),
      drifts: [{ path: 'setupState.MailboxRole', ...stopped, resolution: ['Mount the medium of CU15'] }]
    },
    {
      name: 'a first installation that stopped is run again as it was begun',
      facts: setupState({ configured: null, action: 'Install' }),
      drifts: [
        {
          path: 'setupState.MailboxRole',
          actual: 'Action Install, no Watermark',
          desired: 'finished',
          resolution: ['Run setup again from the medium of the run that stopped', 'Use the command line of that run']
        }
      ]
    },
    {
      name: 'a role that was unpacked and never configured',
      facts: setupState({ configured: null }),
      drifts: [{ path: 'setupState.MailboxRole', actual: 'unpacked 15.2.1748.10, not configured', desired: 'finished' }]
    },
    {
      name: 'a role of which another build is unpacked than configured',
      facts: setupState({ unpacked: '15.2.1748.39' }),
      drifts: [
        {
          path: 'setupState.MailboxRole',
          actual: 'unpacked 15.2.1748.39, configured 15.2.1748.10',
          desired: 'finished'
        }
      ]
    },
    {
      name: 'a role that is configured for the Cumulative Update before',
      facts: setupState({ unpacked: '15.2.1544.4', configured: '15.2.1544.4' }),
      drifts: [
        {
          path: 'setupState.MailboxRole',
          actual: 'configured 15.2.1544.4, and ExSetup.exe is 15.2.1748.55',
          desired: 'finished',
          resolution: ['Mount the medium of CU15']
        }
      ]
    },
    {
      name: 'a watermark shows also where what is installed was not read',
      facts: { build: { error: 'access denied' }, ...setupState({ watermark: '1d2c' }) },
      drifts: [{ path: 'setupState.MailboxRole', actual: 'no Action, Watermark 1d2c', desired: 'finished' }]
    }
  ],
  unknown: [
    {
      name: 'what setup registered was not read',
      facts: { identity: { error: 'access denied' } },
      reason: 'which Cumulative Update setup registered was not read: access denied'
    },
    {
      name: 'the state of setup is unreadable',
      facts: { setupState: { error: 'access denied' } },
      reason: 'how far setup has come with each role was not read: access denied'
    },
    { name: 'setup keeps no role', facts: { setupState: [] }, reason: 'none was found there' },
    {
      name: 'setup keeps the key of the role that the server has, and nothing in it',
      facts: { setupState: [role('CafeRole'), role('MailboxRole', { unpacked: null, configured: null })] },
      reason: 'the server has the role Mailbox, and the registry holds no state of setup for it'
    },
    {
      name: 'setup keeps nothing of the role that the server has',
      facts: { setupState: [role('CafeRole'), role('HubTransportRole')] },
      reason: 'the server has the role Mailbox, and the registry holds no state of setup for it'
    },
    {
      name: 'setup keeps its state of the management tools alone, on a server with a role',
      facts: { setupState: [role('AdminTools')] },
      reason: 'none was found there'
    },
    {
      name: 'setup keeps nothing in the key of the role',
      facts: { setupState: [role('AdminTools'), role('MailboxRole', { unpacked: null, configured: null })] },
      reason: 'none was found there'
    },
    {
      name: 'a role is configured, and setup keeps no build of its files',
      facts: setupState({ unpacked: null }),
      reason: 'setup configured MailboxRole as 15.2.1748.10, and keeps no build of its files (UnpackedVersion)'
    },
    {
      name: 'the versions of a role are no build numbers',
      facts: setupState({ unpacked: 'abc', configured: 'abc' }),
      reason: 'setup keeps no build number of MailboxRole: unpacked abc, configured abc'
    },
    {
      name: 'the configured version of a role is no build number',
      facts: setupState({ unpacked: null, configured: 'abc' }),
      reason: 'setup keeps no build number of MailboxRole: configured abc'
    }
  ]
})
