import { sharedWebConfig } from '../../../policies/shared-web-config/policy'
import { testPolicy } from '../../support/policyTester'
import { healthySections, withoutRoles } from '../../support/server'

const kind = (exSetup: string, roles: ReadonlyArray<string>, installPath: string | null = null) => ({
  identity: { name: 'EX01', roles, installPath },
  build: { exSetup }
})
const installedIn = (path: string | null) => kind('15.2.1748.53', ['Mailbox'], path)
const clientAccess2013 = kind('15.0.1497.12', ['ClientAccess'])
const mailbox2013 = kind('15.0.1497.12', ['Mailbox'])

const files = (clientAccess: string | null, httpProxy: string | null) => ({
  sharedWebConfig: { clientAccess, httpProxy }
})
const backEnd = (actual: string) => ({ path: 'sharedWebConfig.clientAccess', actual, desired: 'present' })
const frontEnd = (actual: string) => ({ path: 'sharedWebConfig.httpProxy', actual, desired: 'present' })

const root = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15'

testPolicy(sharedWebConfig, {
  compliant: [
    { name: 'both files are in place' },
    {
      name: '2013 Client Access has no ClientAccess file',
      facts: { ...clientAccess2013, ...files('absent', 'present') }
    },
    { name: '2013 Mailbox has no HttpProxy file', facts: { ...mailbox2013, ...files('present', null) } }
  ],
  drifting: [
    {
      name: 'the file of the back end is absent, and setup has not finished a role',
      facts: {
        ...files('absent', 'present'),
        setupState: [{ role: 'MailboxRole', action: 'Install', watermark: '1d2c' }]
      },
      drifts: [{ ...backEnd('absent'), resolution: ['Repair the update first, as build says'] }]
    },
    {
      name: 'the file of the back end is absent',
      facts: files('absent', 'present'),
      drifts: [
        {
          ...backEnd('absent'),
          evidence: [`${root}\\ClientAccess\\SharedWebConfig.config does not exist`],
          resolution: [
            `cd /d "${root}\\bin"`,
            `DependentAssemblyGenerator.exe -exchangePath "${root}\\bin" -exchangePath "${root}\\ClientAccess" ` +
              `-configFile "${root}\\ClientAccess\\SharedWebConfig.config"`,
            'Restart-Service W3SVC,WAS -Force',
            'Watermark'
          ],
          remediation: [
            `New-SharedWebConfig '${root}\\ClientAccess\\SharedWebConfig.config'`,
            'SharedWebConfig.config.new"',
            'Get-SharedConfigState'
          ]
        }
      ]
    },
    {
      name: 'the file of the front end is absent',
      facts: files('present', 'absent'),
      drifts: [
        {
          ...frontEnd('absent'),
          resolution: [
            `-exchangePath "${root}\\FrontEnd\\HttpProxy" ` +
              `-configFile "${root}\\FrontEnd\\HttpProxy\\SharedWebConfig.config"`
          ]
        }
      ]
    },
    {
      name: 'both are empty',
      facts: files('empty', 'empty'),
      drifts: [{ ...backEnd('empty'), evidence: ['is empty'] }, frontEnd('empty')]
    },
    {
      name: 'both are malformed: the damaged file is kept',
      facts: files('malformed', 'malformed'),
      drifts: [
        {
          ...backEnd('malformed'),
          evidence: ['is not well-formed XML'],
          resolution: [
            `move "${root}\\ClientAccess\\SharedWebConfig.config" ` +
              `"${root}\\ClientAccess\\SharedWebConfig.config.damaged"`
          ]
        },
        frontEnd('malformed')
      ]
    },
    ...(['other', 'unexpanded', 'elsewhere'] as const).map((state) => ({
      name: `well-formed XML that serves nobody (${state}): the old file is kept, and what was seen is quoted`,
      facts: {
        sharedWebConfig: {
          clientAccess: state,
          httpProxy: 'present',
          found: { clientAccess: 'file:///%ExchangeInstallDir%bin\\A.dll', httpProxy: null }
        }
      },
      drifts: [
        {
          ...backEnd(state),
          evidence: ['file:///%ExchangeInstallDir%bin\\A.dll'],
          resolution: [`move "${root}\\ClientAccess\\SharedWebConfig.config"`, 'DependentAssemblyGenerator.exe'],
          remediation: ['the old file was left as it was']
        }
      ]
    })),
    {
      name: 'one absent, the other unread',
      facts: files(null, 'absent'),
      reason: 'ClientAccess\\SharedWebConfig.config exists was not read',
      drifts: [frontEnd('absent')]
    },
    {
      name: '2013 Client Access without its own file',
      facts: { ...clientAccess2013, ...files('absent', 'absent') },
      drifts: [frontEnd('absent')]
    },
    {
      name: '2013 Mailbox without its own file',
      facts: { ...mailbox2013, ...files('absent', 'absent') },
      drifts: [backEnd('absent')]
    },
    {
      name: 'installed on D: without a backslash at the end',
      facts: { ...installedIn('D:\\Exchange (2019)'), ...files('absent', 'present') },
      drifts: [
        {
          ...backEnd('absent'),
          resolution: ['cd /d "D:\\Exchange (2019)\\bin"', '-exchangePath "D:\\Exchange (2019)\\ClientAccess" '],
          remediation: ['-exchangePath "D:\\Exchange (2019)\\bin" ']
        }
      ]
    },
    ...['C:\\%PATH%\\', 'C:\\a & calc\\', 'C:\\a^b\\', 'C:\\a!b\\'].map((path) => ({
      name: `an installation folder that cmd would interpret: ${JSON.stringify(path)}`,
      facts: { ...installedIn(path), ...files('malformed', 'present') },
      drifts: [
        {
          ...backEnd('malformed'),
          resolution: [
            'cd /d "%ExchangeInstallPath%bin"',
            '-exchangePath "%ExchangeInstallPath%ClientAccess" ',
            'move "%ExchangeInstallPath%ClientAccess\\SharedWebConfig.config"'
          ],
          byHand: 'the installation folder is not known, or its name',
          remediation: null
        }
      ]
    })),
    {
      name: 'the installation folder is not known',
      facts: { ...installedIn(null), ...files('absent', 'present') },
      drifts: [{ ...backEnd('absent'), resolution: ['cd /d "%ExchangeInstallPath%bin"'], remediation: null }]
    }
  ],
  unknown: [
    {
      name: 'no role, and an empty list of services, as no computer has it',
      facts: { ...kind('15.2.1748.53', []), services: [] },
      reason: 'no role is listed, yet the site Exchange Back End is there'
    },
    {
      name: 'no role, and setup keeps the state of one',
      facts: {
        ...kind('15.2.1748.53', []),
        services: [{ name: 'W3SVC', status: 'Running', startType: 'Automatic' }],
        setupState: [{ role: 'MailboxRole', unpacked: '15.2.1748.10', configured: '15.2.1748.10' }]
      },
      reason: "no role is listed, yet setup's key MailboxRole is there"
    },
    { name: 'an assembly binding without an entry', facts: files('unfilled', 'present'), reason: 'holds no entry' },
    {
      name: 'one file could not be read, and says why',
      facts: {
        sharedWebConfig: {
          clientAccess: 'present',
          httpProxy: null,
          found: { clientAccess: null, httpProxy: 'access denied' }
        }
      },
      reason: 'was not read: access denied'
    },
    {
      name: 'the journal is unreadable, so that a restart may be owed',
      facts: { journal: { error: 'the mark is damaged' } },
      reason: 'whether a remediation still owes a restart of IIS could not be read: the mark is damaged'
    },
    {
      name: 'an older recording holds a mark that is no list of policies',
      facts: { journal: { lastEntry: 3, restartDue: '\u0000\u0000\u0000' } },
      reason: 'is damaged; restart IIS, then remove it'
    },
    {
      name: 'nobody looked for the file of the front end',
      facts: files('present', null),
      reason: 'whether C:\\Program Files\\Microsoft\\Exchange Server\\V15\\FrontEnd\\HttpProxy\\SharedWebConfig.config'
    },
    { name: 'the roles are unreadable', facts: { identity: { error: 'no registry' } }, reason: 'no registry' },
    {
      name: 'the version is not known',
      facts: { ...healthySections, identity: { name: 'EX01', roles: ['Mailbox'] }, build: {} },
      reason: 'version'
    }
  ],
  notApplicable: [
    { name: 'Edge Transport', facts: { ...kind('15.2.1748.53', ['Edge']), ...files('absent', 'absent') } },
    { name: '2010', facts: { ...kind('14.3.513.0', ['Mailbox', 'ClientAccess']), ...files('absent', 'absent') } },
    {
      name: 'the management tools alone',
      facts: {
        ...kind('15.2.1748.53', []),
        ...withoutRoles,
        services: [{ name: 'W3SVC', status: 'Running', startType: 'Automatic' }]
      }
    }
  ]
})
