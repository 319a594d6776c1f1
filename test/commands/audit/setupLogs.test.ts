import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { judgeSource } from '../../../commands/audit/judge'
import { findSources } from '../../../commands/audit/sources'
import { ownTable } from '../../../kernel/builds/buildTable'
import type { Audit } from '../../../reports/audit'
import { auditText } from '../../../reports/auditText'
import { plainStyle } from '../../../reports/text'
import { withFolder } from '../../connections/folders'
import { recording } from '../../support/server'
import { beginning, errorLines, failing, goodLog, logText } from '../../support/setupLogs'

const args = {
  format: 'text',
  policies: [],
  stage: null,
  withFacts: false,
  out: null,
  baseline: null,
  verbose: false,
  help: false,
  paths: []
} as const

const textOf = (audit: Audit): string =>
  auditText({ width: 100, full: false, style: plainStyle }, audit, { table: ownTable, now: 0 })

const failed = logText([...beginning, ...errorLines('A.B.OddException: odd', 'Set-Odd', 'C___1'), ...failing])

test('a folder holds recorded facts, folders of setup and logs of setup, also beside another; other logs are passed over', () =>
  withFolder(
    {
      'EX01.json': JSON.stringify(recording()),
      'logs/ExchangeSetup.log': goodLog,
      'logs/ServiceControl.log': '[09:00:00] x',
      'logs/other.log': failed,
      'logs/screen.txt': 'Error:\nA reboot from a previous installation is pending.',
      'more/a.log': failed,
      'msi/su.msilog': '\ufeff=== Verbose logging started: 3/11/2026  9:00:00  Build type: x ===',
      'services/ServiceControl.log': '[09:00:00] ServiceControl.ps1: 03.11.2026 09:00:00',
      'more/iis.log': '#Software: Microsoft Internet Information Services'
    },
    async (folder) => {
      const sources = (await findSources(folder)()).sources
      assert.equal(
        sources.map(({ type, path }) => [type, path.slice(folder.length + 1).replaceAll('\\', '/')]),
        [
          ['recorded', 'EX01.json'],
          ['setup-folder', 'logs'],
          ['setup-log', 'logs/other.log'],
          ['setup-log', 'more/a.log'],
          ['setup-log', 'msi/su.msilog'],
          ['setup-log', 'services/ServiceControl.log']
        ]
      )
    }
  ))

test('a log is judged only by the policies that it decides, and named after its machine', () =>
  withFolder({ 'x.log': failed }, async (folder) => {
    const [source] = (await findSources(join(folder, 'x.log'))()).sources
    const { servers, errors } = await judgeSource(args, source ?? { type: 'setup-log', path: '' })()
    assert.equal(errors, [])
    assert.is(servers[0]?.server, 'EX01.contoso.example')
    assert.ok(servers[0]?.verdicts.every(({ policy }) => !['build', 'services-start', 'folder-acls'].includes(policy)))
    const text = textOf({ servers, errors })
    const order = ['What failed: ', 'Why: ', 'What to do: ', '1. ', 'Evidence:', 'Line 19: odd'].map((part) =>
      text.indexOf(part)
    )
    assert.equal(
      order,
      [...order].sort((a, b) => a - b)
    )
    assert.not.ok(order.includes(-1), text)
    const commands = text.split('\n').filter((line) => /setup\.exe \/m:/i.test(line))
    assert.ok(commands.length > 0 && commands.every((line) => /^ {9}\S+setup\.exe \/m:/i.test(line)), text)
  }))

test('notes stand below the findings, and what is unknown beside them', () =>
  withFolder(
    {
      'ServiceControl.log':
        '[09:00:00] ServiceControl.ps1: x\n[09:00:01] [Error] no stop\n[09:00:02] Script completed with one or more errors.'
    },
    async (folder) => {
      const path = join(folder, 'ServiceControl.log')
      const { servers, errors } = await judgeSource(args, { type: 'setup-log', path })()
      const text = textOf({ servers, errors })
      assert.match(text, 'What failed: Stopping the services ended with errors')
      assert.match(text.replace(/\s+/g, ' '), 'the services of the server of ServiceControl.log to stop')
      assert.match(text.replace(/\s+/g, ' '), /Also seen: .*copy ExchangeSetup\.log beside it\./)
    }
  ))

test('recorded facts without a setup log are unknown by it', () =>
  withFolder({ 'EX01.json': JSON.stringify(recording({ setupLog: undefined })) }, async (folder) => {
    const { servers } = await judgeSource(args, { type: 'recorded', path: join(folder, 'EX01.json') })()
    const verdict = servers[0]?.verdicts.find(({ policy }) => policy === 'error-during-setup')
    assert.equal([verdict?.status, verdict?.reason], ['unknown', 'missing in this recording; record it again'])
  }))

const auditOf = async (folder: string, name: string): Promise<string> => {
  const [source] = (await findSources(join(folder, name))()).sources
  if (source === undefined) throw new Error('there is a log')
  return textOf(await judgeSource(args, source)())
}

test('a log says which version was there and which one setup was to install, who repairs it, and what the audit came to', () =>
  withFolder({ 'p.log': failed }, async (folder) => {
    const text = await auditOf(folder, 'p.log')
    assert.match(text, /2019 CU14 to 2019 CU15 {2}DRIFT/)
    assert.match(text, /\n {4}Do this by hand: it is not automated/)
    assert.not.match(text, /\d\. Do this by hand/)
    assert.match(text, 'The audit fails because of 1 server (exit code 1).')
    assert.not.match(text, 'Gate: mandatory')
  }))

test('a log that does not name its server is called by its file', () =>
  withFolder(
    {
      'p.log': logText([
        ...beginning.slice(0, -1),
        ...errorLines('A.B.OddException: odd', 'Set-Odd', 'C___1'),
        ...failing
      ])
    },
    async (folder) => {
      assert.match(
        (await auditOf(folder, 'p.log')).replace(/\s+/g, ' '),
        'On the server that p.log is from, read the Application'
      )
    }
  ))

test.run()
