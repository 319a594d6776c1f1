import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { countsText } from '../../reports/coverage'
import { pageData } from '../../reports/pageData'
import { aFleet, aServer, ofEachKind } from '../support/fleet'

const test = suite('reports: what nobody named a source for')

const server = aServer('EX01', ofEachKind)

test('it is not judged on the page, beside what could not be read', () => {
  const { policies, servers } = pageData([server], aFleet([server]))
  const [row] = servers
  const cellOf = (name: string) => row?.cells[policies.findIndex((policy) => policy.name === name)]
  assert.is(cellOf('maintenance'), 'not judged')
  assert.is(cellOf('folder-acls'), 'unknown')
  const words = row?.findings.map(({ word, policies: [place = 0] }) => `${policies[place]?.name}: ${word}`) ?? []
  assert.ok(words.includes('maintenance: not judged') && words.includes('folder-acls: unknown'), words.join('; '))
})

test('it is counted as not judged', () => {
  assert.match(countsText(server.verdicts), /, 1 unknown, .*1 not judged$/)
})

test.run()
