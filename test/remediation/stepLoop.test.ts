import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { powershell } from '../../kernel/powershell'
import asciiJson from '../../remediation/frame/asciiJson.ps1'
import reasons from '../../remediation/frame/reasons.ps1'
import results from '../../remediation/frame/results.ps1'
import steps from '../../remediation/frame/steps.ps1'
import { ending } from '../../remediation/scriptFrame'
import { decodeBegin, decodeResult, type StepBegin, type StepResult } from '../../resources/command/result'
import { findEngine } from '../powershell/engine'

const test = suite('policies: the loop over steps')
const engine = findEngine()
const real = engine.missing === null ? test : test.skip
if (engine.missing !== null) process.stdout.write(`skipped: ${engine.missing}\n`)

const folder = mkdtempSync(join(tmpdir(), 'exchange-loop-'))
test.after(() => rmSync(folder, { recursive: true }))

const opening = "[Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')"

/** The loop, with a registry of this test's own, since only Windows has one, and with paths as they are everywhere. */
const onStandIn = (text: string): string => {
  assert.ok(text.includes(opening))
  return text.replaceAll(opening, '$registry').replaceAll('$entryFolder\\', '$entryFolder/')
}

/** What the frame has beside the loop, on a computer that is no server: services by name, on which each depends. */
const surroundings = (entryFolder: string): string => `$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2.0
$results = New-Object System.Collections.ArrayList
$failed = New-Object System.Collections.ArrayList
$unstarted = New-Object System.Collections.ArrayList
$clock = [Diagnostics.Stopwatch]::StartNew()
$current = @{ number = 0; policy = ''; step = 'Check the state of the server'; backup = ''; isRefused = $false }
$server = 'EX01'
$entry = 1
$exitCode = 1
$lock = $null
$steps = '2'
$longestRun = 6300
$restartMark = 'restart-due'
$marks = New-Object System.Collections.ArrayList
$isRefused = $false
$did = New-Object System.Collections.ArrayList
function Add-Name { param($File, $Names) [void] $marks.Add("$Names") }
function Get-Refusal { if ($isRefused) { 'an installation runs' } }
$depends = @{ Transport = @('FMS'); Delivery = @('Transport'); Circle = @('Round'); Round = @('Circle', 'Nothing') }
function Write-RunEvent { }
function Remove-Due { param($Name) [void] $marks.Add("$Name") }
function Open-Key {
    param($Path)
    $name = $Path -replace '^.*\\\\', ''
    if ($name -eq 'Nothing') { return }
    $key = New-Object PSObject
    Add-Member -InputObject $key -MemberType ScriptMethod -Name GetValue -Value { param($Name) $depends[$this.Service] }
    Add-Member -InputObject $key -MemberType NoteProperty -Name Service -Value $name
    $key
}
$registry = New-Object PSObject
Add-Member -InputObject $registry -MemberType ScriptMethod -Name OpenSubKey -Value { param($Path) Open-Key $Path }
${powershell`$entryFolder = ${entryFolder}`}
${asciiJson}
${reasons}
${onStandIn(`${results}\n${steps}`)}
try {
`

const isApart = '-Apart '

const step = (number: number, set: string, options = ''): string =>
  `    Invoke-Step '${number}' 'p' 'Step ${number}' '' ${options}{ $did -contains ${number} } $null { ${set} }`

const does = (number: number): string => `[void] $did.Add(${number})`

interface Run {
  readonly exitCode: number | null
  readonly lines: ReadonlyArray<StepResult>
  readonly begun: ReadonlyArray<StepBegin>
  readonly others: ReadonlyArray<string>
  readonly files: Readonly<Record<string, string>>
}

let count = 0

const run = async (body: string, prepare: (text: string) => string = (text) => text): Promise<Run> => {
  count += 1
  const entryFolder = mkdtempSync(join(folder, `${count}-`))
  const { exitCode, stdout, stderr } = await engine.run({
    script: { text: prepare(`${surroundings(entryFolder)}${body}\n${ending}`) }
  })
  assert.is(stderr, '')
  const texts = stdout.split('\n').filter((line) => line !== '')
  return {
    exitCode,
    lines: texts.flatMap((line) => decodeResult(line) ?? []),
    begun: texts.flatMap((line) => decodeBegin(line) ?? []),
    others: texts.filter((line) => decodeResult(line) === null && decodeBegin(line) === null),
    files: Object.fromEntries(
      readdirSync(entryFolder, { withFileTypes: true })
        .filter((one) => one.isFile())
        .map(({ name }) => [name, readFileSync(join(entryFolder, name), 'utf8')])
    )
  }
}

