import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { powershell } from '../../kernel/powershell'
import { engine, json, run } from './runFunctions'

if (engine.missing !== null) process.stdout.write(`skipped: ${engine.missing}\n`)

const test = suite<{ folder: string }>('the search of logs in PowerShell', { folder: '' })
const inPowerShell = engine.missing === null ? test : test.skip

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'exchange-traces-'))
})

test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }))

/** A log with some lines, last written on a day of November. */
const write = (folder: string, name: string, day: number, lines: ReadonlyArray<string>): void => {
  const file = join(folder, name)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, lines.map((line) => `${line}\r\n`).join(''))
  const time = new Date(Date.UTC(2026, 10, day))
  utimesSync(file, time, time)
}

/** Searches the logs in a folder for the word "sign", within other limits. */
const searched = (folder: string, limits: string): string =>
  [
    limits,
    '$search = New-TraceSearch',
    powershell`Search-TraceLog $search 'proxy' ${folder} (New-TracePattern 'sign') {`,
    '  param($line)',
    "  @{ rule = 'serverInfo'; time = $line; client = $null; status = $null; excerpt = $line }",
    '}'
  ].join('\n')

const found = `@{
  logs = @($search.logs | ForEach-Object { "$($_.since) $($_.read)/$($_.files) $($_.left)" } | Sort-Object)
  hits = @($search.hits | ForEach-Object { "$([IO.Path]::GetFileName($_.file)) $($_.count)" })
  unread = @($search.unread | ForEach-Object { "$([IO.Path]::GetFileName($_.path)): $($_.reason)" })
}`

const sixtyBytes = ['2026-11-01T00:00:00Z sign'.padEnd(58, '.')]

const writeThree = (folder: string): void => {
  write(folder, 'logs/a/old.log', 1, sixtyBytes)
  write(folder, 'logs/a/newest.log', 3, sixtyBytes)
  write(folder, 'logs/b/new.log', 2, sixtyBytes)
}

inPowerShell('the newest files of all folders are read first, until the bytes are over', async ({ folder }) => {
  writeThree(folder)
  const script = [searched(join(folder, 'logs'), '$mostTraceBytes = 61'), json(found)].join('\n')
  assert.equal(await run(folder, script), {
    logs: [' 0/0 ', ' 0/1 ', '2026-11-03T00:00:00Z 1/2 61 bytes had been read'],
    hits: ['newest.log 1', 'new.log 1'],
    unread: ['new.log: more than 61 bytes']
  })
})

inPowerShell('nothing is read when the time is over', async ({ folder }) => {
  writeThree(folder)
  const script = [searched(join(folder, 'logs'), '$longestTraces = 0'), json(found)].join('\n')
  assert.equal(await run(folder, script), {
    logs: [' 0/0 ', ' 0/1 0 s were over', ' 0/2 0 s were over'],
    hits: [],
    unread: []
  })
})

inPowerShell('of more files than are listed, those that were left out are told', async ({ folder }) => {
  for (const name of ['a', 'b', 'c']) write(folder, `one/${name}.log`, 1, sixtyBytes)
  const script = [searched(join(folder, 'one'), '$mostTraceFiles = 2'), json(found)].join('\n')
  const { logs, hits } = Object(await run(folder, script))
  assert.equal(logs, [' 2/3 there are more than 2 files'])
  assert.is(hits.length, 2)
})

inPowerShell('each line is found once, wherever a block of the file ends', async ({ folder }) => {
  const lines = Array.from(
    { length: 60 },
    (_, index) => `${index % 3 === 0 ? '2026-11-01T00:00:00Z a sign' : 'another line'} ${'x'.repeat((index * 7) % 50)}`
  )
  write(folder, 'logs/a.log', 1, lines)
  const counts = [
    '$counts = foreach ($block in 90, 91, 97, 128, 200, 333, 1000, 100000) {',
    searched(join(folder, 'logs'), '$traceBlock = $block'),
    '  $search.hits[0].count',
    '}',
    json('@($counts)')
  ].join('\n')
  assert.equal(
    await run(folder, counts),
    Array.from({ length: 8 }, () => 20)
  )
})

inPowerShell('a text that makes a pattern slow is given up, and its file is told', async ({ folder }) => {
  write(folder, 'logs/a.log', 1, ['sign'.repeat(50_000)])
  const script = [
    "function New-TracePattern { New-Object System.Text.RegularExpressions.Regex -ArgumentList '(?:(?:si)?(?:gn)?)+!',",
    "  'None', ([TimeSpan]::FromMilliseconds(200)) }",
    searched(join(folder, 'logs'), ''),
    json(found)
  ].join('\n')
  const { logs, unread } = Object(await run(folder, script))
  assert.equal(logs, [' 0/1 '])
  assert.match(String(unread), /^a\.log: RegexMatchTimeoutException: /)
})

test.run()
