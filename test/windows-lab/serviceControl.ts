import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { wineServiceControl } from './wine'

/** The lab's starter runs the program that one variable names, with its own arguments: a copy of it reads another one. */
const starterVariable = 'LAB_PWSH'
const variable = 'LAB_SC__'

/** What the copy runs: it writes a quotation mark before and after. */
export const serviceControlEnvironment: Readonly<Record<string, string>> = {
  [variable]: String.raw`C:\windows\system32\cmd.exe" /d /c "C:\lab\sc.cmd`
}

const dispatch = [
  '@echo off',
  'if /i "%1"=="config" goto config',
  String.raw`C:\lab\wine-sc.exe %*`,
  'exit /b %errorlevel%',
  ':config',
  String.raw`C:\lab\lab-sc.exe %*`,
  'exit /b %errorlevel%',
  ''
].join('\r\n')

const wide = (text: string): Buffer => Buffer.from(text, 'utf16le')

/** A copy of a program in which one text stands in the place of another one of the same length. */
const replaced = (program: Buffer, from: Buffer, to: Buffer): Buffer => {
  const place = program.indexOf(from)
  if (place === -1) throw new Error('the program is not the one that the lab knows')
  const copy = Buffer.from(program)
  to.copy(copy, place)
  return copy
}

/** Wine's own sc.exe lacks `config`, and the lab's has nothing else: each does its part, as `sc.exe` of Windows does both. */
export const addServiceControl = (programs: string, file: (...parts: ReadonlyArray<string>) => string): void => {
  const installed = file('windows', 'system32', 'sc.exe')
  copyFileSync(join(programs, 'sc.exe'), file('lab', 'lab-sc.exe'))
  // Wine would look for its own program of this name.
  const mark = Buffer.from('Wine builtin DLL')
  writeFileSync(file('lab', 'wine-sc.exe'), replaced(readFileSync(wineServiceControl), mark, Buffer.alloc(mark.length)))
  writeFileSync(file('lab', 'sc.cmd'), dispatch)
  writeFileSync(
    installed,
    replaced(readFileSync(join(programs, 'powershell.exe')), wide(starterVariable), wide(variable))
  )
}

/** Services of Windows on which those of Exchange depend, and which Wine has Disabled. */
export const enableForExchange = `
Get-Service | Where-Object { 'EventLog', 'EventSystem', 'LanmanServer', 'LanmanWorkstation', 'Netlogon' -contains $_.Name } |
    Where-Object { "$($_.StartType)" -eq 'Disabled' } | Set-Service -StartupType Manual
`

/** Each on what it depends. Wine does not write that into the registry, where Windows and the scripts have it from. */
export const writeDependencies = String.raw`
$machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
$root = $machine.OpenSubKey('SYSTEM\CurrentControlSet\Services')
$others = @{ MSExchangeADTopology = 'NetTcpPortSharing'; MSExchangeTransport = 'FMS', 'MSExchangeADTopology'; W3SVC = 'WAS' }
$alone = 'MSExchangeDiagnostics', 'MSExchangeHM', 'MSExchangeHMRecovery', 'MSExchangeMitigation'
foreach ($name in $root.GetSubKeyNames()) {
    $needed = @($others[$name])
    if ($null -eq $others[$name]) {
        if (-not $name.StartsWith('MSExchange') -or $alone -contains $name) { continue }
        $needed = @('MSExchangeADTopology')
    }
    $key = $root.OpenSubKey($name, $true)
    if ($null -ne $key.GetValue('ImagePath')) { $key.SetValue('DependOnService', [string[]] $needed, 'MultiString') }
    $key.Dispose()
}
`
