import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { maintenanceRefusal } from '../../../policies/maintenance/maintenanceRefusal'
import { powershell } from '../../../policies/powershell'

const test = suite('policies: maintenance, as a script sees it')

const pwsh = join(__dirname, '../../../../shared/powershell/pwsh')
const inPowerShell = existsSync(pwsh) ? test : test.skip
if (!existsSync(pwsh))
  process.stdout.write('skipped: ../shared/powershell is not there, so that no real PowerShell ran\n')

const ticks = '638975000000000000'
const held = (state: string) =>
  `somebody has taken the server out of service: Maintenance holds ServerWideOffline ${state}`
const unsure = (value: string) =>
  `unknown: whether somebody has taken the server out of service: Maintenance holds ServerWideOffline by '${value}'`

/** What the registry holds as the value Maintenance, and how the reason begins; null for none. */
const table: ReadonlyArray<readonly [value: string | null, reason: string | null]> = [
  [null, null],
  [`1:1:${ticks}`, null],
  [`1:Active:${ticks}`, null],
  [`2:1:${ticks}:more`, null],
  [`1:0:${ticks}`, held('Inactive')],
  [`1: 0 :${ticks}`, held('Inactive')],
  [`1:Inactive:${ticks}`, held('Inactive')],
  [`1:3:${ticks}`, held('Draining')],
  [`1:Draining:${ticks}`, held('Draining')],
  [`1:2:${ticks}`, unsure(`1:2:${ticks}`)],
  [`1:Sidelined:${ticks}`, unsure(`1:Sidelined:${ticks}`)],
  ['1::', unsure('1::')],
  [`1:10:${ticks}`, unsure(`1:10:${ticks}`)],
  [`1:${'x'.repeat(500)}:${ticks}`, unsure(`1:${'x'.repeat(58)}`)],
  // Exchange takes none of these for a state.
  ['', null],
  ['0', null],
  ['Inactive', null],
  ['1:0', null]
]

/** A registry whose key of ServerWideOffline holds a value. */
const registry = (value: string | null): string =>
  `$key = New-Object psobject\n$key | Add-Member ScriptMethod GetValue { ${value === null ? '$null' : powershell`${value}`} }\n` +
  '$machine = New-Object psobject\n$machine | Add-Member ScriptMethod OpenSubKey { $key }'

const asked = maintenanceRefusal.replace(
  "$machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')",
  ''
)

const answers = (values: ReadonlyArray<string | null>, inMaintenance: string): ReadonlyArray<string> => {
  const calls = values.map((value) => `${registry(value)}\n"<$(Get-MaintenanceRefusal)>"`)
  const script = ['Set-StrictMode -Version 2.0', powershell`$inMaintenance = ${inMaintenance}`, asked, ...calls].join(
    '\n'
  )
  const encoded = Buffer.from(script, 'utf16le').toString('base64')
  const { stdout, stderr, status } = spawnSync(pwsh, ['-NoProfile', '-NonInteractive', '-EncodedCommand', encoded], {
    ...{ encoding: 'utf8', timeout: 60_000 }
  })
  if (status !== 0 || stderr !== '') throw new Error(`${status}: ${stderr}${stdout}`)
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('<'))
    .map((line) => line.slice(1, -1))
}

inPowerShell('a real PowerShell refuses by what can mean inactive, and by nothing else', () => {
  const values = table.map(([value]) => value)
  const told = answers(values, 'refuse')
  assert.is(told.length, table.length)
  for (const [index, [value, reason]] of table.entries()) {
    const is = told[index] ?? ''
    assert.ok(reason === null ? is === '' : is.startsWith(`${reason}; end the maintenance`), `${value}: ${is}`)
  }
  assert.ok(answers(values, 'allow').every((line) => line === ''))
})

test('the question stands in the form in which the tests can answer it', () => assert.not.match(asked, 'OpenBaseKey'))

test.run()
