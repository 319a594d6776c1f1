import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findSources } from '../../../commands/audit/sources'
import { readSetupLog } from '../../../connections/setup-log/readLog'
import type { SetupLog } from '../../../facts/sections/setupLog'
import { diagnose } from '../../../policies/setup-log/diagnose'
import { beginning, errorLines, failing, logText } from '../../support/setupLogs'
import { withFolder } from '../folders'

const readText = (content: string): Promise<SetupLog | null> =>
  withFolder({ 'screen.txt': content }, async (folder) => {
    const log = await readSetupLog(join(folder, 'screen.txt'))()
    return E.isRight(log) ? log.right : null
  })

const isFound = (content: string): Promise<boolean> =>
  withFolder({ 'screen.txt': content }, async (folder) => (await findSources(folder)()).sources.length > 0)

const rulesOf = (log: SetupLog | null): ReadonlyArray<string> =>
  (log?.prerequisites ?? []).filter(({ required }) => required).map(({ rule }) => rule)

const idsOf = (log: SetupLog | null): ReadonlyArray<string> =>
  log === null ? [] : diagnose(log).map(({ issue }) => issue.id)

const notJoined = "This computer isn't part of an Active Directory domain."
const localUser = "The user isn't logged on to an Active Directory domain."
const framework = 'This computer requires .NET Framework 4.8 (https://support.microsoft.com/kb/4503548).'
const call = 'PS E:\\> .\\Setup.exe /Mode:Install /Roles:Mailbox /IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF'

const steps: Readonly<Record<string, string>> = {
  'with columns': '    Prerequisite Analysis                                             FAILED',
  'with dots': ' Prerequisite Analysis ... FAILED',
  'with one blank': 'Prerequisite Analysis FAILED'
}

for (const [name, step] of Object.entries(steps))
  test(`what setup requires is read without the addresses of its pages, ${name}`, async () => {
    const text = [call, step, `     ${notJoined}`, `     ${localUser}`, `     ${framework}`].join('\n')
    const log = await readText(text)
    assert.equal(rulesOf(log), ['ComputerNotPartofDomain', 'LoggedOntoDomain', 'MinimumFrameworkNotInstalled'])
    assert.equal([log?.state, log?.mode, log?.errors], ['failed', 'Install', []])
    assert.ok(await isFound(text))
  })

test('sentences of which several rules come are told without a name that the screen does not show', async () => {
  const log = await readText(
    [
      'Prerequisite Analysis FAILED',
      "The Windows component RSAT-Clustering-Mgmt isn't installed on this computer and needs to be installed before Exchange Setup can begin.",
      "The 'IIS 7 Basic Authentication' component is required. Install the component via Server Manager.",
      'You must use an account that\u2019s a member of the Organization Management role group to install the first Mailbox server role in the topology.'
    ].join('\n')
  )
  assert.equal(rulesOf(log), ['', '', ''])
  assert.equal(idsOf(log), ['windows-feature-missing', 'not-in-organization-management'].sort())
})

test('a message of setup is read where it stands alone, too', async () => {
  for (const [message, id] of [
    [
      "Couldn't remove product with code cd981244-e9b8-405a-9026-6aeb9dcef1f1. Error code is 1612.",
      'msi-source-missing'
    ],
    ['Length of the access control list exceed the allowed maximum.', null],
    ['Active Directory operation failed on DC.domain.com. This error is not retriable.', null],
    ["An Active Directory error 0x52 occurred when trying to check the suitability of server 'localhost'.", null],
    ["サービス 'MSExchangeTransport' は状態 'Running' に到達できませんでした。", null]
  ] as const) {
    const log = await readText(`Error:\n${message}\n`)
    assert.is(log?.state, 'failed', message)
    assert.is(log?.errors.length, 1, message)
    if (id !== null) assert.equal(idsOf(log), [id])
  }
  assert.is(await readText("He said: 'Active Directory operation failed on DC.domain.com. Odd.'"), null)
})

test('the page on a rule that follows its sentence is taken once, and a warning stays one', async () => {
  const log = await readText(
    [
      'Warning:',
      framework,
      'Error:',
      notJoined,
      'For more information, visit: https://docs.microsoft.com/ms-exch-setupreadiness-ComputerNotPartofDomain?view=exchserver-2019'
    ].join('\n')
  )
  assert.equal(rulesOf(log), ['ComputerNotPartofDomain'])
  assert.match(log?.prerequisites.find(({ required }) => required)?.link ?? '', /ComputerNotPartofDomain/)
})

