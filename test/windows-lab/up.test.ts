import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { commandEnvironment, commandPlugin } from '../support/commandPlugin'
import { createStack, type Stack } from '../support/engine'
import type { LabServer } from './lab'
import { failUpdate, finishUpdate, type ReachedLab, reachedMissing, servicesOf, startReachedLab } from './reached'

const test = suite('windows lab: pulumi up')
const inLab = reachedMissing === null ? test : test.skip
if (reachedMissing !== null)
  process.stdout.write(`skipped: ${reachedMissing}, so that no Windows was updated by pulumi up\n`)

const root = join(__dirname, '../..')

interface Fleet extends ReachedLab {
  readonly stack: Stack
  readonly first: LabServer
  readonly second: LabServer
}

let opened: Promise<Fleet> | null = null
test.after(async () => (await opened?.catch(() => null))?.stop())

/** Wine has no logs of events and no mail queue, so that nothing there is recorded completely: exit code 1. */
const collect = (reached: ReachedLab, folder: string): void => {
  const { status } = spawnSync(
    process.execPath,
    [
      ...['toolchain/run.mjs', 'commands/collect/collect.ts'],
      ...['--connection', 'ssh', '--ssh-config', reached.config, '--out', folder],
      ...reached.servers.map(({ name }) => name)
    ],
    { cwd: root, timeout: 120_000, stdio: ['ignore', 'ignore', 'inherit'] }
  )
  assert.is(status, 1)
}

const installation = 'Program Files/Microsoft/Exchange Server/V15'

/** The one that the lab's generator writes has no entry, so that nothing can be said of it. */
const sharedWebConfig = `<configuration><runtime><assemblyBinding xmlns="urn:schemas-microsoft-com:asm.v1">
<dependentAssembly><assemblyIdentity name="Lab" publicKeyToken="31bf3856ad364e35" culture="neutral"/>
<codeBase version="15.0.0.0" href="file:///C:/Program Files/Microsoft/Exchange Server/V15/bin/Lab.dll"/></dependentAssembly>
</assemblyBinding></runtime></configuration>`

/**
 * Wine keeps neither private keys nor the rights of folders, no logs of events and no products of the Windows Installer, and
 * does not tell the state of pools. The lab's Exchange is no whole one: it has services, and hardly a file.
 */
const notJudged = [
  ...['ssl-bindings', 'folder-acls', 'http-500', 'page-folders', 'web-sites', 'binding-loss', 'certificate-expiry'],
  ...['build', 'framework', 'installer-cache', 'interim-updates', 'mail-flow', 'indicators-of-compromise'],
  ...['custom-files', 'custom-files-saved', 'revocation-check', 'dag-build', 'pending-restart']
]

const prepare = async (reached: ReachedLab): Promise<Fleet> => {
  const [first, second] = reached.servers
  if (first === undefined || second === undefined) throw new Error('the lab lacks a server')
  for (const server of reached.servers) {
    // A server that has the Cluster service may be in a DAG, of which nobody tells here.
    await server.powershell('Remove-Service -Name ClusSvc')
    for (const folder of ['ClientAccess', 'FrontEnd/HttpProxy'])
      writeFileSync(server.file(installation, folder, 'SharedWebConfig.config'), sharedWebConfig)
  }
  const stack = await createStack('test', commandEnvironment(commandPlugin()))
  const baseline = join(stack.folder, 'baseline')
  collect(reached, baseline)
  stack.settings({
    servers: reached.servers.map(({ name }) => ({ name, connection: { type: 'ssh', config: reached.config } })),
    enforcement: 'remediate',
    build: { 2019: '15.2.1748.10' },
    baseline,
    maxAge: '1d',
    // At once: a service that dies here does so while the server is read.
    remediation: { secondLook: 0 },
    policies: Object.fromEntries(notJudged.map((name) => [name, 'disabled']))
  })
  return { ...reached, stack, first, second }
}

const openFleet = async (): Promise<Fleet> => {
  const reached = await startReachedLab('EX01', 'EX02')
  try {
    return await prepare(reached)
  } catch (error) {
    await reached.stop()
    throw error
  }
}

const fleet = (): Promise<Fleet> => {
  opened ??= openFleet()
  return opened
}

const up = async ({ stack }: Fleet) => stack.pulumi('up', '--skip-preview', '--yes')

const assertGreen = async ({ stack }: Fleet): Promise<void> => {
  const { code, all } = await stack.pulumi('preview', '--expect-no-changes')
  assert.is(code, 0, all)
}

inLab('both servers are taken in, and what drifts there is ended', async () => {
  const all = await fleet()
  for (const server of all.servers) await server.powershell('Get-Service -Name MSExchangeRepl | Stop-Service -Force')
  const { code, all: said } = await up(all)
  assert.is(code, 0, said)
  for (const server of all.servers)
    assert.ok(servicesOf(await all.facts(server)).includes('MSExchangeRepl: Automatic, Running'), server.name)
  await assertGreen(all)
})

inLab('a server that a failed update has left without services is shown whole, and all of them come back', async () => {
  const all = await fleet()
  const { first, facts, stack } = all
  const before = servicesOf(await facts(first))
  await first.powershell(failUpdate)
  const preview = await stack.pulumi('preview', '--diff')
  assert.match(preview.all, 'Start MSExchangeIS')
  const { code, all: said } = await up(all)
  assert.equal(servicesOf(await facts(first)), before)
  // That the update itself is not installed stands open, and only a person ends that.
  assert.is.not(code, 0, said)
  assert.match(said, 'are not met on 1 of 2 servers: EX01 (services-not-stopping)')
})

inLab('as soon as that update is installed, all is green', async () => {
  const all = await fleet()
  await all.first.powershell(finishUpdate)
  const { code, all: said } = await up(all)
  assert.is(code, 0, said)
  await assertGreen(all)
})

inLab('a service that stops again three seconds after its start fails the update, by its name', async () => {
  const all = await fleet()
  const { second, stack } = all
  await second.powershell('Get-Service -Name MSExchangeIS | Stop-Service -Force')
  writeFileSync(second.file('lab', 'die', 'MSExchangeIS'), '')
  const dying = await up(all)
  const preview = await stack.pulumi('preview', '--expect-no-changes')
  rmSync(second.file('lab', 'die', 'MSExchangeIS'))
  assert.is.not(dying.code, 0, dying.all)
  assert.match(
    dying.all,
    /EX02: its remediation was carried out, and (?:yet the server, read again,|0 minutes later) [^\n]*MSExchangeIS/
  )
  assert.is.not(preview.code, 0, preview.all)
})

inLab('as soon as it stays, the next update starts it, and all is green', async () => {
  const all = await fleet()
  const { code, all: said } = await up(all)
  assert.is(code, 0, said)
  await assertGreen(all)
})

test.run()
