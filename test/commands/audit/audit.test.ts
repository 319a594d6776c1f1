import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { linksMissing } from '../../support/links'
import { healthySections, recording } from '../../support/server'
import { goodLog } from '../../support/setupLogs'

const root = join(__dirname, '../../..')
const e19 = join(root, '../shared/data/captures/E19')

const test = suite<{ folder: string }>('the audit', { folder: '' })

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'audit-'))
})
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }))

const run = (script: string, folder: string, args: ReadonlyArray<string>) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['toolchain/run.mjs', `commands/${script}.ts`, ...args],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, INIT_CWD: folder, NO_COLOR: '1' },
      maxBuffer: 64 * 1024 * 1024
    }
  )
  assert.not.match(stderr, /^ +at /m)
  return { code: status, stdout, stderr }
}

const audit = (folder: string, ...args: ReadonlyArray<string>) => run('audit/audit', folder, args)

const audited = (folder: string, ...args: ReadonlyArray<string>) => {
  const { code, stdout, stderr } = audit(folder, '--format', 'json', ...args)
  return { code, stderr, json: JSON.parse(stdout) }
}

const statuses = (server: { verdicts: ReadonlyArray<{ policy: string; status: string }> }) =>
  Object.fromEntries(server.verdicts.map(({ policy, status }) => [policy, status]))

const write = (folder: string, name: string, content: unknown): string => {
  const file = join(folder, name)
  writeFileSync(file, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content))
  return file
}

const stopped = ['MSExchangeADTopology', 'MSExchangeIS'].map((name) => ({
  ...{ name, status: 'Stopped', startType: 'Disabled' }
}))

test('exits 0 where there is nothing to complain of, and 1 on drift or unknown in a mandatory policy', ({ folder }) => {
  write(folder, 'EX01.json', recording())
  assert.is(audit(folder, 'EX01.json').code, 0)
  write(folder, 'EX01.json', recording({ services: stopped }))
  assert.is(audit(folder, 'EX01.json').code, 1)
  write(folder, 'EX01.json', recording({ acls: { error: 'access denied' } }))
  assert.is(audit(folder, 'EX01.json').code, 1)
})

test('a server that is given twice is judged once, by the newer recording, and that is said', ({ folder }) => {
  write(folder, 'old.json', { ...recording({ services: stopped }), collectedAt: '2026-10-01T08:00:00Z' })
  write(folder, 'new.json', recording())
  write(folder, 'other.json', recording({}, 'EX02'))
  const { code, stdout } = audit(folder, 'old.json', 'new.json', 'other.json')
  assert.is(code, 0)
  assert.match(
    stdout.replace(/\s+/g, ' '),
    'EX01 was given 2 times. Only the newest recording is judged, new.json (2026-11-01T08:00:00Z). Not judged: ' +
      'old.json (2026-10-01T08:00:00Z).'
  )
  assert.match(stdout, '2 of 2 servers compliant.')
  write(folder, 'old.json', { ...recording({ services: stopped }), collectedAt: null })
  assert.match(audit(folder, 'old.json', 'new.json').stdout, '1 of 2 servers compliant, 1 drifting.')
})

test('gives its JSON the fields of the contract, and nothing else on standard output', ({ folder }) => {
  write(folder, 'EX01.json', recording({ services: stopped }))
  const { json } = audited(folder, '--policy', 'services-start', '--with-facts', 'EX01.json')
  const [server] = json.servers
  assert.equal([json.version, json.errors, server.name, server.source], [1, [], 'EX01', 'EX01.json'])
  assert.equal(server.facts.identity.name, 'EX01')
  const [verdict] = server.verdicts
  assert.is(server.verdicts.length, 1)
  assert.equal(Object.keys(verdict), ['policy', 'section', 'status', 'level', 'reason', 'waiver', 'drifts'])
  assert.equal([verdict.status, verdict.level, verdict.waiver], ['drift', 'mandatory', null])
  const drift = verdict.drifts.find((one: { path: string }) => one.path === 'services.MSExchangeIS')
  assert.equal([drift.actual, drift.desired], ['Disabled, Stopped', 'Automatic, Running'])
  assert.match(drift.remediation, "Set-StartType 'MSExchangeIS' Automatic")
  assert.equal(Object.keys(drift.resolution), ['summary', 'steps', 'link'])
})

