import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readLogFile, readSetupFolder } from '../../../connections/setup-log/setupFolder'
import {
  beginning,
  errorLines,
  failing,
  goodLog,
  judgeLog,
  logOf,
  logText,
  missingTokens,
  rightOf
} from '../../support/setupLogs'
import { cliXml, type Files, utf16, withFolder } from '../folders'

const msi = (words: { readonly ended: string; readonly returned: string; readonly error: string }): string =>
  [
    '=== Verbose logging started: 03.11.2026  09:00:00  Build type: SHIP UNICODE 5.00.10011.00 ===',
    '******* Product: F:\\exchangeserver.msi',
    'MSI (s) (A4:B8) [09:00:01:001]: Property(S): ProductName = Microsoft Exchange Server',
    'Property(S): ProductName = Microsoft Exchange Server',
    'Property(S): ProductVersion = 15.2.1748.10',
    'Property(S): ProductCode = {CD981244-E9B8-405A-9026-6AEB9DCEF1F1}',
    'Property(C): LogonUser = admin',
    `MSI (s) (A4:B8) [09:00:02:001]: Product: Microsoft Exchange Server -- ${words.error} 1303. C:\\Exchange\\owa\\auth`,
    'CustomAction CA_SAVEDATA_COPY returned actual error code 1603',
    `${words.ended} 9:00:03: InstallFiles. ${words.returned} 3.`,
    `${words.ended} 9:00:04: INSTALL. ${words.returned} 3.`,
    'MSI (s) (A4:B8) [09:00:05:001]: MainEngineThread is returning 1603'
  ].join('\r\n')

const english = msi({ ended: 'Action ended', returned: 'Return value', error: 'Error' })
const german = msi({ ended: 'Aktion beendet um', returned: 'Rückgabewert', error: 'Fehler' })

const hashtable = (name: string, mode: string): string =>
  `<Obj RefId="0"><DCT><En><S N="Key">Name</S><S N="Value">${name}</S></En><En><S N="Key">StartMode</S><S N="Value">${mode}</S></En></DCT></Obj>`

const serviceLog = [
  '[09:00:00] ------------------------------------',
  '[09:00:00] * ServiceControl.ps1: 03.11.2026 09:00:00',
  '[09:00:00] Saving service and registry data',
  "[09:00:01] Stopping service 'MSExchangeIS'.",
  "[09:00:02] Killing instead of Stopping 'FMS'.",
  "[09:00:03] Disabling service 'MSExchangePop3'.",
  '[09:00:04] [Error] System.Management.Automation.RuntimeException: no stop',
  '   at A.B()',
  '[09:00:05] Script completed with one or more errors.'
].join('\r\n')

const failed = logText([
  ...beginning,
  ...errorLines(
    'A.B.TaskException: Installing product F:\\exchangeserver.msi failed. Error code is 1603.',
    'install-msipackage',
    'C___1'
  ),
  ...failing
])

const files: Files = {
  'ExchangeSetup.log': failed,
  'ExchangeSetup.msilog': utf16(german),
  'ServiceControl.log': Buffer.from(serviceLog, 'latin1'),
  'ServiceStartupMode.xml': cliXml(hashtable('MSExchangeIS', 'Auto'), hashtable('MSExchangePop3', 'Disabled')),
  'ServiceState.xml': cliXml(
    '<Obj RefId="1"><Props><S N="Name">MSExchangeIS</S><S N="Status">Running</S></Props></Obj>'
  )
}

