import * as E from 'fp-ts/Either'
import type { Target } from '../connections/connection'
import { isFileTarget } from '../connections/files'
import { endpointsOf, type OrganizationSource } from '../connections/organization'
import { sameServer } from '../judging/dagMembers'
import { inOrganization } from '../judging/inOrganization'
import { remediationNow } from '../judging/verdict'
import { sameName } from '../kernel/compare'
import { rules } from '../policies/catalogue'
import { takenOut } from '../policies/components/takenOut'
import { type Drain, mayServe, undrained, undrainedNote } from '../policies/dag/drain'
import { heldBackText } from '../policies/dag/heldBackText'
import { neverSettles } from '../policies/dag/unsettled'
import type { ChangingEndpoint } from '../remediation/endpointScript'
import { allHeldBack, planRemediation, type RemediationPlan, serverFirst, withoutRestarts } from '../remediation/plan'
import { type Membership, membershipOf, type Organization } from './dagMembership'
import type { JudgedPlan } from './readServers'
import type { RemediationOrder } from './remediationCodecs'
import type { Settings } from './settings'

/** A server's part in the remediation of a stack. */
export interface Turn {
  readonly judged: JudgedPlan
  readonly dag: string | null
  /** Null where no policy of the server has the level. */
  readonly remedy: RemediationPlan | null
  /** The servers that must be done and verified before. */
  readonly after: ReadonlyArray<string>
  /** The policies at the level whose drifts no command ends. */
  readonly byHand: ReadonlyArray<string>
  /** What is left out of the remedy, since it would restart IIS on a member of a DAG that serves; lines of text. */
  readonly heldBack: ReadonlyArray<string>
  /** Whether the server must still be drained when its turn comes. */
  readonly drained: boolean
}

const defaultMaxServers = 10

const refused = (...reasons: ReadonlyArray<string>): RemediationPlan => ({ _tag: 'Refused', reasons })

const nameOf = ({ plan }: JudgedPlan): string => plan.place.server

const maintenanceReasons = ({ facts, plan }: JudgedPlan, organization: Organization): ReadonlyArray<string> => {
  if (plan.inMaintenance === 'allow') return []
  const known = E.mapLeft((reason: string) => ({ reason }))(organization)
  return takenOut(plan.place.server, inOrganization(facts, known))
}

/** The endpoints through which the organization is changed; the server that is to be changed comes last. */
const changingEndpoint = (source: OrganizationSource | null, server: string): ChangingEndpoint | null =>
  source?.type === 'endpoint' ? { names: endpointsOf(source, server), https: source.https === true } : null

const remedyOf = (
  judged: JudgedPlan,
  { faults, dag }: Membership,
  organization: Organization,
  drain: Drain,
  endpoint: ChangingEndpoint | null
): RemediationPlan | null => {
  const { verdicts, facts, plan } = judged
  if (!verdicts.some(({ level }) => level === 'remediate')) return null
  const restartNote = dag !== null && drain === 'none' ? undrainedNote : null
  const manner = { inMaintenance: plan.inMaintenance, restartNote, endpoint }
  const remedy = planRemediation(rules, facts, verdicts, manner)
  if (remedy._tag !== 'Planned') return remedy
  if (isFileTarget(plan.args.target)) return refused('its connection is a recording, in which nothing can be changed')
  // What brings a server back into service takes nothing from its DAG.
  const needed = remedy.place === 'endpoint' ? [] : faults
  const reasons = [...maintenanceReasons(judged, organization), ...needed]
  return reasons.length === 0 ? remedy : refused(...reasons)
}

/** A server with what may be done there now, and why the rest may not: a restart of IIS is felt where a member serves. */
const heldBack = (
  judged: JudgedPlan,
  { dag }: Membership,
  organization: Organization,
  drain: Drain
): Pick<Turn, 'judged' | 'heldBack'> => {
  const whole = { judged, heldBack: [] }
  if (dag === null || drain === 'none' || E.isLeft(organization) || !mayServe(judged.facts)) return whole
  const { server } = judged.plan.place
  const { verdicts, policies } = withoutRestarts(judged.verdicts)
  const reasons = policies.length === 0 ? [] : undrained(organization.right, server)
  return reasons.length === 0
    ? whole
    : { judged: { ...judged, verdicts }, heldBack: heldBackText(organization.right, server, policies, reasons) }
}

