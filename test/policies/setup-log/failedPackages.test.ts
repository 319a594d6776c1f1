import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readSetupLog } from '../../../connections/setup-log/readLog'
import { stepText } from '../../../judging/resolutionSteps'
import { diagnose } from '../../../policies/setup-log/diagnose'
import { temporaryFolder } from '../../support/engine'

const folder = temporaryFolder()

const told = async (lines: ReadonlyArray<string>) => {
  const file = join(folder, 'failed.log')
  writeFileSync(file, `${lines.join('\r\n')}\r\n`)
  const log = await readSetupLog(file)()
  assert.ok(E.isRight(log), E.isLeft(log) ? log.left : '')
  return diagnose(log.right)
}

/** A log of the Windows Installer: what it says, that it gives up, and what its rollback says. */
const packageLog = (says: string, rollback: string | null = null): ReadonlyArray<string> => [
  '=== Verbose logging started: 11/14/2023  22:10:11  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\Windows\\system32\\msiexec.exe ===',
  `MSI (s) (14:9C) [22:11:11:345]: Product: Microsoft Exchange Server -- ${says}`,
  'Action ended 22:11:12: InstallFiles. Return value 3.',
  ...(rollback === null ? [] : [`MSI (s) (14:9C) [22:11:13:345]: Product: Microsoft Exchange Server -- ${rollback}`]),
  'MSI (s) (14:9C) [22:11:14:345]: Windows Installer reconfigured the product. Product Name: Microsoft Exchange Server. Product Version: 15.1.2507.6. Product Language: 1033. Manufacturer: Microsoft Corporation. Reconfiguration success or error status: 1603.',
  'MSI (s) (14:9C) [22:11:14:400]: MainEngineThread is returning 1603'
]

const file = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\Bin\\x.dll'
const interim = 'Microsoft Exchange Server 2016 Cumulative Update 23 configuration.'

interface Row {
  readonly name: string
  readonly says: string
  readonly rollback?: string
  readonly issue: string
  readonly advice?: RegExp
  readonly never?: RegExp
}

