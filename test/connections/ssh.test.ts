import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Connection, Target } from '../../connections/connection'
import type { Reading } from '../../connections/reading'
import type { SimulatedHost } from '../simulated-host/servers'
import { freePort, type Sshd, sshdMissing, startSshd } from '../simulated-host/sshd'
import { recording } from '../support/server'
import { answerNow, factsNow, quick, read, reasonOf } from './live'

type Ssh = Extract<Connection, { type: 'ssh' }>

const test = suite('connection ssh')
const withSshd = sshdMissing === null ? test : test.skip
if (sshdMissing !== null) process.stdout.write(`skipped: ${sshdMissing}, so that nothing was read over ssh\n`)

let sshd: Sshd | null = null
test.before(async () => {
  if (sshdMissing === null) sshd = await startSshd()
})
test.after(() => sshd?.stop())

const running = (): Sshd => {
  if (sshd === null) throw new Error('no sshd runs')
  return sshd
}

const over = (server: string, more: Partial<Ssh> = {}): Target => ({
  server,
  connection: { type: 'ssh', host: null, user: null, port: null, config: running().config, ...more }
})

const readHost = async (server: string, host: SimulatedHost, limits = quick): Promise<Reading> => {
  running().add(server, host)
  const [reading] = await read([over(server)], limits)
  if (reading === undefined) throw new Error('no reading')
  return reading
}

for (const behaviour of ['prompt', 'slow', 'noisy', 'marked', 'wide'])
  withSshd(`a server that answers: ${behaviour}`, async () => {
    const name = `EX-${behaviour}`
    const reading = await readHost(name, { behaviour, seconds: 1, answer: answerNow(name) })
    assert.equal(reading, { facts: factsNow(name), errors: [], readable: true })
  })

withSshd('a server without WMI and IIS costs these sections alone', async () => {
  const down = { services: { error: 'WMI does not answer' }, bindings: { error: 'IIS is disabled' } }
  const { facts, errors } = await readHost('EX-half', { behaviour: 'prompt', answer: recording(down, 'EX-half') })
  assert.equal(errors, [])
  assert.is(E.isLeft(facts.sections.services) && facts.sections.services.left.reason, 'WMI does not answer')
  assert.ok(E.isRight(facts.sections.build))
})

withSshd('a damaged section of a live server is unknown, and no error', async () => {
  const reading = await readHost('EX-odd', { behaviour: 'prompt', answer: recording({ services: 'none' }, 'EX-odd') })
  assert.equal(reading.errors, [])
  assert.match(reasonOf(reading) ?? '', "the server gave services in a form that can't be used")
})

const sentence = 'This computer is no Exchange server.'
/** As part of a sentence, which has a full stop of its own. */
const refusal = sentence.slice(0, -1)
const wrapped = `#< CLIXML\r\n<Objs Version="1.1.0.1"><S S="Error">${sentence}_x000D__x000A_</S></Objs>`

const failing: Readonly<Record<string, readonly [SimulatedHost, string | RegExp]>> = {
  'the answer is cut off': [{ behaviour: 'partial', answer: recording() }, 'the answer is not complete JSON'],
  'the answer is no JSON': [{ behaviour: 'broken' }, 'the answer is not JSON'],
  'the answer is other JSON': [{ behaviour: 'prompt', answer: [] }, /^these are no recorded facts/],
  'no answer, and a good end': [{ behaviour: 'empty' }, 'the server gave no answer'],
  'another server answers': [
    { behaviour: 'prompt', answer: recording({}, 'OTHER') },
    /^these facts are of OTHER, not of/
  ],
  'the answer is too large': [{ behaviour: 'large' }, 'the output was cut: it is larger than 8 MB'],
  'the collector refuses': [{ behaviour: 'failing', sentence: `${sentence}\n` }, refusal],
  'the collector refuses in XML': [{ behaviour: 'failing', sentence: wrapped }, refusal],
  'the collector ends without a word': [
    { behaviour: 'failing', sentence: '', code: 7 },
    'the script ended with exit code 7'
  ],
  'no PowerShell is there': [
    { behaviour: 'failing', sentence: 'sh: 1: powershell: not found\n', code: 127 },
    'the server has no Windows PowerShell: it is no Exchange server'
  ]
}

for (const [index, [name, [host, reason]]] of Object.entries(failing).entries())
  withSshd(`unknown: ${name}`, async () => {
    const reading = await readHost(`BAD${index}`, host)
    assert.is(reading.facts.server, `BAD${index}`)
    assert.equal(reading.errors, [])
    assert.is(reading.readable, false)
    if (typeof reason === 'string') assert.is(reasonOf(reading), reason)
    else assert.match(reasonOf(reading) ?? '', reason)
  })

