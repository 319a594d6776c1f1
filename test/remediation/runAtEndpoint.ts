import { decodeBegin, decodeResult } from '../../resources/command/result'
import { findEngine } from '../powershell/engine'

export const engine = findEngine()

/** What differs from an endpoint that answers, beside Exchange's cmdlets. */
export interface Ways {
  readonly os?: string
  /** The endpoints that can not be reached, as a pattern. */
  readonly broken?: string
}

/** A session is a runspace of this process, in which `exchange` defines the cmdlets. */
const wrapped = (exchange: string, { os = 'Windows_NT', broken = 'broken' }: Ways, script: string): string => `
$env:OS = '${os}'
$global:exchangeText = @'
${exchange}
'@
function global:Start-Sleep { param($Seconds) }
function global:New-PSSessionOption { param($OpenTimeout, $OperationTimeout, $CancelTimeout, $Culture, $UICulture) @{} }
function global:New-PSSession { param($ConfigurationName, $ConnectionUri, $Authentication, $SessionOption)
  if ("$ConnectionUri" -match '${broken}') { throw (New-Object Exception 'WinRM is not there') }
  $runspace = [runspacefactory]::CreateRunspace(); $runspace.Open()
  $shell = [powershell]::Create(); $shell.Runspace = $runspace; $null = $shell.AddScript($global:exchangeText).Invoke(); $shell.Dispose()
  [pscustomobject] @{ Runspace = $runspace } }
function global:Remove-PSSession { [CmdletBinding()] param($Session) $Session.Runspace.Dispose() }
& ([ScriptBlock]::Create(@'
${script}
'@))
exit $LASTEXITCODE
`

/** Runs a script for the endpoint in a real PowerShell: what came of its steps, and what else it wrote. */
export const runAtEndpoint = async (exchange: string, script: string, ways: Ways = {}) => {
  const ending = await engine.run({ script: { text: wrapped(exchange, ways, script) } })
  const lines = ending.stdout.split('\n').filter((line) => line !== '')
  const results = lines.flatMap((line) => (decodeBegin(line) !== null ? [] : (decodeResult(line) ?? [])))
  return {
    exitCode: ending.exitCode,
    other: [...lines.filter((line) => decodeBegin(line) === null && decodeResult(line) === null), ending.stderr.trim()],
    results: results.map(({ number, result, error }) => [number, result, error])
  }
}
