import { isFileTarget } from '../connections/files'
import { effectiveLevel, runsIn } from '../judging/levels'
import { isUnasked, type Verdict } from '../judging/verdict'
import { type BuildTable, ownTable } from '../kernel/builds/buildTable'
import { showBuild } from '../kernel/compare'
import { counted } from '../kernel/counted'
import { halfUpdated } from '../policies/build/halfUpdated'
import { policies } from '../policies/catalogue'
import { saysDueSoon } from '../policies/iis/certificateFaults'
import { areMostlyDisabled } from '../policies/services/situation'
import { type Finding, findingsOf } from '../reports/findings'
import { membershipOf, type Organization } from '../stacks/dagMembership'
import type { JudgedPlan } from '../stacks/judgePlan'
import { isActiveManager } from '../stacks/rollout'
import type { Settings } from '../stacks/settings'
import { onlyCopies } from './onlyCopies'
import { doubtsOfUpdate, type Update } from './updateFit'
import { readAtText } from './verdictsText'

/** Whether an update may begin on a server. `done`: it has the update already, and all is in order. */
export interface Readiness {
  readonly server: string
  readonly dag: string | null
  readonly state: 'ready' | 'not ready' | 'not known' | 'done'
  /** Why it is not ready, or not known. */
  readonly reasons: ReadonlyArray<string>
  /** What is good to know, and keeps nobody from the update. */
  readonly notes: ReadonlyArray<string>
  /** What was found and is waived, each policy with how many values. */
  readonly waived: ReadonlyArray<string>
  readonly isActiveManager: boolean
  /** Whether the update is installed there, so that no turn is left to take, whatever else is wrong. */
  readonly hasUpdate: boolean
}

/** Where nothing could be read, the policies that miss it tell nobody anything. */
const mostPolicies = 3

const reasonOf = ({ policies: names, title, kind }: Finding): string => {
  if (kind === 'drift') return `${names.join(', ')}: ${title}`
  return names.length > mostPolicies ? title : `${names.join(', ')}: not known: ${title}`
}

const readNote = (judged: JudgedPlan, now: number): ReadonlyArray<string> =>
  isFileTarget(judged.plan.args.target) ? [readAtText(judged, now)] : []

const isUnknown = (reason: string): boolean => reason.startsWith('unknown:')

/** The notes on the server's facts from before the update. */
const baselineNote = ({ plan }: JudgedPlan): string =>
  plan.args.judging.baseline === null
    ? 'no baseline: record one by collect before the update'
    : `baseline ${plan.args.judging.baseline}`

const stateOf = (
  against: ReadonlyArray<string>,
  unknown: ReadonlyArray<string>,
  hasBuild: boolean
): Readiness['state'] => {
  if (against.length > 0) return 'not ready'
  if (unknown.length > 0) return 'not known'
  return hasBuild ? 'done' : 'ready'
}

const unjudged = 'no policy was judged: the settings disable all of this stage'

/** Mandatory policies that the settings switch off before an update. */
const unjudgedPolicies = (judged: JudgedPlan): ReadonlyArray<string> => {
  const { enforcement } = judged.plan.args.judging
  const names = policies
    .filter((policy) => policy.level === 'mandatory' && runsIn(enforcement.stage, policy))
    .filter((policy) => effectiveLevel(enforcement, policy) === 'disabled')
    .map(({ name }) => name)
  if (judged.verdicts.length === 0) return [unjudged]
  return names.length === 0 ? [] : [`not judged, since the settings disable them: ${names.join(', ')}`]
}

/** Certificates that end within days: an update is the time to think of them. */
const endingSoon = (verdicts: ReadonlyArray<Verdict>): ReadonlyArray<string> => [
  ...new Set(verdicts.flatMap(({ reason }) => (reason ?? '').split('; ').filter(saysDueSoon)))
]

const waivedText = ({ policies: names, drifts, unknowns, waiver }: Finding): string => {
  const count = drifts.length + unknowns.length
  return `waived, ${names.join(', ')}: ${counted(count, 'value')}: ${waiver ?? ''}`
}

