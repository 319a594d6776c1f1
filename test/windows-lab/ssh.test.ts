import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Facts } from '../../facts/facts'
import { ordinarySections } from '../../facts/registry'
import { read } from '../connections/live'
import { add, none, runTogether } from '../runner'
import { bindingScript, byListing, removeRecords, served } from './lostBindings'
import {
  addWebAdministration,
  assertHealed,
  failUpdate,
  planOf,
  type ReachedLab,
  reachedMissing,
  scriptOf,
  servicesOf,
  startReachedLab,
  stepsOf
} from './reached'
import { notThere } from './wine'

const test = suite('windows lab: ssh')
const inLab = reachedMissing === null ? test : test.skip
if (reachedMissing !== null)
  process.stdout.write(`skipped: ${reachedMissing}, so that no Windows was reached over ssh\n`)

const root = join(__dirname, '../..')

let opened: Promise<ReachedLab> | null = null
test.after(async () => (await opened?.catch(() => null))?.stop())

const reach = async () => {
  opened ??= startReachedLab('EX01')
  const reached = await opened
  const [server] = reached.servers
  if (server === undefined) throw new Error('the lab has no server')
  return { ...reached, server }
}

/** Every section of an ordinary reading was read but those that the lab lacks. */
const assertRead = ({ sections }: Facts): void =>
  assert.equal(
    ordinarySections.filter((name) => sections[name]._tag === 'Left'),
    notThere
  )

inLab('the collector reads every section over ssh', async () => {
  const { facts, server } = await reach()
  assertRead(await facts(server))
})

inLab('the collector reads every section of this computer', async () => {
  const { server } = await reach()
  const { PATH } = process.env
  process.env.PATH = `${join(server.pwsh, '..')}:${PATH}`
  const [reading] = await read([{ server: 'EX01', connection: { type: 'local' } }], {
    concurrency: 1,
    deadlineSeconds: 120
  })
  process.env.PATH = PATH
  assert.ok(reading?.readable, JSON.stringify(reading))
  assertRead(reading.facts)
})

inLab('all services come back after a failed update, and nothing is left to do', async () => {
  const { facts, server, carry } = await reach()
  const before = await facts(server)
  await server.powershell(failUpdate)
  const broken = await facts(server)
  assert.ok(servicesOf(broken).filter((line) => line.endsWith('Disabled, Stopped')).length >= 25)
  const plan = planOf(broken, before)
  assert.ok(stepsOf(plan).length >= 47, `only ${stepsOf(plan).length} steps`)
  const { sentence, results } = await carry(server, scriptOf(plan))
  assert.is(sentence, null)
  assert.equal(
    results.filter(({ result }) => result !== 'done'),
    []
  )
  assertHealed(await facts(server), before)
})

inLab('what an administrator can have disabled stays so where no update ran since the baseline', async () => {
  const { facts, server, carry } = await reach()
  await server.restore()
  const before = await facts(server)
  await server.powershell(`${failUpdate}
Remove-Item -Recurse -LiteralPath C:\\ExchangeSetupLogs`)
  const { sentence } = await carry(server, scriptOf(planOf(await facts(server), before)))
  assert.is(sentence, null)
  const now = servicesOf(await facts(server))
  assert.equal(
    servicesOf(before).filter((line) => !now.includes(line)),
    [
      'MSExchangeAntispamUpdate: Automatic, Running',
      'MSExchangeEdgeSync: Automatic, Running',
      'MSExchangeMitigation: Automatic, Running',
      'MSExchangeTransportLogSearch: Automatic, Running',
      'RemoteRegistry: Automatic'
    ]
  )
})

const policyKey = String.raw`SOFTWARE\Policies\Microsoft\Windows\PowerShell`

const setScriptPolicy = `
$machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
$key = $machine.CreateSubKey('${policyKey}')
$key.SetValue('EnableScripts', 1)
$key.SetValue('ExecutionPolicy', 'RemoteSigned')
Get-Service -Name Winmgmt | Stop-Service -Force
Set-Service -Name Winmgmt -StartupType Disabled
Get-Service -Name MSExchangeRepl | Stop-Service -Force
`

