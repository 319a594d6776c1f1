import { isFileTarget } from '../connections/files'
import { effectiveLevel, runsIn } from '../judging/levels'
import type { Step } from '../judging/policy'
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
import { isPlainName } from '../stacks/launcher'
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
  /** What comes next, where nothing stands against it. */
  readonly steps: ReadonlyArray<Step>
  /** What was found and is waived, each policy with how many values. */
  readonly waived: ReadonlyArray<string>
  readonly isActiveManager: boolean
  /** Whether the update is installed there, so that no turn is left to take, whatever else is wrong. */
  readonly hasUpdate: boolean
  /** What says more, without the launcher and the stack, such as `explain EX01 pending-restart`; null where nothing does. */
  readonly next: string | null
}

/** Where nothing could be read, the policies that miss it tell nobody anything. */
const mostPolicies = 3

const reasonOf = ({ policies: names, title, kind }: Finding): string => {
  if (kind === 'drift') return `${names.join(', ')}: ${title}`
  return names.length > mostPolicies ? title : `${names.join(', ')}: not known: ${title}`
}

const readNote = (judged: JudgedPlan, now: number): ReadonlyArray<string> =>
  isFileTarget(judged.plan.args.target) ? [readAtText(judged, now)] : []

/** Whether it is what nobody could tell of the server's DAG. */
export const isUnknown = (reason: string): boolean => reason.startsWith('unknown:')

export const noBaseline = 'no baseline: record one by collect before the update'

/** The notes on the server's facts from before the update. */
const baselineNote = ({ plan }: JudgedPlan): string =>
  plan.args.judging.baseline === null ? noBaseline : `baseline ${plan.args.judging.baseline}`

const factsNotes = (judged: JudgedPlan, now: number): ReadonlyArray<string> => [
  baselineNote(judged),
  ...readNote(judged, now)
]

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

/** Certificates that end within days and that no drift tells of: an update is the time to think of them. */
const endingSoon = (verdicts: ReadonlyArray<Verdict>): ReadonlyArray<string> => {
  const drifts = JSON.stringify(
    verdicts.flatMap((verdict) => verdict.drifts.map(({ path, evidence }) => [path, evidence]))
  )
  const isTold = (text: string): boolean => drifts.includes(/^the certificate (\S+)/.exec(text)?.[1] ?? text)
  const all = verdicts.flatMap(({ reason }) => (reason ?? '').split('; ').filter(saysDueSoon))
  return [...new Set(all)].filter((text) => !isTold(text))
}

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
    ...(covers('unfinished-update')
      ? halfUpdated(facts).map((why) => `waived, and it may be half-updated: ${why}`)
      : []),
    ...(covers('services-start') && areMostlyDisabled(facts)
      ? ['waived, and it may be half-updated: most services of Exchange are Disabled, as setup leaves them']
      : []),
    ...failed.map((one) => `waived, and it may be half-updated: ${one.title}`)
  ]
}

/** A server with the build may be one on which the update broke off. */
const reasonsFor = (update: Update | null, hasBuild: boolean, reasons: ReadonlyArray<string>) =>
  update === null || !hasBuild || reasons.length === 0
    ? reasons
    : [`nothing is left to install: it has ${showBuild(update.build)} or a newer build already`, ...reasons]

/** The policies in order, and why the server's DAG can do without it. */
const favourable = (
  verdicts: ReadonlyArray<Verdict>,
  dag: string | null,
  isDagSafe: boolean
): ReadonlyArray<string> => {
  const inOrder = verdicts.filter(({ status }) => status === 'compliant').length
  return [
    ...(inOrder === 0 ? [] : [`${inOrder} ${inOrder === 1 ? 'policy' : 'policies'} in order`]),
    ...(isDagSafe && dag !== null ? [`${dag} can do without it`] : [])
  ]
}

/** Whether nothing at all could be judged: the reason for that says all. */
const isUnread = (verdicts: ReadonlyArray<Verdict>): boolean =>
  verdicts.length > 0 && verdicts.every(({ status }) => status === 'unknown')

/** The steps against the first finding are in `explain`; why a server can't be read, `doctor` finds out. */
const nextOf = (server: string, verdicts: ReadonlyArray<Verdict>, found: ReadonlyArray<Finding>): string | null => {
  const finding = found.find(
    ({ kind, countsAsChange, waiver }) => kind === 'drift' && countsAsChange && waiver === null
  )
  const [policy] = finding?.policies ?? []
  if (!isPlainName(server)) return null
  if (policy !== undefined) return `explain ${server} ${policy}`
  return isUnread(verdicts) ? `doctor ${server}` : null
}

/** What is unknown beside the findings: of the update, and of policies that nobody judges. */
const unknownFirst = (
  judged: JudgedPlan,
  verdicts: ReadonlyArray<Verdict>,
  ofUpdate: ReadonlyArray<string>,
  waived: ReadonlyArray<Finding>
): ReadonlyArray<string> => [
  ...(isUnread(verdicts) ? [] : ofUpdate),
  ...unjudgedPolicies(judged),
  ...hiddenByWaiver(judged, waived)
]

/** The open findings of a kind, binding or advisory, in words. */
const openAs =
  (found: ReadonlyArray<Finding>) =>
  (kind: Finding['kind'], binding: boolean): ReadonlyArray<string> =>
    found
      .filter(({ waiver }) => waiver === null)
      .filter((one) => one.kind === kind && one.countsAsChange === binding)
      .map(reasonOf)

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
    const { dag, faults: ofDag } = membershipOf(judged, settings.organization, organization)
    const verdicts = judged.verdicts.filter((verdict) => !isUnasked(verdict))
    const found = findingsOf({ server, verdicts }, true)
    const waived = found.filter(({ waiver }) => waiver !== null)
    const of = openAs(found)
    const doubts = doubtsOfUpdate(judged, update, table)
    // Where nothing is left to install, the DAG needs not do without it.
    const faults = doubts.hasBuild ? [] : ofDag
    const against = [...doubts.against, ...of('drift', true), ...faults.filter((fault) => !isUnknown(fault))]
    const unknown = [
      ...unknownFirst(judged, verdicts, doubts.unknown, waived),
      ...of('unknown', true),
      ...of('unknown', false),
      ...(isUnread(verdicts) ? [] : faults.filter(isUnknown))
    ]
    const lonely = dag === null ? [] : onlyCopies(organization, dag, server)
    return {
      ...{ server, dag, hasUpdate: doubts.hasBuild },
      state: stateOf(against, unknown, doubts.hasBuild),
      reasons: reasonsFor(update, doubts.hasBuild, [...against, ...unknown]),
      notes: [
        ...favourable(verdicts, dag, ofDag.length === 0 && lonely.length === 0),
        ...[...lonely, ...factsNotes(judged, now), ...of('drift', false), ...endingSoon(verdicts)]
      ],
      steps: verdicts.flatMap(({ steps }) => steps),
      waived: waived.map(waivedText),
      isActiveManager: isActiveManager({ judged, dag }, organization),
      next: nextOf(server, verdicts, found)
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