/** A waiver accepts what a server is like, and makes nobody know that no update broke off there. */
const hiddenByWaiver = ({ facts }: JudgedPlan, waived: ReadonlyArray<Finding>): ReadonlyArray<string> => {
  const covers = (policy: string): boolean => waived.some((one) => one.policies.includes(policy))
  const failed = waived.filter(({ drifts }) => drifts.some(({ path: [section] }) => section === 'setupLog'))
  return [
    ...waived.filter(({ kind }) => kind === 'unknown').map((one) => `waived, and not known: ${one.title}`),
    ...(covers('build') ? halfUpdated(facts).map((why) => `waived, and it may be half-updated: ${why}`) : []),
    ...(covers('services-start') && areMostlyDisabled(facts)
      ? ['waived, and it may be half-updated: most services of Exchange are Disabled, as setup leaves them']
      : []),
    ...failed.map((one) => `waived, and it may be half-updated: ${one.title}`)
  ]
}

/** A server with the build may be one on which the update broke off. */
const reasonsFor = (update: Update | null, hasBuild: boolean, reasons: ReadonlyArray<string>) => {
  const [first, ...others] = reasons
  return update === null || !hasBuild || first === undefined
    ? reasons
    : [
        `it has ${showBuild(update.build)} or a newer build already, so that nothing is left to install, but: ${first}`,
        ...others
      ]
}

/** Judges by the verdicts of the stage before-update, the server's DAG, and the update, where one is named. */
export const readinessOf =
  (
    settings: Settings,
    organization: Organization,
    update: Update | null,
    table: BuildTable = ownTable,
    now = Date.now()
  ) =>
  (judged: JudgedPlan): Readiness => {
    const server = judged.plan.place.server
    const { dag, faults } = membershipOf(judged, settings.organization, organization)
    const verdicts = judged.verdicts.filter((verdict) => !isUnasked(verdict))
    const found = findingsOf({ server, verdicts }, true)
    const open = found.filter(({ waiver }) => waiver === null)
    const waived = found.filter(({ waiver }) => waiver !== null)
    const of = (kind: Finding['kind'], binding: boolean): ReadonlyArray<string> =>
      open.filter((one) => one.kind === kind && one.binding === binding).map(reasonOf)
    const doubts = doubtsOfUpdate(judged, update, table)
    const against = [...doubts.against, ...of('drift', true), ...faults.filter((fault) => !isUnknown(fault))]
    const isUnread = verdicts.length > 0 && verdicts.every(({ status }) => status === 'unknown')
    const unknown = [
      ...(isUnread ? [] : doubts.unknown),
      ...unjudgedPolicies(judged),
      ...hiddenByWaiver(judged, waived),
      ...of('unknown', true),
      ...of('unknown', false),
      ...(isUnread ? [] : faults.filter(isUnknown))
    ]
    const inOrder = verdicts.filter(({ status }) => status === 'compliant').length
    const lonely = dag === null ? [] : onlyCopies(organization, dag, server)
    return {
      server,
      dag,
      state: stateOf(against, unknown, doubts.hasBuild),
      reasons: reasonsFor(update, doubts.hasBuild, [...against, ...unknown]),
      notes: [
        ...(inOrder === 0 ? [] : [`${inOrder} ${inOrder === 1 ? 'policy' : 'policies'} in order`]),
        ...lonely,
        ...(dag !== null && faults.length === 0 && lonely.length === 0 ? [`${dag} can do without it`] : []),
        baselineNote(judged),
        ...readNote(judged, now),
        ...of('drift', false),
        ...endingSoon(verdicts)
      ],
      waived: waived.map(waivedText),
      isActiveManager: isActiveManager({ judged, dag }, organization),
      hasUpdate: doubts.hasBuild
    }
  }

/** Servers that are taken one after the other; servers without a DAG need no order among themselves. */
export interface Turns {
  readonly dag: string | null
  readonly servers: ReadonlyArray<Readiness>
}

/** In which order servers are updated: one member of a DAG at a time, its primary active manager last. */
export const orderOf = (all: ReadonlyArray<Readiness>): ReadonlyArray<Turns> => {
  const due = all.filter(({ hasUpdate }) => !hasUpdate)
  const keys = [...new Set(due.map(({ dag }) => dag?.toLowerCase() ?? null))]
  return keys.map((key) => {
    const servers = due.filter(({ dag }) => (dag?.toLowerCase() ?? null) === key)
    const isReady = ({ state }: Readiness): boolean => state === 'ready'
    const sorted = [
      ...servers.filter((one) => isReady(one) && !one.isActiveManager),
      ...servers.filter((one) => isReady(one) && one.isActiveManager),
      ...servers.filter((one) => !isReady(one) && !one.isActiveManager),
      ...servers.filter((one) => !isReady(one) && one.isActiveManager)
    ]
    return { dag: servers[0]?.dag ?? null, servers: sorted }
  })
}
