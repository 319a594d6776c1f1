import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findSources } from '../../../commands/audit/sources'
import { readSetupLog } from '../../../connections/setup-log/readLog'
import { readLogFile, readSetupFolder } from '../../../connections/setup-log/setupFolder'
import { goodLog, judgeLog, logOf, missingTokens } from '../../support/setupLogs'
import { withFolder } from '../folders'

const english = [
  'PS E:\\> .\\Setup.exe /Mode:Upgrade /IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF',
  '',
  'Performing Microsoft Exchange Server Prerequisite Check',
  '    Prerequisite Analysis                                     COMPLETED',
  'Configuring Microsoft Exchange Server',
  '    Mailbox role: Transport service                           FAILED',
  '     The following error was generated when "$error.Clear();',
  '          Set-Something -Name:"$name"',
  '        " was run: "Some.Space.ThingException: The thing is not there.',
  '   at Some.Space.Thing.Do(String name)".',
  '',
  "The Exchange Server setup operation didn't complete. More details can be found in ExchangeSetup.log.",
  'PS E:\\>'
]

const german = english.map((line) =>
  line
    .replace('FAILED', 'FEHLER')
    .replace('COMPLETED', 'ABGESCHLOSSEN')
    .replace('The following error was generated when', 'Der folgende Fehler wurde generiert, als')
    .replace('" was run:', '" ausgeführt wurde:')
    .replace(/^The Exchange.*/, 'Weitere Informationen finden Sie in ExchangeSetup.log.')
)

const screens: Readonly<Record<string, string>> = {
  English: english.join('\r\n'),
  German: german.join('\r\n'),
  'with blank lines': english.join('\n\n'),
  quoted: english.map((line) => `> ${line}`).join('\n'),
  'translated by a web page': english.join('\n').replace('$error.Clear();', '$ error.Clear ();'),
  'without indentation': english.map((line) => line.trim()).join('\n')
}

const readText = (name: string, content: string) =>
  withFolder({ [name]: content }, (folder) => readSetupLog(join(folder, name))())

for (const [name, text] of Object.entries(screens))
  test(`a copy of the screen, ${name}`, async () => {
    const read = await readText('screen.txt', text)
    assert.ok(E.isRight(read))
    const log = read.right
    assert.equal([log.origin, log.state, log.errors.length, log.mode], ['screen', 'failed', 1, 'Upgrade'])
    assert.is(log.errors[0]?.script, 'Set-Something -Name:"$name"')
    assert.equal(log.errors[0]?.exceptions, [{ type: 'Some.Space.ThingException', message: 'The thing is not there.' }])
  })

test('the diagnosis of a screen names the file to bring', () =>
  withFolder({ 'screen.txt': english.join('\n') }, async (folder) => {
    const verdicts = judgeLog(await readLogFile(join(folder, 'screen.txt'))())
    assert.equal(missingTokens(verdicts, ['C:\\ExchangeSetupLogs\\ExchangeSetup.log', 'ThingException']), [])
  }))

const rule = (name: string): string =>
  `For more information, visit: https://learn.microsoft.com/(EXCHG.150)/ms.exch.setupreadiness.${name}.aspx`

test('what setup requires, on the screen', async () => {
  const read = await readText(
    'screen.txt',
    [
      'Prerequisite Analysis                                     FAILED',
      'Warning:',
      'Some connector is missing.',
      rule('NoConnectorToStar'),
      '',
      'Error:',
      'A restart is pending.',
      rule('RebootPending')
    ].join('\n')
  )
  const found = E.isRight(read) ? read.right.prerequisites : []
  assert.equal(
    found.filter(({ required }) => required).map(({ rule: name }) => name),
    ['RebootPending']
  )
})

test('what setup requires, without headings before it', async () => {
  const read = await readText(
    'screen.txt',
    [
      '    Prerequisite Analysis                                     FAILED',
      '     A restart is pending.',
      `     ${rule('RebootPending')}`,
      "     Either Active Directory doesn't exist, or it can't be contacted.",
      `     ${rule('CannotAccessAD')}`
    ].join('\n')
  )
  const log = E.isRight(read) ? read.right : null
  assert.equal(
    log?.prerequisites.map(({ rule: name, message }) => [name, message]),
    [
      ['RebootPending', 'A restart is pending.'],
      ['CannotAccessAD', "Either Active Directory doesn't exist, or it can't be contacted."]
    ]
  )
  assert.equal([log?.state, log?.errors], ['failed', []])
})

