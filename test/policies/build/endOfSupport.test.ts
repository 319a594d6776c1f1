import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { build } from '../../../policies/build/policy'
import { judgeRow, testRows } from '../../support/policyTester'
import { installed } from './installedBuild'

testRows(build, 'products out of support', {
  compliant: [
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
    }
  ],
  drifting: [
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
    }
  ]
})

const test = suite('products out of support')

test('no end of support is told of the Subscription Edition', () => {
  assert.not.match(judgeRow(build, { name: '', facts: installed('15.2.2562.53') }).reason ?? '', /support/)
})

test.run()
