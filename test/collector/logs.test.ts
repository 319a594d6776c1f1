import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, ftruncateSync, openSync, symlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { withParsedLogs } from '../../connections/setup-log/collected'
import { decodeFacts } from '../../facts/decode'
import type { Facts } from '../../facts/facts'
import { secret } from '../../setup-log/secrets'
import { cliXml, type Files, utf16, withFolder } from '../connections/folders'
import { nodesOf, parsePowerShell, readScript, textsOf } from '../support/powershell'
import { beginning, failing, goodLog, logOf, logText, rightOf } from '../support/setupLogs'

const root = join(__dirname, '..', '..')
const pwsh = join(root, '..', 'shared', 'powershell', 'pwsh')
// It is a program of Linux.
const isThere = process.platform === 'linux' && existsSync(pwsh)
if (!isThere) process.stdout.write('skipped: PowerShell is not here\n')
const inPowerShell = isThere ? test : test.skip

/** What the collector's own functions bring of a folder of logs, and the facts that are read from it. */
const collected = (folder: string): { readonly output: string; readonly facts: Facts } => {
  const script = join(__dirname, 'Read-Logs.ps1')
  const collector = join(root, 'collector', 'Get-ExchangeFacts.ps1')
  const { stdout, stderr } = spawnSync(pwsh, ['-NoProfile', '-File', script, collector, folder], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024
  })
  const lines = stdout.trim().split('\n')
  if (lines.length !== 2) throw new Error(`${stdout}\n${stderr}`)
  const [setupLog, servicesBefore] = lines.map((line): unknown => JSON.parse(line))
  const { recording } = withParsedLogs({ version: 1, server: 'EX01', facts: { setupLog, servicesBefore } })
  const decoded = decodeFacts(recording)
  if (E.isLeft(decoded)) throw new Error(decoded.left)
  return { output: stdout, facts: decoded.right.facts }
}

const reasonOf = ({ sections: { setupLog } }: Facts): string => (E.isLeft(setupLog) ? setupLog.left.reason : 'none')

test('the collector leaves out passwords by the same rule as we do', async () => {
  const script = await parsePowerShell(readScript('Get-ExchangeFacts.ps1'))
  const [rule] = nodesOf(script, 'assignment_expression').filter(({ text }) => text.startsWith('$secretPattern = '))
  const parts = rule === undefined ? [] : textsOf(rule, 'verbatim_string_characters')
  assert.is(parts.map((part) => part.slice(1, -1).replaceAll("''", "'")).join(''), secret.source)
})

inPowerShell('no folder, and an empty one: there is none', () =>
  withFolder({ 'empty/x.txt': '' }, async (folder) => {
    const none = { startModes: null, states: null, log: null }
    for (const name of ['empty', 'missing']) {
      const { sections } = collected(join(folder, name)).facts
      assert.equal(sections.setupLog, E.right(null))
      assert.equal(
        sections.servicesBefore,
        E.right({ startModes: null, states: null, runs: null, modified: none, unread: [] })
      )
    }
  })
)

const record = cliXml(
  '<Obj RefId="0"><DCT><En><S N="Key">Name</S><S N="Value">MSExchangeIS</S></En>' +
    '<En><S N="Key">StartMode</S><S N="Value">Auto</S></En></DCT></Obj>'
)
const serviceLog = [
  '[09:00:00] ServiceControl.ps1: 03.11.2026 09:00:00',
  '[09:00:01] Saving service and registry data',
  "[09:00:02] Stopping service 'MSExchangeIS'.",
  '[09:00:03] Script completed with one or more errors.'
].join('\r\n')

inPowerShell('the log, the logs of the installer and the records of the services', () =>
  withFolder(
    {
      'ExchangeSetup.log': goodLog,
      'a.msilog': utf16(
        '=== Verbose logging started: 03.11.2026  9:00:00 ===\r\nMainEngineThread is returning 1603\r\n'
      ),
      'ServiceStartupMode15.2.1748.xml': utf16(record),
      'ServiceControl.log': Buffer.from(serviceLog, 'latin1')
    },
    async (folder) => {
      const { facts } = collected(folder)
      const log = logOf(facts)
      assert.equal([log.state, log.cut, log.runs, log.file], ['completed', null, 1, 'ExchangeSetup.log'])
      assert.equal([log.msi[0]?.file, log.msi[0]?.result], ['a.msilog', 1603])
      const before = rightOf(facts.sections.servicesBefore)
      assert.equal(before.startModes, [{ name: 'MSExchangeIS', startType: 'Automatic' }])
      assert.equal([before.runs?.[0]?.succeeded, before.runs?.[0]?.stopped], [false, ['MSExchangeIS']])
      assert.match(before.modified?.startModes ?? '', /^\d{4}-\d\d-\d\dT[\d:]{8}Z$/)
      assert.is(before.modified?.states, null)
      assert.equal(before.unread, [])
    }
  )
)