const told = ({ lines }: Run): ReadonlyArray<string> => lines.map(({ number, result }) => `${number} ${result}`)
const errorOf = ({ lines }: Run, number: number): string | null | undefined =>
  lines.find((one) => one.number === number)?.error

real('all is done, and the entry says so', async () => {
  const ran = await run([step(1, does(1)), step(2, does(2))].join('\n'))
  assert.equal([ran.exitCode, told(ran)], [0, ['1 done', '2 done', '0 done']])
  assert.equal(Object.keys(ran.files), ['entry.json'])
})

real(
  'a service that does not start costs those that depend on it alone, and the run has failed at its end',
  async () => {
    const ran = await run(
      [
        step(1, "throw 'no'", `${isApart}-Service 'FMS' `),
        step(2, does(2), `${isApart}-Service 'Transport' `),
        step(3, does(3), `${isApart}-Service 'Delivery' `),
        step(4, does(4), `${isApart}-Service 'Circle' `),
        step(5, '$did', `${isApart}-Service 'Store' `),
        step(6, does(6), `${isApart}-Service 'HM' `)
      ].join('\n')
    )
    assert.equal(told(ran), ['1 failed', '2 skipped', '3 skipped', '4 done', '5 failed', '6 done', '0 done'])
    assert.is(errorOf(ran, 2), 'it depends on FMS, which did not start')
    assert.is(errorOf(ran, 3), 'it depends on Transport, FMS, which did not start')
    assert.is(errorOf(ran, 5), 'it was carried out, and yet its test fails')
    assert.is(ran.exitCode, 1)
    const record = JSON.parse(ran.files['failed.json'] ?? '{}')
    assert.equal(
      record.steps.map(({ result }: { result: string }) => result),
      ['failed', 'skipped', 'skipped', 'done', 'failed', 'done']
    )
  }
)

real('a step of the web server that fails ends those, but no service', async () => {
  const ran = await run(
    [step(1, does(1), isApart), step(2, "throw 'no'"), step(3, does(3)), step(4, does(4), isApart)].join('\n')
  )
  assert.equal([ran.exitCode, told(ran)], [1, ['1 done', '2 failed', '3 skipped', '4 done', '0 done']])
})

real('a refusal in mid-run ends all', async () => {
  const ran = await run(
    [step(1, `${does(1)}; $script:isRefused = $true`, isApart), step(2, does(2), isApart)].join('\n')
  )
  assert.equal([ran.exitCode, told(ran), errorOf(ran, 2)], [1, ['1 done', '2 failed'], 'an installation runs'])
})

real('a refusal before the first change is one of the whole run, also after steps that were done before', async () => {
  const ran = await run([step(1, does(1), isApart), step(2, does(2), isApart)].join('\n'), (text) =>
    text
      .replace('$isRefused = $false\n', '$isRefused = $true\n$did = @(1)\n')
      .replace('$did = New-Object System.Collections.ArrayList\n', '')
  )
  assert.equal([ran.exitCode, told(ran), errorOf(ran, 2)], [2, ['1 unchanged', '2 refused'], 'an installation runs'])
})

real('what has begun to run meanwhile needs no start, whatever it depends on', async () => {
  const ran = await run(
    [
      step(1, `${does(2)}; throw 'no'`, `${isApart}-Service 'FMS' `),
      step(2, does(2), `${isApart}-Service 'Transport' `)
    ].join('\n')
  )
  assert.equal(told(ran), ['1 failed', '2 unchanged', '0 done'])
})