test('facts that hold the identity of another server judge none, and exit 2', ({ folder }) => {
  write(folder, 'EX99.json', { ...recording(), server: 'EX99' })
  const { code, stdout, stderr } = audit(folder, 'EX99.json')
  assert.is(code, 2)
  assert.match(stderr, /EX99\.json: these facts say that they are of EX99, but hold the identity of another server/)
  assert.match(stdout, '0 of 1 server compliant')
})

test('runs the policies of the stage that is asked for', ({ folder }) => {
  write(folder, 'EX01.json', recording())
  const before = audited(folder, '--stage', 'before-update', 'EX01.json').json.servers[0]
  assert.not.ok('build' in statuses(before))
  assert.ok('services-start' in statuses(before))
})

test('tells damaged input in a sentence, exits 2, and judges the rest', ({ folder }) => {
  write(folder, 'EX01.json', recording())
  const whole = JSON.stringify(recording({}, 'EX02'))
  const damaged: ReadonlyArray<readonly [string, string | Buffer, string]> = [
    ['truncated.json', whole.slice(0, whole.length / 2), 'is not complete JSON'],
    ['empty.json', '', 'is empty'],
    ['list.json', `[${whole}]`, 'these are no recorded facts of version 1'],
    ['two.json', whole.replace('"version":1', '"version":2'), 'version'],
    ['section.json', JSON.stringify(recording({ services: 'none' }, 'EX02')), 'the section services is damaged']
  ]
  for (const [name, content, told] of damaged) {
    const file = write(folder, name, content)
    const { code, stderr, json } = audited(folder, '.')
    assert.is(code, 2, name)
    assert.ok(stderr.includes(name) && stderr.includes(told), stderr)
    assert.is(json.errors.length, 1, name)
    assert.equal(statuses(json.servers.find((one: { name: string }) => one.name === 'EX01')).build, 'compliant')
    rmSync(file)
  }
})

test('reads UTF-16 with a byte order mark', ({ folder }) => {
  const text = `\ufeff${JSON.stringify(recording())}`
  write(folder, 'EX01.json', Buffer.from(text, 'utf16le'))
  assert.is(audit(folder, 'EX01.json').code, 0)
})

test('names what is missing or empty, and passes over what is clearly something else', ({ folder }) => {
  assert.match(audit(folder, 'nowhere').stderr, /nowhere.* does not exist/)
  mkdirSync(join(folder, 'empty'))
  assert.match(audit(folder, 'empty').stderr, /empty: holds no recorded facts, no capture and no setup log/)
  mkdirSync(join(folder, 'some'))
  write(folder, 'some/EX01.json', recording())
  write(folder, 'some/expected.json', { facts: { services: 3 } })
  write(folder, 'some/notes.txt', 'nothing')
  write(folder, 'some/EX03.zip', Buffer.from([80, 75, 3, 4, 0, 0]))
  write(
    folder,
    'some/cut.json',
    `${goodLog.slice(0, goodLog.length / 2)} [1] 0.  ErrorRecord: Installing product failed.`
  )
  write(folder, 'some/EX02.jsn', recording({}, 'EX02'))
  write(folder, 'some/EX04', recording({ services: stopped }, 'EX04'))
  mkdirSync(join(folder, 'some', 'EX05'))
  const { code, stdout, stderr } = audit(folder, 'some')
  assert.equal([code, stderr], [1, ''])
  assert.match(
    stdout.replace(/\s+/g, ' '),
    /Not judged: some.EX03\.zip\. Unpack it, and audit the folder.*Not judged, since they hold no recorded facts .*: some.EX05, some.expected\.json, some.notes\.txt /
  )
  assert.match(stdout, /cut\.json breaks off after \d+ lines at an error/)
  assert.match(stdout, 'What to do: See whether setup.exe or msiexec.exe still runs.')
  assert.match(stdout, '2 of 4 servers compliant, 1 drifting, 1 not read.')
  assert.match(audit(folder, '--format', 'json', 'some').stderr, /some.EX05/)
})

