import { closeSync, mkdtempSync, openSync, rmSync, utimesSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { withoutSecrets } from '../../setup-log/secrets'
import { engine, json, run } from './runFunctions'

if (engine.missing !== null) process.stdout.write(`skipped: ${engine.missing}\n`)

const test = suite<{ folder: string }>("the collector's functions in PowerShell", { folder: '' })
const inPowerShell = engine.missing === null ? test : test.skip

test.before((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'exchange-functions-'))
})

test.after(({ folder }) => rmSync(folder, { recursive: true, force: true }))

const requests: ReadonlyArray<readonly [string, string, string | null, string | null]> = [
  ['the state by its number', "'1:0:638660358000000000'", 'Inactive', '2024-11-01T05:30:00Z'],
  ['Active', "'1:1:638660358000000000'", 'Active', '2024-11-01T05:30:00Z'],
  ['Draining, and a part more', "'1:2:638660358000000000:x'", 'Draining', '2024-11-01T05:30:00Z'],
  ['the state by its name', "'2:inactive:638660358000000000'", 'Inactive', '2024-11-01T05:30:00Z'],
  ['a number of no state', "'1:7:638660358000000000'", null, '2024-11-01T05:30:00Z'],
  ['no time', "'1:0'", null, null],
  ['a time that is none', "'1:0:9999999999999999999999'", null, null],
  ['a version that is none', "'x:0:638660358000000000'", null, null],
  ['no text', '7', null, null],
  ['nothing', '$null', null, null],
  ['a list', ", @('1:0:638660358000000000', 'b')", null, null]
]

inPowerShell('a request for a state is understood, or unknown, and never an error', async ({ folder }) => {
  const values = requests.map(([, value]) => `(ConvertFrom-ComponentRequest (${value}))`).join(',')
  assert.equal(
    await run(folder, json(`@(${values})`)),
    requests.map(([, , state, time]) => ({ state, time }))
  )
})

const begins = '[1] Starting Microsoft Exchange Server 2019\r\n'

inPowerShell('of a long log the last run is found, or that it begins before what is read', async ({ folder }) => {
  const logs: Readonly<Record<string, ReadonlyArray<string>>> = {
    short: [begins, 'end'],
    'no run': ['end'],
    'three megabytes back': [begins, 'x\r\n'.repeat(1_000_000), 'end'],
    'six megabytes back': [begins, 'x\r\n'.repeat(2_000_000), 'end'],
    'two runs': [begins, 'first', begins, 'end']
  }
  const names = Object.keys(logs)
  const paths = names.map((name, index) => {
    const path = join(folder, `${index}.log`)
    const file = openSync(path, 'w')
    for (const part of logs[name] ?? []) writeSync(file, part)
    closeSync(file)
    return path
  })
  const reads = [...paths, join(folder, 'missing.log')].map((path) => `(Read-LastRun '${path}')`).join(',')
  const shown =
    'ForEach-Object { @{ cut = $_.cut; length = $_.text.Length; end = $_.text.EndsWith("end", "Ordinal") } }'
  const [short, noRun, three, six, two, missing]: ReadonlyArray<unknown> = [
    await run(folder, json(`@(${reads} | ${shown})`))
  ].flat()
  const length = begins.length - '[1] '.length
  assert.equal(short, { cut: false, length: length + 3, end: true })
  assert.equal(noRun, { cut: false, length: 3, end: true })
  assert.equal(three, { cut: false, length: length + 3_000_003, end: true })
  assert.equal(six, { cut: true, length: 4_194_304, end: true })
  assert.equal(two, { cut: false, length: length + 3, end: true })
  assert.equal(missing, { cut: false, length: 0, end: false })
})

inPowerShell('what is wrong with a configuration file is told with its name, in one sentence', async ({ folder }) => {
  const damaged = join(folder, 'applicationHost.config')
  writeFileSync(damaged, '<configuration><sites>')
  const doctype = join(folder, 'redirection.config')
  writeFileSync(doctype, '<!DOCTYPE x [<!ENTITY a "b">]><configuration/>')
  const reasons = [damaged, doctype, folder].map(
    (path) => `$(try { $null = Read-Xml '${path}'; 'read' } catch { Get-Reason $_ })`
  )
  const told: ReadonlyArray<unknown> = [await run(folder, json(`@(${reasons.join(',')})`))].flat()
  for (const [index, path] of [damaged, doctype, folder].entries()) {
    assert.match(`${told[index]}`, `${path} could not be read: `)
    assert.not.match(`${told[index]}`, /\.$|\n/)
  }
  const absent = `try { $null = Read-Xml '${join(folder, 'missing.config')}' } catch [IO.FileNotFoundException] { 'absent' }`
  assert.is(await run(folder, json(`$(${absent})`)), 'absent')
})

const words = fc.constantFrom(
  ...[
    '-Password:',
    ' -pwd ',
    'password = ',
    '/credential',
    'ConvertTo-SecureString -String ',
    'S3cr et',
    "'a''b",
    '"q'
  ],
  ...[
    '\r\n',
    '\n',
    '\n\n',
    ' ',
    '\t',
    '\u00a0',
    'x'.repeat(3_000),
    'passwordpassword',
    '=',
    ':',
    "'",
    '"',
    '[1] task',
    '\u2028'
  ]
)

inPowerShell('passwords are left out of many lines at once as they are line by line', async ({ folder }) => {
  const texts = fc.sample(fc.array(words, { maxLength: 40 }), { numRuns: 300, seed: 7 }).map((parts) => parts.join(''))
  const input = join(folder, 'texts.json')
  writeFileSync(input, JSON.stringify(texts))
  const left = await run(
    folder,
    `$texts = ConvertFrom-Json ([IO.File]::ReadAllText('${input}'))\n${json('@($texts | ForEach-Object { Remove-Secret $_ })')}`
  )
  const byLine = (text: string): string => text.split('\n').map(withoutSecrets).join('\n')
  assert.equal(left, texts.map(byLine))
})

inPowerShell('of 150,000 lines with a password each, none is left', async ({ folder }) => {
  const script = [
    '$lines = New-Object System.Text.StringBuilder',
    'for ($i = 0; $i -lt 150000; $i++) { $null = $lines.Append("[1] -Password:S3cr$i`r`n") }',
    '$plain = Remove-Secret $lines.ToString()',
    json('@($plain.Split([char] 10).Length, $plain.Contains("S3cr"))')
  ]
  assert.equal(await run(folder, script.join('\n')), [150_001, false])
})

inPowerShell(
  'of the records of several versions the one written last counts, whatever its name',
  async ({ folder }) => {
    const at = (name: string, day: number): void => {
      const path = join(folder, name)
      writeFileSync(path, '<Objs/>')
      utimesSync(path, new Date(Date.UTC(2026, 9, day)), new Date(Date.UTC(2026, 9, day)))
    }
    at('ServiceStartupMode15.2.1544.xml', 3)
    at('ServiceStartupMode15.2.986.xml', 1)
    at('ServiceState15.2.1544.xml', 1)
    at('ServiceState15.2.986.xml', 2)
    const shown = '$before.startModes.file, $before.states.file, $before.states.modified, $before.log'
    assert.equal(await run(folder, `$logFolder = '${folder}'\n$before = Get-ServicesBefore\n${json(`@(${shown})`)}`), [
      'ServiceStartupMode15.2.1544.xml',
      'ServiceState15.2.986.xml',
      '2026-10-02T00:00:00Z',
      null
    ])
  }
)

test.run()
