import type { Output } from '@pulumi/pulumi'
import { isFileTarget } from '../connections/files'
import { remediationNow, type Verdict } from '../judging/verdict'
import { showPath } from '../kernel/propertyPath'
import type { Guard } from '../resources/command/runRequest'
import type { SecondLookRule } from '../resources/command/secondLookRule'
import { type Document, documents } from '../resources/document'
import { Server } from '../resources/server'
import type { JudgedPlan } from './readServers'
import { membersBefore, otherMembers, type Turn } from './rollout'
import { defaultMinutes } from './rolloutRules'
import type { Settings } from './settings'

/** Loaded when it is needed: most stacks only look. */
const loadCommand = (): typeof import('../resources/command/command') => require('../resources/command/command')

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
        drifts.filter((one) => remediationNow(one) !== null && one.waiver === null).map(({ path }) => showPath(path))
      ])
      .filter(([, paths]) => paths !== undefined && paths.length > 0)
  )

/** A server as it is declared, and the output of the command that changes it; null where none does. */
interface Declared {
  readonly server: Server
  readonly work: Output<string> | null
}

const guardOf = (turn: Turn, turns: ReadonlyArray<Turn>, { organization, remediation }: Settings): Guard | null => {
  const { judged, dag, drained } = turn
  const { inMaintenance } = judged.plan
  const queueLimit = remediation?.queueLimit ?? null
  return dag === null
    ? null
    : {
        organization: organization ?? { type: 'none' },
        dag,
        after: [...membersBefore(turn, turns)],
        others: [...otherMembers(turn, turns)],
        ...(drained ? { drained } : {}),
        ...(inMaintenance === 'allow' ? { inMaintenance } : {}),
        ...(queueLimit === null ? {} : { queueLimit })
      }
}

const secondLookOf = ({ plan }: JudgedPlan, { remediation }: Settings): SecondLookRule => ({
  minutes: remediation?.secondLook ?? defaultMinutes,
  probes: remediation?.probes ?? false,
  inMaintenance: plan.inMaintenance
})

const onlyLooked = ({ judged }: Turn): Declared => ({ server: declareServer(judged), work: null })

const declareTurn = (
  turn: Turn,
  turns: ReadonlyArray<Turn>,
  settings: Settings,
  declared: ReadonlyMap<string, Declared>
): Declared => {
  const { judged, remedy } = turn
  const { args } = judged.plan
  // Nothing can be changed in a recording, so that it needs no command, and no plugin for one.
  if (remedy === null || isFileTarget(args.target)) return onlyLooked(turn)
  const { remediationCommand } = loadCommand()
  if (remedy._tag !== 'Planned')
    return {
      server: new Server(args, desiredDocument(judged), [remediationCommand(args.target.server, null, [])]),
      work: null
    }
  const window = settings.remediation?.window ?? null
  const request = {
    target: args.target,
    guard: remedy.place === 'endpoint' ? null : guardOf(turn, turns, settings),
    ...(window === null ? {} : { window }),
    ...(remedy.place === 'endpoint' ? { place: remedy.place } : {})
  }
  const before = turn.after.flatMap((name) => declared.get(name) ?? [])
  const printedBefore = membersBefore(turn, turns).flatMap((name) => declared.get(name)?.work ?? [])
  const work = { request, script: remedy.script, lastEntry: remedy.lastEntry, printedBefore }
  const command = remediationCommand(
    args.target.server,
    work,
    before.map(({ server }) => server)
  )
  const { waivers } = judged.plan
  const again = {
    ...{ verify: endedBy(judged.verdicts), waivers, secondLook: secondLookOf(judged, settings) },
    ...(remedy.place === 'endpoint' ? { changes: 'organization' as const } : {})
  }
  const server = new Server({ ...args, ...again }, desiredDocument(judged), [command])
  return { server, work: command.stdout }
}

/** Declares all servers of a stack with their commands, each after those that come before it; no command without the plugin. */
export const declareTurns = (
  turns: ReadonlyArray<Turn>,
  settings: Settings,
  hasPlugin: boolean
): ReadonlyArray<Declared> => {
  const declared = new Map<string, Declared>()
  return turns.map((turn) => {
    const one = hasPlugin ? declareTurn(turn, turns, settings, declared) : onlyLooked(turn)
    declared.set(turn.judged.plan.place.server, one)
    return one
  })
}
