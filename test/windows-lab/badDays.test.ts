import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Facts } from '../../facts/facts'
import { isAtWork } from '../../resources/command/carryOut'
import { encodeRequest } from '../../resources/command/runRequest'
import { gated, letGo, waits } from './gate'
import type { LabServer, mischief } from './lab'
import {
  assertHealed,
  failUpdate,
  planOf,
  type ReachedLab,
  reachedMissing,
  scriptOf,
  servicesOf,
  startReachedLab,
  stepsOf,
  type Told
} from './reached'

const test = suite('windows lab: bad days')
const inLab = reachedMissing === null ? test : test.skip
if (reachedMissing !== null) process.stdout.write(`skipped: ${reachedMissing}, so that no Windows had a bad day\n`)

const root = join(__dirname, '../..')

interface Day extends ReachedLab {
  readonly server: LabServer
  /** How the server is when all is well. */
  readonly before: Facts
}

let opened: Promise<Day> | null = null
test.after(async () => (await opened?.catch(() => null))?.stop())

const open = async (): Promise<Day> => {
  const reached = await startReachedLab('EX01')
  const [server] = reached.servers
  if (server === undefined) throw new Error('the lab has no server')
  return { ...reached, server, before: await reached.facts(server) }
}

const harm = (server: LabServer, kind: (typeof mischief)[number], service: string): void =>
  writeFileSync(server.file('lab', kind, service), '')

const unharm = (server: LabServer, kind: (typeof mischief)[number], service: string): void =>
  rmSync(server.file('lab', kind, service), { force: true })

const day = (name: string, run: (day: Day) => Promise<void>): void => {
  inLab(name, async () => {
    opened ??= open()
    const today = await opened
    for (const file of ['go', 'waits']) rmSync(today.server.file('lab', file), { force: true })
    await today.server.restore()
    await run(today)
  })
}

const stopped = ['MSExchangeEdgeSync', 'MSExchangeIS', 'MSExchangeRepl', 'FMS', 'MSExchangeTransport']
const stop = `foreach ($name in ${stopped.map((name) => `'${name}'`).join(', ')}) { Get-Service -Name $name | Stop-Service -Force }`

/** Stops some services, and gives the plan that starts them again. */
const broken = async ({ server, facts, before }: Day, code = stop) => {
  await server.powershell(code)
  return planOf(await facts(server), before)
}

/** What was left undone is done by the next run, as the next `pulumi up` plans it. */
const heal = async ({ server, facts, carry, before }: Day): Promise<void> => {
  const plan = planOf(await facts(server), before)
  if (plan._tag !== 'Nothing') assert.is((await carry(server, scriptOf(plan))).sentence, null)
  assertHealed(await facts(server), before)
}

const running = (facts: Facts): ReadonlyArray<string> =>
  servicesOf(facts).flatMap((line) => (line.endsWith(', Running') ? [line.split(':')[0] ?? ''] : []))

/** One short sentence that an administrator can read, and below it at most a line for each thing that is left. */
const assertClear = ({ sentence }: Told, ...parts: ReadonlyArray<string | RegExp>): void => {
  const [first = '', ...details] = (sentence ?? '').split('\n')
  for (const part of parts) assert.match(first, part)
  assert.ok(first.length < 300, first)
  for (const line of details) assert.match(line, /^ {2}\S/)
  assert.not.match(sentence ?? '', /System\.[A-Z]|\w+Exception\b|^\s+at \S/m)
}

day('where one service refuses, all that can do without it run, and the sentence says why', async (today) => {
  const { server, carry, facts } = today
  const plan = await broken(today)
  harm(server, 'fail', 'FMS')
  const told = await carry(server, scriptOf(plan))
  const up = running(await facts(server))
  for (const name of ['MSExchangeEdgeSync', 'MSExchangeIS', 'MSExchangeRepl'])
    assert.ok(up.includes(name), `${name} is down`)
  assertClear(told, 'EX01', 'Start FMS', 'it stopped again with an error of its own: 5 (Windows error 1066)')
  unharm(server, 'fail', 'FMS')
  await heal(today)
})

/** The scripts wait minutes for a service: here it is seconds. */
const hurried = (script: string): string => {
  const changed = script.replace(/(Start-AndWait '\w+') \d+/g, '$1 10')
  assert.is.not(changed, script)
  return changed
}

