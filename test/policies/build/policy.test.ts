import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { stepText } from '../../../judging/resolutionSteps'
import { cumulativeUpdates, ownTable } from '../../../kernel/builds/buildTable'
import { type Build, compareBuilds, parseBuild, showBuild } from '../../../kernel/compare'
import { productOf, products } from '../../../kernel/product'
import { build } from '../../../policies/build/policy'
import { judgeRow, testPolicy } from '../../support/policyTester'
import { healthySections } from '../../support/server'

const transport = 'Bin\\EdgeTransport.exe'
const common = 'Bin\\Microsoft.Exchange.Common.dll'
const outlookOnTheWeb = 'ClientAccess\\Owa\\bin\\Microsoft.Exchange.Clients.Owa2.Server.dll'

const files = (version: string | null, ...paths: ReadonlyArray<string>) => paths.map((path) => ({ path, version }))

/** A server of this build throughout. */
const installed = (exSetup: string | null) => ({
  build: { exSetup, binaries: files(exSetup, transport, common) },
  identity: { name: 'EX01', roles: ['Mailbox'], installPath: null }
})

const server = (exSetup: string, roles: ReadonlyArray<string>) => ({
  ...installed(exSetup),
  identity: { name: 'EX01', roles, installPath: 'E:\\Exchange\\V15\\' }
})

/** The healthy server's ExSetup.exe with other binaries, and files that the collector looked for in vain. */
const withFiles = (binaries: unknown, missing: ReadonlyArray<string> | null = null) => ({
  build: { exSetup: '15.2.1748.55', binaries, missing }
})

const role = (name: string, parts = {}) => ({
  role: name,
  unpacked: '15.2.1748.10',
  configured: '15.2.1748.10',
  action: null,
  watermark: null,
  ...parts
})
const setupState = (parts: object) => ({ setupState: [role('CafeRole'), role('MailboxRole', parts)] })

const toolsOnly = (build: string) => ({
  ...server(build, []),
  bindings: [],
  sharedWebConfig: { clientAccess: 'absent', httpProxy: 'absent' },
  acls: [],
  services: [{ name: 'W3SVC', status: 'Running', startType: 'Automatic' }]
})

const march2021 = { build: 'march-2021' } as const

/** The article's table, as it stands there, each with an older build of the same Cumulative Update. */
const article: ReadonlyArray<[string, string, string]> = [
  ['2019 CU8', '15.02.0792.010', '15.2.792.5'],
  ['2019 CU7', '15.02.0721.013', '15.2.721.8'],
  ['2019 CU6', '15.02.0659.012', '15.2.659.11'],
  ['2019 CU5', '15.02.0595.008', '15.2.595.6'],
  ['2019 CU4', '15.02.0529.013', '15.2.529.11'],
  ['2019 CU3', '15.02.0464.015', '15.2.464.14'],
  ['2019 CU2', '15.02.0397.011', '15.2.397.9'],
  ['2019 CU1', '15.02.0330.011', '15.2.330.10'],
  ['2019 RTM', '15.02.0221.018', '15.2.221.12'],
  ['2016 CU19', '15.01.2176.009', '15.1.2176.4'],
  ['2016 CU18', '15.01.2106.013', '15.1.2106.8'],
  ['2016 CU17', '15.01.2044.013', '15.1.2044.12'],
  ['2016 CU16', '15.01.1979.008', '15.1.1979.6'],
  ['2016 CU15', '15.01.1913.012', '15.1.1913.10'],
  ['2016 CU14', '15.01.1847.012', '15.1.1847.10'],
  ['2016 CU13', '15.01.1779.008', '15.1.1779.7'],
  ['2016 CU12', '15.01.1713.010', '15.1.1713.9'],
  ['2016 CU11', '15.01.1591.018', '15.1.1591.17'],
  ['2016 CU10', '15.01.1531.012', '15.1.1531.10'],
  ['2016 CU9', '15.01.1466.013', '15.1.1466.9'],
  ['2016 CU8', '15.01.1415.008', '15.1.1415.7'],
  ['2013 CU23', '15.00.1497.012', '15.0.1497.10'],
  ['2013 CU22', '15.00.1473.006', '15.0.1473.5'],
  ['2013 CU21', '15.00.1395.012', '15.0.1395.10'],
  ['2010 SP3', '14.3.513.0', '14.3.509.0']
]

const plain = (text: string): string => text.replace(/\.0+(?=\d)/g, '.')