const rows: ReadonlyArray<Row> = [
  {
    name: 'an Interim Update that does not fit',
    says: `Installation cannot continue. The Setup Wizard has determined that this Interim Update is incompatible with the current ${interim}`,
    issue: 'interim-update-installed'
  },
  {
    name: 'an Interim Update that is installed',
    says: 'Unable to install because a previous Interim Update for Exchange Server 2016 Cumulative Update 23 has been installed. Please use Add/Remove Programs to uninstall the Interim Update before running this setup again.',
    issue: 'interim-update-installed'
  },
  {
    name: 'a full disk, whose number is that of the service as a result',
    says: "Error 1601. Out of disk space -- Volume: 'C:'; required space: 200 KB; available space: 100 KB.",
    issue: 'disk-full'
  },
  {
    name: 'a full disk in German',
    says: 'Fehler 1601. Nicht genügend Speicherplatz auf dem Datenträger -- Volume: "C:".',
    issue: 'disk-full'
  },
  {
    name: 'a full disk, whose number is that of an unknown product as a result',
    says: "Error 1605. Out of disk space -- Volume: 'C:'; required space: 200 KB; available space: 100 KB.",
    issue: 'disk-full'
  },
  {
    name: 'a file that Windows can not reach (1920), which is no service',
    says: `Error 1310. Error writing to file: ${file}. System error 1920.  Verify that you have access to that directory.`,
    issue: 'installer-file-not-written'
  },
  {
    name: 'a file in use, and a rollback that can not write another one',
    says: `Error 1306. Another application has exclusive access to the file ${file}.  Please shut down all other applications, then click Retry.`,
    rollback: 'Error 1310. Error writing to file: C:\\other.dll.  Verify that you have access to that directory.',
    issue: 'file-in-use',
    never: /other\.dll/
  },
  {
    name: 'a service that does not stop, and a rollback that can not start another one',
    says: "Error 1921. Service 'Microsoft Exchange Transport' (MSExchangeTransport) could not be stopped.  Verify that you have sufficient privileges to stop system services.",
    rollback:
      "Error 1920. Service 'Microsoft Exchange Information Store' (MSExchangeIS) failed to start.  Verify that you have sufficient privileges to start system services.",
    issue: 'service-does-not-stop',
    advice: /MSExchangeTransport/,
    never: /MSExchangeIS\b/
  },
  {
    name: 'a file that another program holds while it is written',
    says: `Error 1310. Error writing to file: ${file}.  System error 32.  Verify that you have access to that directory.`,
    issue: 'file-in-use',
    advice: /Bin\\x\.dll not to be in use/
  },
  {
    name: 'a file that another program holds while it is read',
    says: `Error 1309. Error reading from file: ${file}.  System error 32.  Verify that the file exists and that you can access it.`,
    issue: 'file-in-use'
  },
  {
    name: 'a cabinet file without a signature',
    says: 'Error 1329. A file that is required cannot be installed because the cabinet file C:\\data.cab is not digitally signed.  This may indicate that the cabinet file is corrupt.',
    issue: 'cabinet-signature-not-valid',
    never: /AllSigned/
  },
  {
    name: 'a key that is marked for deletion',
    says: 'Error 1402. Could not open key: HKEY_LOCAL_MACHINE\\Software\\Microsoft\\ExchangeServer.  System error 1018.  Verify that you have sufficient access to that key, or contact your support personnel.',
    issue: 'installer-registry-key-marked',
    advice: /hold HKEY_LOCAL_MACHINE\\Software\\Microsoft\\ExchangeServer, which is marked/,
    never: /Permissions/
  },
  {
    name: 'a file that was changed',
    says: 'Error 1328. Error applying patch to file C:\\Config.Msi\\PT1234.tmp.  It has probably been updated by other means, and can no longer be modified by this patch.',
    issue: 'installer-file-changed'
  },
  {
    name: 'a module that does not register',
    says: `Error 1904. Module ${file} failed to register.  HRESULT -2147024770.  Contact your support personnel.`,
    issue: 'installer-module-not-registered',
    advice: /Bin\\x\.dll to be registrable/
  }
]

for (const { name, says, rollback, issue, advice, never } of rows)
  test(`a log of the installer: ${name}`, async () => {
    const found = await told(packageLog(says, rollback))
    assert.equal(
      found.map(({ issue: { id } }) => id),
      [issue]
    )
    const text = found
      .map(({ issue: one, found: evidence }) =>
        [one.expected(evidence), ...one.steps(evidence).map(stepText)].join('\n')
      )
      .join('\n')
    if (advice !== undefined) assert.match(text, advice)
    if (never !== undefined) assert.not.match(text, never)
  })

const named = (code: string): string =>
  `Product: Microsoft Exchange Server - Update 'Security Update for Exchange Server 2019 Cumulative Update 13 (KB5032146) 15.2.1258.28' could not be installed. Error code ${code}. Additional information is available in the log file C:\\Temp\\su.log.`