test('a text about domains that is no screen of setup is none', async () => {
  for (const text of [
    'The page says that this computer isn\u2019t part of an Active Directory domain.',
    'A local user was told: you must be a member of the group to continue.'
  ])
    assert.not.ok(await isFound(text), text)
})

const powershell = [
  '.\\setup.exe : The following error was generated when "$error.Clear(); ',
  'At line:2 char:1',
  '+ .\\setup.exe /mode:Install /role:Mailbox /OrganizationName:Contoso /Ia ...',
  '+ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~',
  '    + CategoryInfo          : NotSpecified: (The following e...error.Clear(); :String) [], RemoteException',
  '    + FullyQualifiedErrorId : NativeCommandError',
  ' ',
  '          Set-Something',
  '        "',
  ' was run: "Some.Space.ThingException: The thing is not there.',
  '   --- End of inner exception stack trace ---".',
  ' Configuring Prerequisites',
  notJoined
]

for (const [name, lines] of Object.entries({
  English: powershell,
  German: powershell.map((line) => line.replace('At line:2 char:1', 'In Zeile:2 Zeichen:1'))
}))
  test(`lines that PowerShell puts into an error are no part of it, and quote the call: ${name}`, async () => {
    const log = await readText(lines.join('\r\n'))
    assert.equal([log?.errors.length, log?.errors[0]?.script], [1, 'Set-Something'])
    assert.equal([log?.mode, log?.command], ['Install', '/mode:Install /role:Mailbox /OrganizationName:Contoso'])
    assert.equal(rulesOf(log), ['ComputerNotPartofDomain'])
  })

test('the name of the program before a sentence does not hide it', async () => {
  const said =
    'A Setup failure previously occurred while installing the HubTransportRole role. Either run Setup again for just this role, or remove the role using Control Panel.'
  for (const program of ['Setup.exe : ', 'E:\\setup.exe : ', '']) {
    const log = await readText(
      [
        `${program}${said}`,
        '    + CategoryInfo          : NotSpecified: (A Setup failure...:String) [], RemoteException',
        'Performing Microsoft Exchange Server Prerequisite Check',
        'Prerequisite Analysis FAILED'
      ].join('\n')
    )
    assert.equal(idsOf(log), ['earlier-try-unfinished'], program)
    assert.equal([log?.errors[0]?.message, log?.errors[0]?.line], [said, 1])
  }
})

const error =
  'The following error was generated when "$error.Clear(); $name = "PowerShell (Exchange Back End)"; new-PowerShellVirtualDirectory $name " was run: "System.ArgumentException: The virtual directory \'PowerShell\' already exists under \'ex16.contoso.com/Exchange Back End\'. Parameter name: VirtualDirectoryName at Microsoft.Exchange.Some.InternalValidate()".'

test('a screen that was pasted as one line tells its error', async () => {
  const before = `I have a server. ${'Some words stand before it. '.repeat(20)}Preparing Setup COMPLETED Mailbox role: Transport service 100% `
  const after = " The Exchange Server setup operation didn't complete. More details can be found in ExchangeSetup.log."
  const alone = await readText(error)
  for (const text of [`${before}${error}${after}`, `${before}${error}`, `${error}${after}`]) {
    const log = await readText(text)
    assert.equal(
      log?.errors.map(({ script }) => script),
      alone?.errors.map(({ script }) => script)
    )
    assert.equal(log?.errors[0]?.exceptions, alone?.errors[0]?.exceptions)
    assert.equal(idsOf(log), ['virtual-directory-left-over'])
  }
})

test('two errors in one line are two', async () => {
  const other = error.replace("'PowerShell' already", "'Autodiscover' already").replace('(Exchange Back End)', 'Odd')
  const log = await readText(`${error} ${other} Setup ends here.`)
  assert.is(log?.errors.length, 2)
})