const failedRule = (name: string, message: string): string => `Failed [Rule:${name}] [Message:${message}]`

test('rules that failed, quoted out of a log with their times or without', async () => {
  const rules = [failedRule('RebootPending', 'A restart is pending.'), failedRule('NoConnectorToStar', 'No connector.')]
  for (const prefix of ['', '[11/07/2013 21:11:33.0015] [1] ']) {
    const read = await readText('post.txt', rules.map((line) => `${prefix}${line}`).join('\n\n'))
    const log = E.isRight(read) ? read.right : null
    assert.equal([log?.state, log?.prerequisites.map(({ rule: name }) => name)], ['failed', ['RebootPending']], prefix)
  }
})

test('a rule that failed in a log that goes on is only told where setup requires it', async () => {
  const read = await readText(
    'ExchangeSetup.log',
    `[11/07/2013 21:11:33.0015] [1] ${failedRule('RebootPending', 'A restart is pending.')}\n[11/07/2013 21:11:34.0015] [1] [RECOMENDED] Another thing.`
  )
  assert.is(E.isRight(read) ? read.right.state : null, 'broken-off')
})

test('a command line that setup refuses', async () => {
  const read = await readText(
    'screen.txt',
    [
      'C:\\>Setup.exe /Mode:Uninstall /Roles:ClientAccess',
      '',
      "The parameter 'roles' is not valid for current operation 'Uninstall'.  ",
      'Setup checks failed: Invalid command line arguments.',
      '',
      "Please type 'setup.exe /help' for more information."
    ].join('\n')
  )
  const log = E.isRight(read) ? read.right : null
  assert.equal([log?.state, log?.mode, log?.errors.length], ['failed', 'Uninstall', 1])
  assert.match(log?.errors[0]?.message ?? '', /^The parameter 'roles' is not valid/)
})