/** A server without what changes the organization, where the server itself is changed in this run. */
const inNextRun = ({ judged, heldBack }: Pick<Turn, 'judged' | 'heldBack'>): Pick<Turn, 'judged' | 'heldBack'> => {
  const { verdicts, policies } = serverFirst(judged.verdicts)
  if (policies.length === 0) return { judged, heldBack }
  const later = `${policies.join(', ')}: in the next pulumi up, when nothing is left to do on the server itself.`
  return { judged: { ...judged, verdicts }, heldBack: [...heldBack, later] }
}

/** Whether a server's plan restarts IIS there. */
export const restartsIis = (remedy: RemediationPlan | null): boolean =>
  remedy?._tag === 'Planned' && remedy.steps.some(({ kind }) => kind === 'restart')

const byHand = ({ verdicts }: JudgedPlan): ReadonlyArray<string> =>
  verdicts
    .filter(({ level }) => level === 'remediate')
    .filter(({ drifts }) => drifts.some((one) => remediationNow(one) === null && one.waiver === null))
    .map(({ policy }) => policy)

/** So many servers are changed in one run; the others wait for the next one. */
const limited = (turns: ReadonlyArray<Turn>, most: number): ReadonlyArray<Turn> => {
  const planned = turns.filter(({ remedy }) => remedy?._tag === 'Planned')
  const reason = `one run changes at most ${most} servers (exchange-compliance:remediation, maxServers); run pulumi up again`
  return turns.map((turn) => (planned.indexOf(turn) < most ? turn : { ...turn, remedy: refused(reason) }))
}

const isPlanned = ({ remedy }: Turn): boolean => remedy?._tag === 'Planned'

const sameDag = (a: Turn, b: Turn): boolean => a.dag !== null && b.dag !== null && sameName(a.dag, b.dag)

/** A member of a DAG waits for the one before it to settle: where that will never be seen, it has no turn in this run. */
const seenToSettle = (turns: ReadonlyArray<Turn>, organization: Organization): ReadonlyArray<Turn> => {
  if (E.isLeft(organization)) return turns
  return turns.map((turn, index) => {
    const before = turns.slice(0, index).filter((other) => isPlanned(other) && sameDag(other, turn))
    const [reason] = before.flatMap(({ judged }) => neverSettles(organization.right, nameOf(judged)) ?? [])
    return reason === undefined || !isPlanned(turn) ? turn : { ...turn, remedy: refused(reason), heldBack: [] }
  })
}

/** Servers that take turns, and how many of them may be in hand at once. */
interface Lane {
  readonly lane: string
  readonly width: number
}

/** No order takes two members of a DAG in hand at once. */
const lanesOf = ({ judged, dag }: Turn, order: RemediationOrder): ReadonlyArray<Lane> => [
  ...(dag !== null || order === 'one-per-dag' ? [{ lane: `dag ${dag ?? ''}`.toLowerCase(), width: 1 }] : []),
  ...(typeof order === 'string'
    ? []
    : [{ lane: `site ${judged.plan.place.site ?? ''}`.toLowerCase(), width: order.perSite }])
]

const inLanes = (turns: ReadonlyArray<Turn>, order: RemediationOrder): ReadonlyArray<Turn> =>
  turns.map((turn, index) => {
    if (turn.remedy?._tag !== 'Planned') return turn
    const before = turns.slice(0, index).filter((other) => other.remedy?._tag === 'Planned')
    const after = lanesOf(turn, order).flatMap(({ lane, width }) => {
      const inLane = before.filter((other) => lanesOf(other, order).some((one) => one.lane === lane))
      const last = inLane[inLane.length - width]
      return last === undefined ? [] : [last]
    })
    return { ...turn, after: [...new Set(after.map(({ judged }) => nameOf(judged)))] }
  })

