import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type AuditDocument, auditDocument } from '../../reports/auditDocument'
import { assertAudit } from '../support/auditSchema'
import { temporaryFolder } from '../support/engine'
import { recording } from '../support/server'
import { beginning, errorLines, failing, logText } from '../support/setupLogs'
import { assertRefused, compliance, writeStack } from './run'

const test = suite('commands: the JSON of reports')

const failedLog = logText([...beginning, ...errorLines('A.B.OddException: odd', 'Set-Odd', 'C___1'), ...failing])

const documentOf = (text: string): AuditDocument => {
  assertAudit(text)
  const decoded = auditDocument.decode(JSON.parse(text))
  if (E.isLeft(decoded)) throw new Error(text.slice(0, 2_000))
  return decoded.right
}

test('check gives version 2, of the servers that were asked for', async () => {
  const { code, stdout } = await compliance(temporaryFolder(), 'check', 'EX16', '--stack', 'demo', '--format', 'json')
  const { kind, name, servers } = documentOf(stdout)
  assert.equal([code, kind, name], [1, 'stack', 'demo'])
  assert.equal(
    servers.map((one) => [one.name, one.site, one.state]),
    [['EX16', 'Berlin', 'drifting']]
  )
  const commands = servers[0]?.findings.flatMap((one) => one.do.flatMap(({ steps }) => steps.map(({ shell }) => shell)))
  assert.ok(commands?.includes('cmd') && commands.includes('powershell'), commands?.join())
})

test('report writes it, and compares with it', async () => {
  const folder = temporaryFolder()
  const first = await compliance(folder, 'report', 'demo', '--json', 'first.json')
  assert.is(first.code, 0, first.stderr)
  assert.match(
    first.stderr,
    /\n2 of 7 servers compliant, 4 drifting, 1 not read\. Gate: advisory, passes whatever is found\.\n$/
  )
  const text = readFileSync(join(folder, 'first.json'), 'utf8')
  const { servers, changes } = documentOf(text)
  assert.equal([servers.length, changes], [7, null])
  writeFileSync(join(folder, 'first.json'), text.replaceAll('"EX16"', '"EX17"'))
  const args = ['--baseline', 'first.json', '--json', 'second.json', '--html', 'second.html']
  const second = await compliance(folder, 'report', 'demo', ...args)
  assert.is(second.code, 0, second.stderr)
  assert.match(
    second.stdout,
    /^Findings since the report of .* UTC: \d+ new, 0 fixed, \d+ unchanged, \d+ not comparable\.$/m
  )
  const compared = documentOf(readFileSync(join(folder, 'second.json'), 'utf8')).changes
  assert.equal([compared?.newServers, compared?.goneServers], [['EX16'], ['EX17']])
  const kinds = new Set(compared?.policies.map(({ server, change }) => `${server === 'EX16'} ${change}`))
  assert.equal([...kinds].sort(), ['false not comparable', 'false unchanged', 'true new'])
  assert.match(readFileSync(join(folder, 'second.html'), 'utf8'), 'What changed since the last report')
})

test('a report of an input that can not be used is written, and ends with 2', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'EX01.json'), '{"version": 2')
  const servers = [{ name: 'EX01', connection: { type: 'recorded', path: join(folder, 'EX01.json') } }]
  const { code, stderr } = await compliance(folder, 'report', writeStack(folder, { servers }), '--html', 'a.html')
  assert.is(code, 2)
  assert.match(stderr, /EX01: \S*EX01\.json .*record it again/)
  assert.match(stderr, /Written: .*a\.html/)
})

test('an earlier report that can not be used is refused before anything is read or written', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'old.json'), '{"version":1,"servers":[]}')
  assertRefused(
    await compliance(folder, 'report', 'demo', '--html', 'a.html', '--baseline', 'old.json'),
    'old.json is version 1 of the JSON, and only version 2 can be compared'
  )
  writeFileSync(join(folder, 'EX01.json'), JSON.stringify(recording()))
  assertRefused(
    await compliance(folder, 'report', 'demo', '--html', 'a.html', '--baseline', 'EX01.json'),
    'EX01.json is the recording of a server, and no report'
  )
  assertRefused(
    await compliance(folder, 'audit', '--format', 'html', '--baseline', 'none.json', folder),
    'none.json does not exist: check the path'
  )
})

test('audit gives version 2 of recordings and of setup logs, and compares with it', async () => {
  const folder = temporaryFolder()
  const record = (sections: Parameters<typeof recording>[0]) =>
    writeFileSync(join(folder, 'EX01.json'), JSON.stringify(recording(sections)))
  writeFileSync(join(folder, 'a.log'), failedLog)
  record({ acls: { error: 'access denied' } })
  const first = await compliance(folder, 'audit', '--format', 'json', '--out', 'first', 'EX01.json', 'a.log')
  assert.is(first.code, 1, first.stderr)
  const { kind, servers } = documentOf(readFileSync(join(folder, 'first'), 'utf8'))
  assert.equal([kind, servers.map(({ state }) => state)], ['audit', ['not read', 'drifting']])
  record({})
  const { stdout } = await compliance(folder, 'audit', '--baseline', 'first', 'EX01.json')
  assert.match(
    stdout,
    /^Findings since the report of [\d :-]+ UTC: 0 new, 0 fixed, 0 unchanged, \d+ not comparable\.$/m
  )
  assert.match(stdout, '\n  not comparable (not read before, compliant now): folder-acls on EX01\n')
})

test.run()
