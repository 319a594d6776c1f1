import { hostname } from 'node:os'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { createPowerShell, powershellMissing, thisComputer } from '../simulated-host/powershell'
import type { SimulatedHost } from '../simulated-host/servers'
import { recording } from '../support/server'
import { answerNow, factsNow, quick, read, reasonOf } from './live'

const test = suite('connection local')
const simulated = powershellMissing === null ? test : test.skip
if (powershellMissing !== null) process.stdout.write(`skipped: ${powershellMissing}\n`)

const { PATH } = process.env
const powershell = createPowerShell()
test.before.each(() => {
  process.env.PATH = powershell.path
})
test.after.each(() => {
  process.env.PATH = PATH
})

const readHere = async (host: SimulatedHost, limits = quick) => {
  powershell.add(thisComputer, host)
  const [reading] = await read([{ server: 'EX01', connection: { type: 'local' } }], limits)
  return reading
}

for (const behaviour of ['prompt', 'noisy', 'marked'])
  simulated(`this computer answers: ${behaviour}`, async () => {
    const reading = await readHere({ behaviour, answer: answerNow() })
    assert.equal(reading, { facts: factsNow(), errors: [], readable: true })
  })

const failing: Readonly<Record<string, readonly [SimulatedHost, string]>> = {
  'the computer is another one': [
    { behaviour: 'prompt', answer: recording({}, 'PC7') },
    'these facts are of PC7, not of EX01'
  ],
  'the collector refuses': [
    { behaviour: 'failing', sentence: 'This is no Exchange server.\n' },
    'This is no Exchange server'
  ],
  'the answer is cut off': [{ behaviour: 'partial', answer: recording() }, 'the answer is not complete JSON'],
  'the answer is too large': [{ behaviour: 'large' }, 'the output was cut: it is larger than 8 MB'],
  'nothing is answered': [{ behaviour: 'empty' }, 'the server gave no answer']
}

for (const [name, [host, reason]] of Object.entries(failing))
  simulated(`unknown: ${name}`, async () => {
    const reading = await readHere(host)
    assert.is(reasonOf(reading), reason)
    assert.equal(reading?.errors, [])
  })

simulated('a clock far from ours gives no time to the facts, and says so', async () => {
  const answer = { ...Object(recording()), collectedAt: new Date(Date.now() + 11_520_000).toISOString() }
  const reading = await readHere({ behaviour: 'prompt', answer, ownClock: true })
  assert.is(reading?.facts.collectedAt, null)
  assert.is(
    reading?.facts.clock,
    "the clock of EX01 is 3 h 12 min ahead of this computer's; what depends on the time isn't judged"
  )
  assert.is(reasonOf(reading), null)
})

simulated('unknown: the collector hangs', async () => {
  const reading = await readHere({ behaviour: 'silent' }, { ...quick, deadlineSeconds: 2 })
  assert.is(reasonOf(reading), 'no answer within 2 s')
})

const onWindows = process.platform === 'win32' ? test : test.skip

/** What a computer without Exchange says of that, and an account without rights of what it may not see. */
const withoutExchange = /no Exchange installation found|access denied/

onWindows('the Windows PowerShell of this computer carries the collector out to its end', async () => {
  const [reading] = await read([{ server: hostname(), connection: { type: 'local' } }], {
    concurrency: 1,
    deadlineSeconds: 120
  })
  assert.ok(reading?.readable, JSON.stringify(reading))
  const { identity, services } = reading.facts.sections
  assert.ok(
    E.isRight(services) && services.right.some(({ name }) => name.toLowerCase() === 'eventlog'),
    reasonOf(reading) ?? ''
  )
  assert.ok(E.isRight(identity) || withoutExchange.test(identity.left.reason), JSON.stringify(identity))
})

test.run()