test('a log of setup in which nothing is wrong says nothing of the server itself', ({ folder }) => {
  write(folder, 'ExchangeSetup.log', goodLog)
  const { code, stdout } = audit(folder, 'ExchangeSetup.log')
  assert.is(code, 0)
  assert.match(
    stdout.replace(/\s+/g, ' '),
    /Only logs of setup were judged of \S+, and not the server itself: record it/
  )
})

test('a file of another kind is one sentence, with what to do', ({ folder }) => {
  const advice = {
    'logs.zip': 'unpack it',
    'picture.png': 'name a recording',
    'servers.csv': 'init --from',
    'Pulumi.production.yaml': 'check --stack'
  }
  for (const [name, todo] of Object.entries(advice)) {
    write(folder, name, Buffer.from([0x80, 0xff, 0x00, 0x41]))
    const { code, stdout, stderr } = audit(folder, name)
    assert.equal([code, stderr.trim().split('\n').length], [2, 1], stderr)
    assert.ok(stderr.includes('holds no recorded facts and no log of setup') && stderr.includes(todo), stderr)
    assert.match(stdout, 'Nothing was judged.')
  }
})

test('what is called a log of setup and is none fails, and a recording is known by its content', ({ folder }) => {
  mkdirSync(join(folder, 'copied'))
  write(folder, 'copied/EX01.txt', JSON.stringify(recording()))
  assert.is(audit(folder, 'copied').code, 0)
  for (const content of ['', 'not a log', '\u0001\u0002\u0003']) {
    write(folder, 'copied/EX02-ExchangeSetup.log', content)
    const { code, stderr } = audit(folder, 'copied')
    assert.is(code, 2)
    assert.match(stderr, 'EX02-ExchangeSetup.log')
  }
})

test('a damaged recording in a folder is told', ({ folder }) => {
  mkdirSync(join(folder, 'damaged'))
  write(folder, 'damaged/EX01.json', recording())
  write(folder, 'damaged/EX05.json', { server: 'EX05', version: 1, fact: {} })
  const { code, stderr } = audit(folder, 'damaged')
  assert.is(code, 2)
  assert.match(stderr, 'EX05.json')
})

test('an audit whose only policy asks nobody fails', ({ folder }) => {
  write(folder, 'EX06.json', recording())
  const { code, stdout } = audit(folder, '--policy', 'oauth-certificate', 'EX06.json')
  assert.is(code, 1)
  assert.match(stdout, 'The audit fails, since no policy was judged (exit code 1).')
})

const withLinks = linksMissing === null ? test : test.skip
if (linksMissing !== null) process.stdout.write(`skipped: ${linksMissing}\n`)

withLinks('names a link in a folder', ({ folder }) => {
  mkdirSync(join(folder, 'some'))
  write(folder, 'some/EX01.json', recording())
  symlinkSync(join(folder, 'some'), join(folder, 'some/again'))
  const linked = audit(folder, 'some')
  assert.is(linked.code, 2)
  assert.match(linked.stderr, /again: is a link/)
})

test('tells a mistake on the command line in a sentence', ({ folder }) => {
  const mistakes: ReadonlyArray<readonly [ReadonlyArray<string>, RegExp]> = [
    [[], /Name at least one file or folder/],
    [['--fromat', 'json', 'x'], /--fromat is not an option; did you mean --format\?/],
    [['--format', 'pictures', 'x'], /--format pictures: use one of: text, html, junit, sarif, markdown, json/],
    [['--policy', 'service-start', 'x'], /did you mean services-start\?/],
    [['--stage', 'after', 'x'], /--stage after: /],
    [
      ['--policy', 'build', '--policy', 'admin-names', '--policy', 'setup-media', 'x'],
      /^--policy build is of the stage after-update, and setup-media of before-update: audit them one after the other$/m
    ],
    [
      ['--stage', 'always', '--policy', 'build', 'x'],
      /^--policy build is of the stage after-update, which --stage always leaves out: write --stage after-update$/m
    ]
  ]
  for (const [args, told] of mistakes) {
    const { code, stderr } = audit(folder, ...args)
    assert.is(code, 2)
    assert.match(stderr, told)
  }
  const help = audit(folder, '--help')
  assert.equal([help.code, /Usage: /.test(help.stdout)], [0, true])
})