const alone: ReadonlyArray<readonly [name: string, sentence: string, issue: string]> = [
  ['an update for another Cumulative Update, by its name', named('1642'), 'patch-for-other-version'],
  ['an update whose source is gone, by its name', named('1612'), 'msi-source-missing'],
  [
    'the same in German',
    'Produkt: Microsoft Exchange Server - Update "Sicherheitsupdate für Exchange Server 2019 Cumulative Update 13 (KB5032146) 15.2.1258.28" konnte nicht installiert werden. Fehlercode 1642. Weitere Informationen sind in der Protokolldatei C:\\Temp\\su.log enthalten.',
    'patch-for-other-version'
  ],
  [
    'a restart that is pending',
    'Microsoft Exchange Server setup cannot continue because a restart from a previous installation or update is pending.',
    'restart-pending'
  ],
  ['a service', 'Cannot start the service Microsoft Exchange Service Host', 'service-disabled'],
  [
    'an entry of a deleted object',
    'The well-known object entry B:32:C262A929D691B74A9E068728F8F842EA:CN=Recipient Management\\0ADEL:0a1b2c3d-1111-2222-3333-444455556666,CN=Deleted Objects,DC=contoso,DC=com on the otherWellKnownObjects attribute in the container object CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=contoso,DC=com points to an invalid DN or a deleted object. Remove the entry, and then rerun the task.',
    'well-known-object-deleted'
  ],
  [
    'an Interim Update',
    'Unable to install because a previous Interim Update for Exchange Server 2013 Cumulative Update 23 has been installed.',
    'interim-update-installed'
  ],
  [
    'an event of a package',
    "Product: Microsoft Exchange Server -- Error 1601. Out of disk space -- Volume: 'C:'; required space: 200 KB.",
    'disk-full'
  ]
]

const scripted = (script: string, says: string): string =>
  `The following error was generated when "$error.Clear();\n          ${script}\n        " was run: "${says}".`

const screens: typeof alone = [
  [
    'the certificate for OAuth, which has no part in IIS',
    scripted(
      'Set-AuthConfig',
      'Microsoft.Exchange.Configuration.Tasks.ThrowTerminatingErrorException: The certificate with thumbprint 3F2A5B8CA3C1B4E0B77F4C3D2D6A55A80E0F2B6C was not found.'
    ),
    'auth-certificate'
  ],
  [
    'the schema master in another site',
    "Setup needs to contact the Active Directory schema master but this computer isn't in the same Active Directory site as the schema master (DC01.contoso.com).",
    'active-directory-not-ready'
  ],
  [
    'an installation that is incomplete',
    '[11/14/2023 22:10:11.0123] [0] [ERROR] An incomplete installation was detected. Run setup to complete Exchange installation.',
    'earlier-try-unfinished'
  ],
  [
    'a readiness rule that is told as an error',
    '[11/14/2023 22:10:11.0123] [1] [ERROR] A hybrid deployment with Office 365 has been detected. Please ensure that you are running setup with the /TenantOrganizationConfig switch.',
    'hybrid'
  ],
  [
    'counters of Windows',
    scripted(
      'new-PerfCounters -DefinitionFileName InfoWorker.xml',
      'System.ComponentModel.Win32Exception: The configuration registry key is invalid'
    ),
    'performance-counter-names'
  ]
]

for (const [name, sentence, issue] of [...alone, ...screens])
  test(`a sentence alone: ${name}`, async () => {
    assert.equal(
      (await told([sentence])).map(({ issue: { id } }) => id),
      [issue]
    )
  })

test('the service of a German sentence is named, and what compiles for .NET is not ended by force', async () => {
  const adviceOn = async (text: string) =>
    (await told(text.split('\n')))
      .flatMap(({ issue, found }) => [issue.expected(found), ...issue.steps(found).map(stepText)])
      .join('\n')
  const service = await adviceOn(
    scripted(
      'Start-SetupService -ServiceName MSExchangeServiceHost',
      'Microsoft.PowerShell.Commands.ServiceCommandException: Der Dienst "Microsoft Exchange-Diensthost (MSExchangeServiceHost)" kann aufgrund des folgenden Fehlers nicht gestartet werden'
    )
  )
  assert.match(service, 'MSExchangeServiceHost')
  assert.not.match(service, /'Microsoft'/)
  const compiling = await adviceOn(
    "[11/14/2023 22:10:11.0123] [1] [ERROR] Setup can't continue with the upgrade because the mscorsvw (5316) has open files. Close the process, and then restart Setup."
  )
  assert.match(compiling, 'ngen.exe executeQueuedItems')
  assert.not.match(compiling, 'Stop-Process')
})

test.run()