const missed = (actual: string, minimum: string) => [{ path: 'build', actual, desired: `${minimum} or later` }]

testPolicy(build, {
  compliant: [
    {
      name: 'the newest update of the newest Cumulative Update',
      reason: 'Exchange Server 2019 CU15 Oct26SU (by public reports, October 2026)'
    },
    { name: 'the newest update of the one before', facts: installed('15.2.1544.50') },
    { name: 'the newest update, padded with zeros', facts: installed('15.02.1748.055') },
    { name: 'Subscription Edition', facts: installed('15.2.2562.56'), reason: 'Exchange Server SE RTM Oct26SU' },
    {
      name: '2016 after its end of support',
      facts: installed('15.1.2507.77'),
      reason: 'support for Exchange Server 2016 ended on 2025-10-14; updates after that day are only for'
    },
    {
      name: '2013 after its end of support',
      facts: installed('15.0.1497.48'),
      reason: /support for Exchange Server 2013 ended on 2023-04-11(?:$|; judged)/
    },
    {
      name: '2010 after its end of support',
      facts: installed('14.3.513.0'),
      reason: 'support for Exchange Server 2010 ended on 2020-10-13'
    },
    {
      name: 'above the newest update of its Cumulative Update',
      facts: installed('15.2.1544.60'),
      reason: '15.2.1544.60 is newer than the table of 2026-10-02'
    },
    {
      name: 'above the newest build of its product',
      facts: installed('15.2.2700.1'),
      reason: 'newer than the table of 2026-10-02'
    },
    {
      name: 'a Cumulative Update of 2019 that the table does not know yet',
      facts: installed('15.2.1900.5'),
      reason: 'newer than the table of 2026-10-02'
    },
    {
      name: 'all roles are finished',
      facts: { ...setupState({}), ...withFiles(files('15.2.1748.55', transport, common, outlookOnTheWeb), []) }
    },
    {
      name: 'Client Access of 2013 has no transport',
      facts: {
        ...server('15.0.1497.48', ['ClientAccess']),
        build: { exSetup: '15.0.1497.48', binaries: files('15.0.1497.48', common), missing: [transport] }
      }
    },
    {
      name: '2010 with a rollup: setup registered the service pack',
      facts: { ...installed('14.3.513.0'), identity: { name: 'EX01', roles: ['Mailbox'], version: '14.3.123.4' } }
    },
    {
      name: 'a table that missed one Patch Tuesday',
      reason: 'the table of builds is of 2026-10-02, 30 days older than the facts'
    },
    { name: 'an Edge Transport server', facts: server('15.2.1748.55', ['Edge']) },
    { name: 'a computer with the management tools alone', facts: toolsOnly('15.2.1748.55') },
    {
      name: 'setup keeps a version with blanks around it',
      facts: setupState({ unpacked: '15.2.1748.10 ', configured: ' 15.2.1748.10' })
    },
    {
      name: 'a file of a later update of the same Cumulative Update',
      facts: withFiles([...files('15.2.1748.60', transport), ...files('15.2.1748.55', common)])
    },
    {
      name: 'the management tools alone, without any of the other binaries',
      facts: { ...toolsOnly('15.2.1748.55'), build: { exSetup: '15.2.1748.55', binaries: [] } }
    },
    {
      name: 'a binary that the security update left alone',
      facts: withFiles([...files('15.2.1748.55', transport, common), ...files('15.2.1748.10', 'Bin\\A.dll')])
    },
    {
      name: 'a binary of 2010 that the rollups left alone',
      facts: {
        ...installed('14.3.513.0'),
        build: { exSetup: '14.3.513.0', binaries: files('14.3.123.4', 'Bin\\A.dll', common) }
      }
    },
    ...article.map(([name, minimum]) => ({
      name: `March 2021, ${name}`,
      facts: installed(minimum),
      desired: march2021
    })),
    { name: 'March 2021, a later update', facts: installed('15.2.792.15'), desired: march2021 },
    { name: 'March 2021, a newer Cumulative Update', facts: installed('15.2.858.5'), desired: march2021 },
    { name: 'March 2021, 2016 CU20', facts: installed('15.1.2242.4'), desired: march2021 },
    { name: 'March 2021, Subscription Edition', facts: installed('15.2.2562.17'), desired: march2021 },
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
      name: '2010 with an older rollup',
      facts: { ...installed('14.3.496.0'), identity: { error: 'access denied' } },
      reason: 'identity unread: access denied',
      drifts: [
        {
          path: 'build',
          actual: '14.3.496.0',
          desired: '14.3.513.0 or later',
          evidence: ['Exchange Server 2010 SP3 RU30.'],
          resolution: ['install RU32.', 'KB5000978', 'run the .msp file of RU32 by its full path', 'V14\\Bin']
        }
      ]
    },
    {
      name: '2010 with an older service pack',
      facts: installed('14.2.247.5'),
      drifts: [
        {
          path: 'build',
          actual: '14.2.247.5',
          desired: '14.3.513.0 or later',
          resolution: ['install SP3, then RU32.', 'run: D:\\setup.com /m:upgrade\n']
        }
      ]
    },
    ...article.map(([name, minimum, before]) => ({
      name: `before March 2021, ${name}`,
      facts: installed(before),
      desired: march2021,
      drifts: [
        {
          path: 'build',
          actual: before,
          desired: `${plain(minimum)} or later`,
          resolution: [`Exchange Server ${name} ${name.startsWith('2010') ? 'RU32' : 'Mar21SU'} (${plain(minimum)})`]
        }
      ]
    })),
    {
      name: 'March 2021, a Cumulative Update that the article does not list',
      facts: installed('15.1.1261.35'),
      desired: march2021,
      drifts: [
        {
          path: 'build',
          actual: '15.1.1261.35',
          desired: '15.1.2176.9 or later',
          evidence: ['the newest that it lists is Mar21SU (15.1.2176.9) for CU19.'],
          resolution: [
            'install CU19, then Mar21SU.',
            'D:\\setup.exe /m:upgrade /IAcceptExchangeServerLicenseTerms\n',
            'run the .msp file of Mar21SU by its full path'
          ]
        }
      ]
    },
    {
      name: 'March 2021, 2013 CU20',
      facts: installed('15.0.1367.9'),
      desired: march2021,
      drifts: missed('15.0.1367.9', '15.0.1497.12')
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
    },
    {
      name: 'a half-applied Cumulative Update',
      facts: {
        build: {
          exSetup: '15.2.1748.55',
          binaries: [...files('15.2.1544.48', transport), ...files('15.2.1748.55', common)]
        }
      },
      drifts: [
        {
          path: 'binaries["Bin\\EdgeTransport.exe"]',
          actual: '15.2.1544.48',
          desired: '15.2.1748 or later',
          evidence: ['Bin\\EdgeTransport.exe has the file version 15.2.1544.48', 'Exchange Server 2019 CU15 Oct26SU'],
          resolution: [
            'reinstall the update from an elevated Command Prompt and restart EX01.',
            '.exe of Oct26SU',
            "(Get-Item -LiteralPath 'C:\\Program Files\\Microsoft\\Exchange Server\\",
            "V15\\Bin\\EdgeTransport.exe').VersionInfo"
          ]
        }
      ]
    },
    {
      name: 'half-applied, with a build that the table does not list',
      facts: {
        build: {
          exSetup: '15.2.1748.60',
          binaries: [...files('15.2.1544.4', transport), ...files('15.2.1748.60', common)]
        }
      },
      drifts: [
        {
          path: 'binaries["Bin\\EdgeTransport.exe"]',
          actual: '15.2.1544.4',
          desired: '15.2.1748 or later',
          resolution: ['install the update of build 15.2.1748.60 again.']
        }
      ]
    },
    {
      name: 'a half-applied Cumulative Update without a security update',
      facts: {
        build: {
          exSetup: '15.2.1748.10',
          binaries: [...files('15.2.1544.4', transport), ...files('15.2.1748.10', common)]
        }
      },
      desired: { build: { '2019': '15.2.1748.10' } },
      drifts: [
        {
          path: 'binaries["Bin\\EdgeTransport.exe"]',
          actual: '15.2.1544.4',
          desired: '15.2.1748 or later',
          resolution: ['Mount the medium of CU15']
        }
      ]
    },
    {
      name: 'a file of a newer Cumulative Update, which is of another product as well',
      facts: withFiles([...files('15.2.2562.17', transport), ...files('15.2.1748.55', common)]),
      drifts: [
        {
          path: 'binaries["Bin\\EdgeTransport.exe"]',
          actual: '15.2.2562.17',
          desired: '15.2.1748 (ExSetup.exe)',
          evidence: ['newer than the Cumulative Update of ExSetup.exe', 'So an upgrade to the newer one'],
          resolution: ['Never delete a watermark', 'Download Exchange Server SE RTM']
        }
      ]
    },
    {
      name: 'a file of a newer Cumulative Update of the same product',
      facts: {
        ...installed('15.2.1544.50'),
        build: { exSetup: '15.2.1544.50', binaries: files('15.2.1748.10', transport, common) }
      },
      drifts: [transport, common].map((path) => ({
        path: `binaries["${path}"]`,
        actual: '15.2.1748.10',
        desired: '15.2.1544 (ExSetup.exe)'
      }))
    },
    {
      name: 'a library that every collector looks for is not among the binaries',
      facts: withFiles(files('15.2.1748.55', transport)),
      drifts: [
        {
          path: 'binaries["Bin\\Microsoft.Exchange.Common.dll"]',
          actual: 'missing',
          desired: 'present',
          evidence: [
            'V15\\Bin\\Microsoft.Exchange.Common.dll is not there; ExSetup.exe has the file version 15.2.1748.55'
          ],
          resolution: ['antivirus', '.exe of Oct26SU'],
          remediation: null
        }
      ]
    },
    {
      name: 'files that the collector looked for in vain, by what belongs to a Mailbox server',
      facts: withFiles([], [transport, common, outlookOnTheWeb]),
      drifts: [common, transport, outlookOnTheWeb].map((path) => ({
        path: `binaries["${path}"]`,
        actual: 'missing',
        desired: 'present'
      }))
    },
    {
      name: 'Edge Transport has no Outlook on the web, and lacks its transport',
      facts: {
        ...server('15.2.1748.55', ['Edge']),
        ...withFiles(files('15.2.1748.55', common), [transport, outlookOnTheWeb])
      },
      drifts: [{ path: 'binaries["Bin\\EdgeTransport.exe"]', actual: 'missing', desired: 'present' }]
    },
    {
      name: 'ExSetup.exe itself is missing',
      facts: { build: { exSetup: null, binaries: [], missing: ['Bin\\ExSetup.exe', transport, common] } },
      drifts: [{ path: 'build', actual: 'ExSetup.exe is missing', desired: 'present', resolution: ['resume setup'] }]
    },
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
            'Mount the medium of CU15'
          ],
          remediation: null
        }
      ]
    },
    {
      name: 'a first installation that stopped is run again as it was begun',
      facts: setupState({ configured: null, action: 'Install' }),
      drifts: [
        {
          path: 'setupState.MailboxRole',
          actual: 'Action Install, no Watermark',
          desired: 'finished',
          resolution: ['with the command line of the run that stopped']
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
          desired: 'finished'
        }
      ]
    },
    {
      name: 'a watermark shows also where what is installed was not read',
      facts: { build: { error: 'access denied' }, ...setupState({ watermark: '1d2c' }) },
      drifts: [{ path: 'setupState.MailboxRole', actual: 'no Action, Watermark 1d2c', desired: 'finished' }]
    },
    {
      name: 'an update that is missing by a table that is much too old',
      facts: installed('15.2.1748.53'),
      desired: { table: E.right({ ...ownTable, asOf: '2026-01-01' }) },
      reason: 'the table of builds is of 2026-01-01',
      drifts: missed('15.2.1748.53', '15.2.1748.55')
    }
  ],
  unknown: [
    {
      name: 'the other binaries were not read',
      facts: withFiles(null),
      reason: 'whether the other binaries are of the build of ExSetup.exe was not read'
    },
    { name: 'an empty list of binaries, as no server has it', facts: withFiles([]), reason: 'was not read' },
    {
      name: 'a binary without a version, as a copy that broke off leaves it',
      facts: withFiles([...files('15.2.1748.55', transport), ...files(null, common)]),
      reason: "the file version of Bin\\Microsoft.Exchange.Common.dll can't be read"
    },
    {
      name: 'a file that the collector did not look for',
      facts: withFiles(files('15.2.1748.55', transport, common), []),
      reason: 'Microsoft.Exchange.Clients.Owa2.Server.dll is there was not looked at'
    },
    {
      name: 'a file is not there, and the roles are not known',
      facts: { ...withFiles(files('15.2.1748.55', transport)), identity: { error: 'no registry' } },
      reason: 'whether Bin\\Microsoft.Exchange.Common.dll belongs to this server is not known: no registry'
    },
    {
      name: 'no role, and an empty list of services',
      facts: { ...server('15.2.1748.55', []), ...withFiles(files('15.2.1748.55', transport)), services: [] },
      reason: 'is not known: no role is listed'
    },
    {
      name: 'no role, yet the library of Outlook on the web, which only a role brings',
      facts: { ...toolsOnly('15.2.1748.55'), ...withFiles(files('15.2.1748.55', outlookOnTheWeb)) },
      reason: 'is not known: no role is listed'
    },
    {
      name: 'no role, yet the site of a server that holds mailboxes',
      facts: {
        ...toolsOnly('15.2.1748.55'),
        ...withFiles(files('15.2.1748.55', 'Bin\\A.dll')),
        bindings: [{ site: 'exchange back end', protocol: 'https', address: '', port: 444, host: '', thumbprint: null }]
      },
      reason: 'is not known: no role is listed'
    },
    {
      name: 'the state of setup is unreadable',
      facts: { setupState: { error: 'access denied' } },
      reason: 'how far setup has come with each role was not read: access denied'
    },
    { name: 'setup keeps no role', facts: { setupState: [] }, reason: 'none was found there' },
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
    },
    {
      name: 'a table that missed more than three Patch Tuesdays',
      desired: { table: E.right({ ...ownTable, asOf: '2026-06-10' }) },
      reason: 'it cannot know all updates of the Patch Tuesdays since then (4, the last on 2026-10-13)'
    },
    {
      name: 'a table that cannot be used',
      desired: { table: E.left('tables/builds.json is not JSON') },
      reason: 'tables/builds.json is not JSON'
    },
    { name: 'no ExSetup.exe', facts: installed(null), reason: 'the file version of ExSetup.exe is not known' },
    { name: 'no product that is known', facts: installed('15.3.1.0'), reason: '15.3.1.0 belongs to no version' },
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
  ],
  notApplicable: []
})

