import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import setStartType from '../../../policies/services/Set-StartType.ps1'
import { toStart } from '../../../policies/services/serviceFunctions'
import testStartType from '../../../policies/services/Test-StartType.ps1'
import invokeProgram from '../../../policies/shared-web-config/Invoke-Program.ps1'
import getApplicationId from '../../../policies/ssl-bindings/Get-ApplicationId.ps1'
import asciiJson from '../../../remediation/frame/asciiJson.ps1'
import reasons from '../../../remediation/frame/reasons.ps1'
import { findEngine } from '../../powershell/engine'

const test = suite('policies: functions for services and programs')
const engine = findEngine()
const real = engine.missing === null ? test : test.skip
if (engine.missing !== null) process.stdout.write(`skipped: ${engine.missing}\n`)

/** A service that takes the states of a list, one at each look, the last for ever; and what it was asked. */
const mock = `$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2.0
$asked = New-Object System.Collections.ArrayList
function Start-Sleep { }
function New-Mock {
    param([string[]] $States, $Thrown)
    $service = New-Object PSObject -Property @{ Left = $States; Status = ''; Thrown = $Thrown }
    Add-Member -InputObject $service -MemberType ScriptMethod -Name Refresh -Value {
        $this.Status = $this.Left[0]
        if ($this.Left.Count -gt 1) { $this.Left = @($this.Left | Select-Object -Skip 1) }
    }
    Add-Member -InputObject $service -MemberType ScriptMethod -Name Start -Value {
        [void] $asked.Add('start')
        if ($null -ne $this.Thrown) { throw $this.Thrown }
    }
    Add-Member -InputObject $service -MemberType ScriptMethod -Name Continue -Value { [void] $asked.Add('continue') }
    $service
}
function Get-Service { $mocked }
function Test-It {
    param([string[]] $States, $Codes, $Thrown)
    $asked.Clear()
    $script:mocked = New-Mock $States $Thrown
    function Get-ExitCode { $Codes }
    $reason = 'runs'
    try { Start-AndWait 'X' 1 } catch { $reason = Get-Reason $_.Exception }
    "$($asked -join '+')|$reason"
}
`

const starts: ReadonlyArray<readonly [call: string, told: RegExp]> = [
  ["Test-It 'Running'", /^\|runs$/],
  ["Test-It 'Stopped', 'StartPending', 'Running'", /^start\|runs$/],
  ["Test-It 'StopPending', 'Stopped', 'Running'", /^start\|runs$/],
  ["Test-It 'StartPending', 'Running'", /^\|runs$/],
  ["Test-It 'StartPending', 'Stopped', 'Running'", /^start\|runs$/],
  ["Test-It 'Paused', 'ContinuePending', 'Running'", /^continue\|runs$/],
  ["Test-It 'Stopped', 'StartPending'", /^start\|it is in StartPending after 1 s$/],
  ["Test-It 'StartPending'", /^\|it is in StartPending after 1 s$/],
  [
    "Test-It 'Stopped', 'StartPending', 'Stopped' ('1066', '5')",
    /^start\|it stopped again with an error of its own: 5 \(Windows error 1066\)$/
  ],
  ["Test-It 'Stopped', 'Stopped' ('1067', '0')", /^start\|its process ended unexpectedly \(Windows error 1067\)$/],
  ["Test-It 'Stopped', 'Stopped' ('0', '0')", /^start\|it stopped again at once, without an error$/],
  ["Test-It 'Stopped', 'Stopped'", /^start\|it stopped again at once, and its exit code could not be read$/],
  [
    "Test-It 'Stopped' -Thrown (New-Object ComponentModel.Win32Exception -ArgumentList 1058)",
    /^start\|it is disabled \(Windows error 1058\)$/
  ]
]

const linesOf = async (text: string): Promise<ReadonlyArray<string>> => {
  const { stdout, stderr } = await engine.run({ script: { text } })
  assert.is(stderr, '')
  return stdout.split('\n')
}

