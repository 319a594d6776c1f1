import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { powershell } from '../../../kernel/powershell'
import maintenanceRefusal from '../../../remediation/frame/maintenanceRefusal.ps1'
import { findEngine } from '../../powershell/engine'

const test = suite('policies: maintenance, as a script sees it')

const engine = findEngine()
const inPowerShell = engine.missing === null ? test : test.skip
if (engine.missing !== null) process.stdout.write(`skipped: ${engine.missing}\n`)

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

const answers = async (values: ReadonlyArray<string | null>, inMaintenance: string): Promise<ReadonlyArray<string>> => {
  const calls = values.map((value) => `${registry(value)}\n"<$(Get-MaintenanceRefusal)>"`)
  const text = ['Set-StrictMode -Version 2.0', powershell`$inMaintenance = ${inMaintenance}`, asked, ...calls].join(
    '\n'
  )
  const { stdout, stderr, exitCode } = await engine.run({ script: { text } })
  if (exitCode !== 0 || stderr !== '') throw new Error(`${exitCode}: ${stderr}${stdout}`)
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('<'))
    .map((line) => line.trimEnd().slice(1, -1))
}

inPowerShell('a real PowerShell refuses by what can mean inactive, and by nothing else', async () => {
  const values = table.map(([value]) => value)
  const told = await answers(values, 'refuse')
  assert.is(told.length, table.length)
  for (const [index, [value, reason]] of table.entries()) {
    const is = told[index] ?? ''
    assert.ok(reason === null ? is === '' : is.startsWith(`${reason}; end the maintenance`), `${value}: ${is}`)
  }
  const allowed = await answers(values, 'allow')
  assert.ok(allowed.every((line) => line === ''))
})

test('the question stands in the form in which the tests can answer it', () => assert.not.match(asked, 'OpenBaseKey'))

test.run()
