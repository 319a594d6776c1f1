import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ownTable } from '../../kernel/builds/buildTable'
import { type StateOfServer, stateOfServer } from '../../reports/stateOfServer'
import { stateText, wholeStateText } from '../../reports/stateText'
import { type RecordedSections, serverFacts } from '../support/server'
import { beginning, failing, goodLog, logText, sectionOf } from '../support/setupLogs'
import { aVerdict } from '../support/verdict'

const test = suite('reports: the state of a server')

const finished = {
  ...{ role: 'MailboxRole', unpacked: '15.2.1748.10', configured: '15.2.1748.10', action: null, watermark: null }
}

const verdicts = [aVerdict(), aVerdict({ status: 'unknown' }), aVerdict({ status: 'not-applicable' })]

const stateWith = (sections: RecordedSections): StateOfServer =>
  stateOfServer(serverFacts({ setupState: [finished], ...sections }), verdicts, ownTable)

const tryWith = (sections: RecordedSections): string => stateText(stateWith(sections)).split(' · ')[0] ?? ''

const event = (id: number, at: string, code: number | null = null) => ({
  ...{ id, at, product: 'Microsoft Exchange Server', update: 'KB5066366', code, log: null }
})

const events = (...all: ReadonlyArray<object>) => ({
  installerEvents: { since: '2026-01-01T00:00:00Z', events: all }
})

const patched = (date: string) => ({
  installedUpdates: {
    registered: [],
    patches: [{ name: null, kb: 'KB5000015', code: 'A'.repeat(32), state: '1', date }]
  }
})

// Its run is of 2026-11-03, from 07:00 UTC on.
const failedRun = { setupLog: sectionOf(logText([...beginning, ...failing])) }
const brokenRun = { setupLog: sectionOf(logText(beginning)) }
const goodRun = { setupLog: sectionOf(goodLog) }

test('is the build, the last try with its time and result, the last boot, setup, and how much was judged', () => {
  assert.is(
    wholeStateText(stateWith(events(event(1022, '2026-10-14T20:05:00Z')))),
    'Build 2019 CU15 Oct26SU · Last update try 2026-10-14 20:05 UTC, done: KB5066366 · last boot 2026-10-31 22:30 UTC · setup finished · 2 of 3 policies judged'
  )
})

test('of setup and the Windows Installer, the newer one counts, whatever came of it', () => {
  assert.match(
    tryWith({ ...failedRun, ...events(event(1022, '2026-10-14T20:05:00Z')) }),
    /failed: setup \(upgrade\) of/
  )
  assert.match(tryWith({ ...goodRun, ...events(event(1022, '2026-10-14T20:05:00Z')) }), /done: setup \(upgrade\) of/)
  assert.match(tryWith({ ...failedRun, ...events(event(1022, '2026-11-09T22:41:00Z')) }), /2026-11-09 22:41 UTC, done/)
  const failedPatch = events(event(1023, '2026-11-10T01:00:00Z', 1603), event(1022, '2026-11-09T22:41:00Z'))
  assert.match(tryWith({ ...goodRun, ...failedPatch }), /2026-11-10 01:00 UTC, failed: KB5066366/)
})

test('what the Windows Installer did within a run that broke off does not make it a success', () => {
  assert.match(tryWith({ ...brokenRun, ...events(event(1033, '2026-11-03T09:00:00Z', 0)) }), /broken off: setup/)
  assert.match(tryWith({ ...brokenRun, ...events(event(1022, '2026-11-09T22:41:00Z')) }), /done: KB5066366/)
})

test('a patch of which only the day is known is newer than a run of the day before it, and not of its own', () => {
  assert.match(tryWith({ ...failedRun, ...patched('20261103') }), /failed: setup/)
  assert.match(tryWith({ ...failedRun, ...patched('20261109') }), /^Last update try 2026-11-09, done: KB5000015$/)
})

test('what was not read may hide a later try, and is named', () => {
  const unread = { setupLog: { error: 'access denied' } }
  assert.match(tryWith({ ...unread, ...events(event(1022, '2026-10-14T20:05:00Z')) }), /KB5066366; setupLog not read$/)
  assert.is(tryWith({ ...unread, ...events() }), 'Last update try not known: access denied')
})

test('a server that nobody tried to update says how far its logs reach', () => {
  assert.is(tryWith(events()), 'Last update try not known: no log of setup, and no event since 2026-01-01')
})

test('an unfinished role is told with the reason, and what is not known with its own', () => {
  const begun = { ...finished, action: 'Install', watermark: 'SomeComponent___0123' }
  assert.match(
    stateText(stateWith({ setupState: [begun] })),
    /setup unfinished \(MailboxRole: Action Install, Watermark/
  )
  assert.match(stateText(stateWith({ setupState: [] })), /setup not known: setup keeps/)
  assert.match(stateText(stateWith({ boot: { error: 'access denied' } })), /last boot not known: access denied · setup/)
})

test('a server that could not be read has one reason, once', () => {
  const unread = { error: 'no route to host' }
  const nothing = { setupLog: unread, installerEvents: unread, installedUpdates: unread, boot: unread }
  assert.is(
    stateText(stateWith({ ...nothing, setupState: unread })),
    'Last update try, last boot and setup not known: no route to host · 2 of 3 policies judged'
  )
})

test('hostile names are short and visible', () => {
  const named = { ...event(1022, '2026-10-14T20:05:00Z'), update: `\u202e${'x'.repeat(290)}` }
  assert.match(tryWith(events(named)), /done: \\u202ex+\.\.\.$/)
})

test.run()