const test = suite('properties of builds')

const part = fc.nat({ max: 3000 })
const tableBuilds = products.flatMap((product) =>
  cumulativeUpdates(product).flatMap((cu) => [cu.build, ...cu.updates.map((update) => update.build)])
)
const anyBuild: fc.Arbitrary<Build> = fc.oneof(
  fc.tuple(fc.constantFrom(14, 15), fc.nat({ max: 3 }), part, part),
  fc.constantFrom(...tableBuilds)
)

test('a build survives being shown and parsed', () => {
  fc.assert(fc.property(anyBuild, (one) => assert.equal(parseBuild(showBuild(one)), O.some(one))))
})

test('builds are totally ordered', () => {
  fc.assert(
    fc.property(anyBuild, anyBuild, anyBuild, (a, b, c) => {
      assert.is(Math.sign(compareBuilds(a, b)), -Math.sign(compareBuilds(b, a)) + 0)
      assert.is(compareBuilds(a, b) === 0, showBuild(a) === showBuild(b))
      if (compareBuilds(a, b) <= 0 && compareBuilds(b, c) <= 0) assert.ok(compareBuilds(a, c) <= 0)
    })
  )
})

const buildDrifts = (exSetup: Build, target: Parameters<typeof judgeRow>[1]['desired']) =>
  judgeRow(build, { name: '', facts: installed(showBuild(exSetup)), desired: target }).drifts.length

