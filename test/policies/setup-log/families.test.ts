import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { diagnose } from '../../../policies/setup-log/diagnose'
import { beginning, errorLines, logText, sectionOf } from '../../support/setupLogs'
import { adviceOf, failed, findings, idsOf, required } from './diagnosing'

test('what a surer error says word for word is told with it', () => {
  const lines = [
    "[0] [ERROR] An Active Directory error 0x51 occurred when trying to check the suitability of server 'DC2.contoso.example'. Error: 'Active directory response: The LDAP server is unavailable.'",
    '[0] [ERROR] The LDAP server is unavailable.'
  ]
  assert.equal(idsOf(lines), ['domain-controller-silent'])
  assert.equal(idsOf(lines.slice(1)), ['directory-server-unavailable'])
})

test('the bundle of language packs has a remedy of its own', () => {
  assert.equal(idsOf(failed('LangPackBundleCheck')), ['language-bundle-missing'])
  assert.equal(idsOf(failed('LangPackDiskSpaceCheck')), ['language-pack-rule'])
})

test('of issues with one rule its message decides', () => {
  const validating = 'Setup encountered a problem while validating the state of Active Directory:'
  const messages: Readonly<Record<string, string>> = {
    'active-directory-not-ready': `${validating} Exchange organization-level objects have not been created, and setup cannot create them because the local computer is not in the same domain and site as the schema master.`,
    'active-directory-no-answer': `${validating} Active Directory server  is not available. Error message: Active directory response: The LDAP server is unavailable.`,
    'active-directory-not-validated': `${validating} The thing is odd.`
  }
  for (const [id, message] of Object.entries(messages)) assert.equal(idsOf(required('AdInitErrorRule', message)), [id])
})

interface Row {
  readonly says: string
  readonly script?: string
  readonly component?: string
  readonly issue: string
  readonly advice?: RegExp
  readonly never?: RegExp
}

const linesOf = ({ says, script = 'Do-Something', component = 'AllRolesComponent___0123' }: Row) =>
  errorLines(says, script, component)

const auth = 'D:\\Exchange\\FrontEnd\\HttpProxy\\owa\\auth'
const notFound = 'Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException'

const rows: Readonly<Record<string, Row>> = {
  'a folder without rights ends with its sentence': {
    says: `Contoso.TaskException: Error 1303. The installer has insufficient privileges to access this directory: ${auth}.  The installation cannot continue.  Log on as administrator or contact your system administrator.`,
    issue: 'no-right-to-folder',
    advice: /icacls 'D:\\Exchange\\FrontEnd\\HttpProxy\\owa\\auth' \/inheritance/,
    never: /auth\./
  },
  'a folder without rights, in German': {
    says: `Contoso.TaskException: Error 1303. Das Installationsprogramm darf nicht auf dieses Verzeichnis zugreifen: ${auth}. Die Installation kann nicht fortgesetzt werden.`,
    issue: 'no-right-to-folder',
    advice: /icacls 'D:\\Exchange\\FrontEnd\\HttpProxy\\owa\\auth' \/inheritance/,
    never: /auth\./
  },
  'a folder without rights, in quotation marks and with a dot inside': {
    says: 'Contoso.TaskException: Error 1303. No right to the directory: "D:\\Exchange 15.2\\Bin.x64". Stop.',
    issue: 'no-right-to-folder',
    advice: /icacls 'D:\\Exchange 15\.2\\Bin\.x64' \/inheritance/
  },
  'a folder without rights that is not named': {
    says: 'Contoso.TaskException: Error 1303.',
    issue: 'no-right-to-folder',
    never: /icacls/
  },
  'a missing database file by its exception': {
    says: 'System.InvalidOperationException: Failed to mount database "DB02". ---> Contoso.AmMountBlockedWithMissingEdbException: Der Vorgang wird verhindert.',
    script: 'mount-database DB02',
    issue: 'database-file-missing',
    advice: /^[^\n]*find or restore its file[^\n]*\n[^\n]*Look for the file/,
    never: /^[^\n]*empty/
  },
  'a missing log file of a database': {
    says: 'System.InvalidOperationException: Failed to mount database "DB02". Error: An Active Manager operation failed. (hr=0x80004005, ec=-528) JET_errMissingLogFile, Current log file missing',
    script: 'mount-database DB02',
    issue: 'database-log-missing',
    never: /empty/
  },
  'a database file that denies access': {
    says: 'System.InvalidOperationException: Failed to mount database "DB02". Error: MapiExceptionNoAccess: file E:\\DB02\\DB02.edb access denied',
    issue: 'database-not-mounted'
  },
  'memory that is missing': {
    says: 'System.Exception: The amount of memory is missing from the reading.',
    issue: 'unknown-failure'
  },
  'a user whose name holds PublicFolder': {
    says: "System.Exception: User PublicFolderAdmin couldn't be found in the forest.",
    issue: 'unknown-failure'
  },
  'a public folder exception': {
    says: 'Microsoft.Exchange.Data.PublicFolderHierarchyException: The tree is bent.',
    issue: 'public-folders'
  },
  'a service that the log does not name': {
    says: 'System.ComponentModel.Win32Exception: The service cannot be started, either because it is disabled or because it has no enabled devices',
    issue: 'service-disabled',
    never: /Set-Service -Name 'that/
  },
  'a path of the registry that does not exist': {
    says: "System.Management.Automation.ItemNotFoundException: Cannot find path 'HKLM:\\SOFTWARE\\Contoso' because it does not exist.",
    issue: 'registry-key-missing',
    never: /New-Item/
  },
  'a missing file is not made as a folder': {
    says: "System.IO.FileNotFoundException: Could not find file 'D:\\Exch\\ClientAccess\\Owa\\web.config' in the configuration.",
    issue: 'missing-directory',
    never: /New-Item/
  },
  'another file that ends in Configuration.xml': {
    says: "System.IO.FileNotFoundException: Could not find file 'D:\\Exch\\Bin\\ProbeConfiguration.xml'.",
    issue: 'missing-directory',
    never: /FIP-FS/
  },
  'another error of FIP-FS': {
    says: 'System.Exception: FIP-FS engine registration: A system shutdown is in progress',
    issue: 'shutdown-in-progress'
  },
  'exit code 5 of a program': {
    says: 'System.Exception: Process execution failed with exit code 5.',
    script: 'start-SetupProcess -Name "foo.exe"',
    issue: 'process-failed'
  },
  'exit code 32 of a program': {
    says: 'System.Exception: Process execution failed with exit code 32.',
    script: 'start-SetupProcess -Name "foo.exe"',
    issue: 'process-failed'
  },
  'a cmdlet whose name holds wmi': {
    says: 'System.InvalidOperationException: Cannot process argument. NewMigrationBatch is closed',
    issue: 'unknown-failure'
  },
  'an address book that is not found at a virtual directory': {
    says: `${notFound}: The operation couldn't be performed because object 'Default Offline Address Book' couldn't be found on 'dc1.contoso.example'.`,
    script: 'Set-OabVirtualDirectory -Identity $x',
    issue: 'address-lists',
    never: /VirtualDirectory/
  },
  'a virtual directory that is not found': {
    says: `${notFound}: The operation couldn't be performed because object 'EX01\\OWA (Exchange Back End)' couldn't be found on 'dc1.contoso.example'.`,
    script: 'Set-OwaVirtualDirectory -Identity $x',
    issue: 'virtual-directory-missing'
  },
  'a property whose name holds certificate': {
    says: "System.Exception: The value of property 'CertificateSubject' can't be null on a connector.",
    issue: 'unknown-failure'
  },
  'a path that holds W3SVC1': {
    says: 'System.Exception: Cannot write a value to D:\\inetpub\\logs\\W3SVC1: path too long.',
    issue: 'unknown-failure'
  },
  'something else than a service that failed to start': {
    says: 'System.Exception: Watson report failed to start because the disk E: is not ready.',
    issue: 'unknown-failure'
  },
  'a group whose name holds WinRM and WMI': {
    says: 'System.Exception: Cannot find role group WinRMRemoteWMIUsers__ in container.',
    issue: 'unknown-failure'
  },
  'an installer that wants a restart': {
    says: 'Contoso.TaskException: Installing product E:\\exchangeserver.msi failed. A restart is needed. Error code is 3010.',
    script: 'install-msipackage -PackagePath x',
    issue: 'installer-wants-restart'
  }
}

