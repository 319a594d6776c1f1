import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { powershell } from '../../../kernel/powershell'
import { findEngine } from '../../powershell/engine'

const test = suite('policies: the restart of IIS')

const engine = findEngine()
if (engine.missing !== null) process.stdout.write(`skipped: ${engine.missing}\n`)
const inPowerShell = engine.missing === null ? test : test.skip

const restart = readFileSync(join(__dirname, '../../../policies/iis/Restart-Iis.ps1'), 'utf8')

/** Both depend on each other's chain, so that each is named more than once, and neither starts again. */
const stand = `
$ErrorActionPreference = 'Stop'
function New-Stand { param($Name)
    $one = New-Object PSObject -Property @{ Name = $Name; Status = 'Running' }
    $one | Add-Member ScriptMethod Refresh {}
    $one | Add-Member ScriptMethod Stop { $this.Status = 'Stopped' }
    $one | Add-Member ScriptMethod WaitForStatus { param($Status, $Time) }
    $one
}
$all = @{ W3SVC = (New-Stand 'W3SVC'); WAS = (New-Stand 'WAS') }
function Get-Service { param($Name, [switch] $DependentServices)
    if ($DependentServices) { if ($Name -eq 'WAS') { $all.W3SVC } } else { $all[$Name] }
}
function Add-Name { param($File, $Names) [IO.File]::AppendAllText($File, (($Names -join "\`n") + "\`n")) }
function Read-Name { param($File) @([IO.File]::ReadAllLines($File) | Where-Object { $_ -ne '' } | Select-Object -Unique) }
function Get-Reason { param($Exception) $Exception.Message }
$tried = @()
function Start-AndWait { param($Name, $Seconds) $script:tried += $Name; throw "refused" }
`

inPowerShell('a service that does not start again is tried once and reported once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'restart-'))
  try {
    writeFileSync(join(folder, 'services'), '')
    const text = `${stand}\n${powershell`$restartServices = ${join(folder, 'services')}`}\n${restart}
try { Restart-Iis 5 5 } catch { "$($_.Exception.Message)" }
$tried -join ','`
    const { stdout, stderr } = await engine.run({ script: { text } })
    assert.is(stderr, '')
    assert.equal(stdout.trim().split(/\r?\n/), [
      'WAS ran before, and does not start: refused; W3SVC ran before, and does not start: refused',
      'WAS,W3SVC'
    ])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test.run()
