import * as t from 'io-ts'
import * as assert from 'uvu/assert'
import { createPowerShell, type SimulatedPowerShell } from '../simulated-host/powershell'
import type { Hand, WindowsHost } from '../simulated-host/servers'
import { commandEnvironment, commandPlugin } from '../support/commandPlugin'
import { createStack, type Ending, type Stack, stackOutputs } from '../support/engine'
import { healthySections, type RecordedSections, recording } from '../support/server'

type Settings = Readonly<Record<string, unknown>>

/** A stack of simulated servers that are reached by PowerShell remoting. */
export interface SimulatedFleet {
  readonly stack: Stack
  readonly hosts: SimulatedPowerShell
  /** Replaces the stack's settings; the servers and the level `remediate` are given. */
  readonly settings: (parts?: Settings) => void
}

/** What differs from a healthy server. */
export interface SimulatedServer {
  readonly sections?: RecordedSections
  readonly ways?: Partial<WindowsHost>
  readonly dag?: string
}

const plugin = commandPlugin()

const pathOf = (hosts: SimulatedPowerShell, environment: Readonly<Record<string, string>>): string =>
  [hosts.folder, environment.PATH ?? process.env.PATH].join(process.platform === 'win32' ? ';' : ':')

/** Makes a stack of servers, in which nothing is enrolled. */
export const simulatedFleet = async (
  servers: Readonly<Record<string, SimulatedServer>>,
  parts: Settings = {}
): Promise<SimulatedFleet> => {
  const hosts = createPowerShell()
  for (const [name, { sections = {}, ways = {} }] of Object.entries(servers))
    hosts.add(name, {
      behaviour: 'windows',
      answer: recording({ journal: { lastEntry: 0 }, ...sections }, name),
      ...ways
    })
  const environment = commandEnvironment(plugin)
  const stack = await createStack('test', { ...environment, PATH: pathOf(hosts, environment) })
  const listed = Object.entries(servers).map(([name, { dag }]) => ({
    name,
    connection: { type: 'remoting' },
    ...(dag === undefined ? {} : { dag })
  }))
  // Nobody waits for the second look.
  const settings: SimulatedFleet['settings'] = (more = {}) =>
    stack.settings({
      ...{ servers: listed, enforcement: 'remediate', build: { 2019: '15.2.1748.10' }, ...parts, ...more },
      remediation: { secondLook: 0, ...Object(more.remediation ?? parts.remediation) }
    })
  settings()
  return { stack, hosts, settings }
}

/** Makes such a stack and takes its servers in as they are. */
export const enrolledFleet = async (
  servers: Readonly<Record<string, SimulatedServer>>,
  parts: Settings = {}
): Promise<SimulatedFleet> => {
  const fleet = await simulatedFleet(servers, parts)
  const { code, all } = await fleet.stack.pulumi('up', '--skip-preview', '--yes')
  if (code !== 0) throw new Error(all)
  return fleet
}

/** Updates without the preview that `up` has of its own. */
export const up = ({ stack }: SimulatedFleet): Promise<Ending> => stack.pulumi('up', '--skip-preview', '--yes')

/** What is needed before a pipeline goes on. */
export const assertGreen = async ({ stack }: SimulatedFleet): Promise<void> => {
  const { code, all } = await stack.pulumi('preview', '--expect-no-changes')
  assert.is(code, 0, all)
}

/** The changes that scripts made, as `EX01: Start MSExchangeIS`, in the order in which they happened. */
export const changesMade = (hands: ReadonlyArray<Hand>): ReadonlyArray<string> =>
  hands.flatMap(({ event, server }, index) => {
    if (event !== 'set') return []
    const steps = hands.slice(0, index).filter((hand) => hand.event === 'step' && hand.server === server)
    return [`${server}: ${steps.pop()?.title}`]
  })

/** Which servers were taken in hand and left again, as `EX01 begin`. */
export const turnsTaken = (hands: ReadonlyArray<Hand>): ReadonlyArray<string> =>
  hands.filter(({ event }) => /^(?:begin|end)$/.test(event)).map(({ server, event }) => `${server} ${event}`)

const exported = t.type({
  deployment: t.type({
    resources: t.array(
      t.intersection([t.type({ urn: t.string, type: t.string }), t.partial({ outputs: t.record(t.string, t.unknown) })])
    )
  })
})

/** What the state keeps of a server's last remediation: `before => after` by path. */
export const remediatedOf = async ({ stack }: SimulatedFleet, server: string): Promise<unknown> => {
  const { stdout } = await stack.pulumi('stack', 'export')
  const state = exported.decode(JSON.parse(stdout))
  if (state._tag === 'Left') throw new Error(`this is no state: ${stdout}`)
  const { resources } = state.right.deployment
  return resources.find(({ type, urn }) => type === 'exchange:index:Server' && urn.endsWith(`::${server}`))?.outputs
    ?.remediated
}

/** The lines that a preview adds in a server's command, without how deep they stand. */
const addedFor = (server: string, { stdout }: Ending): ReadonlyArray<string> => {
  const [, block = ''] = stdout.split(`command:local:Command::${server}]`)
  const [properties = ''] = block.split(/^ *[~+-]* *\w+:\w+:\w+: \(/m)
  return properties.split('\n').flatMap((line) => {
    const [, added] = /^ +\+ (.*)$/.exec(line.trimEnd()) ?? []
    return added === undefined ? [] : [added]
  })
}

/** The script that a server received stands in a preview with --diff, line by line. */
export const assertShown = (server: string, preview: Ending, script = ''): void => {
  const lines = script
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
  assert.ok(lines.length > 100, 'this is no script')
  assert.equal(
    addedFor(server, preview).filter((line) => lines.includes(line)),
    lines
  )
}

/** How many scripts were at work on one server at the same time, at the most. */
const atOnce = (hands: ReadonlyArray<Hand>): number => {
  const counts = { now: 0, most: 0 }
  for (const { event } of hands) {
    if (event === 'begin') counts.now += 1
    if (event === 'end' || event === 'die') counts.now -= 1
    counts.most = Math.max(counts.most, counts.now)
  }
  return counts.most
}

/** Goes on after a crash, as an operator does; all that was stopped runs then, and no script ran beside another. */
export const goOn = async (fleet: SimulatedFleet): Promise<void> => {
  await fleet.stack.pulumi('cancel', '--yes')
  const again = await up(fleet)
  assert.is(again.code, 0, again.all)
  const { hosts, stack } = fleet
  assert.is(atOnce(hosts.hands()), 1, JSON.stringify(hosts.hands()))
  assert.equal(hosts.facts('EX01').services, healthySections.services)
  assert.equal((await stackOutputs(stack)).drifts, [])
  await assertGreen(fleet)
}