const removeScriptPolicy = `
[Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64').DeleteSubKeyTree('${policyKey}')
`

/** PowerShell 7 does not ask WMI, so that its scripts would leave out what Windows PowerShell needs first. */
const asWindowsPowerShell = (script: string): string => {
  const changed = script.replace('$isSet -and $PSVersionTable.PSVersion.Major -lt 6 -and', '$isSet -and')
  assert.is.not(changed, script)
  return changed
}

inLab('where a policy for scripts is set and WMI is disabled, it is read, and WMI is started first', async () => {
  const { facts, server, carry } = await reach()
  await server.restore()
  const before = await facts(server)
  await server.powershell(setScriptPolicy)
  try {
    const broken = await facts(server)
    assertRead(broken)
    const { executionPolicy } = broken.sections
    assert.match(JSON.stringify(executionPolicy), 'RemoteSigned')
    const { sentence, results } = await carry(server, asWindowsPowerShell(scriptOf(planOf(broken, before))))
    assert.is(sentence, null)
    const [first] = results
    assert.match(first?.step ?? '', 'Enable and start Winmgmt')
    assert.is(first?.result, 'done')
    const kept = server.file('ProgramData', 'ExchangeCompliance', '1', '0', 'backup.json')
    assert.match(readFileSync(kept, 'utf8'), '"service":"Winmgmt","start":4')
    assertHealed(await facts(server), before)
  } finally {
    await server.powershell(removeScriptPolicy)
  }
})

inLab('the collector of organization facts does on Windows what its tests say', async () => {
  const { server } = await reach()
  const PATH = `${join(server.pwsh, '..')}:${process.env.PATH}`
  const files = ['', 'Directory', 'Endpoints'].map((part) => `test/collector/organization${part}.test.ts`)
  const { results, output } = await runTogether(files, { ...process.env, PATH })
  const counts = results.map((result) => result.counts).reduce(add, none)
  assert.equal([counts.failed, counts.skipped], [0, 0], output)
  assert.ok(counts.passed >= 9, output)
})

const lastEntryOf = ({ sections: { journal } }: Facts): number => {
  if (E.isLeft(journal)) throw new Error(journal.left.reason)
  return journal.right.lastEntry
}

const restoreCommands = (config: string, entry: number): string =>
  execFileSync(
    process.execPath,
    [
      'toolchain/run.mjs',
      'commands/restore/restore.ts',
      '--connection',
      'ssh',
      '--ssh-config',
      config,
      '--entry',
      `${entry}`,
      'EX01'
    ],
    { cwd: root, encoding: 'utf8', timeout: 120_000 }
  )

inLab(
  'lost bindings come back with their certificates, a second run changes nothing, and all of it can be put back',
  async () => {
    const { facts, server, carry, config } = await reach()
    await server.restore()
    await addWebAdministration(server)
    const before = await facts(server)
    const [thumbprint = ''] = /[0-9A-F]{40}/.exec(served(before).join()) ?? []
    const file = server.file('windows', 'system32', 'inetsrv', 'config', 'applicationHost.config')
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('<binding protocol="https" bindingInformation=":443:" sslFlags="0"/>', '')
    )
    await server.powershell(removeRecords)
    const lost = await facts(server)
    assert.equal(served(lost), ['*:444 null', '127.0.0.1:443 null'])

    const first = await carry(server, byListing(bindingScript(thumbprint, 0)))
    assert.is(first.sentence, null)
    const now = await facts(server)
    assert.equal(served(now), served(before))
    assert.ok(servicesOf(now).includes('W3SVC: Automatic, Running'))

    const second = await carry(server, byListing(bindingScript(thumbprint, lastEntryOf(now))))
    assert.is(second.sentence, null)
    assert.equal(
      second.results.filter(({ result, number }) => result !== 'unchanged' && number > 0),
      []
    )

    // It warns of a record that is gone already, by the command before.
    await server.powershell(`$WarningPreference = 'SilentlyContinue'\n${byListing(restoreCommands(config, 1))}`)
    assert.equal(served(await facts(server)), served(lost))
  }
)

test.run()
