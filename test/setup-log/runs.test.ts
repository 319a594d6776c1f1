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

const checks: ReadonlyArray<string> = [
  "[0] Setup will run the task 'test-SetupPrerequisites'",
  '[1] Beginning processing test-SetupPrerequisites',
  '[1] Finished [Analysis:Prereq] [Duration:00:00:21.4370000]',
  '[1] Ending processing test-SetupPrerequisites'
]

const ending = (result: number) => [`[0] CurrentResult setupbase.maincore:396: ${result}`, '[0] End of Setup']

test('the result 0 alone tells no success: the wizard ends so after errors, and where somebody closed it', () => {
  const stepped = ["[1] Processing component 'Mailbox' (Configuring the server.).", '[2] [ERROR] A passing trouble']
  const installing = ['[1] Beginning processing Install-MailboxRole', '[1] Ending processing Install-MailboxRole']
  const rows: ReadonlyArray<readonly [ReadonlyArray<string>, string]> = [
    [ending(0), 'broken-off'],
    [[...checks, ...ending(0)], 'broken-off'],
    [checks, 'broken-off'],
    [[...checks, ...installing, ...ending(0)], 'broken-off'],
    [[...checks, ...installing, ...stepped, ...ending(0)], 'broken-off'],
    [[...checks, '[0] [ERROR] Setup can not go on.', ...ending(0)], 'failed'],
    [[...stepped, ...ending(1)], 'failed'],
    [stepped, 'failed'],
    [['[1] [REQUIRED] x', ...ending(0)], 'failed'],
    [[...checks, ...installing, ...succeeding], 'completed']
  ]
  for (const [lines, state] of rows)
    assert.is(sectionOf(logText([...beginning, ...lines])).state, state, lines.join('; '))
})

test('a run that somebody left after its checks hides no failure before it, and one that acted does', () => {
  const bad = logText([...beginning, ...errorLines('A.BException: c', 'd', 'e'), ...failing])
  const left = logText([...beginning, ...checks, ...ending(0)])
  const acted = logText([...beginning, ...checks, '[1] Beginning processing Install-MailboxRole', ...ending(0)])
  const rows: ReadonlyArray<readonly [ReadonlyArray<string>, string, number]> = [
    [[bad, left], 'failed', 1],
    [[bad, left, left], 'failed', 1],
    [[bad, acted], 'broken-off', 0],
    [[bad, goodLog, left], 'broken-off', 0],
    [[bad, left, goodLog], 'completed', 0]
  ]
  for (const [texts, state, count] of rows) {
    const log = sectionOf(texts.join('\r\n'))
    assert.equal([log.state, log.errors.length], [state, count], texts.map((text) => text.length).join())
  }
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
