import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { endMsiScan, scanMsiLine, startMsiScan } from '../../setup-log/msiScan'
import { runOfMsi } from '../../setup-log/runOfMsi'

const read = (lines: ReadonlyArray<string>) =>
  endMsiScan(
    lines.reduce((scan, line, index) => scanMsiLine(scan, line, index + 1, () => []), startMsiScan),
    'some.log'
  )

const runOf = (lines: ReadonlyArray<string>) => runOfMsi(read(lines), { lines: lines.length, last: [] })

const begun = '=== Logging started: 3/10/2026  11:27:34 ==='
const ended = '=== Logging stopped: 3/10/2026  11:29:41 ==='
const denied = 'Error 1303. The installer may not open this directory: D:\\Exchange\\owa\\auth\\15.1.1.'

test('a log of errors alone tells of a failure, in any language, also where its end is missing', () => {
  for (const lines of [
    [begun, denied, ended],
    ['=== Protokollierung gestartet: 10.03.2026 11:27:34 ===', denied.replace('Error', 'Fehler'), ended],
    [begun, denied]
  ]) {
    const run = runOf(lines)
    assert.is(run.state, 'failed')
    assert.is(run.lines, lines.length)
    assert.equal(run.errors[0]?.codes, [
      { kind: 'msi', value: '1603' },
      { kind: 'msi', value: '1303' }
    ])
    assert.match(run.errors[0]?.message ?? '', 'owa\\auth\\15.1.1')
  }
})

test('of a log that was appended to, the last installation counts', () => {
  assert.is(read([begun, denied, ended, begun, ended]).state, 'broken-off')
  assert.is(read([begun, ended, begun, denied, ended]).state, 'failed')
})

const framed = '=== Verbose logging started: 3/10/2026  11:27:33  Build type: SHIP UNICODE 5.00.10011.00 ==='
const framedEnd = '=== Verbose logging stopped: 3/10/2026  11:29:42 ==='

test('the pair of lines within a log of everything bounds the same installation', () => {
  const stopped = [
    'MSI (s) (B4:20) [11:27:35:000]: Product: Microsoft Exchange Server -- Error 1304. Cannot write: a.dll.',
    'Action ended 11:27:36: CA_SAVE. Return value 3.',
    'MSI (s) (B4:20) [11:27:37:000]: MainEngineThread is returning 1603'
  ]
  const german = (line: string): string =>
    line
      .replace('Verbose logging', 'Ausf\u00fchrliche Protokollierung')
      .replace('Logging', 'Protokollierung')
      .replace('started', 'gestartet')
      .replace('stopped', 'beendet')
  const client = 'MSI (c) (68:04) [11:29:41:455]: Destroying RemoteAPI object.'
  for (const lines of [
    [framed, begun, ...stopped, ended, client, framedEnd],
    [framed, ...stopped, ended, client, framedEnd],
    [framed, ...stopped, framedEnd],
    [...stopped, ended, client, framedEnd],
    [framed, begun, ...stopped, ended, client],
    [framed, begun, denied, framedEnd, framed, begun, ...stopped, ended, client, framedEnd]
  ])
    for (const told of [read(lines), read(lines.map(german))]) {
      assert.equal([told.state, told.result, told.failedAction], ['failed', 1603, 'CA_SAVE'], lines.join('\n'))
      assert.equal(
        told.errors.map(({ code }) => code),
        [1304]
      )
    }
  const again = read([framed, begun, ...stopped, ended, client, framedEnd, begun, denied, ended])
  assert.equal([again.result, again.errors.map(({ code }) => code)], [null, [1303]])
})

test('a warning stops no installation, whatever it is called', () => {
  assert.is(read([begun, 'Warning 1946. A property of a shortcut could not be set.', ended]).state, 'broken-off')
  assert.is(read([begun, 'Warnung 1946. Eine Eigenschaft.', ended]).state, 'broken-off')
})

test('an error in a log of everything is no failure by itself', () => {
  assert.is(read(['MSI (s) (1:2) [11:27:34:000]: Error 1706. No source.', ended]).state, 'broken-off')
})

const verbose = (text: string): string => `MSI (c) (EC:D4) [19:57:49:345]: ${text}`
const product = '{CD981244-E9B8-405A-9026-6AEB9DCEF1F1}'

