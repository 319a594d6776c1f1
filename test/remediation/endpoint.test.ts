import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { judge } from '../../judging/evaluate'
import { policies, rules } from '../../policies/catalogue'
import { type Manner, planRemediation, type RemediationPlan } from '../../remediation/plan'
import { decodeBegin, decodeResult } from '../../resources/command/result'
import { remediating, scriptOf, service, told, withServices } from '../policies/remediated'
import { findEngine } from '../powershell/engine'
import { component, components, withEx01 } from '../support/inOrganization'
import { type RecordedSections, serverFacts } from '../support/server'

const test = suite('remediation: through the endpoint of Exchange')
const engine = findEngine()
const inPowerShell = engine.missing === null ? test : test.skip
if (engine.missing !== null) process.stdout.write(`skipped: ${engine.missing}\n`)

const organization = withEx01({
  componentStates: components(
    component('ServerWideOffline', 'Inactive', ['Functional']),
    component('Monitoring', 'Inactive', ['Functional'], 'remoteStates')
  )
})
const standard = remediating({}, { organization })
const manner: Manner = {
  ...{ inMaintenance: 'refuse', restartNote: null },
  endpoint: { names: ['broken.contoso.example', 'ex02.contoso.example'], https: false }
}

const planOf = (sections: RecordedSections, by: Manner = manner): RemediationPlan => {
  const facts = serverFacts({ journal: { lastEntry: 0 }, ...sections })
  return planRemediation(rules, facts, judge(policies, facts, standard), by)
}

const titles = ['ServerWideOffline', 'Monitoring'].map(
  (name) => `Set ${name} of EX01 to Active for the requester Functional`
)

test('they come when nothing is left to do on the server itself', () => {
  const plan = planOf({})
  assert.equal(told(plan), titles)
  assert.is(plan._tag === 'Planned' && plan.place, 'endpoint')
  const files = planOf({ sharedWebConfig: { clientAccess: 'absent', httpProxy: 'present' } })
  assert.is(files._tag === 'Planned' && files.place, 'server')
  assert.ok(told(files).every((title) => !titles.includes(title)))
  assert.equal(told(planOf(withServices(service('MSExchangeIS', 'Automatic', 'Stopped')))), ['Start MSExchangeIS'])
})

test('without an endpoint in the settings nothing is done, and the setting is named', () => {
  const [reason = '', ...more] = told(planOf({}, { ...manner, endpoint: null }))
  assert.equal(more, [])
  assert.match(reason, /^refused: the organization can be changed only through .*exchange-compliance:organization/)
})

test('the script is ASCII, and has its values in quotes', () => {
  const script = scriptOf(planOf({}))
  assert.not.match(script, /[^\n -~]/)
  assert.match(script, "$endpoints = @('broken.contoso.example', 'ex02.contoso.example')")
})

/** The states of the components as Exchange has them, and what its cmdlets do; each change stands in one of them. */
const exchange = (changes: Readonly<Record<string, string>>): string => `
function New-Answer { param($Properties) [pscustomobject] $Properties }
function New-Hold { param($Requester, $State, $Time = '2026-10-31T22:10:00Z') New-Answer @{ Requester = $Requester; State = $State; Timestamp = ([DateTime] $Time).ToUniversalTime() } }
if ($null -eq $global:holds) { $global:holds = @{
  ServerWideOffline = @(${changes.holds ?? "New-Hold 'Functional' 'Inactive'"})
  Monitoring = @(New-Hold 'Functional' 'Inactive') } }
function Get-ServerComponentState { param($Identity, $Component) ${changes.get ?? ''}
  $held = @($global:holds[$Component])
  $state = 'Active'
  if (@($held | Where-Object { "$($_.State)" -ne 'Active' }).Count -gt 0) { $state = 'Inactive' }
  New-Answer @{ Component = $Component; State = $state; LocalStates = $held; RemoteStates = @() } }
function Set-ServerComponentState { param($Identity, $Component, $State, $Requester) ${changes.set ?? ''}
  [IO.File]::AppendAllText($global:asked, "$Identity $Component $State $Requester\`n")
  $global:holds[$Component] = @(New-Hold $Requester $State ([DateTime]::UtcNow)) }
`