day('where one service hangs in its start, the run ends, the others run, and the sentence names it', async (today) => {
  const { server, carry, facts } = today
  const plan = await broken(today)
  harm(server, 'hang', 'MSExchangeIS')
  try {
    const told = await carry(server, hurried(scriptOf(plan)), undefined, { total: 75 })
    assertClear(told, 'EX01', 'Start MSExchangeIS', 'it is in StartPending after 10 s')
    const up = running(await facts(server))
    for (const name of ['MSExchangeEdgeSync', 'FMS']) assert.ok(up.includes(name), `${name} is down`)
  } finally {
    unharm(server, 'hang', 'MSExchangeIS')
    await server.switchOff()
    await server.switchOn()
  }
  await heal(today)
})

const doneIn = (...all: ReadonlyArray<Told>): ReadonlyArray<number> =>
  all
    .flatMap(({ results }) => results)
    .filter(({ result, number }) => result === 'done' && number > 0)
    .map(({ number }) => number)
    .sort((a, b) => a - b)

day('of two who begin at the same time, one does it all, and the other one does nothing', async (today) => {
  const { server, carry, facts, before } = today
  const plan = await broken(today)
  const script = scriptOf(plan)
  const both = await Promise.all([carry(server, script), carry(server, script)])
  assert.equal(
    doneIn(...both),
    stepsOf(plan).map((_, index) => index + 1)
  )
  assert.ok(
    both.some(({ sentence }) => sentence === null),
    JSON.stringify(both)
  )
  assertHealed(await facts(server), before)
})

const holdLock = String.raw`
[void] [IO.Directory]::CreateDirectory('C:\ProgramData\ExchangeCompliance')
$lock = [IO.File]::Open('C:\ProgramData\ExchangeCompliance\lock', 'OpenOrCreate', 'ReadWrite', 'None')
[IO.File]::WriteAllText('C:\lab\waits', '')
foreach ($turn in 1..300) { if ([IO.File]::Exists('C:\lab\go')) { break }; Start-Sleep -Milliseconds 200 }
$lock.Dispose()
`

day('where another run holds the lock, nothing is touched, and the sentence says so', async (today) => {
  const { server, carry } = today
  const script = scriptOf(await broken(today))
  const holding = server.powershell(holdLock, 120)
  await waits(server, holding)
  const told = await carry(server, script)
  letGo(server)
  await holding
  assert.equal(doneIn(told), [])
  assertClear(told, /EX01: nothing was touched/)
  await heal(today)
})

day('where the one who watches is killed, the run goes on, and the next one waits for it', async (today) => {
  const { server, carry, connection, ask, facts, before } = today
  const script = gated(stepsOf(await broken(today)), 2)
  const order = encodeRequest({ target: { server: 'EX01', connection }, guard: null })
  const watcher = spawn(process.execPath, [join(root, 'resources/command/apply.cjs'), order], {
    stdio: ['pipe', 'ignore', 'ignore']
  })
  const gone = new Promise((resolve) => watcher.once('close', resolve))
  watcher.stdin.end(script)
  await waits(server, gone)
  watcher.kill('SIGKILL')
  await gone
  assert.equal(await isAtWork(ask(server)), { _tag: 'Right', right: true })
  const next = carry(server, script)
  letGo(server)
  const told = await next
  assert.is(told.sentence, null)
  assert.equal(doneIn(told), [])
  assertHealed(await facts(server), before)
})

const cutOff = /EX01: .*(?:before it was done|broken off|was ended)/

day('where the computer is restarted in the middle, the sentence says so, and the next run goes on', async (today) => {
  const { server, carry } = today
  const steps = stepsOf(await broken(today, failUpdate))
  const run = carry(server, gated(steps, 25), undefined, { silent: 120 })
  await waits(server, run)
  await server.switchOff()
  await server.switchOn()
  const told = await run
  assertClear(told, cutOff, '25 steps done')
  assert.equal(
    doneIn(told),
    steps.slice(0, 25).map((_, index) => index + 1)
  )
  await heal(today)
})

const killScripts = `Get-Process -Name pwsh | Where-Object { $_.Id -ne $PID } | Stop-Process -Force`

day('where the script is killed between two steps, the sentence says so, and the next run goes on', async (today) => {
  const { server, carry } = today
  const run = carry(server, gated(stepsOf(await broken(today)), 2))
  await waits(server, run)
  await server.powershell(killScripts)
  const told = await run
  assertClear(told, cutOff)
  assert.equal(doneIn(told), [1, 2])
  await heal(today)
})

test.run()
