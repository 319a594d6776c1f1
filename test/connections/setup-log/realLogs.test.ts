import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import * as t from 'io-ts'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readLogFile } from '../../../connections/setup-log/setupFolder'
import { goodLog, judgeLog, logOf, missingTokens, rightOf } from '../../support/setupLogs'
import { withFolder } from '../folders'

const logs = join(__dirname, '../../../../shared/data/setup-logs')
const isHere = existsSync(logs)

if (!isHere) {
  console.log("skipped: ../shared isn't here")
  test.skip('real setup logs')
}

const entry = t.type({
  file: t.string,
  kind: t.string,
  expects: t.array(t.string),
  alsoTrue: t.array(t.string),
  header: t.type({
    setupVersion: t.string,
    locallyInstalledVersion: t.union([t.string, t.null]),
    backupCopyVersion: t.union([t.string, t.null]),
    user: t.string,
    machine: t.string,
    command: t.string,
    firstErrorOrRequiredLine: t.number
  })
})

const entries = isHere
  ? rightOf(t.array(entry).decode(JSON.parse(readFileSync(join(logs, 'expected.json'), 'utf8'))))
  : []

const drifts = (verdicts: ReturnType<typeof judgeLog>) => verdicts.flatMap((verdict) => verdict.drifts)
const statuses = (verdicts: ReturnType<typeof judgeLog>) => [...new Set(verdicts.map(({ status }) => status))]

const judgeText = (content: string | Uint8Array) =>
  withFolder({ 'ExchangeSetup.log': content }, async (folder) =>
    judgeLog(await readLogFile(join(folder, 'ExchangeSetup.log'))())
  )

