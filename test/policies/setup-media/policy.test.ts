import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { setupMedia } from '../../../policies/setup-media/policy'
import { judgeRow, testPolicy } from '../../support/policyTester'
import { stepFaults } from '../../support/steps'

const on = (installed: string) => ({ build: { exSetup: installed, binaries: null } })
const cu14 = on('15.2.1544.4')
const cu15 = on('15.2.1748.39')

const medium = (exSetup: string | null, parts: object = {}) => ({
  setupMedia: { path: 'D:\\', setup: exSetup, exSetup, missing: [], ...parts }
})

const upgradable = 'a Cumulative Update to which this server can go'

const drifts = (
  name: string,
  actual: string,
  desired: string,
  evidence: string,
  resolution: ReadonlyArray<string> = []
) => [
  {
    path: `setupMedia.${name}`,
    actual,
    desired,
    evidence: [evidence],
    resolution: ['exchange-compliance:media', ...resolution],
    remediation: null,
    byHand: 'a person chooses the medium'
  }
]

testPolicy(setupMedia, {
  concerned: medium('15.2.1748.10'),
  compliant: [
    {
      name: 'a newer Cumulative Update',
      facts: { ...cu14, ...medium('15.2.1748.10') },
      reason: /^Exchange Server 2019 CU15 can be installed over Exchange Server 2019 CU14$/
    },
    {
      name: 'a medium whose setup asks about no diagnostic data, in a folder of an odd name',
      facts: { ...on('15.1.2106.2'), ...medium('15.1.2176.2', { path: "E:\\CU19 d'été $x\\" }) },
      reason: 'Exchange Server 2016 CU19 can be installed over Exchange Server 2016 CU18'
    },
    {
      name: 'SE over the last Cumulative Update of 2019, with files of one of its updates',
      facts: { ...cu15, ...medium('15.2.2562.20') },
      reason: 'Exchange Server SE RTM can be installed over Exchange Server 2019 CU15 Oct25SU'
    },
    {
      name: 'the Cumulative Update that the server has already',
      facts: { ...cu15, ...medium('15.2.1748.10') },
      reason: 'EX01 has the Cumulative Update of this medium already'
    }
  ],
  drifting: [
    ...[
      'C:\\Media\\..\\Program Files\\Microsoft\\Exchange Server\\V15\\bin',
      'C:\\Program Files\\\\Microsoft\\.\\EXCHANGE SERVER\\V15\\Bin\\'
    ].map((path) => ({
      name: `the folder of Exchange, written as ${path}`,
      facts: { ...cu14, ...medium('15.2.1544.4', { path }) },
      drifts: drifts('path', path, 'the folder of a medium', 'is a folder of the installed Exchange')
    })),
    {
      name: 'an older Cumulative Update',
      facts: { ...cu15, ...medium('15.2.1544.4') },
      drifts: drifts(
        'build',
        'Exchange Server 2019 CU14',
        upgradable,
        'EX01 has Exchange Server 2019 CU15 Oct25SU, which',
        [
          ...['Download Exchange Server 2019 CU15', 'Mount its ISO on EX01'],
          'D:\\setup.exe /m:upgrade /IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF'
        ]
      )
    },
    {
      name: 'another product',
      facts: { ...on('15.1.2507.6'), ...medium('15.2.1748.10') },
      drifts: drifts('build', 'Exchange Server 2019 CU15', upgradable, 'the server runs 2016')
    },
    {
      name: 'SE over a Cumulative Update of 2019 that is too old',
      facts: { ...on('15.2.1258.12'), ...medium('15.2.2562.17') },
      drifts: drifts('build', 'Exchange Server SE RTM', upgradable, 'needs CU14 or CU15 first')
    },
    {
      name: 'the bin folder of the installed Exchange, in other letters',
      facts: {
        ...cu15,
        ...medium('15.2.1748.10', { path: 'c:\\program files\\microsoft\\exchange server\\v15\\BIN', missing: ['x'] })
      },
      drifts: drifts(
        'path',
        'c:\\program files\\microsoft\\exchange server\\v15\\BIN',
        'the folder of a medium',
        'is a folder of the installed Exchange'
      )
    },
    {
      name: 'an empty drive',
      facts: { ...cu14, ...medium(null, { missing: ['Setup.exe', 'Setup\\ServerRoles\\Common\\ExSetup.exe'] }) },
      drifts: drifts(
        'files',
        'without Setup.exe and Setup\\ServerRoles\\Common\\ExSetup.exe',
        'a complete medium of setup',
        'In D:\\ these files are missing'
      )
    },
    {
      name: 'files of two media',
      facts: { ...cu14, ...medium('15.2.1748.10', { setup: '15.2.1544.4' }) },
      drifts: drifts(
        'files',
        'files of 15.2.1544.4 and 15.2.1748.10',
        'a complete medium of setup',
        'the ExSetup.exe that it starts is 15.2.1748.10'
      )
    }
  ],
  unknown: [
    {
      name: 'what is installed already, where the folder of Exchange was not read',
      facts: { ...cu14, ...medium('15.2.1544.4'), identity: { error: 'access denied' } },
      reason: 'may be a folder of the installed Exchange, of which the folder was not read'
    },
    {
      name: 'a short name, which may be that of the folder of Exchange',
      facts: { ...cu14, ...medium('15.2.1544.4', { path: 'C:\\PROGRA~1\\MICROS~1\\EXCHAN~1\\V15\\bin' }) },
      reason: 'may be a folder of the installed Exchange'
    },
    { name: 'no version', facts: { ...cu14, ...medium(null) }, reason: 'the file version of Setup.exe or ExSetup.exe' },
    {
      name: 'a build that the table does not have',
      facts: { ...cu14, ...medium('15.2.9999.1') },
      reason: 'is not in the table of builds'
    },
    {
      name: 'a version of another program',
      facts: { ...cu14, ...medium('6.3.9600.16384') },
      reason: 'belongs to no version of Exchange'
    },
    {
      name: 'the installed build is not known',
      facts: { build: { exSetup: null, binaries: null }, ...medium('15.2.1748.10') },
      reason: 'the build of ExSetup.exe is not known'
    },
    {
      name: 'a table of builds that can not be used',
      facts: { ...cu14, ...medium('15.2.1748.10') },
      desired: { table: E.left('no table') },
      reason: 'no table'
    }
  ],
  notApplicable: [{ name: 'nobody named a medium', facts: { setupMedia: null }, reason: 'the settings name no medium' }]
})