real(
  'a service is started, resumed or only waited for, never without end, and why it does not run is told',
  async () => {
    const lines = await linesOf([mock, reasons, ...toStart, ...starts.map(([call]) => call)].join('\n'))
    for (const [index, [call, told]] of starts.entries()) assert.match(lines[index] ?? '', told, call)
  }
)

/** The registry's values of a service, and what Set-Service and sc.exe were told. */
const registry = (start: number, delayed: string): string =>
  `$key = New-Object PSObject -Property @{ Start = ${start}; DelayedAutostart = ${delayed} }
Add-Member -InputObject $key -MemberType ScriptMethod -Name GetValue -Value { param($Name) $this.$Name } -Force
function Get-Item { param($LiteralPath) $key }`

const types: ReadonlyArray<readonly [start: number, delayed: string, holding: string]> = [
  [2, '1', 'Automatic Delayed Enabled'],
  [2, '0', 'Automatic Enabled'],
  [2, '$null', 'Automatic Enabled'],
  [3, '1', 'Manual Enabled'],
  [4, '1', 'Disabled']
]

real('delayed start is part of the start type that is tested', async () => {
  const all =
    "@('Automatic', 'Delayed', 'Manual', 'Disabled', 'Enabled' | Where-Object { Test-StartType 'X' $_ }) -join ' '"
  const lines = await linesOf(
    [testStartType, ...types.flatMap(([start, delayed]) => [registry(start, delayed), all])].join('\n')
  )
  for (const [index, [, , holding]] of types.entries()) assert.is(lines[index], holding)
})

real('delayed start is set by sc.exe, and its exit code is told in words', async () => {
  const script = [
    '$ErrorActionPreference = "Stop"',
    reasons,
    setStartType.replace('& "$env:SystemRoot\\System32\\sc.exe"', 'sc'),
    'function Set-Service { param($Name, $StartupType) "set $Name $StartupType" }',
    'function sc { $global:LASTEXITCODE = $code; "sc $args" }',
    "$code = 0; Set-StartType 'X' Manual; Set-StartType 'X' Delayed",
    "$code = 5; try { Set-StartType 'X' Delayed } catch { Get-Reason $_.Exception }"
  ].join('\n')
  assert.equal((await linesOf(script)).slice(0, 4), [
    'set X Manual',
    'sc config X start= delayed-auto',
    'sc config X start= delayed-auto',
    'access is denied (Windows error 5)'
  ])
})

const inShell = process.platform === 'win32' ? test.skip : real

inShell('a program gives its exit code, its output is dropped, and one that does not end is ended', async () => {
  const lines = await linesOf(
    [
      '$ErrorActionPreference = "Stop"',
      asciiJson,
      reasons,
      invokeProgram,
      "Invoke-Program '/bin/sh' '/' '-c \"echo out; echo err >&2; exit 3\"' 20",
      "Invoke-Program '/bin/sh' '/tmp' '-c \"exit 0\"' 20",
      "Invoke-Program '/bin/sh' '/' '-c \"yes | head -c 500000\"' 20",
      "try { Invoke-Program '/bin/sleep' '/' '60' 1 } catch { $_.Exception.Message }",
      "try { Invoke-Program '/no/such.exe' '/' '60' 1 } catch { $_.Exception.Message }"
    ].join('\n')
  )
  assert.equal(lines.slice(0, 5), [
    ...['3', '0', '0', 'sleep did not end within 1 s'],
    'such.exe could not be started: its program file does not exist (Windows error 2)'
  ])
})

real('the application id of a record is a text, also where it is kept as bytes', async () => {
  const key = (value: string): string =>
    `$key = New-Object PSObject; Add-Member -InputObject $key -MemberType ScriptMethod -Name GetValue -Value { ${value} }`
  const id = '{4dc3e181-e14b-4a21-b022-59fc669b0914}'
  const lines = await linesOf(
    [
      getApplicationId,
      ...[`'${id}'`, `, ([Guid] '${id}').ToByteArray()`, '$null'].flatMap((value) => [
        key(value),
        '"[$(Get-ApplicationId $key)]"'
      ])
    ].join('\n')
  )
  assert.equal(lines.slice(0, 3), [`[${id}]`, `[${id}]`, '[]'])
})

test.run()
