import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { parseCollectArguments } from '../../../commands/collect/collectArguments'
import { createPowerShell, powershellMissing, thisComputer } from '../../simulated-host/powershell'
import { processesMissing, processesWith } from '../../simulated-host/processes'
import { type Sshd, sshdMissing, startSshd } from '../../simulated-host/sshd'
import { temporaryFolder } from '../../support/engine'
import { healthySections, recording } from '../../support/server'
import { compliance, writeStack } from '../run'

/** What setup keeps of a role that it has finished. */
const finished = { setupState: [{ role: 'MailboxRole', unpacked: '15.2.1748.10', configured: '15.2.1748.10' }] }

const root = join(__dirname, '../../..')

interface Ending {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const start = (folder: string, args: ReadonlyArray<string>, env: NodeJS.ProcessEnv = {}) => {
  const child = spawn(process.execPath, ['toolchain/run.mjs', 'commands/collect/collect.ts', ...args], {
    cwd: root,
    env: { ...process.env, INIT_CWD: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output.stderr += text
  })
  const ending = new Promise<Ending>((resolve) => child.once('close', (code) => resolve({ code, ...output })))
  return { child, ending }
}

const collect = (folder: string, args: ReadonlyArray<string>, env: NodeJS.ProcessEnv = {}) =>
  start(folder, args, env).ending

const test = suite('collect')

const refused: Readonly<Record<string, readonly [ReadonlyArray<string>, string]>> = {
  'a connection beside a stack': [
    ['--stack', 'demo', '--connection', 'ssh', '--out', 'x'],
    '--connection does not belong to --stack'
  ],
  'a port beside a stack': [['--stack', 'demo', '--port', '22', '--out', 'x'], '--port does not belong to --stack'],
  'no servers': [['--connection', 'ssh', '--out', 'x'], 'Name at least one server.'],
  'no folder': [['--connection', 'ssh', 'EX01'], 'Usage: '],
  'a mistyped connection': [['--connection', 'shs', '--out', 'x', 'EX01'], '--connection shs: did you mean ssh?'],
  'a mistyped option': [['--connection', 'ssh', '--uot', 'x', 'EX01'], '--uot is not an option; did you mean --out?'],
  'an option of another connection': [
    ['--connection', 'ssh', '--https', '--out', 'x', 'EX01'],
    '--https does not belong to --connection ssh'
  ],
  'a server twice': [['--connection', 'ssh', '--out', 'x', 'EX01', 'ex01'], 'ex01 is named twice'],
  'two local servers': [
    ['--connection', 'local', '--out', 'x', 'A', 'B'],
    'This computer is one server: name it alone.'
  ],
  'a path for a name': [['--connection', 'ssh', '--out', 'x', '../EX01'], '../EX01 is no host name'],
  'a port that is none': [['--connection', 'ssh', '--port', '0', '--out', 'x', 'EX01'], 'a port from 1 to 65535'],
  'a user that is an option': [['--connection', 'ssh', '--user=-oProxyCommand=x', '--out', 'x', 'EX01'], 'expected']
}

for (const [name, [args, fault]] of Object.entries(refused))
  test(`refused: ${name}`, () => {
    const parsed = parseCollectArguments(args)
    assert.ok(E.isLeft(parsed) && parsed.left.includes(fault), JSON.stringify(parsed))
  })

const powershell = powershellMissing === null ? test : test.skip

powershell('this computer is recorded', async () => {
  const folder = temporaryFolder()
  const simulated = createPowerShell()
  simulated.add(thisComputer, { behaviour: 'prompt', answer: recording(finished) })
  const { code, stdout, stderr } = await collect(folder, ['--connection', 'local', '--out', 'facts', 'EX01'], {
    PATH: simulated.path
  })
  assert.is(code, 0, stderr)
  assert.is(stdout, `${join('facts', 'EX01.json')}\n`)
  assert.equal(JSON.parse(readFileSync(join(folder, 'facts/EX01.json'), 'utf8')).server, 'EX01')
})

powershell('the logs are searched where that is asked for, and what was left out is told', async () => {
  const folder = temporaryFolder()
  const simulated = createPowerShell()
  const args = ['--connection', 'local', '--out', 'facts', '--ioc', 'EX01']
  const found = healthySections.iocTraces
  const gap = { kind: 'proxy', path: 'C:\\a.log', reason: 'access denied' }
  const rows: ReadonlyArray<readonly [object, number, string]> = [
    [{}, 0, 'EX01: logs searched: ecp since 20'],
    [
      { iocTraces: { ...Object(found), unread: [gap] } },
      1,
      'EX01: recorded, but not read were 1 place of traces, such as C:\\a.log'
    ],
    [{ iocTraces: undefined }, 1, 'EX01: recorded, but not read were iocTraces']
  ]
  for (const [sections, expected, said] of rows) {
    simulated.add(thisComputer, { behaviour: 'prompt', answer: recording({ ...finished, ...sections }) })
    const { code, stdout, stderr } = await collect(folder, args, { PATH: simulated.path })
    assert.is(code, expected, stderr)
    assert.is(stdout, `${join('facts', 'EX01.json')}\n`)
    assert.ok(stderr.includes(said), stderr)
  }
})

powershell('a recording with traces of intruders stays as it is, whatever is read later', async () => {
  const folder = temporaryFolder()
  const simulated = createPowerShell()
  const dump = { kind: 'dump', path: 'C:\\root\\lsass.dmp', size: 5, modified: null }
  const searched = { iocTraces: { ...Object(healthySections.iocTraces), suspects: [dump] } }
  const read = () => readFileSync(join(folder, 'facts/EX01.json'), 'utf8')
  simulated.add(thisComputer, { behaviour: 'prompt', answer: recording({ ...finished, ...searched }) })
  await collect(folder, ['--connection', 'local', '--out', 'facts', '--ioc', 'EX01'], { PATH: simulated.path })
  const first = read()
  assert.match(first, 'lsass.dmp')
  simulated.add(thisComputer, { behaviour: 'prompt', answer: recording({ ...finished, iocTraces: undefined }) })
  for (const option of [[], ['--ioc']]) {
    const args = ['--connection', 'local', '--out', 'facts', ...option, 'EX01']
    const { code, stderr } = await collect(folder, args, { PATH: simulated.path })
    assert.is(code, 1)
    assert.ok(stderr.includes('holds traces of intruders, and stays as it is'), stderr)
    assert.is(read(), first)
  }
})

powershell('a folder that can not be made is told by name, without a stack', async () => {
  const folder = temporaryFolder()
  const simulated = createPowerShell()
  simulated.add(thisComputer, { behaviour: 'prompt', answer: recording(finished) })
  writeFileSync(join(folder, 'facts'), '')
  for (const out of ['facts', join('facts', 'before')]) {
    const args = ['--connection', 'local', '--out', out, 'EX01']
    const { code, stdout, stderr } = await collect(folder, args, { PATH: simulated.path })
    assert.equal([code, stdout], [2, ''])
    assert.is(stderr, `${out} can't be made, since ${join(folder, 'facts')} is a file: name another folder\n`)
  }
})

let sshd: Sshd | null = null
const missing = sshdMissing ?? processesMissing
const withSshd = missing === null ? test : test.skip
if (missing !== null) process.stdout.write(`skipped: ${missing}, so that nothing was recorded over ssh\n`)
test.before(async () => {
  if (missing === null) sshd = await startSshd()
})
test.after(() => sshd?.stop())

const overSsh = (...servers: ReadonlyArray<string>) => [
  ...['--connection', 'ssh', '--ssh-config', sshd?.config ?? '', '--out', 'facts'],
  ...servers
]

withSshd('servers are recorded; one that fails is named, writes nothing and spoils nothing', async () => {
  const folder = temporaryFolder()
  sshd?.add('EX01', { behaviour: 'prompt', answer: recording(finished, 'EX01') })
  sshd?.add('EX02', { behaviour: 'partial', answer: recording(finished, 'EX02') })
  const { code, stdout, stderr } = await collect(folder, overSsh('EX01', 'EX02'))
  assert.is(code, 1)
  assert.is(stdout, `${join('facts', 'EX01.json')}\n`)
  assert.is(stderr, 'EX02: the answer is not complete JSON\n1 of 2 servers recorded completely in facts\n')
  assert.equal(readdirSync(join(folder, 'facts')), ['EX01.json'])
})

withSshd(
  'the servers of a stack are recorded by its connections, and check reads those that are named alone',
  async () => {
    const folder = temporaryFolder()
    sshd?.add('EX11', { behaviour: 'prompt', answer: recording(finished, 'EX11') })
    sshd?.add('EX12', { behaviour: 'prompt', answer: recording(finished, 'EX12') })
    const connection = { type: 'ssh', config: sshd?.config ?? '' }
    const servers = ['EX11', 'EX12', 'EX13'].map((name) => ({ name, connection }))
    writeStack(folder, { servers })
    const stack = ['--stack', 'Pulumi.test.yaml']
    const { code, stderr } = await collect(folder, [...stack, '--out', 'facts', 'EX11', 'ex12'])
    assert.is(code, 0, stderr)
    assert.equal(readdirSync(join(folder, 'facts')).sort(), ['EX11.json', 'EX12.json'])
    const alone = await compliance(folder, 'check', 'EX12', ...stack)
    assert.ok(alone.code === 0 && alone.stdout.startsWith('EX12 '), alone.stdout)
    const unknown = await compliance(folder, 'check', 'EX13', ...stack)
    assert.ok(unknown.code === 3 && unknown.stdout.includes('NOT READ'), unknown.stdout)
  }
)

withSshd('whole is only what was read in all its sections and their parts', async () => {
  const folder = temporaryFolder()
  const denied = { error: 'access denied' }
  const parts = {
    acls: [{ path: 'C:\\x', sddl: '', inherits: null, unreadable: 'access denied' }],
    httpSys: [
      { address: '0.0.0.0', port: 443, host: null, thumbprint: 'A'.repeat(40) },
      { address: '0.0.0.0', port: 444, host: null, thumbprint: null, unreadable: 'its SslCertHash holds no bytes' }
    ]
  }
  sshd?.add('EX01', { behaviour: 'prompt', answer: recording({ ...finished, journal: denied }, 'EX01') })
  sshd?.add('EX02', { behaviour: 'prompt', answer: recording({ ...finished, localStates: undefined }, 'EX02') })
  sshd?.add('EX03', { behaviour: 'prompt', answer: recording({ ...finished, ...parts }, 'EX03') })
  const { code, stderr } = await collect(folder, overSsh('EX01', 'EX02', 'EX03'))
  assert.is(code, 1)
  assert.equal(stderr.split('\n'), [
    'EX01: recorded, but not read were journal',
    'EX02: recorded, but not read were localStates',
    'EX03: recorded, but not read were 1 of 1 entries of acls, 1 of 2 entries of httpSys',
    '0 of 3 servers recorded completely in facts',
    ''
  ])
})

withSshd('a recording that fails leaves the older one as it was', async () => {
  const folder = temporaryFolder()
  sshd?.add('EX01', { behaviour: 'prompt', answer: recording(finished, 'EX01') })
  await collect(folder, overSsh('EX01'))
  writeFileSync(join(folder, 'facts/EX01.json'), 'older')
  sshd?.add('EX01', { behaviour: 'broken' })
  assert.is((await collect(folder, overSsh('EX01'))).code, 1)
  assert.is(readFileSync(join(folder, 'facts/EX01.json'), 'utf8'), 'older')
})

withSshd('Ctrl-C ends the reading and all that it has started', async () => {
  const folder = temporaryFolder()
  sshd?.add('HUNG', { behaviour: 'silent' })
  const { child, ending } = start(folder, overSsh('HUNG'))
  const clients = () => processesWith(sshd?.config ?? '').filter(({ command }) => command.startsWith('ssh '))
  for (let waited = 0; clients().length === 0 && waited < 100; waited++)
    await new Promise((resolve) => setTimeout(resolve, 100))
  child.kill('SIGINT')
  const { code, stderr } = await ending
  assert.is(code, 130)
  assert.match(stderr, 'HUNG: the reading was cancelled')
  assert.equal(clients(), [])
  assert.ok(!existsSync(join(folder, 'facts/HUNG.json')))
})

test.run()
