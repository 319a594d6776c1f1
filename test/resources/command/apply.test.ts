import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { weekdays } from '../../../remediation/maintenance/window'
import { encodeRequest, type Guard } from '../../../resources/command/runRequest'
import { service, withServices } from '../../policies/remediated'
import { createPowerShell, powershellMissing } from '../../simulated-host/powershell'
import { copy, mounted } from '../../support/dag'
import { organizationRecording } from '../../support/organization'
import { addDrifted, type Hosts } from './hosts'

const test = suite('remediation: apply')
const simulated = powershellMissing === null ? test : test.skip
if (powershellMissing !== null) process.stdout.write(`skipped: ${powershellMissing}\n`)

const powershell = createPowerShell()
const remoting = { type: 'remoting', computer: null, port: null, https: null, credentials: null } as const
const hosts: Hosts = { servers: powershell, connection: remoting, stop: async () => undefined }
const half = withServices(service('MSExchangeTransport', 'Automatic', 'Stopped'))
const down = withServices(service('MSExchangeIS', 'Automatic', 'Stopped'))

interface Ending {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const applyScript = join(__dirname, '../../../resources/command/apply.cjs')

const start = (order: string, script: string) => {
  const env = { ...process.env, PATH: powershell.path }
  const child = spawn(process.execPath, [applyScript, order], { cwd: join(__dirname, '../../../stacks'), env })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output.stderr += text
  })
  child.stdin.end(script)
  const ending = new Promise<Ending>((resolve) => child.once('close', (code) => resolve({ code, ...output })))
  return { child, ending }
}

const apply = (order: string, script: string): Promise<Ending> => start(order, script).ending

const orderFor = (server: string, guard: Guard | null = null): string =>
  encodeRequest({ target: { server, connection: remoting }, guard })

const linesOf = ({ stdout }: Ending): ReadonlyArray<Readonly<Record<string, unknown>>> =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

for (const [name, order] of [
  ['no order', ''],
  ['text that is no JSON', 'EX01'],
  ['another object', '{"target": {}}'],
  ['a host name that is an option', orderFor('EX01').replace('"computer":null', '"computer":"-oProxyCommand=x"')]
] as const)
  test(`refused: ${name}`, async () => {
    const { code, stdout, stderr } = await apply(order, '$null')
    assert.is(code, 1)
    assert.is(stdout, '')
    assert.ok(/^.+\n$/.test(stderr), stderr)
    assert.not.match(stderr, /^\s+at /m)
  })

test('a recording can not be repaired', async () => {
  const target = { server: 'EX01', connection: { type: 'recorded', path: 'x.json', maxAge: null } } as const
  const { code, stderr } = await apply(encodeRequest({ target, guard: null }), '$null')
  assert.is(code, 1)
  assert.is(stderr, 'EX01: nothing was touched: its connection is a recording: nothing can be run there\n')
})

const resultsOf = (ending: Ending): ReadonlyArray<Readonly<Record<string, unknown>>> =>
  linesOf(ending).filter((line) => !('atMostSeconds' in line))

simulated('all is done: each line is told, and the exit code is 0', async () => {
  const ending = await apply(orderFor('GOOD'), addDrifted(hosts, 'GOOD', down))
  assert.is(ending.code, 0, ending.stderr)
  assert.equal(
    resultsOf(ending).map(({ number, result }) => [number, result]),
    [
      [1, 'done'],
      [0, 'done']
    ]
  )
})

simulated('a step failed: one sentence on standard error, and the exit code is 1', async () => {
  const script = addDrifted(hosts, 'BAD', down, { failAt: { step: 1, message: 'the store is damaged' } })
  const ending = await apply(orderFor('BAD'), script)
  assert.is(ending.code, 1)
  assert.is(
    ending.stderr,
    'BAD: step 1 (services-start), "Start MSExchangeIS", failed: the store is damaged; nothing was changed before that\n'
  )
})

/** Which servers were taken in hand and left again. */
const hands = (servers: RegExp): ReadonlyArray<string> =>
  powershell
    .hands()
    .filter(({ server, event }) => servers.test(server) && /begin|end/.test(event))
    .map(({ server, event }) => `${server} ${event}`)

const until = async (isSo: () => boolean): Promise<void> => {
  for (let waited = 0; !isSo() && waited < 100; waited++) await sleep(100)
}