const wrapped = (changes: Readonly<Record<string, string>>, script: string): string => `
$env:OS = '${changes.os ?? 'Windows_NT'}'
$global:exchangeText = @'
$global:asked = 'ASKED'
${exchange(changes)}
'@
function global:Start-Sleep { param($Seconds) }
function global:New-PSSessionOption { param($OpenTimeout, $OperationTimeout, $CancelTimeout, $Culture, $UICulture) @{} }
function global:New-PSSession { param($ConfigurationName, $ConnectionUri, $Authentication, $SessionOption)
  if ("$ConnectionUri" -match '${changes.broken ?? 'broken'}') { throw (New-Object Exception 'WinRM is not there') }
  $runspace = [runspacefactory]::CreateRunspace(); $runspace.Open()
  $shell = [powershell]::Create(); $shell.Runspace = $runspace; $null = $shell.AddScript($global:exchangeText.Replace('ASKED', [IO.Path]::GetTempFileName())).Invoke(); $shell.Dispose()
  [pscustomobject] @{ Runspace = $runspace } }
function global:Remove-PSSession { [CmdletBinding()] param($Session) $Session.Runspace.Dispose() }
& ([ScriptBlock]::Create(@'
${script}
'@))
exit $LASTEXITCODE
`

const run = async (changes: Readonly<Record<string, string>>) => {
  const ending = await engine.run({ script: { text: wrapped(changes, scriptOf(planOf({}))) } })
  const lines = ending.stdout.split('\n').filter((line) => line !== '')
  const results = lines.flatMap((line) => (decodeBegin(line) !== null ? [] : (decodeResult(line) ?? [])))
  return {
    exitCode: ending.exitCode,
    other: [...lines.filter((line) => decodeBegin(line) === null && decodeResult(line) === null), ending.stderr.trim()],
    results: results.map(({ number, result, error }) => [number, result, error])
  }
}

const skipped = 'an earlier step failed, on which it may rely'
const failing = (error: string) => [
  [1, 'failed', error],
  [2, 'skipped', skipped]
]

for (const [name, changes, exitCode, results] of [
  [
    'each is set, and is seen to be Active',
    {},
    0,
    [
      [1, 'done', null],
      [2, 'done', null]
    ]
  ],
  [
    'what is Active already stays untouched',
    { holds: "New-Hold 'Functional' 'Active'" },
    0,
    [
      [1, 'unchanged', null],
      [2, 'done', null]
    ]
  ],
  [
    'somebody else holds it by now',
    { holds: "(New-Hold 'Functional' 'Inactive'), (New-Hold 'Maintenance' 'Inactive')" },
    1,
    failing('Maintenance asks for ServerWideOffline to be Inactive, too')
  ],
  [
    'it was asked for again after it was judged',
    { holds: "New-Hold 'Functional' 'Inactive' '2026-11-01T03:00:00Z'" },
    1,
    failing('Functional asks for ServerWideOffline to be Inactive since 2026-11-01T03:00:00Z, after it was judged')
  ],
  [
    'the roles of the account lack the cmdlet',
    { set: "throw [UnauthorizedAccessException] 'no'" },
    1,
    failing('access denied')
  ],
  ['it is carried out, and does not hold', { set: 'return' }, 1, failing('it was carried out, and yet its test fails')],
  ['the answer is none', { get: 'return' }, 1, failing('Exchange tells of ServerWideOffline 0 times')],
  [
    'no endpoint answers',
    { broken: 'contoso' },
    2,
    [
      [
        0,
        'refused',
        "The Exchange PowerShell endpoint of broken.contoso.example can't be reached: Exception: WinRM is not there; " +
          "The Exchange PowerShell endpoint of ex02.contoso.example can't be reached: Exception: WinRM is not there"
      ]
    ]
  ],
  ['not on Windows', { os: 'Linux' }, 2, [[0, 'refused', 'the endpoint of Exchange can be asked from Windows alone']]]
] as const)
  inPowerShell(name, async () => {
    assert.equal(await run(changes), { exitCode, other: [''], results })
  })

test.run()
