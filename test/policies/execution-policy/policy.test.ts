import { executionPolicy } from '../../../policies/execution-policy/policy'
import { testPolicy } from '../../support/policyTester'
import { healthySections, managementToolsOnly } from '../../support/server'

const none = { enableScripts: null, executionPolicy: null }

const sid = 'S-1-5-21-1004336348-1177238915-682003330-500'

const user = (values: object = {}) => ({ sid, ...none, unreadable: null, ...values })

const found = (parts: object = {}) => ({
  executionPolicy: {
    machine: none,
    users: [user()],
    powerShell: '5.1.17763.1',
    languageMode: 'FullLanguage',
    elevated: true,
    ...parts
  }
})

const machine = (enableScripts: string | null, policy: string | null) =>
  found({ machine: { enableScripts, executionPolicy: policy } })

const wmi = (status: string, startType: string) => ({
  services: [...[healthySections.services].flat().slice(0, 5), { name: 'Winmgmt', status, startType }]
})

const byHand = { desired: 'not set', remediation: null }

testPolicy(executionPolicy, {
  compliant: [
    { name: 'no value for the computer, nor for who is signed in', facts: found() },
    { name: 'nobody is signed in', facts: found({ users: [] }) },
    {
      name: 'Exchange 2010, whose updates fail alike',
      facts: {
        ...found({ powerShell: null }),
        identity: { name: 'EX01', fqdn: null, roles: ['Mailbox'] },
        build: { exSetup: '14.3.513.0', binaries: [] }
      }
    },
    { name: 'the services are unread', facts: { ...found(), services: { error: 'access denied' } }, reason: 'services' }
  ],
  drifting: [
    {
      name: 'RemoteSigned for the computer',
      facts: machine('1', 'RemoteSigned'),
      drifts: [
        {
          ...{ path: 'executionPolicy.machine', actual: 'RemoteSigned', ...byHand },
          evidence: [
            'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\PowerShell holds EnableScripts 1, ExecutionPolicy RemoteSigned.',
            'Windows PowerShell 5.1.17763.1 then'
          ],
          resolution: [
            'Expected no execution policy of Group Policy for the computer on EX01',
            "Get-ItemProperty -LiteralPath 'Registry::HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\PowerShell'",
            'gpresult /scope computer /v',
            'gpupdate /target:computer /force',
            'Get-ExecutionPolicy -List'
          ]
        }
      ]
    },
    {
      name: 'Unrestricted is a policy all the same',
      facts: machine('1', 'Unrestricted'),
      drifts: [{ path: 'executionPolicy.machine', actual: 'Unrestricted', ...byHand }]
    },
    {
      name: 'scripts are forbidden: EnableScripts 0, whatever stands beside it',
      facts: machine('0', '(empty)'),
      drifts: [{ path: 'executionPolicy.machine', actual: 'no scripts (EnableScripts 0)', ...byHand }]
    },
    {
      name: 'scripts are forbidden: EnableScripts 0 alone',
      facts: machine('0', null),
      drifts: [{ path: 'executionPolicy.machine', actual: 'no scripts (EnableScripts 0)', ...byHand }]
    },
    {
      name: 'for a user alone, with a name that wants to be a command',
      facts: found({ users: [user({ sid: "S-1'; calc", enableScripts: '1', executionPolicy: 'AllSigned' })] }),
      drifts: [
        {
          ...{ path: 'executionPolicy["S-1\'; calc"]', actual: 'AllSigned', ...byHand },
          evidence: ["HKEY_USERS\\S-1'; calc\\SOFTWARE\\Policies\\Microsoft\\Windows\\PowerShell"],
          resolution: ["-LiteralPath 'Registry::HKEY_USERS\\S-1''; calc\\SOFTWARE", 'gpresult /scope user /v']
        }
      ]
    },
    {
      name: 'an update has failed already: WMI is Disabled, so that no script file runs',
      facts: { ...machine('1', 'RemoteSigned'), ...wmi('Stopped', 'Disabled') },
      drifts: [
        {
          ...{ path: 'executionPolicy.machine', actual: 'RemoteSigned', ...byHand },
          evidence: ['WinMgmt is Disabled, Stopped: with the policy in force, Windows PowerShell refuses script files']
        }
      ]
    },
    {
      name: 'the computer and a user; another user is unread',
      facts: found({
        machine: { enableScripts: '1', executionPolicy: 'Bypass' },
        users: [user({ enableScripts: '0' }), user({ sid: 'S-1-5-18', unreadable: 'access denied' })]
      }),
      reason: 'the Group Policy values of the user S-1-5-18 could not be read: access denied',
      drifts: [
        { path: 'executionPolicy.machine', actual: 'Bypass', ...byHand },
        { path: `executionPolicy.${sid}`, actual: 'no scripts (EnableScripts 0)', ...byHand }
      ]
    }
  ],
  unknown: [
    {
      name: 'a policy without EnableScripts',
      facts: machine(null, 'RemoteSigned'),
      reason: 'belong to no setting: EnableScripts not there, ExecutionPolicy RemoteSigned'
    },
    { name: 'EnableScripts 1 without a policy', facts: machine('1', null), reason: 'ExecutionPolicy not there' },
    { name: 'EnableScripts 1 with an empty policy', facts: machine('1', '(empty)'), reason: 'ExecutionPolicy (empty)' },
    { name: 'EnableScripts is no number', facts: machine('yes', 'RemoteSigned'), reason: 'EnableScripts yes' },
    {
      name: 'the users could not be listed',
      facts: found({ users: null }),
      reason: 'the Group Policy values of the users were not read'
    },
    {
      name: 'a user could not be read, as by an account that is no administrator',
      facts: found({ users: [user({ unreadable: 'access denied' })] }),
      reason: `the Group Policy values of the user ${sid} could not be read: access denied`
    },
    { name: 'an older recording', facts: { executionPolicy: undefined }, reason: 'missing in this recording' }
  ],
  notApplicable: [
    {
      name: 'only the management tools are installed',
      facts: {
        ...found(),
        ...managementToolsOnly
      }
    }
  ]
})