test('a build that is its own minimum never drifts', () => {
  fc.assert(
    fc.property(anyBuild, (one) => {
      const product = O.toNullable(productOf(one))
      assert.is(buildDrifts(one, { build: { [product ?? 'none']: showBuild(one) } }), 0)
    })
  )
})

test('a higher update of one Cumulative Update never drifts where a lower one does not', () => {
  fc.assert(
    fc.property(
      anyBuild,
      fc.nat({ max: 200 }),
      fc.constantFrom('latest' as const, 'march-2021' as const),
      (one, more, target) => {
        const higher: Build = [one[0], one[1], one[2], one[3] + more]
        if (buildDrifts(one, { build: target }) === 0) assert.is(buildDrifts(higher, { build: target }), 0)
      }
    )
  )
})

test('each step stands on one line and the summary tells what to do', () => {
  const verdict = judgeRow(build, { name: '', facts: { ...healthySections, ...installed('15.2.986.5') } })
  for (const { resolution, remediation } of verdict.drifts) {
    assert.match(resolution.summary, /^Expected .+; install .+\.$/)
    for (const step of resolution.steps) assert.not.match(stepText(step), /\n/)
    assert.ok(E.isLeft(remediation))
  }
})

test('no end of support is told of the Subscription Edition', () => {
  assert.not.match(judgeRow(build, { name: '', facts: installed('15.2.2562.53') }).reason ?? '', /support/)
})

test.run()
