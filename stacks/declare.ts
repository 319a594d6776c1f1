import type { Output, Resource } from '@pulumi/pulumi'
import { showPath } from '../policies/propertyPath'
import type { Verdict } from '../policies/verdict'
import type { OrganizationSource } from '../resources/connections/organization'
import { type Document, documents } from '../resources/document'
import { Server } from '../resources/server'
import type { JudgedPlan } from './readServers'
import { membersBefore, otherMembers, type Turn } from './rollout'

/** Loaded when it is needed: most stacks only look. */
const loadCommand = (): typeof import('../resources/remediation/command') => require('../resources/remediation/command')

const desiredDocument = ({ verdicts }: JudgedPlan): Document => documents(verdicts).desired

/** Declares a server that is only looked at. */
export const declareServer = (judged: JudgedPlan): Server => new Server(judged.plan.args, desiredDocument(judged))

/** The drifts that a remediation ends, by policy. */
const endedBy = (verdicts: ReadonlyArray<Verdict>): Readonly<Record<string, ReadonlyArray<string>>> =>
  Object.fromEntries(
    verdicts
      .filter(({ level }) => level === 'remediate')
      .map(({ policy, drifts }) => [
        policy,
        drifts
          .filter(({ remediation, waiver }) => remediation !== null && waiver === null)
          .map(({ path }) => showPath(path))
      ])
      .filter(([, paths]) => paths !== undefined && paths.length > 0)
  )

/** A server as it is declared, and the output of the command that changes it; null where none does. */
interface Declared {
  readonly server: Server
  readonly work: Output<unknown> | null
}

const declareTurn = (
  turn: Turn,
  turns: ReadonlyArray<Turn>,
  organization: OrganizationSource,
  before: ReadonlyArray<Resource>
): Declared => {
  const { judged, dag, remedy } = turn
  const { args } = judged.plan
  if (remedy === null) return { server: declareServer(judged), work: null }
  const { remediationCommand } = loadCommand()
  if (remedy._tag !== 'Planned')
    return {
      server: new Server(args, desiredDocument(judged), [remediationCommand(args.target.server, null, [])]),
      work: null
    }
  const others = otherMembers(turn, turns)
  const guard = dag === null ? null : { organization, dag, after: [...membersBefore(turn, turns)], others: [...others] }
  const work = { order: { target: args.target, guard }, script: remedy.script, lastEntry: remedy.lastEntry }
  const command = remediationCommand(args.target.server, work, before)
  const { waivers } = judged.plan
  const server = new Server({ ...args, verify: endedBy(judged.verdicts), waivers }, desiredDocument(judged), [command])
  return { server, work: command.stdout }
}

/** Declares all servers of a stack with their commands, each after those that come before it. */
export const declareTurns = (
  turns: ReadonlyArray<Turn>,
  organization: OrganizationSource | null
): ReadonlyArray<Declared> => {
  const servers = new Map<string, Server>()
  return turns.map((turn) => {
    const before = turn.after.flatMap((name) => servers.get(name) ?? [])
    const source = organization ?? { type: 'none' }
    const declared = declareTurn(turn, turns, source, before)
    servers.set(turn.judged.plan.place.server, declared.server)
    return declared
  })
}