test('judges by a named policy at its own stage', ({ folder }) => {
  const setupMedia = { path: 'D:\\', setup: '15.2.1118.7', exSetup: '15.2.1118.7', missing: [] }
  write(folder, 'EX01.json', recording({ setupMedia }))
  const { code, json } = audited(folder, '--policy', 'setup-media', '--policy', 'admin-names', 'EX01.json')
  assert.equal([code, statuses(json.servers[0])], [1, { 'setup-media': 'drift', 'admin-names': 'unknown' }])
})

test('does not pass where no policy was judged', ({ folder }) => {
  write(folder, 'ExchangeSetup.log', '[11/02/2026 22:00:00.0000] [0] Starting Microsoft Exchange Server 2019 Setup\n')
  const { code, stdout } = audit(folder, '--policy', 'build', 'ExchangeSetup.log')
  assert.is(code, 1)
  assert.match(stdout, 'The audit fails, since no policy was judged (exit code 1).')
  const report = audit(folder, '--format', 'json-2', '--policy', 'build', 'ExchangeSetup.log')
  const { passes, text } = JSON.parse(report.stdout).gate
  assert.equal([report.code, passes, text], [1, false, 'Nothing was judged.'])
})

test('escapes what a hostile server reports', ({ folder }) => {
  const identity = {
    ...(typeof healthySections.identity === 'object' ? healthySections.identity : {}),
    roles: ['\u001b[2J\u202e']
  }
  write(folder, 'EX01.json', recording({ identity }))
  assert.not.match(audit(folder, 'EX01.json').stdout, /\u001b|\u202e/)
})

test('lists the catalogue as JSON', ({ folder }) => {
  const rows = JSON.parse(run('catalogue', folder, []).stdout)
  assert.ok(rows.length >= 5)
  for (const row of rows) assert.equal(Object.keys(row), ['name', 'title', 'section', 'stage', 'level', 'remediable'])
})

const spec = existsSync(e19) ? test : test.skip
if (!existsSync(e19)) process.stdout.write('skipped: the captures are not here\n')

spec('judges a capture, and calls damaged what is cut in half', ({ folder }) => {
  cpSync(e19, join(folder, 'E19'), { recursive: true })
  const whole = audited(folder, 'E19')
  assert.is(whole.code, 1)
  const { build, ...statusesOfWhole } = statuses(whole.json.servers[0])
  assert.is(build, 'drift')
  assert.is(statusesOfWhole['error-during-setup'], 'unknown', 'a capture holds no logs of setup')
  assert.equal(
    Object.fromEntries(
      [
        'ssl-bindings',
        'oauth-certificate',
        'shared-web-config',
        'services-start',
        'supporting-services',
        'maintenance',
        'folder-acls',
        'dag-health'
      ].map((name) => [name, statusesOfWhole[name]])
    ),
    {
      'ssl-bindings': 'drift',
      'oauth-certificate': 'unknown',
      'shared-web-config': 'compliant',
      'services-start': 'compliant',
      'supporting-services': 'compliant',
      maintenance: 'unknown',
      'folder-acls': 'unknown',
      'dag-health': 'unknown'
    }
  )
  const file = join(folder, 'E19/OS/GetService.xml')
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.slice(0, text.length / 2))
  const cut = audited(folder, 'E19')
  assert.is(cut.code, 2)
  assert.match(cut.stderr, /GetService\.xml/)
  assert.equal(statuses(cut.json.servers[0])['services-start'], 'unknown')
  assert.equal(statuses(cut.json.servers[0])['shared-web-config'], 'compliant')
})

test.run()
