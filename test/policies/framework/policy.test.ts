import { framework } from '../../../policies/framework/policy'
import { testPolicy } from '../../support/policyTester'

const server = (exSetup: string, release: number | null, os = '10.0.14393') => ({
  build: { exSetup },
  framework: { release, os }
})

const found = (actual: string, desired: string, evidence: ReadonlyArray<string>, resolution: ReadonlyArray<string>) => [
  { path: 'framework.release', actual, desired, evidence, resolution, remediation: null }
]

const maintenance = "Set-ServerComponentState -Identity 'EX01' -Component ServerWideOffline"
const cu12Of2016 = '15.1.1713.5'

testPolicy(framework, {
  compliant: [
    { name: '2019 CU15 with 4.8, a Release above its threshold', facts: server('15.2.1748.10', 528049, '10.0.17763') },
    { name: '2019 CU15 with 4.8.1 on Windows Server 2022', facts: server('15.2.1748.10', 533325, '10.0.20348') },
    { name: '2016 CU23 with 4.8', facts: server('15.1.2507.6', 528040) },
    { name: 'SE with 4.8.1', facts: server('15.2.2562.17', 533320, '10.0.26100') },
    {
      name: '2019 CU15 with 4.8.1, where an older build is enough',
      facts: server('15.2.1748.10', 533325, '10.0.20348'),
      desired: { build: { '2019': '15.2.1118.7' } }
    },
    { name: '2013 CU23 with 4.7.2', facts: server('15.0.1497.2', 461814, '6.3.9600') }
  ],
  drifting: [
    {
      name: '2016 CU12 with 4.7.2: nothing is supported with CU12 and with CU23',
      facts: server(cu12Of2016, 461808),
      drifts: found(
        '4.7.2',
        '4.8',
        ['CU12 is supported with 4.7.2, 4.7.1', 'CU23, to which the server is to go', 'neither CU12 nor CU23'],
        [
          `${maintenance} -State 'Inactive'`,
          'Get-Service *MSExchange* | Stop-Service; Get-Service *MSExchange* | Stop-Service',
          'Install .NET Framework 4.8 on EX01',
          'Install CU23 on EX01',
          `${maintenance} -State 'Active'`
        ]
      )
    },
    {
      name: '2016 CU12 with 4.8: half-way, only the update is left',
      facts: server(cu12Of2016, 528040),
      drifts: found('4.8', '4.8', ['neither CU12 nor CU23'], ['Install CU23 on EX01'])
    },
    {
      name: '2019 CU13 with 4.8.1, which CU15 is supported with: only the update is left',
      facts: server('15.2.1258.12', 533320, '10.0.20348'),
      drifts: found('4.8.1', '4.8.1', ['CU13 is supported with 4.8.'], ['Install CU15 on EX01'])
    },
    {
      name: '2016 CU23 with 4.8.1, which is too new',
      facts: server('15.1.2507.6', 533320),
      drifts: found('4.8.1', '4.8', ['CU23 is supported with 4.8.'], ['Uninstall .NET Framework 4.8.1'])
    },
    {
      name: '4.8.1 on Windows Server 2019, which has none',
      facts: server('15.2.1748.10', 533320, '10.0.17763'),
      drifts: found('4.8.1', '4.8', ['CU15 is supported with 4.8.'], ['Uninstall .NET Framework 4.8.1'])
    },
    {
      name: 'no .NET Framework 4',
      facts: server('15.2.1748.10', 0, '10.0.17763'),
      drifts: found('none', '4.8', ['the Release 0'], ['Install .NET Framework 4.8'])
    }
  ],
  unknown: [
    { name: 'the Release was not read', facts: server('15.2.1748.10', null), reason: 'Release' },
    {
      name: 'the build to go to is not listed',
      facts: server('15.1.2507.6', 528040),
      desired: { build: {} },
      reason: 'gives no minimum'
    }
  ],
  notApplicable: [
    {
      name: '2010',
      facts: {
        identity: { name: 'EX01', roles: ['Mailbox', 'ClientAccess'] },
        build: { exSetup: '14.3.513.0' },
        framework: { release: 0, os: '6.1.7601' }
      }
    }
  ]
})
