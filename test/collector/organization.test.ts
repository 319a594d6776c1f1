import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { decodeOrganizationFacts } from '../../facts/organization/decode'
import { findEngine } from '../powershell/engine'

const engine = findEngine()
const test = suite('the collector of organization facts, in a real PowerShell')
const real = engine.missing === null ? test : test.skip
if (engine.missing !== null) process.stdout.write(`skipped: ${engine.missing}\n`)

const collector = join(__dirname, '..', '..', 'collector', 'Get-ExchangeOrganizationFacts.ps1')
const folder = mkdtempSync(join(tmpdir(), 'exchange-organization-'))
test.after(() => rmSync(folder, { recursive: true, force: true }))

/** Exchange's cmdlets as functions of the session; each line of `changes` stands in one of them, before its answer. */
const exchange = (changes: Readonly<Record<string, string>>): string => `
function New-Answer { param($Properties) [pscustomobject] $Properties }
function New-Member { param($Name, $Roles, $Version)
  New-Answer @{ Name = $Name; Fqdn = "$Name.contoso.example".ToLower(); Site = 'contoso.example/Sites/Köln'; ServerRole = $Roles; Edition = 'Enterprise'; AdminDisplayVersion = $Version } }
function Get-ExchangeServer { ${changes['Get-ExchangeServer'] ?? ''}
  foreach ($name in 'EX01', 'EX02', 'EX03', 'EX04', 'EX05') { New-Member $name 'Mailbox' 'Version 15.2 (Build 1748.39)' }
  New-Member 'ED01' 'Edge' 'Version 15.2 (Build 1748.39)'
  New-Member 'OLD' 'ClientAccess' 'Version 14.3 (Build 123.4)' }
function Get-DatabaseAvailabilityGroup { param([switch] $Status) ${changes['Get-DatabaseAvailabilityGroup'] ?? ''}
  New-Answer @{ Name = 'DAG1'; Servers = @('EX01', 'EX02'); OperationalServers = @('EX01'); ServersInMaintenance = @(); WitnessServer = 'w'; WitnessShareInUse = 'Primary'; PrimaryActiveManager = 'EX01' } }
function Get-AuthConfig { ${changes['Get-AuthConfig'] ?? ''}
  New-Answer @{ CurrentCertificateThumbprint = 'AB'; PreviousCertificateThumbprint = ''; NextCertificateThumbprint = $null; NextCertificateEffectiveDate = $null } }
function Get-ServerComponentState { param($Identity) ${changes['Get-ServerComponentState'] ?? ''}
  New-Answer @{ Component = 'ServerWideOffline'; State = 'Active'; LocalStates = @(); RemoteStates = @(New-Answer @{ Requester = 'Maintenance'; State = 'Active'; Timestamp = [DateTime] '2026-11-01Z' }) } }
function Get-MailboxDatabaseCopyStatus { param($Server) ${changes['Get-MailboxDatabaseCopyStatus'] ?? ''}
  New-Answer @{ DatabaseName = 'DB01'; Status = 'Mounted'; CopyQueueLength = [long] 0; ReplayQueueLength = [long] 0; ContentIndexState = 'NotApplicable'; ActivationSuspended = $false } }
function Get-MailboxServer { param($Identity)
  New-Answer @{ DatabaseAvailabilityGroup = 'contoso.example/DAG1'; DatabaseCopyAutoActivationPolicy = 'Unrestricted'; DatabaseCopyActivationDisabledAndMoveNow = $false } }
function Get-Queue { param($Server, $ResultSize) ${changes['Get-Queue'] ?? ''}
  New-Answer @{ Identity = "$Server\\Submission"; MessageCount = 3 }; New-Answer @{ Identity = "$Server\\7"; MessageCount = 40; Status = 'Retry' }
  New-Answer @{ Identity = "$Server\\Poison"; MessageCount = 99 } }
function Get-OrganizationConfig { New-Answer @{ Name = 'Contoso' } }
${changes.session ?? ''}
`

/** Sessions are runspaces of this process; which endpoints were asked is written to a file. */
const script = (changes: Readonly<Record<string, string>>, args: string, file: string): string => `
$env:OS = 'Windows_NT'
$global:exchangeText = @'
${exchange(changes)}
'@
function global:New-PSSessionOption { param($OpenTimeout, $OperationTimeout, $CancelTimeout, $Culture, $UICulture) @{} }
function global:New-PSSession { param($ConfigurationName, $ConnectionUri, $Authentication, $SessionOption)
  [IO.File]::AppendAllText('${file}', "$ConnectionUri\`n")
  if ("$ConnectionUri".Contains('broken')) { throw (New-Object Exception 'Connecting to remote server failed. [Server=EX09,RequestId=1] Access') }
  $runspace = [runspacefactory]::CreateRunspace(); $runspace.Open()
  $shell = [powershell]::Create(); $shell.Runspace = $runspace; $null = $shell.AddScript($global:exchangeText).Invoke(); $shell.Dispose()
  [pscustomobject] @{ Runspace = $runspace } }
function global:Remove-PSSession { [CmdletBinding()] param($Session) $Session.Runspace.Dispose() }
& '${collector}' ${args}
exit $LASTEXITCODE
`

let runs = 0