real('a step says before its change how long it waits, and none begins that the run has no time for', async () => {
  const ran = await run(
    [step(1, does(1), '-Seconds 300 '), step(2, does(2)), step(3, does(3), '-Seconds 7000 ')].join('\n')
  )
  assert.equal(ran.begun, [
    { server: 'EX01', number: 1, of: 2, policy: 'p', step: 'Step 1', atMostSeconds: 300 },
    { server: 'EX01', number: 2, of: 2, policy: 'p', step: 'Step 2', atMostSeconds: null }
  ])
  assert.is(errorOf(ran, 3), 'the run has no time left for it: run pulumi up again')
})

const answers: ReadonlyArray<readonly [test: string, result: string]> = [
  ['$true', 'unchanged'],
  ["'a', 'b'; $true", 'unchanged'],
  ['$true; $null', 'failed'],
  ['$true; $false', 'failed'],
  ["'True'", 'failed'],
  ['1', 'failed'],
  ['', 'failed'],
  ['@($true, $null)', 'failed']
]

real('only a Boolean that comes last is an answer of a test', async () => {
  const ran = await run(
    answers
      .map(([code], index) => `    Invoke-Step '${index + 1}' 'p' 'Step' '' -Apart { ${code} } $null { }`)
      .join('\n')
  )
  for (const [index, [code, result]] of answers.entries()) assert.is(ran.lines[index]?.result, result, code)
})

real('an entry that can not be written fails the run, and its record stays readable', async () => {
  const ran = await run(step(1, does(1)), (text) =>
    text.replace(
      "Save-Entry $(if ($failed.Count -eq 0) { 'entry.json' }",
      "Save-Entry $(if ($failed.Count -eq 0) { 'no/entry.json' }"
    )
  )
  assert.equal([ran.exitCode, told(ran)], [1, ['1 done', '0 failed']])
  assert.match(errorOf(ran, 0) ?? '', /^Could not find a part of the path/)
  const { steps: kept } = JSON.parse(ran.files['failed.json'] ?? '{}')
  assert.equal(
    kept.map(({ number, result }: StepResult) => `${number} ${result}`),
    ['1 done', '0 failed']
  )
})

real('where no record can be written at all, all is told the same', async () => {
  const ran = await run(step(1, does(1)), (text) =>
    text.replaceAll("entry.json'", "no/entry.json'").replaceAll("'failed.json'", "'no/failed.json'")
  )
  assert.equal([ran.exitCode, told(ran)], [1, ['1 done', '0 failed']])
  assert.match(ran.others.join(), /could not be written: the lines above are all that is known of it/)
})

const win32 = (code: number): string => `New-Object ComponentModel.Win32Exception -ArgumentList ${code}`

const causes: ReadonlyArray<readonly [name: string, code: string, reason: RegExp]> = [
  ['a sentence of our own', "throw 'the store is damaged'", /^the store is damaged$/],
  ['a method that failed', "[IO.File]::ReadAllText('/no/such')", /^Could not find a part of the path '\/no\/such'\.$/],
  [
    'a cause of Windows below others',
    `throw (New-Object InvalidOperationException -ArgumentList 'Cannot start', (${win32(1053)}))`,
    /^it did not answer in time \(Windows error 1053\)$/
  ],
  ['a number without words here', `throw (${win32(1411)})`, /^.+ \(Windows error 1411\)$/],
  [
    'causes that say different things',
    "throw (New-Object Exception -ArgumentList 'outer', (New-Object Exception -ArgumentList 'inner'))",
    /^outer: inner$/
  ],
  ['a program that is missing', "& '/no/such.exe'", /^\/no\/such\.exe is not there$/],
  ['nothing', 'throw (New-Object Exception -ArgumentList " ")', /^no reason was given$/]
]

const numbered = [1053, 1058, 1066, 1068, 1069, 1072]

real('an error is told with its causes, and numbers of Windows in words that no language changes', async () => {
  const thrown = [...causes.map(([, code]) => code), ...numbered.map((code) => `throw (${win32(code)})`)]
  const ran = await run(thrown.map((code, index) => step(index + 1, code, isApart)).join('\n'))
  for (const [index, [name, , reason]] of causes.entries()) assert.match(errorOf(ran, index + 1) ?? '', reason, name)
  for (const [index, code] of numbered.entries())
    assert.match(
      errorOf(ran, causes.length + index + 1) ?? '',
      new RegExp(`^(?:it|its|a service) [a-z, ]+ \\(Windows error ${code}\\)$`)
    )
})

test.run()