for (const [name, row] of Object.entries(rows))
  test(name, () => {
    const lines = linesOf(row)
    assert.equal(idsOf(lines), [row.issue])
    if (row.advice !== undefined) assert.match(adviceOf(lines), row.advice)
    if (row.never !== undefined) assert.not.match(adviceOf(lines), row.never)
  })

const ruleRows: ReadonlyArray<readonly [string, string]> = [
  ['ClientAccessUpgradeMinVersionBlock', 'older-servers'],
  ['MailboxRoleAlreadyExists', 'role-in-use'],
  ['CafeRoleNotInstalled', 'role-in-use'],
  ['InhBlockPublicFolderTree', 'directory-leftovers'],
  ['ForestLevelNotWin2012R2', 'functional-level']
]

for (const [rule, issue] of ruleRows) test(`the rule ${rule}`, () => assert.equal(idsOf(failed(rule)), [issue]))

test('a functional level that could not be read follows from a directory out of reach', () => {
  const lines = [...failed('CannotAccessAD'), ...failed('ForestLevelNotWin2012R2')]
  assert.equal(idsOf(lines), ['active-directory-out-of-reach'])
  assert.not.match(adviceOf(lines), /domain controllers of older/)
})

for (const rule of ['NoConnectorToStar', 'NoE15ServerWarning', 'WarnMapiHttpNotEnabled'])
  test(`the warning ${rule} is no finding`, () => {
    const told = findings([
      `[1] Failed [Rule:${rule}] [Message:Something to know.]`,
      ...errorLines('Contoso.OddException: odd', 'x', 'C___1')
    ])
    assert.equal(
      told.flatMap(({ found }) => found.rules),
      []
    )
  })

test('a failed package is told once, in any language', () => {
  const text = 'Installing product D:\\exchangeserver.msi failed. Schwerwiegender Fehler. Error code is 1603.'
  const lines = [
    "[1] Setup launched task 'install-msipackage'",
    '[1] Beginning processing install-msipackage',
    `[1] [ERROR] ${text}`,
    '[1] [ERROR] Schwerwiegender Fehler',
    '[1] Ending processing install-msipackage'
  ]
  assert.equal(idsOf(lines), ['msi-fatal-error'])
})

test('an error that breaks off where the log does is told with the one that it repeats', () => {
  const says =
    "Contoso.Tasks.ServiceDidNotReachStatusException: Service 'MSExchangeTransport' failed to reach status 'Running' on this server."
  const lines = [
    "[2] [ERROR] Service 'MSExchangeTransport' failed to reach status 'Running' on this server.",
    `[1] 0.  ErrorRecord: ${says}`,
    '[1] [ERROR] The following error was generated when "$error.Clear();',
    '   start-SetupService -ServiceName MSExchangeTransport',
    '   " was run: "Con'
  ]
  const run = sectionOf(logText([...beginning, ...lines]))
  assert.equal(
    diagnose(run).map(({ issue }) => issue.id),
    ['transport-does-not-start']
  )
})

test.run()
