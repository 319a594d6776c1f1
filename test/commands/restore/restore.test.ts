import { execFile } from 'node:child_process'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { parseRestoreArguments } from '../../../commands/restore/restoreArguments'
import { type Sshd, sshdMissing, startSshd } from '../../simulated-host/sshd'
import { temporaryFolder } from '../../support/engine'
import { backupText, rawEntry, rawJournal, recordedStep, recordText } from '../../support/journal'
import { parsePowerShell, syntaxErrors } from '../../support/powershell'
import { writeStack } from '../run'

const test = suite('restore')

const root = join(__dirname, '../../..')

const restore = (args: ReadonlyArray<string>, env: NodeJS.ProcessEnv = {}) =>
  new Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      ['toolchain/run.mjs', 'commands/restore/restore.ts', ...args],
      { cwd: root, env: { ...process.env, INIT_CWD: temporaryFolder(), ...env } },
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr })
    )
  })

const refused: Readonly<Record<string, readonly [ReadonlyArray<string>, string]>> = {
  'no server': [[], 'Name one server. Usage: '],
  'two servers': [['EX01', 'EX02'], 'Name one server.'],
  'a path for a name': [['../EX01'], '../EX01 is no host name'],
  'an entry that is no number': [['--entry', 'last', 'EX01'], '--entry last: name the number of an entry'],
  'entry 0': [['--entry', '0', 'EX01'], '--entry 0: '],
  'two ways': [['--stack', 'prod', '--connection', 'ssh', 'EX01'], 'Name either --stack or --connection, not both.'],
  'half a way': [['--user', 'admin', 'EX01'], '--user needs --connection'],
  'a mistyped connection': [['--connection', 'shs', 'EX01'], '--connection shs: did you mean ssh?'],
  'an option of another connection': [['--connection', 'local', '--port', '22', 'EX01'], '--port does not belong to'],
  'a mistyped option': [['--entri', '7', 'EX01'], '--entri is not an option; did you mean --entry?']
}

for (const [name, [args, fault]] of Object.entries(refused))
  test(`refused: ${name}`, () => {
    const parsed = parseRestoreArguments(args)
    assert.ok(E.isLeft(parsed) && parsed.left.includes(fault), JSON.stringify(parsed))
  })

test('bad arguments are told in one sentence', async () => {
  assert.equal(await restore(['--entry', 'x', 'EX01']), {
    code: 2,
    stdout: '',
    stderr: '--entry x: name the number of an entry\n'
  })
})

let sshd: Sshd | null = null
const withSshd = sshdMissing === null ? test : test.skip
if (sshdMissing !== null) process.stdout.write(`skipped: ${sshdMissing}, so that no journal was read over ssh\n`)
test.before(async () => {
  if (sshdMissing === null) sshd = await startSshd()
})
test.after(() => sshd?.stop())

const overSsh = (answer: unknown, ...args: ReadonlyArray<string>) => {
  sshd?.add('EX01', { behaviour: 'prompt', answer })
  return restore(['--connection', 'ssh', '--ssh-config', sshd?.config ?? '', ...args, 'EX01'])
}

const stopped = rawEntry(9, {
  finished: false,
  text: recordText(
    recordedStep(1, 'Generate C:\\x\\SharedWebConfig.config', { policy: 'shared-web-config' }),
    recordedStep(2, 'Set the start type of FMS to Automatic', { result: 'failed', error: 'access denied' })
  ),
  backups: [
    backupText(1, { kind: 'file', path: 'C:\\x\\SharedWebConfig.config', copy: null }),
    backupText(2, { kind: 'start-type', service: '*', start: 4 })
  ]
})
const journal = rawJournal([stopped, rawEntry(7)], { older: 2 })

