import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { beginning, errorLines, failing, goodLog, logText, sectionOf, succeeding } from '../support/setupLogs'

test('a good log completes; the errors of a step that is not critical are forgiven', () => {
  const log = sectionOf(goodLog)
  assert.is(log.state, 'completed')
  assert.equal(log.errors, [])
  assert.is(log.machine, 'EX01.contoso.example')
  assert.is(log.ended?.slice(0, 13), '2026-11-03T08')
})

test('a run in the wizard says by its result alone that it succeeded', () => {
  const end = (result: number) => [`[0] CurrentResult setupbase.maincore:396: ${result}`, '[0] End of Setup']
  const passing = '[2] [ERROR] A passing trouble'
  assert.is(sectionOf(logText([...beginning, passing, ...end(0)])).state, 'completed')
  assert.is(sectionOf(logText([...beginning, passing, ...end(1)])).state, 'failed')
  assert.is(sectionOf(logText([...beginning, passing])).state, 'failed')
  assert.is(sectionOf(logText([...beginning, '[1] [REQUIRED] x', ...end(0)])).state, 'failed')
})

test('of several runs the last one counts', () => {
  const bad = logText([...beginning, ...errorLines('A.BException: c', 'd', 'e'), ...failing])
  assert.is(sectionOf(`${bad}\r\n${goodLog}`).state, 'completed')
  const log = sectionOf(`${goodLog}\r\n${bad}`)
  assert.equal([log.state, log.runs, log.errors.length], ['failed', 2, 1])
})

const of = (mode: string, command: string): ReadonlyArray<string> =>
  beginning.map((line) =>
    line.includes('installation mode')
      ? `[0] The installation mode is set to: '${mode}'.`
      : line.includes('RuntimeAssembly')
        ? `[0] RuntimeAssembly was started with the following command: '${command}'.`
        : line
  )

test('only a good run that needs what failed before clears it', () => {
  const bad = errorLines('A.BException: c', 'd', 'e')
  const upgrade = logText([...beginning, ...bad, ...failing])
  const schema = of('Install', '/PrepareSchema /sourcedir:D:\\')
  const preparing = logText([...schema, ...bad, ...failing])
  const rows: ReadonlyArray<readonly [string, ReadonlyArray<string>, string]> = [
    ['an upgrade, then its directory', [upgrade, logText([...schema, ...succeeding])], 'failed'],
    ['the directory twice', [preparing, logText([...of('Install', '/PrepareAD'), ...succeeding])], 'completed'],
    ['the directory, then an upgrade', [preparing, goodLog], 'completed'],
    ['all, the upgrade last', [upgrade, preparing, logText([...schema, ...succeeding]), goodLog], 'completed'],
    ['a cut upgrade, then the directory', [logText(beginning), logText([...schema, ...succeeding])], 'broken-off'],
    [
      'an upgrade, then a language pack',
      [upgrade, logText([...of('Install', '/AddUmLanguagePack:de-DE'), ...succeeding])],
      'failed'
    ]
  ]
  for (const [name, texts, state] of rows) assert.is(sectionOf(texts.join('\r\n')).state, state, name)
})

test('a run ends as its own words and results say, the first failure stands', () => {
  const component = '[1] [ERROR-REFERENCE] Id=C___1 Component=x'
  const end = (result: string) => [`[0] CurrentResult setupbase.maincore:396: ${result}`, '[0] End of Setup']
  const rows: ReadonlyArray<readonly [ReadonlyArray<string>, string]> = [
    [['[2] [ERROR] a', component, ...end('0')], 'failed'],
    [['[0] The Exchange Server setup operation completed with errors.', ...end('0')], 'failed'],
    [[...failing, ...succeeding], 'failed'],
    [end('-2146233088'), 'failed'],
    [['[2] [ERROR] a', '[0] Starting Microsoft Exchange Transport service.', '[0] End of Setup'], 'failed']
  ]
  for (const [lines, state] of rows) assert.is(sectionOf(logText([...beginning, ...lines])).state, state, lines[0])
})

test.run()
