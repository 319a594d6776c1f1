import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { orphanedLifelines, type Process, processesMissing, processesWith } from '../simulated-host/processes'
import { type Sshd, sshdMissing, startSshd } from '../simulated-host/sshd'
import { createStack, type Stack } from '../support/engine'
import { healthySections, type RecordedSections, recording } from '../support/server'

const test = suite('engine: live servers')
const missing = sshdMissing ?? processesMissing
const withSshd = missing === null ? test : test.skip
if (missing !== null) process.stdout.write(`skipped: ${missing}, so that no stack with live servers was previewed\n`)

let sshd: Sshd | null = null
test.before(async () => {
  if (missing === null) sshd = await startSshd()
})
test.after(() => sshd?.stop())

const running = (): Sshd => {
  if (sshd === null) throw new Error('no sshd runs')
  return sshd
}

/** The ssh clients that lead to our sshd. */
const clients = (): ReadonlyArray<Process> =>
  processesWith(running().config).filter(({ command }) => command.startsWith('ssh '))

const providers = ({ folder }: Stack): ReadonlyArray<Process> =>
  processesWith(folder).filter(({ command }) => command.includes('pulumi-resource-exchange'))

const stackOf = async (names: ReadonlyArray<string>, enforcement = 'advisory'): Promise<Stack> => {
  const stack = await createStack()
  stack.settings({
    enforcement,
    servers: names.map((name) => ({ name, connection: { type: 'ssh', config: running().config } }))
  })
  return stack
}

const stopped: RecordedSections = {
  services: Array.isArray(healthySections.services)
    ? healthySections.services.map((service) =>
        service.name === 'MSExchangeServiceHost' ? { ...service, status: 'Stopped', startType: 'Disabled' } : service
      )
    : []
}

/** Fifty servers: healthy ones, and of every five one that has drifted and one that can't be read. */
const addFleet = (): ReadonlyArray<string> =>
  Array.from({ length: 50 }, (_, index) => {
    const name = `EX${index + 100}`
    const sentence = 'This computer is no Exchange server.'
    if (index % 5 === 4) running().add(name, { behaviour: 'failing', sentence })
    else running().add(name, { behaviour: 'noisy', answer: recording(index % 5 === 3 ? stopped : {}, name) })
    return name
  })

withSshd('fifty servers over ssh are previewed with the right verdicts', async () => {
  const stack = await stackOf(addFleet())
  const { code, all } = await stack.pulumi('preview')
  assert.is(code, 0, all)
  assert.match(all, '30 of 50 servers compliant, 10 drifting, 10 not read.')
  for (const [index, name] of addFleet().entries()) {
    const told = all.includes(`\n    ${name}`) || all.includes(`${name}:`)
    assert.is(told, index % 5 >= 3, name)
  }
  assert.equal([...clients(), ...providers(stack)], [])
})

withSshd('a reading that takes long tells its progress, but not in --json and not in the diagnostics', async () => {
  running().add('SLOW', { behaviour: 'slow', seconds: 6, answer: recording({}, 'SLOW') })
  const stack = await stackOf(['SLOW'])
  const [shown, json] = [await stack.pulumi('preview'), await stack.pulumi('preview', '--json')]
  const [progress = '', diagnostics = ''] = shown.all.split('Diagnostics:')
  assert.match(progress, '0 of 1 servers read')
  assert.not.match(diagnostics, 'servers read')
  assert.not.match(json.all, 'servers read')
  assert.ok(JSON.parse(json.stdout))
})

const canaries = ['canary-environment', 'canary-fact', 'canary-noise']

withSshd('no secret, and no fact beyond the document, is in the state, our output or the process list', async () => {
  const sections = { ...healthySections, extra: 'canary-fact', certificates: { error: 'access denied' } }
  running().add('EX01', {
    behaviour: 'slow',
    seconds: 3,
    sentence: 'canary-noise',
    answer: { ...Object(recording(sections)), note: 'canary-fact' }
  })
  process.env.EXCHANGE_COMPLIANCE_PASSWORD = 'canary-environment'
  const stack = await stackOf(['EX01'])
  const up = stack.pulumi('up', '--skip-preview', '--yes')
  const commands = new Set<string>()
  const watch = setInterval(() => {
    for (const { command } of clients()) commands.add(command)
  }, 200)
  const { code, all } = await up
  clearInterval(watch)
  delete process.env.EXCHANGE_COMPLIANCE_PASSWORD
  assert.is(code, 0, all)
  assert.ok(
    [...commands].some((command) => command.startsWith('ssh ')),
    'ssh was not seen'
  )
  const state = await stack.pulumi('stack', 'export')
  assert.match(state.stdout, 'EX01')
  for (const canary of canaries) for (const text of [all, state.all, ...commands]) assert.not.match(text, canary)
})

const sleep = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000))

const endings = [
  { signal: 'SIGINT', of: / preview / },
  { signal: 'SIGKILL', of: / preview / },
  { signal: 'SIGKILL', of: /pulumi-resource-exchange/ },
  { signal: 'SIGTERM', of: /pulumi-resource-exchange/ }
] as const

const programs = (stack: Stack) => processesWith(stack.folder).filter(({ command }) => /cmd\/run/.test(command))

const gone = async (stack: Stack, seconds: number): Promise<boolean> => {
  for (let waited = 0; waited < seconds; waited += 0.2) {
    if ([...clients(), ...providers(stack), ...programs(stack), ...orphanedLifelines()].length === 0) return true
    await sleep(0.2)
  }
  return false
}

withSshd('an interrupt or a kill at any moment leaves no process behind, and a rerun is clean', async () => {
  const names = Array.from({ length: 6 }, (_, index) => `HUNG${index}`)
  for (const name of names) running().add(name, { behaviour: 'silent' })
  const stack = await stackOf(names)
  for (const { signal, of } of endings) {
    const preview = stack.pulumi('preview')
    for (let waited = 0; clients().length === 0 && waited < 300; waited++) await sleep(0.1)
    await sleep(Math.random())
    const [victim] = processesWith(stack.folder).filter(({ command }) => of.test(command))
    assert.ok(victim, `nothing to end by ${signal} of ${of}: ${JSON.stringify(processesWith(stack.folder))}`)
    process.kill(victim.pid, signal)
    assert.ok(await gone(stack, 10), `${signal} of ${of} left ${JSON.stringify(clients())}`)
    // What stays a while after a SIGKILL of the CLI is Pulumi's own language host.
    for (const { pid, command } of processesWith(stack.folder))
      if (/pulumi-language-nodejs/.test(command)) process.kill(pid, 'SIGKILL')
    await preview
  }
  for (const name of names) running().add(name, { behaviour: 'prompt', answer: recording({}, name) })
  const { code, all } = await stack.pulumi('preview')
  assert.is(code, 0, all)
  assert.match(all, '6 of 6 servers compliant.')
  assert.ok(readFileSync(join(running().folder, 'requests.log'), 'utf8').includes('HUNG0'))
})

test.run()