test('a folder is one server with the logs of the installer and of the services', () =>
  withFolder(files, async (folder) => {
    const reading = await readSetupFolder(folder)()
    assert.equal(reading.errors, [])
    assert.is(reading.facts.server, 'EX01.contoso.example')
    const [installer] = logOf(reading.facts).msi
    assert.equal(
      [installer?.state, installer?.result, installer?.failedAction, installer?.errors[0]?.code, installer?.user],
      ['failed', 1603, 'InstallFiles', 1303, 'admin']
    )
    assert.equal(rightOf(reading.facts.sections.servicesBefore), {
      startModes: [
        { name: 'MSExchangeIS', startType: 'Automatic' },
        { name: 'MSExchangePop3', startType: 'Disabled' }
      ],
      states: [{ name: 'MSExchangeIS', status: 'Running' }],
      runs: [
        {
          line: 2,
          kind: 'before',
          succeeded: false,
          stopped: ['MSExchangeIS', 'FMS'],
          unrestored: [],
          errors: [{ line: 7, text: 'System.Management.Automation.RuntimeException: no stop' }]
        }
      ],
      modified: null,
      unread: []
    })
    const verdicts = judgeLog(reading)
    const drifting = verdicts.filter(({ status }) => status === 'drift').map(({ policy }) => policy)
    assert.equal(drifting, ['services-not-stopping', 'error-code-1603'])
    assert.equal(
      missingTokens(verdicts, ['InstallFiles', '1303', 'C:\\Exchange\\owa\\auth', 'ExchangeSetup.msilog', 'no stop']),
      []
    )
  }))

for (const [language, text] of Object.entries({ english, german }))
  test(`a log of the installer alone, ${language}`, () =>
    withFolder({ 'su.log': utf16(text), 'su2.log': text }, async (folder) => {
      for (const name of ['su.log', 'su2.log']) {
        const verdicts = judgeLog(await readLogFile(join(folder, name))())
        assert.equal(
          verdicts.filter(({ status }) => status === 'drift').map(({ policy }) => policy),
          ['error-code-1603']
        )
        assert.equal(missingTokens(verdicts, ['1603', '1303', 'InstallFiles', 'exchangeserver.msi']), [])
      }
    }))

const numbered = (code: string, text: string): string => english.replace(/Error 1303\. .*/, `Error ${code}. ${text}`)

for (const [code, text, issue] of [
  ['1306', "Another application has exclusive access to the file 'C:\\Exchange\\x.dll'.", 'file-in-use'],
  ['1310', 'Error writing to file: C:\\Exchange\\y.dll.  System error 112.', 'disk-full'],
  ['1706', 'An installation package can not be found.', 'msi-source-missing'],
  ['1714', 'The older version can not be removed.', 'older-version-stays'],
  ['1920', "Service 'FMS' (FMS) failed to start.", 'service-disabled'],
  ['1921', "Service 'FMS' (FMS) could not be stopped.", 'service-does-not-stop']
] as const)
  test(`the cause ${code} that only the log of the installer tells is the finding`, () =>
    withFolder({ 'ExchangeSetup.log': failed, 'ExchangeSetup.msilog': utf16(numbered(code, text)) }, async (folder) => {
      const drifts = judgeLog(await readSetupFolder(folder)()).flatMap((verdict) => verdict.drifts)
      assert.equal(
        drifts.map(({ path }) => path.join('.')),
        [`setupLog.${issue}`]
      )
    }))

test('of a log of the installer that was appended to the last installation counts', () =>
  withFolder(
    { 'a.msilog': [english, numbered('1921', "Service 'FMS' (FMS) could not be stopped.")].join('\r\n') },
    async (folder) => {
      const log = logOf((await readLogFile(join(folder, 'a.msilog'))()).facts)
      assert.equal(
        log.msi[0]?.errors.map(({ code }) => code),
        [1921]
      )
    }
  ))

test('the log of another package is no evidence', () =>
  withFolder(
    { 'ExchangeSetup.log': failed, 'x.msilog': utf16(english.replaceAll('exchangeserver.msi', 'UMLanguagePack.msi')) },
    async (folder) => {
      const verdicts = judgeLog(await readSetupFolder(folder)())
      assert.equal(
        verdicts.flatMap(({ drifts }) => drifts.map(({ path }) => path.join('.'))),
        ['setupLog.msi-fatal-error']
      )
      assert.equal(missingTokens(verdicts, ['x.msilog']), ['x.msilog'])
    }
  ))