withSshd('the entries are listed, the newest first', async () => {
  const { code, stdout, stderr } = await overSsh(journal)
  assert.is(code, 0, stderr)
  assert.equal(stdout.split('\n'), [
    'Entry 9, stopped midway: 2 steps',
    '  1. Generate C:\\x\\SharedWebConfig.config (shared-web-config): done, has a backup',
    '  2. Set the start type of FMS to Automatic (services-start): failed: access denied, its backup can\'t be used: service: expected the name of a service, got "*"',
    'Entry 7, finished: 2 steps',
    '  1. Set the start type of MSExchangeIS to Automatic (services-start): done, has a backup',
    '  2. Start MSExchangeIS (services-start): done, nothing was overwritten',
    '2 older entries are not listed.',
    'The commands that put an entry back are printed with --entry NUMBER.',
    ''
  ])
})

withSshd('an entry is put back from its last step to its first, and IIS restarted once', async () => {
  const { code, stdout } = await overSsh(journal, '--entry', '9')
  assert.is(code, 0)
  assert.equal(stdout.split('\n'), [
    '# Run these commands in an elevated Windows PowerShell on EX01: they put back what entry 9 overwrote.',
    '# Step 2: Set the start type of FMS to Automatic',
    '# can\'t be put back from its backup: service: expected the name of a service, got "*"',
    '# Step 1: Generate C:\\x\\SharedWebConfig.config',
    '# There was no such file before: it is removed.',
    "Remove-Item -LiteralPath 'C:\\x\\SharedWebConfig.config'",
    '# IIS is restarted once. Outlook on the web, EAC, ActiveSync, EWS and MAPI over HTTP on this server do not answer for some minutes.',
    "$dependents = Get-Service -Name W3SVC,WAS -DependentServices | Where-Object { $_.Status -eq 'Running' }",
    'Restart-Service W3SVC,WAS -Force',
    '$dependents | Start-Service',
    ''
  ])
  assert.equal(syntaxErrors(await parsePowerShell(stdout)), [])
})

withSshd('a record of the services is put back without a restart of IIS', async () => {
  const path = 'C:\\ExchangeSetupLogs\\ServiceStartupMode.xml'
  const entry = rawEntry(7, {
    text: recordText(recordedStep(1, `Move ${path} into the backup`, { policy: 'service-records' })),
    backups: [backupText(1, { kind: 'file', path, copy: 'ServiceStartupMode.xml' })]
  })
  const { code, stdout } = await overSsh(rawJournal([entry]), '--entry', '7')
  assert.is(code, 0)
  assert.equal(stdout.split('\n'), [
    '# Run these commands in an elevated Windows PowerShell on EX01: they put back what entry 7 overwrote.',
    `# Step 1: Move ${path} into the backup`,
    '# An update takes this file for the state before it. Where an update has written it again since, it is overwritten.',
    `Copy-Item -LiteralPath (Join-Path $env:ProgramData 'ExchangeCompliance\\7\\1\\ServiceStartupMode.xml') -Destination '${path}' -Force`,
    ''
  ])
})

withSshd('an older entry says which ones come first', async () => {
  const { stdout } = await overSsh(journal, '--entry', '7')
  assert.match(stdout, '# Later remediations kept something too; put them back first: 9.')
  assert.match(stdout, /config 'MSExchangeIS' start= disabled\n$/)
  assert.not.match(stdout, 'Restart-Service')
})

withSshd('an entry that is not there is told, with those that are', async () => {
  const { code, stdout, stderr } = await overSsh(journal, '--entry', '8')
  assert.equal(
    { code, stdout, stderr },
    { code: 1, stdout: '', stderr: 'EX01: its journal has no entry 8; it has 9, 7\n' }
  )
})