simulated('whoever ends it ends the watching alone', async () => {
  const { child, ending } = start(orderFor('ENDED'), addDrifted(hosts, 'ENDED', down, { seconds: 2 }))
  await until(() => hands(/ENDED/).length === 1)
  child.kill('SIGKILL')
  await ending
  await until(() => hands(/ENDED/).length === 2)
  assert.equal(
    powershell.facts('ENDED').services,
    withServices(service('MSExchangeIS', 'Automatic', 'Running')).services
  )
})

const recorded = organizationRecording()

/** DAG1 of two servers, each with its own database mounted and a copy of the other's. */
const organization = {
  ...recorded,
  facts: {
    ...recorded.facts,
    dags: [
      {
        name: 'DAG1',
        members: ['EX01', 'EX02'],
        operationalMembers: ['EX01', 'EX02'],
        witnessServer: 'fs01',
        witnessShareInUse: 'Primary',
        primaryActiveManager: 'EX01'
      }
    ]
  },
  servers: Object.fromEntries(
    ['EX01', 'EX02'].map((name, index) => [
      name,
      {
        ...recorded.servers.EX01,
        componentStates: [{ component: 'ServerWideOffline', state: 'Active', localStates: [] }],
        databaseCopies: [mounted(`DB0${index + 1}`), copy(`DB0${2 - index}`)]
      }
    ])
  )
}

simulated('outside the window nothing is begun, and it is told when it opens', async () => {
  const script = addDrifted(hosts, 'LATER', down)
  const tomorrow = weekdays[(new Date().getDay() + 2) % 7] ?? 'Sunday'
  const order = { target: { server: 'LATER', connection: remoting }, guard: null }
  const closed = await apply(
    encodeRequest({ ...order, window: { days: [tomorrow], from: '10:00', to: '11:00' } }),
    script
  )
  assert.is(closed.code, 1)
  assert.match(
    closed.stderr,
    `LATER: nothing was touched: the maintenance window (from 10:00 to 11:00 on ${tomorrow}, by`
  )
  assert.match(closed.stderr, `is closed, and opens on ${tomorrow} at 10:00`)
  assert.equal(hands(/^LATER/), [])
})

const guard: Guard = {
  organization: { type: 'endpoint', endpoint: 'ex01.contoso.example' },
  dag: 'DAG1',
  after: ['EX01'],
  others: []
}

simulated('a member of a DAG waits for the one before it, and is taken in hand once that has settled', async () => {
  const [before, script] = [addDrifted(hosts, 'EX01', down), addDrifted(hosts, 'EX02', half)]
  powershell.organize({ answer: organization, follows: true })
  const { child, ending } = start(orderFor('EX02', guard), script)
  const told = await new Promise<string>((resolve) => child.stdout.once('data', resolve))
  assert.equal(JSON.parse(told).waiting[0], 'its copy of DB01 is not ready: Dismounted')
  child.kill('SIGTERM')
  assert.is((await ending).code, 1)
  assert.equal(hands(/^EX0/), [])
  assert.is((await apply(orderFor('EX01', { ...guard, after: [] }), before)).code, 0)
  assert.is((await apply(orderFor('EX02', guard), script)).code, 0)
  assert.equal(hands(/^EX0/), ['EX01 begin', 'EX01 end', 'EX02 begin', 'EX02 end'])
})

simulated('a member of a DAG waits for a remediation on another one that nobody watches any more', async () => {
  const [slow, script] = [addDrifted(hosts, 'EX01', down, { seconds: 3 }), addDrifted(hosts, 'EX02', half)]
  powershell.organize({ answer: organization })
  const seen = hands(/^EX0/).length
  const seenNow = () => hands(/^EX0/).slice(seen)
  const watched = start(orderFor('EX01'), slow)
  while (seenNow().length === 0) await sleep(50)
  watched.child.kill('SIGKILL')
  const order = orderFor('EX02', { ...guard, after: [], others: [{ server: 'EX01', connection: remoting }] })
  const { child, ending } = start(order, script)
  const told = await new Promise<string>((resolve) => child.stdout.once('data', resolve))
  assert.equal(JSON.parse(told).waiting, ['a remediation is at work on EX01'])
  child.kill('SIGTERM')
  await ending
  while (seenNow().length < 2) await sleep(50)
  assert.is((await apply(order, script)).code, 0)
  assert.equal(seenNow(), ['EX01 begin', 'EX01 end', 'EX02 begin', 'EX02 end'])
})

test.run()
