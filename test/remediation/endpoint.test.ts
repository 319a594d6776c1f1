import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { judge } from '../../judging/evaluate'
import { policies, rules } from '../../policies/catalogue'
import { type Manner, planRemediation, type RemediationPlan } from '../../remediation/plan'
import { remediating, scriptOf, service, told, withServices } from '../policies/remediated'
import { component, components, withEx01 } from '../support/inOrganization'
import { type RecordedSections, serverFacts } from '../support/server'
import { engine, runAtEndpoint, type Ways } from './runAtEndpoint'

const test = suite('remediation: through the endpoint of Exchange')
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
${changes.more ?? ''}
function Get-ServerComponentState { param($Identity, $Component) ${changes.get ?? ''}
  $names = @($Component)
  if ($null -eq $Component) { $names = @($global:holds.Keys) }
  foreach ($name in $names) {
    $held = @($global:holds[$name])
    $state = 'Active'
    if (@($held | Where-Object { "$($_.State)" -ne 'Active' }).Count -gt 0) { $state = 'Inactive' }
    New-Answer @{ Component = $name; State = $state; LocalStates = $held; RemoteStates = @() } } }
function Set-ServerComponentState { param($Identity, $Component, $State, $Requester) ${changes.set ?? ''}
  $global:holds[$Component] = @(New-Hold $Requester $State ([DateTime]::UtcNow)) }
`

const skipped = 'an earlier step failed, on which it may rely'
const failing = (error: string) => [
  [1, 'failed', error],
  [2, 'skipped', skipped]
]

interface Case {
  readonly name: string
  readonly changes?: Readonly<Record<string, string>>
  readonly ways?: Ways
  readonly exitCode: 0 | 1 | 2
  readonly results: ReadonlyArray<ReadonlyArray<number | string | null>>
}

const cases: ReadonlyArray<Case> = [
  {
    name: 'each is set, and is seen to be Active',
    exitCode: 0,
    results: [
      [1, 'done', null],
      [2, 'done', null]
    ]
  },
  {
    name: 'what is Active already stays untouched',
    changes: { holds: "New-Hold 'Functional' 'Active'" },
    exitCode: 0,
    results: [
      [1, 'unchanged', null],
      [2, 'done', null]
    ]
  },
  {
    name: 'somebody else holds it by now',
    changes: { holds: "(New-Hold 'Functional' 'Inactive'), (New-Hold 'Maintenance' 'Inactive')" },
    exitCode: 1,
    results: failing('Maintenance asks for ServerWideOffline to be Inactive, too')
  },
  {
    name: 'somebody else holds another component by now',
    changes: { more: "$global:holds['HubTransport'] = @(New-Hold 'Maintenance' 'Draining')" },
    exitCode: 1,
    results: failing('Maintenance asks for HubTransport to be Draining, too')
  },
  {
    name: 'a state comes over the wire as an enumeration, which a string takes for its number',
    changes: {
      more: "Add-Type 'public enum Asked { Active, Inactive, Draining }'; $sent = [Management.Automation.PSSerializer]::Serialize((New-Hold 'Maintenance' ([Asked]::Draining)), 3); $global:holds['HubTransport'] = @([Management.Automation.PSSerializer]::Deserialize($sent))"
    },
    exitCode: 1,
    results: failing('Maintenance asks for HubTransport to be Draining, too')
  },
  {
    name: 'what another requester has taken back does not count',
    changes: {
      more: "$global:holds['HubTransport'] = @((New-Hold 'Maintenance' 'Inactive'), (New-Hold 'Maintenance' 'Active' '2026-11-01T03:00:00Z'))"
    },
    exitCode: 0,
    results: [
      [1, 'done', null],
      [2, 'done', null]
    ]
  },
  {
    name: 'a request comes in a form that is not known',
    changes: { more: "$global:holds['HubTransport'] = @('Maintenance:Inactive')" },
    exitCode: 1,
    results: failing('Exchange tells of a request for a state in a form that is not known')
  },
  {
    name: 'it was asked for again after it was judged',
    changes: { holds: "New-Hold 'Functional' 'Inactive' '2026-11-01T03:00:00Z'" },
    exitCode: 1,
    results: failing(
      'Functional asks for ServerWideOffline to be Inactive since 2026-11-01T03:00:00Z, after it was judged'
    )
  },
  {
    name: 'the roles of the account lack the cmdlet',
    changes: { set: "throw [UnauthorizedAccessException] 'no'" },
    exitCode: 1,
    results: failing('access denied')
  },
  {
    name: 'it is carried out, and does not hold',
    changes: { set: 'return' },
    exitCode: 1,
    results: failing('it was carried out, and yet its test fails')
  },
  {
    name: 'the answer is none',
    changes: { get: 'return' },
    exitCode: 1,
    results: failing('Exchange tells of ServerWideOffline 0 times')
  },
  {
    name: 'no endpoint answers',
    ways: { broken: 'contoso' },
    exitCode: 2,
    results: [
      [
        0,
        'refused',
        "The Exchange PowerShell endpoint of broken.contoso.example can't be reached: Exception: WinRM is not there; " +
          "The Exchange PowerShell endpoint of ex02.contoso.example can't be reached: Exception: WinRM is not there"
      ]
    ]
  },
  {
    name: 'not on Windows',
    ways: { os: 'Linux' },
    exitCode: 2,
    results: [[0, 'refused', 'the endpoint of Exchange can be asked from Windows alone']]
  }
]

for (const { name, changes = {}, ways = {}, exitCode, results } of cases)
  inPowerShell(name, async () => {
    const run = await runAtEndpoint(exchange(changes), scriptOf(planOf({})), ways)
    assert.equal(run, { exitCode, other: [''], results })
  })

test.run()
