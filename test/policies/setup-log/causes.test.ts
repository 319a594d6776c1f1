import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { stepText } from '../../../judging/resolutionSteps'
import { diagnose, driftOf } from '../../../policies/setup-log/diagnose'
import { link } from '../../support/setupLogRows'
import { beginning, errorLines, failing, logText, sectionOf } from '../../support/setupLogs'
import { tasks } from './failures/failureRow'

const test = suite('policies: causes that other failures are taken for')

/** What a run failed of, what must be advised of it, and what must not. */
interface Row {
  readonly name: string
  readonly issues: ReadonlyArray<string>
  readonly lines: ReadonlyArray<string>
  readonly advice?: RegExp
  readonly never?: RegExp
  readonly start?: ReadonlyArray<string>
}

const required = (rule: string, message: string): ReadonlyArray<string> => [
  `[1] Failed [Rule:${rule}] [Message:${message}]`,
  `[1] [REQUIRED] ${message}`,
  link(rule)
]

const manager = required(
  'GlobalServerInstall',
  "You must be a member of the 'Organization Management' role group or a member of the 'Enterprise Admins' group to continue."
)

const schema = required(
  'SchemaUpdateRequired',
  "The Active Directory schema isn't up-to-date, and this user account isn't a member of the 'Schema Admins' and/or 'Enterprise Admins' groups."
)

const mark = required(
  'InstallWatermark',
  'Setup previously failed while performing the action "Install". You can\'t resume setup by performing the action "BuildToBuildUpgrade".'
)

const roleMark = required(
  'InstallWatermark',
  'A Setup failure previously occurred while installing the HubTransportRole role. Either run Setup again for just this role, or remove the role using Control Panel.'
)

const crash = 'The On-Premises test failed with the message: Object reference not set to an instance of an object..'

const removal = (code: number): string =>
  `${tasks}.TaskException: Couldn't remove product with code 4934d1ea-be46-48b1-8847-f1af20e892c1. This patch package could not be opened. Verify that the patch package exists and that you can access it, or contact the application vendor to verify that this is a valid Windows Installer patch package. Error code is ${code}.`

const iisPath =
  "System.IO.DirectoryNotFoundException: An IIS directory entry couldn't be created. The error message is The system cannot find the path specified. . HResult = -2147024893"

const atom = 'install-ExsetDataAtom -AtomName OrgLevelCt -DomainController $RoleDomainController'

const noAttribute =
  "Microsoft.Exchange.Management.Deployment.ExsetdataException: An error occurred with error code '2147950602' and message 'The specified directory service attribute or value does not exist.'."

const noAccess =
  "Microsoft.Exchange.Management.Deployment.ExsetdataException: An error occurred with error code '3221684229' and message 'Access is denied.'."

const counting = '[2] Entering CDirectoryManager::ScGetCountOfOrgsInDomain'

const sharedController = errorLines(
  'System.Exception: Unable to set shared config DC.',
  'Write-ExchangeSetupLog',
  'C___1'
)

const unsuitable =
  '[2] An error ocurred while setting shared config DC. Error: No Minimal Required Number of Suitable Directory Servers Found in Forest contoso.example Site Default-First-Site-Name and connected Sites..'

const notJoined = required('ComputerNotPartofDomain', "This computer isn't part of an Active Directory domain.")
const localUser = required('LoggedOntoDomain', "The user isn't logged on to an Active Directory domain.")
const noSite = required('InvalidADSite', "This computer doesn't belong to a valid Active Directory site.")