test('services that were not restored are a drift, and a record of disabled ones is told', () =>
  withFolder(
    {
      'ExchangeSetup.log': goodLog,
      'ServiceControl.log': [
        ...serviceLog.split('\r\n').filter((line) => !/Error|errors/.test(line)),
        '[09:00:05] Script completed succesfully.',
        '[10:00:00] ServiceControl.ps1: 03.11.2026 10:00:00',
        "[10:00:01] Enabling service 'MSExchangeIS'.",
        "[10:00:02] Unable to restore service 'MSExchangeIS'.",
        '[10:00:03] Script completed with one or more errors.'
      ].join('\r\n'),
      'ServiceStartupMode.xml': cliXml(...['A', 'B', 'C', 'D'].map((name) => hashtable(name, 'Disabled')))
    },
    async (folder) => {
      const verdicts = judgeLog(await readSetupFolder(folder)()).filter(({ status }) => status === 'drift')
      assert.equal(
        verdicts.map(({ policy }) => policy),
        ['cannot-start-the-service']
      )
      assert.match(verdicts[0]?.reason ?? '', /4 of 4 services were Disabled.*MSExchangeIS, FMS/)
      assert.match(verdicts[0]?.drifts[0]?.evidence.join('\n') ?? '', 'Not restored: MSExchangeIS')
    }
  ))

test('ServiceControl.log alone is judged, and leaves the run of setup unknown', () =>
  withFolder({ 'ServiceControl.log': serviceLog }, async (folder) => {
    const statuses = judgeLog(await readLogFile(join(folder, 'ServiceControl.log'))()).map(({ status }) => status)
    assert.equal([...new Set(statuses)].sort(), ['drift', 'unknown'])
  }))

test('no fact of a log holds a password', () =>
  withFolder(
    {
      'a.log': logText([
        ...beginning.map((line) => line.replace('/mode:upgrade', '/mode:upgrade /DomainAdminPassword:S3cret')),
        '[2] Running with -password S3cret',
        ...errorLines('A.B: c', "ConvertTo-SecureString 'S3cret'", 'C___1'),
        ...failing
      ])
    },
    async (folder) => {
      assert.not.match(JSON.stringify(await readLogFile(join(folder, 'a.log'))()), 'S3cret')
    }
  ))

test('of the records of several versions the newest version counts, by its numbers', () =>
  withFolder(
    {
      'ExchangeSetup.log': goodLog,
      'ServiceStartupMode15.2.986.xml': cliXml(hashtable('MSExchangeIS', 'Disabled')),
      'ServiceStartupMode15.2.1544.xml': cliXml(hashtable('MSExchangeIS', 'Auto'))
    },
    async (folder) => {
      const before = rightOf((await readSetupFolder(folder)()).facts.sections.servicesBefore)
      assert.equal(before.startModes, [{ name: 'MSExchangeIS', startType: 'Automatic' }])
      assert.is(before.modified, null, 'a copy has the time of its copying')
    }
  ))

test('a damaged record is told, and costs itself alone', () =>
  withFolder(
    { ...files, 'ExchangeSetup.log': goodLog, 'ServiceStartupMode.xml': '<Objs', 'ServiceControl.log': '' },
    async (folder) => {
      const { facts, errors } = await readSetupFolder(folder)()
      assert.is(errors.length, 1)
      assert.match(errors[0] ?? '', 'ServiceStartupMode.xml is damaged')
      const { startModes, unread } = rightOf(facts.sections.servicesBefore)
      assert.equal([startModes, unread?.map(({ file }) => file)], [null, ['ServiceStartupMode.xml']])
      assert.is(logOf(facts).state, 'completed')
    }
  ))

test.run()
