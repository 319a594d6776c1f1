import { ask } from '../../../connections/ask'
import type { Connection } from '../../../connections/connection'
import { type AskServer, carryOut, type Patience } from '../../../resources/command/carryOut'
import { planFor, scriptOf } from '../../policies/remediated'
import { createPowerShell, powershellMissing } from '../../simulated-host/powershell'
import type { SimulatedServers } from '../../simulated-host/servers'
import { sshdMissing, startSshd } from '../../simulated-host/sshd'
import { type RecordedSections, recording } from '../../support/server'

/** Simulated servers, and how they are reached. */
export interface Hosts {
  readonly servers: SimulatedServers
  readonly connection: Connection
  readonly stop: () => Promise<void>
}

/** A way to simulated servers; `missing` says why it can't be gone here. */
export interface Way {
  readonly name: string
  readonly missing: string | null
  readonly open: () => Promise<Hosts>
}

const openSsh = async (): Promise<Hosts> => {
  const sshd = await startSshd()
  const connection = { type: 'ssh', host: null, user: null, port: null, config: sshd.config } as const
  return { servers: sshd, connection, stop: sshd.stop }
}

const openRemoting = async (): Promise<Hosts> => {
  const powershell = createPowerShell()
  const { PATH } = process.env
  process.env.PATH = powershell.path
  const stop = async () => {
    process.env.PATH = PATH
  }
  return {
    servers: powershell,
    connection: { type: 'remoting', computer: null, port: null, https: null, credentials: null },
    stop
  }
}

export const ways: ReadonlyArray<Way> = [
  { name: 'ssh', missing: sshdMissing, open: openSsh },
  { name: 'remoting', missing: powershellMissing, open: openRemoting }
]

const quick: Patience = { busy: 20, silent: 20, absent: 1, total: 40, pause: 0.1 }

/** How a run went: its ending, and the lines that were told meanwhile, without those by which a step begins. */
export interface Told {
  readonly sentence: string | null
  readonly lines: ReadonlyArray<Readonly<Record<string, unknown>>>
}

/** Runs a script in a session on a simulated server. */
export const askOn = ({ connection }: Hosts, server: string, code: string, seconds = 20) =>
  ask({ server, connection }, code, { seconds, signal: new AbortController().signal })

/** Carries out a script on a simulated server as `pulumi up` does. */
export const carry = async (
  hosts: Hosts,
  server: string,
  script: string,
  patience: Partial<Patience> = {},
  askSeconds = 20
): Promise<Told> => {
  const lines: Array<Readonly<Record<string, unknown>>> = []
  const askServer: AskServer = (code) => askOn(hosts, server, code, askSeconds)
  const ending = await carryOut(server, askServer, script, (line) => lines.push(JSON.parse(line)), {
    ...quick,
    ...patience
  })
  const told = lines.filter((line) => !('atMostSeconds' in line))
  return { sentence: ending._tag === 'Left' ? ending.left : null, lines: told }
}

/** Adds a server with some sections, and gives the script that repairs it. */
export const addDrifted = (
  { servers }: Hosts,
  server: string,
  sections: RecordedSections,
  ways: Readonly<Record<string, unknown>> = {}
): string => {
  servers.add(server, { behaviour: 'windows', answer: recording(sections, server), ...ways })
  return scriptOf(planFor({ identity: Object(recording({}, server)).facts.identity, ...sections }))
}