const collect = async (changes: Readonly<Record<string, string>>, args: string) => {
  runs += 1
  const file = join(folder, `${runs}.log`)
  writeFileSync(file, '')
  const ending = await engine.run({ script: { text: script(changes, args, file) } })
  const asked = readFileSync(file, 'utf8').split('\n').slice(0, -1)
  const answer: unknown = ending.exitCode === 0 ? JSON.parse(ending.stdout) : null
  const decoded = answer === null ? null : decodeOrganizationFacts(answer)
  if (decoded !== null && E.isLeft(decoded)) throw new Error(decoded.left)
  const facts = decoded === null ? null : decoded.right.facts
  const read = (server: string, section: 'componentStates' | 'databaseCopies' | 'activation' | 'queues') => {
    const fact = facts?.members.get(server)?.[section]
    return fact === undefined ? 'not asked' : E.isLeft(fact) ? fact.left.reason : 'read'
  }
  return { ...ending, asked, facts, read, members: [...(facts?.members.keys() ?? [])] }
}

const all = '-Endpoint ex01.contoso.example'

real('all servers but Edge are asked, by several sessions, and come in the order of the list', async () => {
  const { asked, facts, members, read } = await collect({}, all)
  assert.is(facts?.organization, 'Contoso')
  assert.equal(members, ['EX01', 'EX02', 'EX03', 'EX04', 'EX05', 'OLD'])
  assert.is(asked.length, 3)
  for (const section of ['componentStates', 'databaseCopies', 'activation', 'queues'] as const)
    assert.is(read('EX05', section), 'read')
  const queues = facts?.members.get('EX01')?.queues
  assert.equal(queues, E.right({ deliveryMessages: 43, retryMessages: 40 }))
  assert.is(read('OLD', 'componentStates'), 'Exchange 2010 has no component states')
  assert.is(read('OLD', 'databaseCopies'), 'read')
  assert.is(read('OLD', 'activation'), 'the server has no Mailbox role')
})

real('of a DAG only the members are asked', async () => {
  const { members, facts } = await collect({}, `${all} -Dag dag1`)
  assert.equal(members, ['EX01', 'EX02'])
  const { servers } = facts?.sections ?? {}
  assert.is(servers !== undefined && E.isRight(servers) && servers.right.length, 7)
})

real('one server that does not answer costs itself alone', async () => {
  const silent = { 'Get-MailboxDatabaseCopyStatus': "if ($Server -eq 'EX01') { Start-Sleep 60 }" }
  const { read } = await collect(silent, `${all} -Seconds 12`)
  assert.is(read('EX01', 'componentStates'), 'read')
  assert.is(read('EX01', 'databaseCopies'), 'Get-MailboxDatabaseCopyStatus gave no answer within 3 s')
  assert.match(read('EX01', 'queues'), 'not asked, since Get-MailboxDatabaseCopyStatus gave no answer')
  for (const server of ['EX02', 'EX03', 'EX04', 'EX05']) assert.is(read(server, 'queues'), 'read', server)
})

real('a cmdlet that is silent for the organization costs its own section', async () => {
  const { facts, read } = await collect({ 'Get-AuthConfig': 'Start-Sleep 60' }, `${all} -Seconds 12`)
  const { authConfig } = facts?.sections ?? {}
  assert.equal(
    authConfig !== undefined && E.isLeft(authConfig) && authConfig.left.reason,
    'Get-AuthConfig gave no answer within 3 s'
  )
  assert.is(read('EX05', 'queues'), 'read')
})

real('what is not read in time says so', async () => {
  const slow = { 'Get-Queue': 'Start-Sleep 2' }
  const { read } = await collect(slow, `${all} -Seconds 4`)
  const reasons = ['EX01', 'EX02', 'EX03', 'EX04', 'EX05'].map((server) => read(server, 'queues'))
  assert.ok(
    reasons.some((reason) => /not read within 4 s|no answer within/.test(reason)),
    reasons.join()
  )
})

real('endpoints are tried in turn, by https where that is asked for', async () => {
  const { asked, exitCode } = await collect({}, "-Endpoint 'broken.contoso.example,ex02.contoso.example' -Https")
  assert.is(exitCode, 0)
  assert.equal(asked.slice(0, 2), [
    'https://broken.contoso.example/PowerShell/',
    'https://ex02.contoso.example/PowerShell/'
  ])
})

real('where no endpoint can be reached, each is named, and the server that answered', async () => {
  const { exitCode, stdout, stderr } = await collect({}, "-Endpoint 'broken.contoso.example,broken2.contoso.example'")
  assert.is(exitCode, 1)
  assert.is(stdout, '')
  assert.match(stderr, "endpoint of broken.contoso.example can't be reached: EX09 answered: ")
  assert.match(stderr, "endpoint of broken2.contoso.example can't be reached")
})

real('what the account may not call is told with both reasons there can be', async () => {
  const { read } = await collect({ session: 'Remove-Item function:Get-Queue' }, all)
  assert.match(
    read('EX01', 'queues'),
    "the account's roles do not include it, or the server that answered is of an older version"
  )
})

const refused = ['ex01', 'ex01.contoso.example,', 'ex01.contoso.example/x', 'ex01.contoso.example:80', 'a.b,c']
real('a name that is no endpoint is refused', async () => {
  for (const name of refused) {
    const { exitCode, stderr, asked } = await collect({}, `-Endpoint '${name}'`)
    assert.is(exitCode, 1, name)
    assert.equal(asked, [], name)
    assert.match(stderr, 'needs the parameter -Endpoint', name)
  }
})

test.run()