withSshd('unknown: no answer at all ends at the deadline, and the others are read', async () => {
  running().add('HUNG', { behaviour: 'silent' })
  running().add('GOOD', { behaviour: 'prompt', answer: recording({}, 'GOOD') })
  const started = Date.now()
  const [hung, good] = await read([over('HUNG'), over('GOOD')], { concurrency: 2, deadlineSeconds: 2 })
  assert.ok(Date.now() - started < 4_000)
  assert.is(reasonOf(hung), 'no answer within 2 s')
  assert.is(good?.readable, true)
})

const unreachable = async (target: Target): Promise<string | null> => {
  const [reading] = await read([target])
  assert.equal(reading?.errors, [])
  return reasonOf(reading)
}

withSshd('unknown: the connection is refused', async () => {
  assert.is(await unreachable(over('EX01', { port: await freePort() })), 'the connection was refused')
})

withSshd("unknown: the name can't be resolved", async () => {
  const config = join(running().folder, 'plain_config')
  writeFileSync(config, 'Host *\n')
  assert.match(
    (await unreachable(over('no-such-host.invalid', { config }))) ?? '',
    "no-such-host.invalid can't be resolved to an address"
  )
})

withSshd('unknown: access is denied', async () => {
  running().add('KNOWN', { behaviour: 'prompt' })
  const keys = readFileSync(join(running().folder, 'authorized_keys'), 'utf8')
  running().add('STRANGER', { behaviour: 'prompt' })
  writeFileSync(join(running().folder, 'authorized_keys'), keys)
  assert.is(await unreachable(over('STRANGER')), 'access denied: the server takes none of the keys of this user')
})

const configWith = (name: string, known: string): string => {
  const file = join(running().folder, name)
  const hosts = join(running().folder, `${name}_hosts`)
  writeFileSync(hosts, known)
  writeFileSync(
    file,
    readFileSync(running().config, 'utf8').replace(/UserKnownHostsFile .*/, `UserKnownHostsFile ${hosts}`)
  )
  return file
}

withSshd('unknown: the host key is not known', async () => {
  running().add('EX01', { behaviour: 'prompt' })
  const config = configWith('unknown_key', '')
  assert.is(await unreachable(over('EX01', { config })), 'its host key is not known; add it to the known_hosts file')
})

withSshd('unknown: the host key has changed', async () => {
  running().add('EX01', { behaviour: 'prompt' })
  running().add('KEY', { behaviour: 'prompt' })
  const other = readFileSync(join(running().folder, 'keys', 'KEY.pub'), 'utf8')
  const config = configWith('changed_key', `simulated ${other}`)
  assert.is(await unreachable(over('EX01', { config })), 'its host key has changed; compare it before you trust it')
})

withSshd('unknown: the configuration file is missing', async () => {
  assert.is(await unreachable(over('EX01', { config: '/nowhere/config' })), "the ssh configuration file can't be used")
})

withSshd('a connection that is closed early is tried again, and again', async () => {
  let attempts = 0
  const server = createServer((socket) => {
    attempts += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  assert.is(await unreachable(over('EX01', { port })), 'the connection was closed')
  assert.is(attempts, 3)
  server.close()
})

withSshd('the script arrives as it is', async () => {
  await readHost('EXACT', { behaviour: 'prompt', answer: recording({}, 'EXACT') })
  const collector = readFileSync(join(__dirname, '../../collector/Get-ExchangeFacts.ps1'), 'utf8').replace(
    /^\ufeff/,
    ''
  )
  const log = readFileSync(join(running().folder, 'requests.log'), 'utf8')
  assert.ok(log.includes(JSON.stringify({ server: 'EXACT', script: collector.length })))
})

withSshd('a cancelled reading ends at once', async () => {
  running().add('HUNG', { behaviour: 'silent' })
  const controller = new AbortController()
  setTimeout(() => controller.abort(), 500)
  const started = Date.now()
  const [reading] = await read([over('HUNG')], quick, controller.signal)
  assert.ok(Date.now() - started < 2_000)
  assert.is(reasonOf(reading), 'the reading was cancelled')
})

test('unknown: no ssh client is there', async () => {
  const { PATH } = process.env
  process.env.PATH = '/nowhere'
  const connection = { type: 'ssh', host: null, user: null, port: null, config: null } as const
  const [reading] = await read([{ server: 'EX01', connection }])
  process.env.PATH = PATH
  const expected = "the OpenSSH client can't be started on this computer; install it and see that it is on PATH"
  assert.is(reasonOf(reading), expected)
})

test.run()
