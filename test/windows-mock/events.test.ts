import { readFileSync } from 'node:fs'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { collectorFile } from '../../connections/collector'
import { serverFacts } from '../support/server'
import { carryOut, engine, type Outcome, temporaryFile } from './conditions'
import { machineOf } from './machine'

const test = suite('windows mock: logs of events')
if (engine.missing !== null) process.stdout.write(`skipped: ${engine.missing}\n`)
const inPowerShell = engine.missing === null ? test : test.skip

const collector = readFileSync(collectorFile, 'utf8')
const functions = collector.slice(
  collector.indexOf('# ---- What all sections use.'),
  collector.indexOf('# ---- Reads the sections')
)

/** A question to the log Application, of whose records those of the id 7 are kept. */
const question = (days: number): string =>
  temporaryFile(
    `question-${days}.ps1`,
    [
      'Set-StrictMode -Version 2.0',
      "$ErrorActionPreference = 'Stop'",
      functions,
      'try {',
      `$found = Get-EventHistory 'Application' "Provider[@Name='P'] and (EventID=7 or EventID=8)" ${days} { param($e) if ($e.id -eq 7) { $e } }`,
      'ConvertTo-Json -InputObject $found -Depth 5 -Compress',
      '}',
      'catch { Get-Reason $_ }',
      'exit 0'
    ].join('\n')
  )

const event = (day: number, id: number, values: ReadonlyArray<unknown> | null = []) => ({
  provider: 'P',
  id,
  at: new Date(Date.now() - day * 86_400_000).toISOString(),
  values
})

const dayOf = (text: string): number => Math.round((Date.now() - Date.parse(text)) / 86_400_000)

const ask = async (
  records: ReadonlyArray<unknown>,
  days: number,
  faults: Readonly<Record<string, string>> = {}
): Promise<Outcome> => {
  const state = { ...machineOf(serverFacts()), logs: { Application: records } }
  const [outcomes] = await carryOut([{ state, runs: [{ script: question(days), faults }] }])
  const [outcome] = outcomes ?? []
  if (outcome === undefined) throw new Error('nothing came')
  assert.equal(outcome.complaints, [])
  assert.equal(outcome.other, [])
  return outcome
}

const read = async (records: ReadonlyArray<unknown>, days = 30, faults = {}) => {
  const { lines } = await ask(records, days, faults)
  return JSON.parse(lines.join(''))
}

inPowerShell('of a whole log the newest come first, since its oldest record or the first day asked for', async () => {
  const records = [event(50, 1), event(40, 7), event(20, 8), event(10, 7, ['a', { bytes: '0AFF' }]), event(9, 7)]
  const found = await read(records)
  assert.equal(
    found.events.map(({ at, values }: { at: string; values: unknown }) => [dayOf(at), values]),
    [
      [9, []],
      [10, ['a', '0AFF']]
    ]
  )
  assert.is(dayOf(found.since), 30)
  assert.is(dayOf((await read(records, 0)).since), 50)
  assert.is((await read(records, 0)).events.length, 3)
  assert.is(dayOf((await read([event(12, 1)])).since), 12)
})

inPowerShell('an empty log tells of no time', async () => {
  assert.equal(await read([]), { since: null, events: [] })
})

inPowerShell('of more than is kept the newest are told, and since when none is missing', async () => {
  const many = Array.from({ length: 30 }, (_, index) => event(29.5 - index / 2, 7))
  const found = await read(many)
  assert.is(found.events.length, 20)
  assert.is(found.since, found.events[19].at)
  const noise = [event(25, 7), ...Array.from({ length: 300 }, (_, index) => event(20 - index / 200, 8))]
  const drowned = await read(noise)
  assert.equal(drowned.events, [])
  assert.ok(dayOf(drowned.since) > 17 && dayOf(drowned.since) < 21)
})

inPowerShell('a log that is late tells what was read of it, or why nothing was', async () => {
  const records = [event(5, 7), event(4, 7)]
  const found = await read(records, 30, { 'ReadEvent Application#2': 'late' })
  assert.is(found.events.length, 1)
  assert.is(dayOf(found.since), 4)
  const nothing = await ask(records, 30, { 'ReadEvent Application': 'late' })
  assert.equal(nothing.lines, ['the log Application was not read within 3 s'])
})

inPowerShell('what is denied or out of reach is an error, and a damaged record costs itself alone', async () => {
  const denied = await ask([event(1, 7)], 30, { 'Read the log Application': 'denied' })
  assert.equal(denied.lines, ['access denied'])
  const gone = await ask([event(1, 7)], 30, { 'Read the log Application': 'error' })
  assert.match(gone.lines.join(), /RPC server/)
  const found = await read([event(2, 7, null), { ...event(1, 7, ['x']), at: undefined }])
  assert.equal(
    found.events.map(({ at, values }: { at: string | null; values: unknown }) => [at === null, values]),
    [
      [true, ['x']],
      [false, []]
    ]
  )
})

test.run()
