import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { decodeJournal, type JournalEntry } from '../../../resources/command/journal'
import { backupText, rawEntry, rawJournal, recordedStep, recordText, startTypeBackup } from '../../support/journal'
import { keysOf, orderedLiterals, parsePowerShell, readScript } from '../../support/powershell'

const test = suite('resources: journal')

const decode = (document: unknown, asked = 'EX01') =>
  decodeJournal(asked)(Buffer.from(typeof document === 'string' ? document : JSON.stringify(document)))

const entriesOf = (document: unknown): ReadonlyArray<JournalEntry> => {
  const journal = decode(document)
  if (E.isLeft(journal)) throw new Error(journal.left)
  return journal.right.entries
}

const first = (document: unknown): JournalEntry => {
  const [entry] = entriesOf(document)
  if (entry === undefined) throw new Error('no entry')
  return entry
}

test('the script writes what is decoded here, key by key', async () => {
  const script = await parsePowerShell(readScript('Get-JournalEntries.ps1'))
  const sorted = (value: object) => Object.keys(value).sort().join(' ')
  assert.equal(
    orderedLiterals(script)
      .map((literal) => [...keysOf(literal)].sort().join(' '))
      .sort(),
    [rawJournal([]), rawEntry(1), backupText(1, null)].map(sorted).sort()
  )
})

test('entries come newest first, their steps in order, each with its backup', () => {
  const entries = entriesOf(rawJournal([rawEntry(2), rawEntry(10)]))
  assert.equal(
    entries.map(({ number }) => number),
    [10, 2]
  )
  assert.equal(
    entries[0]?.steps.map(({ number, step, result, error, backup }) => [number, step, result, error, backup]),
    [
      [1, 'Set the start type of MSExchangeIS to Automatic', 'done', null, E.right(startTypeBackup)],
      [2, 'Start MSExchangeIS', 'done', null, null]
    ]
  )
})

test('no journal is an empty one', () => {
  assert.equal(decode(rawJournal([])), E.right({ entries: [], older: 0 }))
})

test('a run that was cut off shows what it kept', () => {
  const entry = first(rawJournal([rawEntry(3, { finished: false, text: null, error: 'neither is there' })]))
  assert.is(entry.fault, 'neither is there')
  assert.equal(
    entry.steps.map(({ number, result, backup }) => [number, result, backup]),
    [[1, 'not recorded', E.right(startTypeBackup)]]
  )
})

const damaged: ReadonlyArray<readonly [string, Readonly<Record<string, unknown>>, RegExp]> = [
  ['no JSON', { text: '{"version":1' }, /it is not JSON/],
  ['another version', { text: '{"version":2,"steps":[]}' }, /version: expected 1, got 2/],
  ['steps that are none', { text: '{"version":1,"steps":{"a":1}}' }, /steps: expected/],
  ['a step twice', { text: recordText(recordedStep(1, 'a'), recordedStep(1, 'b')) }, /lists 1 twice/],
  ['a result of its own', { text: recordText(recordedStep(1, 'a', { result: 'great' })) }, /result: expected/],
  ['a number that is none', { text: recordText(recordedStep(1, 'a', { number: '1; calc' })) }, /number: expected/],
  ['a name that is none', { text: recordText(recordedStep(1, 'a', { step: ['x'] })) }, /step: expected/]
]

for (const [name, changes, fault] of damaged)
  test(`a record with ${name} costs itself, and no backup`, () => {
    const entry = first(rawJournal([rawEntry(7, changes)]))
    assert.match(entry.fault ?? '', fault)
    assert.equal(
      entry.steps.map(({ backup }) => backup),
      [E.right(startTypeBackup)]
    )
  })

const unusable: ReadonlyArray<readonly [string, Readonly<Record<string, unknown>>, string]> = [
  ['absent', { text: null, error: 'it is not there' }, 'it is not there'],
  ['no JSON', { text: '<html>' }, 'it is not JSON'],
  ['of no kind', { text: '{"kind":"__proto__"}' }, 'kind: expected'],
  ['of wrong types', { text: JSON.stringify({ ...startTypeBackup, start: [4] }) }, 'start: expected']
]

for (const [name, changes, fault] of unusable)
  test(`a backup that is ${name} says so`, () => {
    const { steps } = first(rawJournal([rawEntry(7, { backups: [{ step: 1, text: null, error: null, ...changes }] })]))
    const backup = steps[0]?.backup
    assert.ok(backup && E.isLeft(backup) && backup.left.includes(fault), JSON.stringify(backup))
  })

const refused: ReadonlyArray<readonly [string, unknown, string]> = [
  ['nothing', '', 'the server gave no answer'],
  ['a greeting', 'Windows PowerShell', 'the answer is not JSON'],
  ['facts', { version: 1, server: 'EX01', facts: {} }, 'the answer is no journal'],
  ['another server', rawJournal([], { server: 'EX02', host: 'EX02' }), 'this is the journal of EX02, not of EX01'],
  ['a number in words', rawJournal([rawEntry(7, { number: '7' })]), 'entries[0].number: expected'],
  ['a number below 0', rawJournal([rawEntry(-1)]), 'entries[0].number: expected'],
  ['an entry twice', rawJournal([rawEntry(7), rawEntry(7)]), 'it lists 7 twice']
]

for (const [name, document, fault] of refused)
  test(`refused: ${name}`, () => {
    const journal = decode(document)
    assert.ok(E.isLeft(journal) && journal.left.includes(fault), JSON.stringify(journal))
  })

test('a server goes by its name, its long host name, and either with its domain', () => {
  const document = rawJournal([], { server: 'EXCHANGE-BERLIN', host: 'exchange-berlin-01' })
  for (const asked of ['exchange-berlin', 'EXCHANGE-BERLIN-01', 'exchange-berlin-01.contoso.example'])
    assert.ok(E.isRight(decode(document, asked)), asked)
})

test.run()