test('an error of setup itself, which no step tells', async () => {
  const read = await readText(
    'screen.txt',
    "Stopping Services      COMPLETED\n\nAn unexpected error has occurred and a Watson dump is being generated: Access to the path 'C:\\Program\n\nFiles\\Exchange\\a.ini' is denied."
  )
  const log = E.isRight(read) ? read.right : null
  assert.equal([log?.state, log?.errors.length], ['failed', 1])
  assert.match(log?.errors[0]?.message ?? '', /Files.Exchange.a\.ini' is denied/)
})

test('a screen that tells only that setup did not complete, in any language', async () => {
  for (const end of [
    "The Exchange Server setup operation didn't complete.  More details can be found in ExchangeSetup.log located in the <SystemDrive>:\\ExchangeSetupLogs folder.",
    'Weitere Informationen finden Sie in ExchangeSetup.log im Ordner <Systemlaufwerk>:\\ExchangeSetupLogs.'
  ])
    await withFolder({ 'screen.txt': `    Mailbox      OK\n Finalizing Setup\n\n${end}` }, async (folder) => {
      const verdicts = judgeLog(await readLogFile(join(folder, 'screen.txt'))())
      assert.equal(missingTokens(verdicts, ['C:\\ExchangeSetupLogs\\ExchangeSetup.log from']), [])
    })
})

test('an error alone, without times, as people quote it', async () => {
  const read = await readText('post.txt', '[ERROR] The thing is not there.\n[ERROR-REFERENCE] Id=Some___1 Component=E')
  const log = E.isRight(read) ? read.right : null
  assert.equal([log?.state, log?.errors[0]?.component?.id], ['failed', 'Some___1'])
})

test('a screen without an error is no success: it names the log to bring', async () => {
  for (const text of [
    '    Languages      COMPLETED\nThe Exchange Server setup operation completed successfully.',
    'Hello'
  ])
    assert.match(
      E.match(String, () => '')(await readText('screen.txt', text)),
      'C:\\ExchangeSetupLogs\\ExchangeSetup.log'
    )
})

test('a text file is known by what it holds', () =>
  withFolder(
    { 'ExchangeSetup.log.txt': goodLog, 'notes.txt': 'call Ann', 'screen.out': english.join('\n') },
    async (folder) => {
      const types = async (name: string) => (await findSources(join(folder, name))()).sources.map(({ type }) => type)
      assert.equal(await types('ExchangeSetup.log.txt'), ['setup-log'])
      assert.equal(await types('screen.out'), ['setup-log'])
      assert.equal(await types('.'), ['setup-folder'])
      assert.is(logOf((await readSetupFolder(folder)()).facts).state, 'completed')
      const { errors } = await readLogFile(join(folder, 'notes.txt'))()
      assert.match(errors.join(), 'is no log of Exchange setup')
    }
  ))

test("a log of the installer beside setup's own is known by how it begins", () =>
  withFolder(
    { 'ExchangeSetup.log': goodLog, 'su.log': 'MSI (s) (1:2) [1:2:3]: MainEngineThread is returning 1603' },
    async (folder) => {
      assert.equal(
        logOf((await readSetupFolder(folder)()).facts).msi.map(({ file, result }) => [file, result]),
        [['su.log', 1603]]
      )
    }
  ))

test('a sentence that names a failure is enough', async () => {
  const sentences = [
    "Setup cannot continue with the upgrade because the 'Agent' () process (ID: 4711) has open files. Close the process and restart Setup.",
    'The upgrade patch cannot be installed by the Windows Installer service because the program to be upgraded may be missing.',
    "Cannot start service MSExchangeServiceHost on computer '.'.",
    "Produkt: Microsoft Exchange Server - Update '{A2B3C4D5-0000-1111-2222-333344445555}' konnte nicht installiert werden. Fehlercode 1603.",
    'Security Update For Exchange Server 2019 CU14 (KB5036402) - Error 0x80070643',
    'Use /IAcceptExchangeServerLicenseTerms_DiagnosticDataON or /IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF.',
    'Error 1303. The installer has insufficient privileges to access this directory: D:\\Exchange.'
  ]
  for (const sentence of sentences) {
    const read = await readText('screen.txt', sentence)
    assert.ok(E.isRight(read), sentence)
    assert.equal([read.right.origin, read.right.state, read.right.errors.length], ['screen', 'failed', 1])
  }
  assert.ok(E.isLeft(await readText('notes.txt', 'Read this: the upgrade patch cannot be installed by hand.')))
})

test('a sentence may begin with its script', async () => {
  const read = await readText(
    'screen.txt',
    '     "$error.Clear();\r\n  Set-Something\r\n   " を実行中に次のエラーが発生しました: "Some.Space.ThingException: ありません。"。'
  )
  const log = E.isRight(read) ? read.right : null
  assert.equal(
    [log?.errors[0]?.script, log?.errors[0]?.exceptions[0]?.type],
    ['Set-Something', 'Some.Space.ThingException']
  )
})

test('lines that a search in files found are read without the places before them', async () => {
  const lines = [
    '[03/12/2024 18:02:10.0720] [0] Starting Microsoft Exchange Server 2019 Setup',
    '[03/12/2024 18:05:27.0849] [1] [ERROR] The following error was generated when "$error.Clear();',
    '  Set-Something',
    '" was run: "Some.Space.ThingException: The thing is not there.',
    '   at Some.Space.Thing.Do(String name)".'
  ]
  for (const place of ['', 'ExchangeSetup.log:', 'C:\\ExchangeSetupLogs\\ExchangeSetup.log:']) {
    const read = await readText('found.txt', lines.map((line, index) => `${place}${index + 57}:${line}`).join('\n'))
    const log = E.isRight(read) ? read.right : null
    assert.equal(
      [log?.origin, log?.errors[0]?.script, log?.errors[0]?.exceptions],
      [null, 'Set-Something', [{ type: 'Some.Space.ThingException', message: 'The thing is not there.' }]],
      place
    )
  }
})

test.run()
