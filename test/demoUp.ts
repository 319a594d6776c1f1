import { demoOrganization, demoServers } from './demoServers'
import { type SimulatedFleet, simulatedFleet } from './engine/simulatedFleet'
import { powershellMissing } from './simulated-host/powershell'
import { commandPlugin } from './support/commandPlugin'
import { recording } from './support/server'

const say = (text: string): void => void process.stdout.write(`${text}\n`)

/** No endpoint of the organization tells of an Edge Transport server: somebody looks there by hand. */
const lookedAt = {
  server: 'EDGE1',
  policy: 'maintenance',
  reason: 'Get-ServerComponentState on EDGE1 shows all components Active',
  expires: '2999-12-31'
}

const builds = { 2019: '15.2.1748.55', SE: '15.2.2562.56' }

const earlier = { exSetup: '15.2.1748.39', binaries: [] }

/** What was there before the update: only by it may a service be enabled that is disabled alone. */
const writeBaseline = ({ stack }: SimulatedFleet): void => {
  for (const [name, { healthy }] of Object.entries(demoServers)) {
    const facts = JSON.parse(JSON.stringify(recording({ ...healthy, build: earlier }, name)))
    stack.write(`baseline/${name}.json`, JSON.stringify({ ...facts, collectedAt: '2026-10-30T08:00:00Z' }))
  }
}

const enrol = async (): Promise<SimulatedFleet> => {
  const servers = Object.entries(demoServers).map(([name, { dag, healthy }]) => [
    name,
    { sections: healthy, ...(dag === undefined ? {} : { dag }) }
  ])
  const organization = { endpoint: 'ex19a.contoso.example' }
  const fleet = await simulatedFleet(Object.fromEntries(servers), {
    build: builds,
    organization,
    // Nobody is there to drain a server in the middle of the demonstration.
    remediation: { drain: 'none' },
    waivers: [lookedAt]
  })
  fleet.hosts.organize({ answer: demoOrganization, follows: true })
  writeBaseline(fleet)
  fleet.settings({ baseline: `${fleet.stack.folder}/baseline` })
  const { code, all } = await fleet.stack.pulumi('up', '--skip-preview', '--yes')
  if (code !== 0) throw new Error(all)
  return fleet
}

/** Runs a command under a heading that shows it; whether it ended as it should. */
const show = async ({ stack }: SimulatedFleet, ...args: ReadonlyArray<string>): Promise<boolean> => {
  say(`\n${'='.repeat(80)}\n$ pulumi ${args.join(' ')}\n${'='.repeat(80)}`)
  const code = await stack.show(...args)
  say(`(exit code ${code})`)
  return code === 0
}

const demo = async (): Promise<boolean> => {
  const plugin = commandPlugin().name === 'real' ? '' : ", and so is Pulumi's command plugin"
  say(`The servers of this demonstration are simulated${plugin}: nothing real is touched.`)
  const fleet = await enrol()
  say('EX19A and EX19B (DAG1) and EDGE1 are enrolled, all as they should be. Now an update fails on each of them.')
  for (const [name, { drift }] of Object.entries(demoServers)) fleet.hosts.change(name, drift)
  return (
    (await show(fleet, 'preview', '--diff')) &&
    (await show(fleet, 'up', '--strict', '--yes', '--suppress-progress')) &&
    (await show(fleet, 'preview', '--expect-no-changes', '--suppress-progress'))
  )
}

const main = async (): Promise<void> => {
  if (powershellMissing !== null) {
    process.stderr.write(`The servers of this demonstration can't be simulated here: ${powershellMissing}.\n`)
    process.exitCode = 1
    return
  }
  // Ctrl-C goes to Pulumi too; when that has ended, so do we, and clear up.
  process.on('SIGINT', () => undefined)
  const started = Date.now()
  const isDone = await demo()
  const seconds = Math.round((Date.now() - started) / 1_000)
  say(`\n${isDone ? 'All is as desired again' : 'This ended otherwise than it should'}, after ${seconds} s.`)
  process.exitCode = isDone ? 0 : 1
}

void main()
