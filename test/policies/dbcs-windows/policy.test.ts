import { dbcsWindows } from '../../../policies/dbcs-windows/policy'
import { testPolicy } from '../../support/policyTester'

const server = (exSetup: string | null, parts: object = {}) => ({
  identity: { name: 'EX01', fqdn: null, roles: ['Mailbox', 'ClientAccess'], version: '14.3.123.4' },
  build: { exSetup, binaries: [] },
  codePage: { acp: '932', oem: '932', inUse: 932, os: '6.2.9200', ...parts }
})

const before = '14.3.509.0'
const after = '14.3.513.0'

const english = { acp: '1252', oem: '437', inUse: 1252 }

const found = (actual: string, evidence: ReadonlyArray<string>, resolution: ReadonlyArray<string>) => [
  {
    ...{ path: 'codePage.acp', actual, desired: 'English (United States), code page 1252' },
    ...{ evidence, resolution, remediation: null }
  }
]

const language = (acp: string, name: string) => ({
  name,
  facts: server(before, { acp, oem: acp, inUse: Number(acp) }),
  drifts: found(`${name}, code page ${acp}`, [`ACP ${acp}`], [`${name}, code page ${acp} again after`])
})

testPolicy(dbcsWindows, {
  concerned: server(before),
  compliant: [
    { name: 'English', facts: server(before, english) },
    { name: 'another code page of one byte', facts: server(before, { acp: '1251', oem: '866', inUse: 1251 }) },
    { name: 'the update is installed', facts: server(after) },
    { name: 'the consoles alone have a double-byte code page', facts: server(before, { ...english, oem: '932' }) }
  ],
  drifting: [
    {
      name: 'Japanese before the update',
      facts: server(before),
      drifts: found(
        'Japanese, code page 932',
        [
          'The registry holds ACP 932, and Windows 6.2.9200 uses the code page 932.',
          'ExSetup.exe is 14.3.509.0, which is older than 14.3.513.0 (Update Rollup 32'
        ],
        [
          'Expected English (United States) for programs without Unicode on EX01',
          'Get-WinSystemLocale',
          'Set-WinSystemLocale -SystemLocale en-US',
          'Restart EX01',
          'Install Update Rollup 32 for Exchange Server 2010 SP3 on EX01.',
          'Set the system locale that you noted (Japanese, code page 932)'
        ]
      )
    },
    language('936', 'Chinese (Simplified)'),
    language('949', 'Korean'),
    language('950', 'Chinese (Traditional)'),
    {
      name: 'English is set, but Windows was not restarted',
      facts: server(before, { acp: '1252', oem: '437' }),
      drifts: found(
        'Japanese, code page 932, until the next restart',
        ['The registry holds ACP 1252', 'uses the code page 932'],
        ['Expected the new system locale to be in use on EX01', 'Restart-Computer']
      )
    },
    {
      name: 'Japanese is set again, and Windows was not restarted',
      facts: server(before, { inUse: 1252 }),
      drifts: found('Japanese, code page 932', ['uses the code page 1252'], ['Get-WinSystemLocale'])
    },
    {
      name: 'the code page in use was not read',
      facts: server(before, { inUse: null }),
      drifts: found('Japanese, code page 932', ['uses a code page that was not read'], [])
    }
  ],
  unknown: [
    { name: 'no code page', facts: server(before, { acp: null, inUse: 1252 }), reason: 'ACP' },
    { name: 'no code page, and a double-byte one in use', facts: server(before, { acp: null }), reason: 'ACP' },
    {
      name: 'English is set, and what is in use was not read',
      facts: server(before, { ...english, inUse: null }),
      reason: 'the code page that Windows uses was not read'
    },
    { name: 'no version of Windows', facts: server(before, { os: null }), reason: 'the version of Windows' },
    { name: 'no version of Exchange', facts: server(null), reason: 'ExSetup.exe' },
    {
      name: 'an older recording',
      facts: { ...server(before), codePage: undefined },
      reason: 'missing in this recording'
    }
  ],
  notApplicable: [
    { name: 'Windows Server 2012 R2', facts: server(before, { os: '6.3.9600' }) },
    { name: 'Windows Server 2008 R2', facts: server(before, { os: '6.1.7601' }) },
    {
      name: 'Exchange 2013',
      facts: {
        ...server('15.0.1497.2'),
        identity: { name: 'EX01', fqdn: null, roles: ['Mailbox'], version: '15.0.1497.2' }
      }
    }
  ]
})