withSshd('of an entry without a record it is not said that it overwrote nothing', async () => {
  const faults: Readonly<Record<string, object>> = {
    'it is not JSON': { text: '{' },
    'it is larger than 256 KB': { text: null, error: 'it is larger than 256 KB' },
    'steps: expected a list, got nothing': { text: '{"version": 1}' }
  }
  for (const [fault, raw] of Object.entries(faults)) {
    const { code, stdout, stderr } = await overSsh(rawJournal([rawEntry(7, { ...raw, backups: [] })]), '--entry', '7')
    assert.equal([code, stdout], [1, ''])
    assert.is(
      stderr,
      `EX01: what entry 7 overwrote can't be known, since its record can't be used: ${fault}; look into %ProgramData%\\ExchangeCompliance\\7 on the server\n`
    )
  }
  const kept = await overSsh(rawJournal([rawEntry(7, { text: '{' })]), '--entry', '7')
  assert.is(kept.code, 0)
  assert.match(
    kept.stdout,
    "# The record of entry 7 can't be used: it is not JSON. It may have overwritten more than this.\n"
  )
  assert.match(kept.stdout, /config 'MSExchangeIS' start= disabled\n$/)
})

withSshd('a server that nothing has touched has no journal', async () => {
  const { code, stdout } = await overSsh(rawJournal([]))
  assert.equal([code, stdout], [0, 'EX01 has no journal: no remediation has touched it.\n'])
})

const hostile = 'x\n; calc\u001b[2J\u202e<b>\u2019; calc \u2028calc'

withSshd('what a server reports neither leaves its line nor reaches the terminal', async () => {
  const entry = rawEntry(7, {
    text: recordText(recordedStep(1, hostile, { policy: hostile, result: 'failed', error: hostile })),
    backups: [backupText(1, { kind: 'file', path: `C:\\${'a\u202e\u2019; calc'}`, copy: 'a\u2019; calc' })]
  })
  for (const args of [[], ['--entry', '7']]) {
    const { code, stdout, stderr } = await overSsh(rawJournal([entry]), ...args)
    assert.is(code, 0, stderr)
    assert.not.match(stdout, /[^\n -~\u2019]/)
    assert.not.match(stdout, /^; calc|^calc/m)
  }
  const { stdout } = await overSsh(rawJournal([entry]), '--entry', '7')
  assert.match(stdout, /^[\n -~]*$/)
  assert.match(stdout, "-Destination ('C:\\a' + [char]0x202E + [char]0x2019 + '; calc') -Force")
})

withSshd('a server that can not be read is told in one sentence', async () => {
  sshd?.add('EX01', { behaviour: 'failing', sentence: 'The journal could not be read: access denied.' })
  const { code, stdout, stderr } = await restore(['--connection', 'ssh', '--ssh-config', sshd?.config ?? '', 'EX01'])
  assert.equal(
    { code, stdout, stderr },
    {
      code: 1,
      stdout: '',
      stderr: 'EX01: The journal could not be read: access denied.\n'
    }
  )
})

/** A stack in which EX01 is reached over ssh. */
const aStack = (): string =>
  writeStack(temporaryFolder(), {
    servers: [
      { name: 'EX01', connection: { type: 'ssh', config: sshd?.config ?? 'ssh_config' } },
      { name: 'EX02', connection: { type: 'recorded', path: 'EX02.json' } }
    ]
  })

withSshd('without a connection, the settings of the stack say how the server is reached', async () => {
  sshd?.add('EX01', { behaviour: 'prompt', answer: rawJournal([]) })
  const { code, stdout, stderr } = await restore(['--stack', aStack(), 'ex01'])
  assert.is(code, 0, stderr)
  assert.is(stdout, 'EX01 has no journal: no remediation has touched it.\n')
})

const unreachable: ReadonlyArray<readonly [string, string | null, string, number, string]> = [
  [
    'a stack that is not there',
    'dmeo',
    'EX01',
    2,
    `there is no file ${join('stacks', 'Pulumi.dmeo.yaml')}; did you mean demo?`
  ],
  ['a server that is not listed', null, 'EX03', 2, 'the stack test lists no server EX03; did you mean EX01?'],
  ['a recording', null, 'EX02', 1, 'EX02: its connection is a recording: nothing can be run there']
]

for (const [name, stack, server, expected, fault] of unreachable)
  test(`${name} is told`, async () => {
    const { code, stdout, stderr } = await restore(['--stack', stack ?? aStack(), server])
    assert.equal([code, stdout, stderr.trim()], [expected, '', fault])
  })

test.run()
