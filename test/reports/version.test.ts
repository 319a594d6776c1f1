import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type BuildTable, ownTable } from '../../kernel/builds/buildTable'
import { versionOf } from '../../reports/version'
import { renderReport } from '../../stacks/reportFiles'
import { aFleet, aServer, ofEachKind } from '../support/fleet'
import { type RecordedSections, serverFacts } from '../support/server'

const test = suite('reports: version')

const empty: BuildTable = { asOf: '2026-01-01', products: new Map() }

const build = (exSetup: string | null): RecordedSections => ({ build: { exSetup, binaries: null, missing: null } })
const identity = { error: 'access denied' }

const rows: ReadonlyArray<
  readonly [name: string, sections: RecordedSections, table: BuildTable, version: string | null]
> = [
  ['a build that the table lists', build('15.2.1118.26'), ownTable, '2019 CU12 Mar23SU'],
  ['a build that the table does not list', build('15.2.1118.26'), empty, '2019 15.2.1118.26'],
  ['a build of no product', build('9.9.9.9'), ownTable, '9.9.9.9'],
  ['a build that could not be read, by Active Directory', build(null), empty, '2019 15.2.1748.10'],
  ['nothing that could be read', { build: { error: 'access denied' }, identity }, ownTable, null]
]

for (const [name, sections, table, version] of rows)
  test(`${name}: ${version}`, () => {
    assert.is(versionOf(serverFacts(sections), table), version)
  })

test('every report names the build by the table that the servers are judged by', () => {
  const servers = [aServer('EX01', ofEachKind, { facts: serverFacts(build('15.2.1118.26')) })]
  for (const format of ['html', 'markdown', 'json'] as const) {
    assert.match(renderReport(format, aFleet(servers)), '2019 CU12 Mar23SU')
    const text = renderReport(format, aFleet(servers, { table: empty })).replaceAll('\\', '')
    assert.match(text, '2019 15.2.1118.26')
    assert.not.match(text, 'Mar23SU')
  }
})

test.run()
