import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { describeBuild, isAboveTable, nameOf } from '../../../kernel/builds/buildNames'
import {
  type CumulativeUpdate,
  cumulativeUpdateOf,
  cumulativeUpdates,
  decodedTable,
  decodeTable,
  newestSecurityUpdate,
  supported,
  tableDate
} from '../../../kernel/builds/buildTable'
import json from '../../../kernel/builds/buildTable.json'
import { type Build, compareBuilds, parseBuild, showBuild } from '../../../kernel/compare'
import { products } from '../../../kernel/product'
import { articleBuilds } from '../../../policies/build/march2021'

const test = suite('the build table')

const parsed = (text: string): Build => {
  const build = parseBuild(text)
  if (O.isNone(build)) throw new Error(`${text} is no build`)
  return build.value
}

const cu = (name: string, build: string, ...updates: ReadonlyArray<[string, string]>): CumulativeUpdate => ({
  name,
  build: parsed(build),
  date: null,
  kb: null,
  updates: updates.map(([update, number]) => ({ name: update, build: parsed(number), date: null, kb: null }))
})

const reported: ReadonlyArray<readonly [string, string]> = [
  ['15.2.2562.56', 'Exchange Server SE RTM Oct26SU'],
  ['15.2.1748.55', 'Exchange Server 2019 CU15 Oct26SU'],
  ['15.2.1544.50', 'Exchange Server 2019 CU14 Oct26SU'],
  ['15.1.2507.77', 'Exchange Server 2016 CU23 Oct26SU']
]

