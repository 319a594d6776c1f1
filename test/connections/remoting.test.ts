import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Connection, Target } from '../../connections/connection'
import { createPowerShell, powershellMissing, type SimulatedPowerShell } from '../simulated-host/powershell'
import type { SimulatedHost } from '../simulated-host/servers'
import { recording } from '../support/server'
import { answerNow, factsNow, quick, read, reasonOf } from './live'

type Remoting = Extract<Connection, { type: 'remoting' }>

const test = suite('connection remoting')
const simulated = powershellMissing === null ? test : test.skip
if (powershellMissing !== null) process.stdout.write(`skipped: ${powershellMissing}\n`)

let powershell: SimulatedPowerShell = createPowerShell()
const before = { ...process.env }
test.before.each(() => {
  powershell = createPowerShell()
  process.env.PATH = powershell.path
})
test.after.each(() => {
  process.env.PATH = before.PATH
  delete process.env.EXCHANGE_COMPLIANCE_USERNAME
  delete process.env.EXCHANGE_COMPLIANCE_PASSWORD
  delete process.env.EXCHANGE_COMPLIANCE_USERNAME_EDGE
  delete process.env.EXCHANGE_COMPLIANCE_PASSWORD_EDGE
})

const over = (server: string, more: Partial<Remoting> = {}): Target => ({
  server,
  connection: { type: 'remoting', computer: null, port: null, https: null, credentials: null, ...more }
})

const prompt = (name: string): SimulatedHost => ({ behaviour: 'prompt', answer: recording({}, name) })

simulated('all servers that are reached alike are read by one process, and names are never arguments', async () => {
  const names = ['EX01', 'EX02', 'EX03']
  for (const name of names) powershell.add(name, { behaviour: 'prompt', answer: answerNow(name) })
  powershell.add('ex04.contoso.example', { behaviour: 'prompt', answer: answerNow('EX04') })
  const readings = await read([
    ...names.map((name) => over(name)),
    over('EX04', { computer: 'ex04.contoso.example', https: true, port: 5986 })
  ])
  assert.equal(
    readings,
    [...names, 'EX04'].map((name) => ({ facts: factsNow(name), errors: [], readable: true }))
  )
  assert.is(powershell.log('arguments').length, 2)
  assert.not.match(powershell.log('arguments').join('\n'), /EX0|ex0|5986/)
  const requests = powershell.log('requests').map((text) => JSON.parse(text))
  assert.ok(requests.some(({ computers, https }) => computers.join() === names.join() && https === false))
  assert.ok(requests.some(({ port, https }) => port === 5986 && https === true))
  assert.ok(requests.every(({ seconds, outputLimit }) => seconds > 0 && outputLimit === 8 * 1024 * 1024))
})

const failing: Readonly<Record<string, readonly [SimulatedHost, string | RegExp]>> = {
  'the name leads nowhere': [
    { behaviour: 'unreachable' },
    "BAD can't be resolved to an address, or no route leads there"
  ],
  'access is denied': [
    { behaviour: 'failing', id: 'AccessDenied,PSSessionStateBroken', sentence: 'Zugriff verweigert' },
    'access denied'
  ],
  'the collector refuses': [
    { behaviour: 'failing', id: 'Get-ExchangeFacts', sentence: 'This computer is no Exchange server.' },
    'This computer is no Exchange server'
  ],
  'its own time is over': [
    { behaviour: 'failing', id: 'NoAnswer', sentence: 'no answer within 60 s' },
    'no answer within 60 s'
  ],
  'the answer is cut off': [{ behaviour: 'partial', answer: recording() }, 'the answer is not complete JSON'],
  'the answer is no JSON': [{ behaviour: 'broken' }, 'the answer is not JSON'],
  'another server answers': [prompt('OTHER'), 'these facts are of OTHER, not of BAD']
}

for (const [name, [host, reason]] of Object.entries(failing))
  simulated(`unknown: ${name}, and the other server is read`, async () => {
    powershell.add('BAD', host)
    powershell.add('GOOD', prompt('GOOD'))
    const [bad, good] = await read([over('BAD'), over('GOOD')])
    assert.is(reasonOf(bad), reason)
    assert.equal(bad?.errors, [])
    assert.is(good?.readable, true)
  })

simulated('unknown: a server that hangs ends at the deadline; what the others answered is kept', async () => {
  powershell.add('HUNG', { behaviour: 'silent' })
  powershell.add('GOOD', prompt('GOOD'))
  const [hung, good] = await read([over('HUNG'), over('GOOD')], { ...quick, deadlineSeconds: 2 })
  assert.is(reasonOf(hung), 'no answer within 2 s')
  assert.is(good?.readable, true)
})

simulated('credentials are taken from the environment, and are in no argument and no request', async () => {
  process.env.EXCHANGE_COMPLIANCE_USERNAME = 'CONTOSO\\canary-user'
  process.env.EXCHANGE_COMPLIANCE_PASSWORD = 'canary-password'
  powershell.add('EX01', prompt('EX01'))
  await read([over('EX01', { https: true })])
  const log = [...powershell.log('requests'), ...powershell.log('arguments')].join('\n')
  assert.match(log, '"secret":true')
  assert.not.match(log, 'canary')
})

simulated('a connection can name credentials of its own, which no other server is asked with', async () => {
  process.env.EXCHANGE_COMPLIANCE_USERNAME_EDGE = 'EDGE1\\canary-user'
  process.env.EXCHANGE_COMPLIANCE_PASSWORD_EDGE = 'canary-password'
  powershell.add('EDGE1', prompt('EDGE1'))
  powershell.add('EX01', prompt('EX01'))
  await read([over('EDGE1', { https: true, credentials: 'EDGE' }), over('EX01', { https: true })])
  const requests = powershell.log('requests')
  assert.is(requests.filter((line) => line.includes('"secret":true') && line.includes('EDGE1')).length, 1)
  assert.is(requests.filter((line) => line.includes('"secret":false') && line.includes('EX01')).length, 1)
  assert.not.match([...requests, ...powershell.log('arguments')].join('\n'), 'canary')
})

for (const [connection, reason] of [
  [
    { credentials: 'EDGE' },
    'its connection names the credentials EDGE, which are sent over HTTPS alone: add https: true'
  ],
  [
    { credentials: 'EDGE', https: true },
    'its connection names the credentials EDGE: set EXCHANGE_COMPLIANCE_USERNAME_EDGE and EXCHANGE_COMPLIANCE_PASSWORD_EDGE'
  ]
] as const)
  simulated(`unknown, and not asked: ${reason}`, async () => {
    powershell.add('EDGE1', prompt('EDGE1'))
    const [reading] = await read([over('EDGE1', connection)])
    assert.is(reasonOf(reading), reason)
    assert.equal(powershell.log('requests'), [])
  })

simulated('unknown: no PowerShell is there, which helps on Windows alone', async () => {
  process.env.PATH = '/nowhere'
  const [reading] = await read([over('EX01')])
  assert.is(reasonOf(reading), 'this works only on Windows; on this computer use the connection ssh or recorded')
})

simulated('a name that is no host name is not asked for', async () => {
  const [reading] = await read([over("EX01'; Remove-Item C:\\")])
  assert.match(reasonOf(reading) ?? '', 'no host name')
  assert.equal(powershell.log('requests'), [])
})

test.run()
