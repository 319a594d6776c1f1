import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { parseBuild, showBuild } from '../../../kernel/compare'
import supplement from '../../../toolchain/buildSupplement.json'
import { cssExchange, joinBuilds } from '../../../toolchain/joinBuilds'

const root = join(__dirname, '..', '..', '..')
const folder = join(root, '..', 'shared', 'data', 'builds')
const table = readFileSync(join(root, 'kernel/builds/buildTable.json'), 'utf8')

const test = suite('the join of the build table')

const plain = (text: string): string => {
  const build = parseBuild(text)
  return O.isSome(build) ? showBuild(build.value) : text
}

const correctedBuilds = supplement.corrections.flatMap(({ builds }) => builds)

const rowOf = (name: string, build: string): string => `{ "name": "${name}", "build": "${plain(build)}", "date": `

test('rows of one build become one; the first source names, the second adds date and article', () => {
  const json = {
    asOf: '2026-01-01',
    cumulativeUpdates: [
      {
        product: 'Exchange2013',
        cu: 'CU4',
        build: '15.0.847.32',
        updates: [{ name: 'Feb19SU', build: '15.0.847.32' }]
      }
    ]
  }
  const csv = [
    'Product Name,Build Number,Date,KB,Blog',
    'Exchange 2007 RTM,8.0.685.25,3/8/2007,,',
    'Exchange 2010 SP3 RTM,14.3.123.4,2/12/2013,KB2808208,',
    'Exchange 2010 SP3 RU32,14.03.0513.000,3/2/2021,KB5000978,',
    'Exchange 2013 SP1,15.0.847.32,2/25/2014,KB2926248,',
    'Exchange 2013 SP1 Mar21SU,15.0.847.64,3/2/2021,KB5000871,',
    'Exchange 2019 CU13 (2023H1),15.2.1258.12,5/3/2023,KB5020999,'
  ].join('\r\n')
  assert.equal(JSON.parse(joinBuilds(json, csv)).products, [
    {
      product: '2010',
      cumulativeUpdates: [
        {
          name: 'SP3',
          build: '14.3.123.4',
          date: '2013-02-12',
          kb: 'KB2808208',
          updates: [{ name: 'RU32', build: '14.3.513.0', date: '2021-03-02', kb: 'KB5000978' }]
        }
      ]
    },
    {
      product: '2013',
      cumulativeUpdates: [
        {
          name: 'CU4',
          build: '15.0.847.32',
          date: '2014-02-25',
          kb: 'KB2926248',
          updates: [
            { name: 'Feb19SU', build: '15.0.847.32', date: null, kb: null },
            { name: 'Mar21SU', build: '15.0.847.64', date: '2021-03-02', kb: 'KB5000871' }
          ]
        }
      ]
    },
    { product: '2016', cumulativeUpdates: [] },
    {
      product: '2019',
      cumulativeUpdates: [{ name: 'CU13', build: '15.2.1258.12', date: '2023-05-03', kb: 'KB5020999', updates: [] }]
    },
    { product: 'SE', cumulativeUpdates: [] }
  ])
})

if (existsSync(folder)) {
  const csv = readFileSync(join(folder, 'ExchangeBuildNumbers.csv'), 'utf8')
  const json = cssExchange.decode(JSON.parse(readFileSync(join(folder, 'exchange-builds.json'), 'utf8')))

  test('both sources give the table that is checked in', () => {
    assert.ok(E.isRight(json))
    assert.is(joinBuilds(json.right, csv), table, 'run "npm run builds" on the folder of both sources')
  })

  test('every row of the first source is in the table', () => {
    assert.ok(E.isRight(json))
    for (const { cu, build, updates } of json.right.cumulativeUpdates)
      for (const row of [{ name: cu, build }, ...updates])
        assert.ok(table.includes(rowOf(row.name, row.build)), row.name)
  })

  test('every row of the second source from 2010 on is in the table, with its article', () => {
    const rows = csv.split(/\r?\n/).filter((line) => /^Exchange (?!2007)/.test(line))
    assert.ok(rows.length > 280)
    for (const row of rows) {
      const [, build = '', , kb = ''] = row.split(',')
      const line = table.split('\n').find((one) => one.includes(`"build": "${plain(build)}", "date": "`))
      const article = correctedBuilds.includes(plain(build)) ? '"kb": ' : kb === '' ? '"kb": null' : `"kb": "${kb}"`
      assert.ok(line?.includes(article), row)
    }
  })
} else {
  console.log('skipped: the sources of the build table are not beside this checkout')
  test.skip('the join of the real sources')
}

test.run()