test('the table can be decoded, is dated and names its sources', () => {
  assert.ok(E.isRight(decodedTable))
  assert.is(tableDate, '2026-10-02')
  const [first, second, reports] = json.sources
  for (const source of [first, second]) {
    assert.match(source?.repository ?? '', /^https:\/\/github\.com\/microsoft\//)
    assert.match(source?.asOf ?? '', /^\d{4}-\d\d-\d\d$/)
    assert.is(source?.licence, 'MIT')
  }
  assert.is(reports?.name, 'public reports, October 2026')
  assert.equal([...decodedTable.right.products.keys()], [...products])
})

test('builds that are known from public reports alone say so', () => {
  for (const [build, name] of reported) {
    assert.equal(nameOf(parsed(build)), O.some(name))
    const product = name.startsWith('Exchange Server SE') ? 'SE' : name.includes('2016') ? '2016' : '2019'
    assert.is(describeBuild(product, parsed(build)), `${name} (by public reports, October 2026)`)
  }
})

/** Updates whose pages differ by product, though one of the two tables gives them one article. */
const articles: ReadonlyArray<readonly [string, string, string]> = [
  ['15.0.1497.23', 'Jul21SU', 'KB5004778'],
  ['15.1.2308.14', 'Jul21SU', 'KB5004779'],
  ['15.2.922.13', 'Jul21SU', 'KB5004780'],
  ['15.0.1497.24', 'Oct21SU', 'KB5007011'],
  ['15.2.986.9', 'Oct21SU', 'KB5007012'],
  ['15.0.1497.33', 'Mar22SU', 'KB5010324'],
  ['15.1.2375.24', 'Mar22SU', 'KB5012698'],
  ['15.0.1497.40', 'Aug22SU', 'KB5015321'],
  ['15.2.1118.12', 'Aug22SU', 'KB5015322'],
  ['15.0.1497.42', 'Oct22SU', 'KB5019076'],
  ['15.1.2507.13', 'Oct22SU', 'KB5019077'],
  ['15.0.1497.45', 'Jan23SU', 'KB5022188'],
  ['15.1.2507.17', 'Jan23SU', 'KB5022143'],
  ['15.2.1118.21', 'Jan23SU', 'KB5022193'],
  ['15.2.2562.53', 'Sep26SUv2', 'KB5129955']
]

for (const [build, name, kb] of articles)
  test(`${build} (${name}) has its own article`, () => {
    const rows = products.flatMap((product) => cumulativeUpdates(product).flatMap(({ updates }) => updates))
    assert.is(rows.find((row) => showBuild(row.build) === build && row.name === name)?.kb, kb)
  })

test('a table that is none is refused in a few words', () => {
  const row = { name: 'CU15', build: '15.2.1748.10', updates: [] }
  const of = (product: string, asOf = '2026-10-02') => ({ asOf, products: [{ product, cumulativeUpdates: [row] }] })
  const fault = (input: unknown) => E.match(String, () => 'none')(decodeTable(input))
  assert.is(fault(of('2019')), 'none')
  assert.match(fault(of('2016')), /CU15 \(15\.2\.1748\.10\) is no build of Exchange Server 2016/)
  assert.match(fault(of('2019', 'October')), /asOf: expected a day such as/)
  assert.match(fault({ asOf: '2026-10-02', products: [] }), /it lists no Cumulative Update/)
  assert.match(fault(null), /expected/)
})

test('each product holds its builds in order, each within its Cumulative Update', () => {
  for (const product of products) {
    const all = cumulativeUpdates(product)
    const builds = all.flatMap(({ build, updates }) => [build, ...updates.map((update) => update.build)])
    assert.ok(builds.length > 5)
    builds.slice(1).forEach((build, index) => {
      assert.ok(compareBuilds(builds[index] ?? build, build) <= 0, showBuild(build))
    })
    for (const one of all)
      for (const { build } of one.updates)
        assert.is(O.toNullable(cumulativeUpdateOf(all, build)), one, showBuild(build))
  }
})

const names: ReadonlyArray<[string, string]> = [
  ['15.2.986.5', 'Exchange Server 2019 CU11'],
  ['15.02.0986.005', 'Exchange Server 2019 CU11'],
  ['15.0.1497.2', 'Exchange Server 2013 CU23'],
  ['15.1.2375.7', 'Exchange Server 2016 CU22'],
  ['15.2.1118.25', 'Exchange Server 2019 CU12 Feb23SU'],
  ['15.2.1258.34', 'Exchange Server 2019 CU13 Apr24HU'],
  ['15.2.1748.53', 'Exchange Server 2019 CU15 Sep26SUv2'],
  ['15.2.2562.17', 'Exchange Server SE RTM'],
  ['15.2.2562.53', 'Exchange Server SE RTM Sep26SUv2'],
  ['15.0.516.32', 'Exchange Server 2013 RTM'],
  ['15.1.225.16', 'Exchange Server 2016 Preview'],
  ['15.1.225.42', 'Exchange Server 2016 RTM'],
  ['15.2.221.12', 'Exchange Server 2019 RTM'],
  ['15.0.1473.3', 'Exchange Server 2013 CU22'],
  ['14.3.123.4', 'Exchange Server 2010 SP3'],
  ['14.3.513.0', 'Exchange Server 2010 SP3 RU32']
]

for (const [build, name] of names) test(`${build} is ${name}`, () => assert.equal(nameOf(parsed(build)), O.some(name)))

for (const build of ['15.2.986.6', '15.3.1.0', '8.3.517.0', '15.2.1600.1'])
  test(`${build} has no name`, () => assert.equal(nameOf(parsed(build)), O.none))

test('the day of release comes along', () => {
  const found = cumulativeUpdates('2019').find(({ name }) => name === 'CU11')
  assert.is(found?.date, '2021-09-28')
})

test('a Cumulative Update is described with the update that it includes, or as being without any', () => {
  assert.is(describeBuild('2013', parsed('15.0.1473.3')), 'Exchange Server 2013 CU22, which includes Feb19SU')
  assert.is(describeBuild('2019', parsed('15.2.986.5')), 'Exchange Server 2019 CU11, without a security update')
  assert.is(describeBuild('2010', parsed('14.3.123.4')), 'Exchange Server 2010 SP3, without an update rollup')
})

test('a build above the table is told from one between its rows', () => {
  assert.ok(isAboveTable('2019', parsed('15.2.1748.56')))
  assert.ok(isAboveTable('2019', parsed('15.2.1900.1')))
  assert.not(isAboveTable('2019', parsed('15.2.1748.50')))
  assert.not(isAboveTable('2019', parsed('15.2.1600.1')))
})

test('the supported Cumulative Updates', () => {
  const expected = { '2010': ['SP3'], '2013': ['CU23'], '2016': ['CU23'], '2019': ['CU14', 'CU15'], SE: ['RTM'] }
  for (const product of products)
    assert.equal(
      supported(cumulativeUpdates(product)).map(({ name }) => name),
      expected[product]
    )
})

test('a Cumulative Update newer than the newest security update is supported, and needs nothing else', () => {
  const all = [
    cu('CU12', '15.2.1118.7', ['Feb23SU', '15.2.1118.25'], ['Mar23SU', '15.2.1118.26']),
    cu('CU13', '15.2.1258.12')
  ]
  assert.equal(
    supported(all).map(({ name }) => name),
    ['CU12', 'CU13']
  )
  assert.equal(
    all.map((one) => newestSecurityUpdate(one).name),
    ['Mar23SU', 'CU13']
  )
})

test('a re-release for one Cumulative Update alone does not end the support of another', () => {
  const all = [
    cu('CU14', '15.2.1544.4', ['Sep26SU', '15.2.1544.46']),
    cu('CU15', '15.2.1748.10', ['Sep26SU', '15.2.1748.51'], ['Sep26SUv2', '15.2.1748.53'])
  ]
  assert.equal(
    supported(all).map(({ name }) => name),
    ['CU14', 'CU15']
  )
})

test('a hotfix update is not required, a security update before it is', () => {
  const one = cu('CU14', '15.2.1544.4', ['Mar24SU', '15.2.1544.9'], ['Apr24HU', '15.2.1544.11'])
  assert.is(newestSecurityUpdate(one).name, 'Mar24SU')
  assert.is(newestSecurityUpdate(cu('CU15', '15.2.1748.10', ['Apr25HU', '15.2.1748.24'])).name, 'CU15')
})

test("the article's builds of March 2021", () => {
  const builds = (product: (typeof products)[number]) =>
    articleBuilds(product).map((one) => `${one.cu.name}: ${showBuild(one.release.build)}`)
  assert.equal(builds('2019'), [
    'RTM: 15.2.221.18',
    'CU1: 15.2.330.11',
    'CU2: 15.2.397.11',
    'CU3: 15.2.464.15',
    'CU4: 15.2.529.13',
    'CU5: 15.2.595.8',
    'CU6: 15.2.659.12',
    'CU7: 15.2.721.13',
    'CU8: 15.2.792.10'
  ])
  assert.equal(builds('2016'), [
    'CU8: 15.1.1415.8',
    'CU9: 15.1.1466.13',
    'CU10: 15.1.1531.12',
    'CU11: 15.1.1591.18',
    'CU12: 15.1.1713.10',
    'CU13: 15.1.1779.8',
    'CU14: 15.1.1847.12',
    'CU15: 15.1.1913.12',
    'CU16: 15.1.1979.8',
    'CU17: 15.1.2044.13',
    'CU18: 15.1.2106.13',
    'CU19: 15.1.2176.9'
  ])
  assert.equal(builds('2013'), ['CU21: 15.0.1395.12', 'CU22: 15.0.1473.6', 'CU23: 15.0.1497.12'])
  assert.equal(builds('2010'), ['SP3: 14.3.513.0'])
  assert.equal(builds('SE'), builds('2019'))
})

test.run()