const variants: Readonly<Record<string, (text: string) => string | Uint8Array>> = {
  'with CRLF': (text) => text.replaceAll('\n', '\r\n'),
  'as UTF-16LE with a mark': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'as UTF-16LE without a mark': (text) => Buffer.from(text, 'utf16le'),
  'as UTF-16BE': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'as UTF-8 with a mark': (text) => `\ufeff${text}`,
  'in the ANSI code page': (text) => Buffer.from(text.replaceAll('Configuring', 'Konfiguration f\u00fcr'), 'latin1'),
  'with . as date separator': (text) => text.replaceAll(/^\[(\d\d)\/(\d\d)\//gm, '[$1.$2.'),
  'with - and . as separators': (text) =>
    text.replaceAll(/^\[(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d):/gm, '[$1-$2-$3 $4.$5.')
}

for (const { file, kind, expects, alsoTrue, header } of entries) {
  const text = readFileSync(join(logs, file), 'utf8')
  const tokens = [...expects, ...alsoTrue]

  test(`${kind}: its header`, async () => {
    const { facts, errors } = await readLogFile(join(logs, file))()
    const log = logOf(facts)
    assert.equal(errors, [])
    assert.is(facts.server, header.machine)
    assert.is(log.machine, header.machine)
    assert.is(log.user, header.user)
    assert.is(log.setupVersion, header.setupVersion)
    assert.is(log.installedVersion, header.locallyInstalledVersion)
    assert.is(log.backupVersion, header.backupCopyVersion)
    assert.is(log.command, header.command)
    assert.is(log.file, basename(file))
  })

  test(`${kind}: its diagnosis`, async () => {
    const verdicts = judgeLog(await readLogFile(join(logs, file))())
    assert.ok(drifts(verdicts).length > 0)
    assert.equal(missingTokens(verdicts, tokens), [])
    assert.not.ok(
      drifts(verdicts).some(({ path }) => path.includes('unknown-failure')),
      'it is a known kind'
    )
  })

  test(`${kind}: cut before its first error it is unknown`, async () => {
    const lines = text.split('\n').slice(0, header.firstErrorOrRequiredLine - 1)
    const verdicts = await judgeText(lines.join('\n'))
    assert.equal(drifts(verdicts), [])
    assert.equal(statuses(verdicts), ['unknown'])
  })

  for (const [name, change] of Object.entries(variants))
    test(`${kind}: its diagnosis ${name}`, async () => {
      assert.equal(missingTokens(await judgeText(change(text)), tokens), [])
    })

  test(`${kind}: followed by a good run it is compliant`, async () => {
    assert.equal(statuses(await judgeText(`${text}\n${goodLog}`)), ['compliant'])
  })

  test(`${kind}: cut off anywhere it is never compliant`, async () => {
    const lines = text.split('\n')
    for (const part of [0.2, 0.5, 0.8, 0.97]) {
      const verdicts = await judgeText(lines.slice(0, Math.floor(lines.length * part)).join('\n'))
      assert.ok(verdicts.some(({ status }) => status === 'unknown' || status === 'drift'))
    }
  })
}

const german: Readonly<Record<string, string>> = {
  'Fatal error during installation': 'Schwerwiegender Fehler bei der Installation',
  'The installation source for this product is not available. Verify that the source exists and that you can access it':
    'Die Installationsquelle für dieses Produkt ist nicht verfügbar. Stellen Sie sicher, dass die Quelle vorhanden ist und Sie Zugriff darauf haben',
  'The service cannot be started, either because it is disabled or because it has no enabled devices associated with it':
    'Der Dienst kann nicht gestartet werden. Er ist deaktiviert oder nicht mit aktivierten Geräten verbunden',
  'cannot be started due to the following error: Cannot start service MSExchangeServiceHost on computer':
    'kann aufgrund des folgenden Fehlers nicht gestartet werden: Der Dienst MSExchangeServiceHost kann nicht gestartet werden auf Computer',
  'Access to the path is denied': 'Der Zugriff auf den Pfad wurde verweigert',
  'because it does not exist': 'da er nicht vorhanden ist',
  '   at ': '   bei '
}

const translated = (text: string): string =>
  Object.entries(german).reduce((said, [english, words]) => said.replaceAll(english, words), text)

for (const { file, kind } of entries.filter(({ file }) => !file.startsWith('Prerequisite')))
  test(`${kind}: with German messages of Windows and the installer, code and component are told`, async () => {
    const { facts } = await readLogFile(join(logs, file))()
    const errors = logOf(facts).errors
    const tokens = errors.flatMap(({ codes, component }) => [
      ...codes.map(({ value }) => value),
      ...(component === null ? [] : [component.id])
    ])
    for (const content of [
      translated(readFileSync(join(logs, file), 'utf8')),
      Buffer.from(translated(readFileSync(join(logs, file), 'utf8')), 'latin1')
    ]) {
      const verdicts = await judgeText(content)
      assert.ok(drifts(verdicts).length > 0)
      assert.equal(missingTokens(verdicts, tokens), [])
    }
  })

test('a good log is compliant', async () => {
  assert.equal(statuses(await judgeText(goodLog)), ['compliant'])
})

test('a log that is no log says so', () =>
  withFolder({ 'a.log': 'hello\nworld\n', 'b.log': '', 'c.log': '\u0000\u0000' }, async (folder) => {
    for (const [name, reason] of [
      ['a.log', 'is no log of Exchange setup'],
      ['b.log', 'is empty'],
      ['c.log', 'is no log of Exchange setup'],
      ['d.log', 'does not exist']
    ]) {
      const reading = await readLogFile(join(folder, name ?? ''))()
      assert.is(reading.readable, false)
      assert.ok(reading.errors[0]?.includes(reason ?? ''), reading.errors[0])
      assert.equal(statuses(judgeLog(reading)), ['unknown'])
    }
    writeFileSync(join(folder, 'e.log'), goodLog.slice(0, 3))
    assert.equal(statuses(judgeLog(await readLogFile(join(folder, 'e.log'))())), ['unknown'])
  }))

test.run()
