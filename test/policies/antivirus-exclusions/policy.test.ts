import { antivirusExclusions } from '../../../policies/antivirus-exclusions/policy'
import { testPolicy } from '../../support/policyTester'
import { managementToolsOnly } from '../../support/server'

const root = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\'

const service = (name: string, status: string) => ({ name, status, startType: 'Automatic' })
const running = { services: [service('WinDefend', 'Running'), service('MSExchangeIS', 'Running')] }

const driver = (name: string, altitude: string, start: number | null = 0) => ({ name, altitude, start })
const wdFilter = driver('WdFilter', '328010')

const defender = (paths: ReadonlyArray<string>, parts: object = {}) => ({
  ...{ realTimeOff: false, paths, processes: [], extensions: [], ...parts }
})

const found = (parts: object) => ({
  ...running,
  antivirus: { defender: defender([root]), filters: [wdFilter], unread: [], ...parts }
})

const drifts = (
  missing: number,
  of: number,
  evidence: ReadonlyArray<string>,
  resolution: ReadonlyArray<string> = []
) => [
  {
    path: 'antivirus.Defender',
    actual: `watches ${missing} of ${of} folders of Exchange`,
    desired: 'leaves out the folders of Exchange',
    evidence,
    resolution: ['Add-MpPreference -ExclusionPath', ...resolution],
    remediation: null,
    byHand: 'the security administrators decide'
  }
]

const transport = ['IpFilter', 'SenderReputation', 'Temp'].map((name) => `${root}TransportRoles\\Data\\${name}`)

testPolicy(antivirusExclusions, {
  compliant: [
    { name: 'the whole folder of Exchange is left out', facts: found({}) },
    {
      name: 'in other letters, with the variable of Exchange, a star for one folder, and one at the end',
      facts: found({
        defender: defender([
          'c:\\PROGRAM FILES\\*\\Exchange Server\\v15\\Mailbox\\*',
          '%ExchangeInstallPath%ClientAccess',
          '%ExchangeInstallPath%\\FIP-FS',
          `${root}Group*\\`,
          `${root}Logging`,
          `${root}Working`,
          `${root}TransportRoles`
        ])
      })
    },
    { name: 'Defender does not watch files', facts: found({ defender: defender([], { realTimeOff: true }) }) },
    {
      name: 'the service of Defender is stopped',
      facts: { ...found({ defender: defender([]) }), services: [service('WinDefend', 'Stopped')] }
    },
    {
      name: 'its driver is disabled',
      facts: found({ defender: defender([]), filters: [driver('WdFilter', '328010', 4)] })
    },
    { name: 'no driver, whatever could not be read of Defender', facts: found({ defender: null, filters: [] }) },
    {
      name: 'what intruders like is left out as well, and it says so',
      facts: found({
        defender: defender([root, 'C:\\Windows\\System32\\inetsrv'], { processes: ['C:\\Windows\\x\\w3wp.exe'] })
      }),
      reason:
        'Defender leaves out C:\\Windows\\System32\\inetsrv, C:\\Windows\\x\\w3wp.exe, which Microsoft no longer advises'
    }
  ],
  drifting: [
    {
      name: 'no exclusion',
      facts: found({ defender: defender([]) }),
      drifts: drifts(13, 13, [`No exclusion of Microsoft Defender covers ${root}Mailbox.`], [`'${root}FIP-FS'`])
    },
    {
      name: 'its driver is there, and its service is not listed',
      facts: { ...found({ defender: defender([]) }), services: [service('MSExchangeIS', 'Running')] },
      drifts: drifts(13, 13, [])
    },
    {
      name: 'some, of which one only begins like a folder; the services were not read',
      facts: {
        ...found({
          defender: defender([`${root}Mail`, `${root}Mailbox\\DB1`, `${root}TransportRoles`, `${root}Logging`])
        }),
        services: { error: 'access denied' }
      },
      drifts: drifts(5, 13, [`covers ${root}ClientAccess\\OAB.`, `covers ${root}Mailbox.`])
    },
    {
      name: 'a queue that was moved',
      facts: {
        ...found({}),
        mailQueue: {
          config: `${root}Bin\\EdgeTransport.exe.config`,
          database: { path: 'Q:\\Queue', free: 1, total: 2, unread: null },
          logs: { path: 'Q:\\Queue', free: 1, total: 2, unread: null },
          temp: { path: 'Q:\\Temp', free: 1, total: 2, unread: null },
          size: null
        }
      },
      drifts: drifts(1, 13, ['covers Q:\\Queue.'], ["-ExclusionPath 'Q:\\Queue'"])
    },
    {
      name: 'an Edge Transport server, and another program besides',
      facts: {
        ...found({
          defender: defender(transport),
          filters: [wdFilter, driver('CSAgent', '321410'), driver('Old', '320000', 4)]
        }),
        identity: { name: 'EX01', fqdn: null, roles: ['Edge'], installPath: root }
      },
      drifts: drifts(5, 8, [`covers ${root}TransportRoles\\Data\\Adam.`]),
      reason: 'another antivirus program watches files: CSAgent (321410); see in its console'
    }
  ],
  unknown: [
    {
      name: 'another antivirus program',
      facts: found({ filters: [driver('mfehidk', '321300', null)] }),
      reason: 'another antivirus program watches files: mfehidk (321300)'
    },
    {
      name: 'the exclusions were not read',
      facts: found({ defender: null, unread: [{ source: 'defender', reason: 'access denied' }] }),
      reason: 'what Microsoft Defender leaves out was not read: access denied'
    },
    {
      name: 'the drivers were not read',
      facts: found({ filters: null, unread: [{ source: 'filters', reason: 'access denied' }] }),
      reason: 'the filter drivers were not read: access denied'
    },
    {
      name: 'a star for a drive',
      facts: found({ defender: defender(['*']) }),
      reason: 'an exclusion has a variable or pattern of its own'
    },
    {
      name: 'the folder of Exchange was not read, and may be another one than the default',
      facts: { ...found({}), identity: { name: 'EX01', fqdn: null, roles: ['Mailbox'], installPath: null } },
      reason: 'where Exchange is installed was not read'
    },
    {
      name: 'the folder of the queue was not read, and may be another one than the default',
      facts: { ...found({}), mailQueue: { error: 'access denied' } },
      reason: 'whether Defender leaves out the mail queue is not known: access denied'
    },
    {
      name: 'an exclusion with a variable of the server',
      facts: found({ defender: defender(['%Exchange%']) }),
      reason: 'an exclusion has a variable or pattern of its own'
    },
    {
      name: 'an exclusion with a pattern that is not understood here',
      facts: found({ defender: defender([`${root.slice(0, -2)}??`]) }),
      reason: /./
    }
  ],
  notApplicable: [
    { name: 'management tools alone', facts: managementToolsOnly },
    {
      name: 'Exchange 2010',
      facts: {
        identity: { name: 'EX01', fqdn: null, roles: ['Mailbox'] },
        build: { exSetup: '14.3.513.0', binaries: [] }
      },
      reason: 'Exchange 2010'
    }
  ]
})
