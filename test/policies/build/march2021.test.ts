import { build } from '../../../policies/build/policy'
import { testRows } from '../../support/policyTester'
import { installed, missed } from './installedBuild'

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

testRows(build, 'the updates of March 2021', {
  compliant: [
    ...article.map(([name, minimum]) => ({
      name: `March 2021, ${name}`,
      facts: installed(minimum),
      desired: march2021
    })),
    { name: 'March 2021, a later update', facts: installed('15.2.792.15'), desired: march2021 },
    { name: 'March 2021, a newer Cumulative Update', facts: installed('15.2.858.5'), desired: march2021 },
    { name: 'March 2021, 2016 CU20', facts: installed('15.1.2242.4'), desired: march2021 },
    { name: 'March 2021, Subscription Edition', facts: installed('15.2.2562.17'), desired: march2021 }
  ],
  drifting: [
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
    }
  ]
})
