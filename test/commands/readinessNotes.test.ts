import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { readinessOf } from '../../commands/readiness'
import { readyText } from '../../commands/readyText'
import { copy, dagFacts, mounted } from '../support/dag'
import { aDrift, aVerdict } from '../support/verdict'
import { page, readiness, waivedDrift } from './readyServers'

const test = suite('commands: readiness, its notes')

test('whatever is waived is named, with its number of values', () => {
  for (const update of [undefined, '15.2.1748.55']) {
    const found = readiness({ verdicts: [waivedDrift('folder-acls')], ...(update === undefined ? {} : { update }) })
    assert.equal(found.waived, ['waived, folder-acls: 1 value: CHG-7'])
    assert.match(readyText(page, [found]), 'waived, folder-acls: 1 value: CHG-7')
  }
})

test('a certificate that ends soon is named', () => {
  const ends = `the certificate ${'A'.repeat(40)} expires on 2026-12-01, within 30 days; renew it before that day`
  const reason = `none of its names is known; ${ends}`
  const { notes } = readiness({ verdicts: [aVerdict({ reason })] })
  assert.ok(
    notes.some((note) => note.includes('expires on 2026-12-01')),
    notes.join()
  )
  assert.not.ok(notes.some((note) => note.includes('none of its names')))
})

test('a certificate that a finding tells of is not told a second time', () => {
  const thumbprint = 'A'.repeat(40)
  const reason = `the certificate ${thumbprint} expires on 2026-12-01, within 30 days; renew it before that day`
  const expiry = aVerdict({
    ...{ policy: 'certificate-expiry', status: 'drift', countsAsChange: false },
    drifts: [aDrift({ path: ['expiry', thumbprint] })]
  })
  const { notes } = readiness({ verdicts: [aVerdict({ reason }), expiry] })
  assert.is(notes.filter((note) => note.includes('certificate')).length, 1, notes.join())
})

const alone = 'DB09 has no other copy and is down during the update'
const canDo = 'DAG1 can do without it'
const members = (copies: ReadonlyArray<Readonly<Record<string, unknown>>>) =>
  E.right(dagFacts(3, { servers: { EX01: { databaseCopies: copies } } }))

const copyRows: ReadonlyArray<readonly [string, Parameters<typeof readinessOf>[1], string, string]> = [
  ['each database has another copy', members([mounted('DB01'), copy('DB03')]), canDo, 'no other copy'],
  ['a database whose only copy is there', members([mounted('DB01'), mounted('DB09')]), alone, canDo],
  ['a DAG of one', E.right(dagFacts(1)), 'DB01 has no other copy', canDo],
  [
    'copies that could not be read',
    E.right(dagFacts(3, { servers: { EX01: { databaseCopies: { error: 'access denied' } } } })),
    'its database copies could not be read',
    canDo
  ]
]

for (const [name, organization, told, untold] of copyRows)
  test(`a member of a DAG, ${name}: a note says so, and it is ready`, () => {
    const { state, notes } = readiness({ dag: 'DAG1', organization })
    assert.is(state, 'ready')
    assert.ok(notes.join(' · ').includes(told), notes.join(' · '))
    assert.not.ok(notes.join(' · ').includes(untold), notes.join(' · '))
  })

test.run()
