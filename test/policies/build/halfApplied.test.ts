import { build } from '../../../policies/build/policy'
import { testRows } from '../../support/policyTester'
import { common, files, installed, transport, withFiles } from './installedBuild'

testRows(build, 'files of another build', {
  compliant: [
    {
      name: 'a file of the same Cumulative Update that is newer than all that the table lists, as an interim update may leave it',
      facts: withFiles([...files('15.2.1748.60', transport), ...files('15.2.1748.55', common)])
    },
    {
      name: 'a file between two updates of the table, as an interim update leaves it',
      facts: {
        build: {
          exSetup: '15.2.1748.55',
          binaries: files('15.2.1748.55', transport, common, 'Bin\\B.dll').concat(files('15.2.1748.54', 'Bin\\A.dll'))
        }
      }
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
    }
  ],
  drifting: [
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
      name: 'a security update that broke off after it had replaced some files, and not ExSetup.exe',
      facts: {
        build: {
          exSetup: '15.2.1748.39',
          binaries: [...files('15.2.1748.55', transport), ...files('15.2.1748.37', common)]
        }
      },
      desired: { build: { '2019': '15.2.1748.39' } },
      drifts: [
        {
          path: 'binaries["Bin\\EdgeTransport.exe"]',
          actual: '15.2.1748.55',
          desired: '15.2.1748.39 (ExSetup.exe) or older',
          evidence: [
            'Exchange Server 2019 CU15 Oct26SU',
            'So the update to 15.2.1748.55 replaced only some of the files'
          ],
          resolution: ['install Exchange Server 2019 CU15 Oct26SU', '.exe of Oct26SU', 'Bin\\ExSetup.exe']
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
    }
  ]
})