test('a line of a script that begins with a plus is a part of the script', async () => {
  const log = await readText(
    '     The following error was generated when "$error.Clear();\n  $path = $name\n    + "\\bin"\n" was run: "Some.Space.OddException: odd".'
  )
  assert.match(log?.errors[0]?.script ?? '', /\+ "\\bin"/)
})

const success = 'The Exchange Server setup operation completed successfully.'

test('no success on a screen hides a failure behind it, nor does it make a screen one', async () => {
  const step = '    Mailbox role: Transport service           FAILED'
  for (const failure of [error, notJoined, `${step}\n     Something odd was met.`, '[ERROR] Odd.']) {
    const log = await readText([call.replace('/Mode:Install', '/PrepareAD'), success, call, failure].join('\n'))
    assert.is(log?.state, 'failed', failure)
    assert.is(await readText([call, failure, call, success].join('\n')), null, failure)
  }
})

test('a log whose line ends were lost tells the same', async () => {
  const lines = logText([...beginning, ...errorLines('Some.Space.OddException: odd', 'Set-Odd', 'Odd___1'), ...failing])
  const whole = await readText(lines)
  const joined = await readText(`Hello all: ${lines.replace(/\r\n/g, ' ')}`)
  assert.equal(
    [joined?.origin, joined?.state, joined?.machine, joined?.mode, joined?.command],
    [null, whole?.state, whole?.machine, whole?.mode, whole?.command]
  )
  assert.is(joined?.errors[0]?.component?.id, 'Odd___1')
})

const otherPatch: ReadonlyArray<string> = [
  'Le correctif de mise à niveau ne peut pas être installé par le service Windows Installer car le programme à mettre à niveau peut être manquant.',
  'Das Upgrade kann nicht vom Windows Installer-Dienst installiert werden, weil das zu aktualisierende Programm nicht vorhanden ist.',
  'El servicio Windows Installer no puede instalar la revisión de actualización porque puede que falte el programa que se va a actualizar.',
  'De upgradepatch kan niet door de Windows Installer-service worden geïnstalleerd omdat het programma mogelijk ontbreekt.',
  'The upgrade patch cannot be installed by the Windows Installer service because the program to be upgraded may be missing.'
]

for (const [encoding, encoded] of [
  ['UTF-8', (text: string) => text],
  ['the ANSI code page', (text: string) => Buffer.from(text, 'latin1')],
  ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')]
] as const)
  test(`the dialog that refuses a patch is known without its number, in ${encoding}`, async () => {
    for (const said of otherPatch)
      await withFolder({ 'dialog.txt': encoded(`Windows Installer\n\n${said}\n\n[OK]`) }, async (folder) => {
        assert.is((await findSources(folder)()).sources.length, 1, said)
        const log = await readSetupLog(join(folder, 'dialog.txt'))()
        assert.equal(idsOf(E.isRight(log) ? log.right : null), ['patch-for-other-version'], said)
      })
  })

test('the number that an installer failed with is enough', async () => {
  for (const said of [
    'ERROR: MsiInstallProduct failed with error code 1603',
    'ERROR: While installing the Exchange Server Update, error 1603 occurred.'
  ]) {
    assert.ok(await isFound(said), said)
    assert.equal(idsOf(await readText(said)), ['msi-fatal-error'], said)
  }
  assert.not.ok(await isFound('An update of another program: error 1603 occurred.'))
})

const services = [
  'DisplayName                                    StartType  Status',
  'IIS Admin Service                              Disabled   Stopped',
  'Microsoft Exchange Active Directory Topology   Disabled   Stopped',
  'Microsoft Filtering Management Service         Disabled   Stopped'
].join('\n')

test('a list of services is refused with the command that records them', () =>
  withFolder({ 'services.txt': services, 'screen.txt': `${services}\n${error}` }, async (folder) => {
    const named = await findSources(join(folder, 'services.txt'))()
    assert.match(named.errors.map(({ message }) => message).join(), /record the server by .*compliance collect/)
    assert.equal((await findSources(join(folder, 'screen.txt'))()).errors, [])
    assert.equal((await findSources(folder)()).errors, [])
  }))

test('a folder that holds only a list of services is refused so, too', () =>
  withFolder({ 'services.txt': services }, async (folder) => {
    const { errors } = await findSources(folder)()
    assert.match(errors.map(({ message }) => message).join(), /compliance collect/)
  }))

test.run()
