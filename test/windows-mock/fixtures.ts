import * as E from 'fp-ts/Either'
import { withParsedLogs } from '../../connections/setup-log/collected'
import { decodeFacts } from '../../facts/decode'
import type { Facts } from '../../facts/facts'
import { installPath } from '../../facts/installation'
import { judge } from '../../judging/evaluate'
import type { Standard } from '../../judging/standard'
import { policies, rules } from '../../policies/catalogue'
import { planRemediation, type RemediationPlan } from '../../remediation/plan'
import { demoServers } from '../demoServers'
import { goldens } from '../policies/goldens'
import { remediating } from '../policies/remediated'
import { serverFacts } from '../support/server'
import { temporaryFile } from './conditions'
import { type MachineState, machineOf } from './machine'

/** A server that a plan changes, and the script that does. */
export interface Fixture {
  readonly name: string
  readonly state: MachineState
  readonly plan: Extract<RemediationPlan, { readonly _tag: 'Planned' }>
  readonly script: string
  /** The plan for other facts of the same server. */
  readonly planOf: (facts: Facts) => RemediationPlan
}

const yesterday = new Date(Date.now() - 86_400_000).toISOString()

/**
 * Where no sign-in page was seen, nobody knows whether an intruder was there, and no rights are repaired; where the log System
 * is empty, whether services end again and again.
 */
const asUsed = (state: MachineState, root: string): MachineState => ({
  ...state,
  files: { ...state.files, [`${root}FrontEnd\\HttpProxy\\owa\\auth\\signout.aspx`]: '' },
  logs: { System: [{ provider: 'Service Control Manager', id: 7036, at: yesterday, values: ['WinRM', 'running'] }] }
})

const fixture = (name: string, facts: Facts, standard: Standard): ReadonlyArray<Fixture> => {
  const planOf = (of: Facts): RemediationPlan => planRemediation(rules, of, judge(policies, of, standard))
  const plan = planOf(facts)
  if (plan._tag !== 'Planned') return []
  const script = temporaryFile(`${name}.ps1`, plan.script)
  return [{ name, state: asUsed(machineOf(facts), installPath(facts)), plan, script, planOf }]
}

/** The servers of the recorded scripts, and those of the demonstration, which have a drift of each policy that can be remediated. */
export const fixtures: ReadonlyArray<Fixture> = [
  ...goldens.flatMap(([name, sections, standard]) =>
    fixture(name, serverFacts({ journal: { lastEntry: 0 }, ...sections }), standard)
  ),
  ...Object.entries(demoServers).flatMap(([name, { healthy, drift }]) =>
    fixture(`demo-${name}`, serverFacts({ ...healthy, ...drift }, name), remediating())
  )
]

/** The facts that the collector wrote into a server's file. */
export const collectedFacts = (state: MachineState, file: string): Facts => {
  const text = state.files[file]
  if (typeof text !== 'string') throw new Error(`the collector wrote no ${file}`)
  const decoded = decodeFacts(withParsedLogs(JSON.parse(text)).recording)
  if (E.isLeft(decoded)) throw new Error(decoded.left)
  return decoded.right.facts
}