test('a patch that the installer refuses before its server part: patch, KB, build, result', () => {
  const sequence = [
    '=== Verbose logging started: 3/8/2026  19:57:49  Build type: SHIP UNICODE 5.00.10011.00 ===',
    verbose('******* RunEngine:'),
    `           ******* Product: ${product}`,
    verbose('Original package ==> C:\\Windows\\Installer\\1.msi'),
    verbose('Original patch ==> E:\\Exchange2019-KB5000001-x64-en.msp'),
    verbose(`SequencePatches starts. Product code: ${product}, Product version: 15.2.529.5, Upgrade code: ${product}`),
    verbose('PATCH SEQUENCER: QFE patch E:\\Exchange2019-KB5000001-x64-en.msp is not applicable.')
  ]
  for (const end of [
    verbose(`Product: Exchange - Update '${product}' could not be installed. Error code 1642. More in E:\\x.log.`),
    verbose(`Produkt: Exchange \u2013 Update "${product}" konnte nicht installiert werden. Fehlercode 1642.`),
    verbose('MainEngineThread is returning 1642'),
    verbose('Back from server. Return value: 1642')
  ]) {
    const run = runOf([...sequence, end])
    assert.is(run.state, 'failed', end)
    assert.is(run.installedVersion, '15.2.529.5')
    assert.is(run.result, 1642)
    assert.is(run.msi[0]?.patch, 'E:\\Exchange2019-KB5000001-x64-en.msp')
    assert.match(run.errors[0]?.message ?? '', /\(KB5000001\) is not applicable/)
  }
  assert.is(runOf(sequence).state, 'broken-off')
})

test('a cached patch that is missing is told by path and by published name', () => {
  const path = 'C:\\Windows\\Installer\\33502bc.msp'
  const run = runOf([
    verbose(`Note: 1: 2203 2: ${path} 3: -2147287038 `),
    verbose(`Couldn't find local patch '${path}'. Looking for it at its source.`),
    verbose('Note: 1: 1706 2: 2147483647 3: Exchange2010-KB2900001-x64-en.msp '),
    verbose('MainEngineThread is returning 1635')
  ])
  assert.equal(run.msi[0]?.missing, [{ line: 1, path, source: 'Exchange2010-KB2900001-x64-en.msp' }])
  assert.match(run.errors[0]?.message ?? '', path)
  assert.match(run.errors[0]?.message ?? '', 'KB2900001')
  assert.ok(run.errors[0]?.objects.includes(path))
})

test('a package that is there and may not be opened is not missing', () => {
  assert.is(read([verbose('Note: 1: 2203 2: C:\\Windows\\Installer\\1.msp 3: -2147287035 ')]).missing, null)
})

test('the property of the computer names the server', () => {
  assert.is(runOf(['Property(S): ComputerName = EX01', verbose('MainEngineThread is returning 1603')]).machine, 'EX01')
})

test('what the installer reports to Windows tells the result where its own last line is missing', () => {
  const report = (status: number): string =>
    `MSI (c) (C4:3C) [17:54:26:129]: Windows Installer installed an update. Product Name: Microsoft Exchange Server. Product Version: 15.2.1118.7. Product Language: 1033. Manufacturer: Microsoft Corporation. Installation success or error status: ${status}.`
  const log = read([report(1603)])
  assert.equal([log.state, log.result, log.productVersion], ['failed', 1603, '15.2.1118.7'])
  assert.is(read([report(0)]).state, 'completed')
  assert.is(read([report(1603).replace('Microsoft Exchange Server', 'Contoso')]).result, null)
})

test('what holds a file is told, though the engine only informs of it', () => {
  const held =
    'Info 1603. The file D:\\Exchange\\Bin\\a.dll is being held in use by the following process: Name: Agent, Id: 4711, Window Title: x.'
  const { errors } = read([
    begun,
    verbose(held),
    'Info 1603. The file is busy.',
    verbose('MainEngineThread is returning 1602')
  ])
  assert.equal(
    errors.map(({ code }) => code),
    [1603]
  )
  const run = runOf([begun, verbose(held), verbose('MainEngineThread is returning 1602')])
  assert.match(run.errors[0]?.message ?? '', / Info 1603\. The file/)
  assert.equal(
    run.errors[0]?.codes.map(({ value }) => value),
    ['1602']
  )
})

test('what a program of the package wrote before the failure stands in its error', () => {
  const said = 'CAQuietExec64:  ServiceControl.ps1 cannot be loaded because running scripts is disabled on this system.'
  const before = [said, 'CAQuietExec64:  Error 0x80070001: Command line returned an error.'].map((text, line) => ({
    line,
    text
  }))
  const scan = [
    begun,
    'Action ended 18:03:01: InstallFinalize. Return value 3.',
    verbose('MainEngineThread is returning 1603')
  ].reduce((one, line, index) => scanMsiLine(one, line, index + 1, () => before), startMsiScan)
  const [error] = runOfMsi(endMsiScan(scan, 'some.log'), { lines: 3, last: [] }).errors
  assert.match(error?.message ?? '', 'running scripts is disabled on this system')
  assert.not.match(error?.message ?? '', '0x80070001')
})

test.run()
