import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { decodeOrganizationFacts } from '../../facts/organization/decode'
import type { MemberFacts } from '../../facts/organization/organizationFacts'
import { findEngine } from '../powershell/engine'
import { temporaryFolder } from '../support/engine'

export const engine = findEngine()

const collector = join(__dirname, '..', '..', 'collector', 'Get-ExchangeOrganizationFacts.ps1')
const folder = temporaryFolder()

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
function Get-ExchangeDiagnosticInfo { param($Server, $Process, $Component) ${changes['Get-ExchangeDiagnosticInfo'] ?? ''}
  New-Answer @{ Result = '<Diagnostics><Components><ResourceThrottling><ResourceTracker><AggregateUse>Low</AggregateUse>
    <ResourceMeter Resource="SystemMemory"><CurrentResourceUse>High</CurrentResourceUse><Pressure>97</Pressure></ResourceMeter>
    <ResourceMeter Resource="UsedDiskSpace[D:\\Queue]"><CurrentResourceUse>Low</CurrentResourceUse><PressureTransitions>[PressureTransitions: MediumToHigh=99 HighToMedium=94 LowToMedium=90 MediumToLow=88]</PressureTransitions><Pressure>33</Pressure></ResourceMeter>
    </ResourceTracker></ResourceThrottling></Components></Diagnostics>' } }
function Get-OrganizationConfig { New-Answer @{ Name = 'Contoso' } }
${changes.session ?? ''}
`

/** The directory as two types of .NET: places with their objects, by the path; an object is a table of attributes. */
const directory = (objects: string): string => `
Add-Type -TypeDefinition @'
using System; using System.Collections; using System.Collections.Generic; using System.Collections.Specialized;
public class Attributes : Hashtable { public ICollection PropertyNames { get { return Keys; } } }
public class Found { public Attributes Properties = new Attributes(); }
public class FoundList : List<Found>, IDisposable { public void Dispose() { } }
public class Place { public string Path; }
public class Searcher : IDisposable {
  public static Hashtable Objects; public static List<string> Asked = new List<string>();
  public Place Place; public string Filter; public string SearchScope; public TimeSpan ClientTimeout; public TimeSpan ServerTimeLimit; public int SizeLimit;
  public StringCollection PropertiesToLoad = new StringCollection();
  public void Dispose() { }
  public FoundList FindAll() {
    var all = new FoundList();
    var key = Place.Path + (PropertiesToLoad[0].Contains(";") ? "?" + PropertiesToLoad[0] : "");
    var known = Objects[key + "|" + Filter] ?? Objects[key];
    if (known == null) throw new InvalidOperationException("There is no such object: " + key);
    foreach (Hashtable one in (IEnumerable)known) {
      var found = new Found();
      foreach (DictionaryEntry entry in one) found.Properties[entry.Key.ToString().ToLowerInvariant()] = entry.Value;
      all.Add(found);
    }
    return all;
  }
}
'@
[Searcher]::Objects = ${objects}
function global:New-Object { param([Parameter(Position = 0)] $TypeName, [Parameter(Position = 1)] $ArgumentList)
  if ($TypeName -eq 'System.DirectoryServices.DirectoryEntry') {
    if ($ArgumentList -eq 'LDAP://RootDSE') { return [pscustomobject] @{ Properties = @{ configurationNamingContext = @{ Value = 'CN=Configuration,DC=c' }; schemaNamingContext = @{ Value = 'CN=Schema,DC=c' }; rootDomainNamingContext = @{ Value = 'DC=c' } } } }
    $place = [Place]::new(); $place.Path = $ArgumentList.Substring(7); return $place }
  if ($TypeName -eq 'System.DirectoryServices.DirectorySearcher') { $searcher = [Searcher]::new(); $searcher.Place = $ArgumentList; return $searcher }
  Microsoft.PowerShell.Utility\\New-Object @PSBoundParameters }
`

/** What endpoints that are broken say, by the front end that passes it on. */
export const refusals = {
  older: 'Connecting to remote server failed. [Server=EX09,RequestId=1] Access',
  newer:
    'Failed. [ClientAccessServer=EX01,BackEndServer=ex09.contoso.example,RequestId=1,TimeStamp=1] [FailureCategory=A] It',
  unknown: 'Failed. [ClientAccessServer=EX01,BackEndServer=UnKown,RequestId=1,TimeStamp=1] It'
}

/** Sessions are runspaces of this process; which endpoints were asked is written to a file. */
const script = (changes: Readonly<Record<string, string>>, args: string, file: string): string => `
$env:OS = 'Windows_NT'
${changes.directory === undefined ? '' : directory(changes.directory)}
$global:exchangeText = @'
${exchange(changes)}
'@
function global:New-PSSessionOption { param($OpenTimeout, $OperationTimeout, $CancelTimeout, $Culture, $UICulture) @{} }
function global:New-PSSession { param($ConfigurationName, $ConnectionUri, $Authentication, $SessionOption)
  [IO.File]::AppendAllText('${file}', "$ConnectionUri\`n")
  if ("$ConnectionUri".Contains('broken')) { throw (New-Object Exception '${changes.refusal ?? refusals.older}') }
  $runspace = [runspacefactory]::CreateRunspace(); $runspace.Open()
  $shell = [powershell]::Create(); $shell.Runspace = $runspace; $null = $shell.AddScript($global:exchangeText).Invoke(); $shell.Dispose()
  [pscustomobject] @{ Runspace = $runspace } }
function global:Remove-PSSession { [CmdletBinding()] param($Session) $Session.Runspace.Dispose() }
& '${collector}' ${args}
exit $LASTEXITCODE
`

let runs = 0

export const collect = async (changes: Readonly<Record<string, string>>, args: string) => {
  runs += 1
  const file = join(folder, `${runs}.log`)
  writeFileSync(file, '')
  const ending = await engine.run({ script: { text: script(changes, args, file) } })
  const asked = readFileSync(file, 'utf8').split('\n').slice(0, -1)
  const answer: unknown = ending.exitCode === 0 ? JSON.parse(ending.stdout) : null
  const decoded = answer === null ? null : decodeOrganizationFacts(answer)
  if (decoded !== null && E.isLeft(decoded)) throw new Error(decoded.left)
  const facts = decoded === null ? null : decoded.right.facts
  const read = (server: string, section: keyof MemberFacts) => {
    const fact = facts?.members.get(server)?.[section]
    return fact === undefined ? 'not asked' : E.isLeft(fact) ? fact.left.reason : 'read'
  }
  return { ...ending, asked, facts, read, members: [...(facts?.members.keys() ?? [])] }
}

export const all = '-Endpoint ex01.contoso.example'
