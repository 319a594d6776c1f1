import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { powershell } from '../../kernel/powershell'
import asciiJson from '../../remediation/frame/asciiJson.ps1'
import entry from '../../remediation/frame/entry.ps1'
import reasons from '../../remediation/frame/reasons.ps1'
import results from '../../remediation/frame/results.ps1'
import steps from '../../remediation/frame/steps.ps1'
import { ending } from '../../remediation/scriptFrame'
import { decodeBegin, decodeResult, type StepBegin, type StepResult } from '../../resources/command/result'
import { findEngine } from '../powershell/engine'

/** Where there is no engine of PowerShell, tests of the loop are skipped. */
export const engine = findEngine()
if (engine.missing !== null) process.stdout.write(`skipped: ${engine.missing}\n`)

const folder = mkdtempSync(join(tmpdir(), 'exchange-loop-'))

/** Called when the tests of a file are over. */
export const removeFolders = (): void => rmSync(folder, { recursive: true })

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
${onStandIn(`${results}\n${entry}\n${steps}`)}
try {
`

export const isApart = '-Apart '

export const step = (number: number, set: string, options = ''): string =>
  `    Invoke-Step '${number}' 'p' 'Step ${number}' '' ${options}{ $did -contains ${number} } $null { ${set} }`

export const does = (number: number): string => `[void] $did.Add(${number})`

interface Run {
  readonly exitCode: number | null
  readonly lines: ReadonlyArray<StepResult>
  readonly begun: ReadonlyArray<StepBegin>
  readonly others: ReadonlyArray<string>
  readonly files: Readonly<Record<string, string>>
}

let count = 0

export const run = async (body: string, prepare: (text: string) => string = (text) => text): Promise<Run> => {
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

export const told = ({ lines }: Run): ReadonlyArray<string> => lines.map(({ number, result }) => `${number} ${result}`)
export const errorOf = ({ lines }: Run, number: number): string | null | undefined =>
  lines.find((one) => one.number === number)?.error