/**
 * Gives each server its part: what is to be done there or why nothing is, and which one comes before it. Servers
 * without a DAG take turns as if they were one; so the first to fail stops those like it.
 */
export const planRollout = (
  { remediation, organization: source }: Settings,
  judged: ReadonlyArray<JudgedPlan>,
  organization: Organization
): ReadonlyArray<Turn> => {
  const drain = remediation?.drain ?? 'required'
  const turns = judged.map((one): Turn => {
    const membership = membershipOf(one, source, organization)
    const held = inNextRun(heldBack(one, membership, organization, drain))
    const endpoint = changingEndpoint(source, nameOf(one))
    const remedy = remedyOf(held.judged, membership, organization, drain, endpoint)
    return {
      judged: held.judged,
      dag: membership.dag,
      remedy,
      after: [],
      byHand: byHand(held.judged),
      heldBack: remedy?._tag === 'Refused' ? [] : held.heldBack,
      drained: membership.dag !== null && drain === 'required' && restartsIis(remedy) && mayServe(one.facts)
    }
  })
  const seen = seenToSettle(turns, organization)
  return inLanes(limited(seen, remediation?.maxServers ?? defaultMaxServers), remediation?.order ?? 'one-per-dag')
}

/** Whether a server is the primary active manager of its DAG; not where nobody knows. */
export const isActiveManager = ({ judged, dag }: Pick<Turn, 'judged' | 'dag'>, organization: Organization): boolean =>
  E.isRight(organization) &&
  E.isRight(organization.right.sections.dags) &&
  organization.right.sections.dags.right.some(
    ({ name, primaryActiveManager }) =>
      dag !== null && sameName(name, dag) && sameServer(primaryActiveManager ?? '', nameOf(judged))
  )

/** Whether any server gets a command, be it one that does nothing. */
export const needsCommands = (turns: ReadonlyArray<Turn>): boolean =>
  turns.some(({ judged, remedy }) => remedy !== null && !isFileTarget(judged.plan.args.target))

/** The same turns where nothing can be sent to a server. */
export const withoutCommands = (turns: ReadonlyArray<Turn>): ReadonlyArray<Turn> =>
  turns.map((turn) =>
    isPlanned(turn)
      ? { ...turn, remedy: refused("Pulumi's command plugin is not installed"), after: [], heldBack: [] }
      : turn
  )

/** A server as its findings are told: where nothing may be done on it now, nobody is sent to the update. */
export const toldTurn = ({ judged, remedy }: Turn): JudgedPlan =>
  remedy?._tag === 'Refused' ? { ...judged, verdicts: allHeldBack(judged.verdicts) } : judged

/** The servers that a person has to see to, in the order in which to: in a DAG the primary active manager comes last. */
export const forPersons = (turns: ReadonlyArray<Turn>, organization: Organization): ReadonlyArray<Turn> => {
  const waiting = turns.filter((turn) => turn.byHand.length > 0)
  return [
    ...waiting.filter((turn) => !isActiveManager(turn, organization)),
    ...waiting.filter((turn) => isActiveManager(turn, organization))
  ]
}

/** The member of the same DAG that comes before a server, and must have settled. */
export const membersBefore = ({ dag, after }: Turn, turns: ReadonlyArray<Turn>): ReadonlyArray<string> =>
  turns
    .filter((other) => after.some((name) => sameName(nameOf(other.judged), name)))
    .filter((other) => dag !== null && other.dag !== null && sameName(other.dag, dag))
    .map((other) => nameOf(other.judged))

/** The other members of the same DAG that can be reached, also those of which nothing is to be done. */
export const otherMembers = ({ judged, dag }: Turn, turns: ReadonlyArray<Turn>): ReadonlyArray<Target> =>
  turns
    .filter((other) => other.judged !== judged && dag !== null && other.dag !== null && sameName(other.dag, dag))
    .map((other) => other.judged.plan.args.target)
    .filter((target) => !isFileTarget(target))
