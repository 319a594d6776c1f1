import { createPowerShell, type SimulatedPowerShell } from '../simulated-host/powershell'
import type { WindowsHost } from '../simulated-host/servers'
import { commandEnvironment, commandPlugin } from '../support/commandPlugin'
import { createStack, type Stack } from '../support/engine'
import { type RecordedSections, recording } from '../support/server'

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
  const settings: SimulatedFleet['settings'] = (more = {}) =>
    stack.settings({ servers: listed, enforcement: 'remediate', build: { 2019: '15.2.1748.10' }, ...parts, ...more })
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