const unpackText = (gzip: string): string => gunzipSync(Buffer.from(gzip, 'base64')).toString('latin1')

const secrets = ['-Password:S3cr\u00e0\u00a0t', "-pwd 'S3cr et'", 'ConvertTo-SecureString -String S3cret -AsPlainText']
const secretLines = secrets.map((words) => `[1] task ${words} end`)

for (const [name, encode] of Object.entries({
  'UTF-8': (text: string) => Buffer.from(text, 'utf8'),
  ANSI: (text: string) => Buffer.from(text, 'latin1'),
  'UTF-16': utf16
}))
  inPowerShell(`no password leaves the server, nor anything else: ${name}`, () => {
    const umlauts = '[1] Dienst f\u00fcr \u00c4rger'
    const text = logText([...beginning, ...secretLines, umlauts, ...failing])
    const files: Files = { 'ExchangeSetup.log': encode(text), 'x.msilog': encode(text) }
    return withFolder(files, async (folder) => {
      const { output, facts } = collected(folder)
      const packedTexts = [...output.matchAll(/"gzip":"([^"]+)"/g)].map(([, gzip = '']) => unpackText(gzip))
      assert.is(packedTexts.length, 2)
      for (const packedText of packedTexts) assert.not.match(packedText, /S3cr| et'/)
      assert.match(
        logOf(facts)
          .last.map((line) => line.text)
          .join('\n'),
        'Dienst f\u00fcr \u00c4rger'
      )
    })
  })

const written = (folder: string, name: string, size: number, end: string): void => {
  const file = openSync(join(folder, name), 'w')
  ftruncateSync(file, size)
  writeSync(file, end, size)
  closeSync(file)
}

inPowerShell('of a log of 500 MB its end is read, from the last run on', () =>
  withFolder({}, async (folder) => {
    written(folder, 'ExchangeSetup.log', 500 * 1024 * 1024, `\r\n${goodLog}`)
    const { output, facts } = collected(folder)
    assert.ok(output.length < 100_000, `${output.length}`)
    assert.equal([logOf(facts).state, logOf(facts).cut], ['completed', 'earlier-runs'])
  })
)

inPowerShell('a run that begins before what is read is cut, and what fits in the answer is sent', () =>
  withFolder({}, async (folder) => {
    const line = (index: number) => `[1] Value ${Math.sin(index)} ${Math.cos(index)} ${Math.tan(index)}`
    const long = Array.from({ length: 60_000 }, (_, index) => line(index))
    written(folder, 'ExchangeSetup.log', 0, logText([...beginning, ...long, ...failing]))
    const { output, facts } = collected(folder)
    assert.ok(output.length < 1_500_000, `${output.length}`)
    assert.equal([logOf(facts).state, logOf(facts).cut], ['failed', 'run'])
  })
)

const odd: Readonly<Record<string, readonly [string, RegExp]>> = {
  NULs: ['\0'.repeat(6 * 1024 * 1024), /ExchangeSetup\.log is no log of Exchange setup/],
  'no line of setup': ['something else\r\n', /ExchangeSetup\.log is no log of Exchange setup/],
  'nothing in it': ['', /ExchangeSetup\.log is empty/]
}

for (const [name, [text, reason]] of Object.entries(odd))
  inPowerShell(`a log with ${name} is unknown`, () =>
    withFolder({ 'ExchangeSetup.log': text }, async (folder) => {
      assert.match(reasonOf(collected(folder).facts), reason)
    })
  )

inPowerShell('a folder in the place of the log is named as such', () =>
  withFolder({ 'ExchangeSetup.log/x.txt': '' }, async (folder) => {
    assert.match(
      reasonOf(collected(folder).facts),
      /ExchangeSetup\.log could not be read: a folder stands in its place/
    )
  })
)

inPowerShell('a log whose lines never end is read in time', () =>
  withFolder({}, async (folder) => {
    const long = `${'1603 -Password: '.repeat(60_000)}\r\n`
    written(folder, 'ExchangeSetup.log', 0, `${logText(beginning)}\r\n${long}${long}`)
    assert.is(logOf(collected(folder).facts).state, 'broken-off')
  })
)

inPowerShell('what is no file of its own, or no record, costs itself alone', () =>
  withFolder({ 'ServiceControl.log': serviceLog, 'ServiceStartupMode.xml': '<Objs' }, async (folder) => {
    symlinkSync(join(folder, 'ServiceControl.log'), join(folder, 'linked.msilog'))
    const { facts } = collected(folder)
    assert.match(reasonOf(facts), /linked\.msilog could not be read: it is a link/)
    const before = rightOf(facts.sections.servicesBefore)
    assert.equal([before.startModes, before.runs?.length], [null, 1])
    assert.match(
      before.unread?.map(({ file, reason }) => `${file} ${reason}`).join() ?? '',
      'ServiceStartupMode.xml is damaged'
    )
  })
)

test.run()