const test = suite('policy setup-media: what comes next')

const withTerms = /^The licence switch accepts the terms for you\. /
const next: ReadonlyArray<readonly [installed: object, found: object, command: string | null, text: RegExp]> = [
  [
    cu14,
    medium('15.2.1748.10'),
    "& 'D:\\Setup.exe' /m:upgrade /IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF",
    /ends in ON sends diagnostic data to Microsoft\. To install Exchange Server 2019 CU15 on EX01, run in an elevated PowerShell:$/
  ],
  [
    on('15.1.2106.2'),
    medium('15.1.2176.2', { path: 'E:\\CU19 $x\\' }),
    "& 'E:\\CU19 $x\\Setup.exe' /m:upgrade /IAcceptExchangeServerLicenseTerms",
    withTerms
  ],
  [cu15, medium('15.2.1748.10'), null, withTerms]
]

test('setup is started by a step with a command, where there is something to install', () => {
  for (const [installed, found, command, text] of next) {
    const { status, steps } = judgeRow(setupMedia, { name: 'a medium', facts: { ...installed, ...found } })
    assert.is(status, 'compliant')
    assert.equal(
      steps.map((step) => step.command),
      command === null ? [] : [command]
    )
    for (const step of steps) {
      assert.equal(stepFaults(step), [], step.text)
      assert.match(step.text, text)
    }
  }
})

test.run()