const rows: ReadonlyArray<Row> = [
  {
    name: 'an account outside of Organization Management needs no preparation of the forest',
    issues: ['not-in-organization-management'],
    lines: manager,
    advice: /whoami \/groups.*delegated setup.*Domain Admins/s,
    never: /Prepare/
  },
  {
    name: 'where the schema must be extended as well, that explains both',
    issues: ['missing-group-membership'],
    lines: [...schema, ...manager],
    advice: /\/PrepareSchema/
  },
  {
    name: 'setup is resumed by another action: the first try is finished with its own medium, or its mark is removed',
    issues: ['resumed-by-another-action'],
    lines: mark,
    advice:
      /medium that it used, in the mode that the message names first, Install\..*reg export HKLM\\SOFTWARE\\Microsoft\\ExchangeServer .*Watermark and Action of that role/s,
    never: /Do not delete|Leave the values/
  },
  {
    name: 'the mark of a role',
    issues: ['earlier-try-unfinished'],
    lines: roleMark,
    advice: /Watermark and Action of HubTransportRole alone/
  },
  {
    name: 'the mark of a role in Exchange 2010, whose setup runs by another program',
    issues: ['earlier-try-unfinished'],
    start: beginning
      .filter((line) => !line.includes('locally installed version'))
      .map((line) => line.replace('Setup version: 15.2.1748.10', 'Setup version: 14.2.247.5')),
    lines: roleMark,
    advice: /HubTransportRole alone.*D:\\setup\.com \/m:upgrade/s
  },
  {
    name: 'the check of the hybrid organization crashed: the tenant has no part in it',
    issues: ['hybrid-check-failed'],
    lines: required('DidOnPremisesSettingCreatedAnException', crash),
    advice: /Get-OrganizationRelationship \| Format-List Name, Enabled, DomainNames/,
    never: /TenantOrganizationConfig/
  },
  {
    name: 'a hybrid organization wants the file of the tenant',
    issues: ['hybrid'],
    lines: required(
      'HybridIsEnabledAndTenantVersionIsNotUpgraded',
      'A hybrid deployment with Microsoft 365 has been detected.'
    ),
    advice: /\/TenantOrganizationConfig/,
    never: /Get-OrganizationRelationship/
  },
  ...[1635, 1619].map(
    (code): Row => ({
      name: `a removal that can not open its package (${code}): the cache lacks it, and the medium is whole`,
      issues: ['cached-package-gone'],
      lines: errorLines(removal(code), 'uninstall-MsiPackage -ProductCode $RoleProductCode', 'm1'),
      advice: /LocalPackage.*FixInstallerCache.*15\.2\.1544\.4/s,
      never: /Copy the whole medium/
    })
  ),
  {
    name: 'a package of the medium that can not be opened',
    issues: ['package-not-opened'],
    lines: errorLines(
      `${tasks}.TaskException: Installing product D:\\exchangeserver.msi failed. This installation package could not be opened. Error code is 1619.`,
      'install-MsiPackage -PackagePath $x',
      'm1'
    ),
    advice: /Copy the whole medium/,
    never: /FixInstallerCache/
  },
  {
    name: 'IIS does not find the path: the site or its folder is missing',
    issues: ['iis-site-missing'],
    lines: errorLines(iisPath, 'new-OwaVirtualDirectory -Role Mailbox -WebSiteName "Exchange Back End"', 'C___1'),
    advice: /IIS:\\Sites.*If Exchange Back End lacks/s,
    never: /icacls|IISADMIN/
  },
  {
    name: 'the organizations are counted and not seen: the account may not read their container',
    issues: ['exsetdata-organizations-not-read'],
    lines: [counting, ...errorLines(noAttribute, atom, 'CommonGlobalConfig___1')],
    advice: /dsacls\.exe "CN=Microsoft Exchange.*OrganizationName/s,
    never: /rangeUpper/
  },
  {
    name: 'another attribute of the organization is missing',
    issues: ['exsetdata-attribute-missing'],
    lines: errorLines(noAttribute, atom, 'CommonGlobalConfig___1')
  },
  {
    name: 'the folder that the command names is the fault: it is not named again',
    issues: ['exsetdata-no-access'],
    start: beginning.map((line) =>
      line
        .replace('/mode:upgrade', '/mode:Install /roles:Mailbox /targetdir:C:\\exchange')
        .replace('BuildToBuildUpgrade', 'Install')
    ),
    lines: errorLines(noAccess, 'install-ExsetdataAtom -AtomName SystemAttendant', 'C___1'),
    advice:
      /folders below C:\\exchange,.*with \/TargetDir and another folder added.*setup\.exe \/m:Install \/roles:Mailbox \/IAccept/s,
    never: /\/targetdir:C/i
  },
  {
    name: 'the topology service answers that no domain controller is suitable',
    issues: ['shared-config-controller'],
    lines: [unsuitable, ...sharedController],
    advice: /event 2080.*SACL right.*\/PrepareAD/s,
    never: /Start-Service/
  },
  {
    name: 'the topology service gives no answer',
    issues: ['topology-service-not-running'],
    lines: sharedController
  },
  {
    name: 'a computer in no domain is joined first',
    issues: ['computer-in-no-domain'],
    lines: [...notJoined, ...localUser, ...noSite],
    advice: /Add-Computer.*Sign in with an account of the domain/s,
    never: /dcdiag/
  },
  {
    name: 'a local account on a computer of the domain',
    issues: ['user-of-no-domain'],
    lines: localUser,
    never: /Add-Computer/
  },
  {
    name: 'a local account on a computer of the domain in no site',
    issues: ['user-of-no-domain', 'computer-without-site'],
    lines: [...localUser, ...noSite],
    advice: /nltest \/dsgetsite/,
    never: /Add-Computer/
  }
]

for (const { name, issues, lines, advice, never, start = beginning } of rows)
  test(name, () => {
    const found = diagnose(sectionOf(logText([...start, ...lines, ...failing])))
    assert.equal(
      found.map(({ issue }) => issue.id),
      issues
    )
    const told = found
      .flatMap(({ issue, found: evidence }) => [issue.expected(evidence), ...issue.steps(evidence).map(stepText)])
      .join('\n')
    if (advice !== undefined) assert.match(told, advice)
    if (never !== undefined) assert.not.match(told, never)
  })

test('an error that is a part of another, and a line that stands there already, are told once', () => {
  const message = 'The package could not be opened. Verify that it exists and that you can access it.'
  const log = sectionOf(
    logText([
      ...beginning,
      '[0] Something stood before it.',
      `[1] [ERROR] Couldn't remove product with code 24b2c164-de66-44e8-b468-a46d9d5e6b31. ${message} Error code is 1635.`,
      `[1] [ERROR] ${message}`,
      ...failing
    ])
  )
  const told = diagnose(log)
    .map(driftOf)
    .flatMap((drift) => (drift._tag === 'Drift' ? drift.evidence : []))
  assert.is(told.filter((line) => line.includes('could not be opened')).length, 1, told.join('\n'))
  assert.is(new Set(told).size, told.length)
})

test.run()
