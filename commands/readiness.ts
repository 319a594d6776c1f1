import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import { compareBuilds, parseBuild, showBuild } from '../policies/compare'
import { type Product, productOf, productOfServer, products } from '../policies/product'
import { isUnasked } from '../policies/verdict'
import { type Finding, findingsOf } from '../reports/findings'
import { isFileTarget } from '../resources/connections/files'
import { membershipOf, type Organization } from '../stacks/dagMembership'
import type { JudgedPlan } from '../stacks/judgePlan'
import { isActiveManager } from '../stacks/rollout'
import type { Settings } from '../stacks/settings'
import { suggest } from '../stacks/suggest'

/** The build that is to be installed. */
export interface Update {
  readonly product: Product
  readonly build: NonNullable<ReturnType<typeof buildOf>>
}

const buildOf = (text: string) => O.toNullable(parseBuild(text))

/** Whether an update may begin on a server. `done`: it has the update already. */
export interface Readiness {
  readonly server: string
  readonly dag: string | null
  readonly state: 'ready' | 'not ready' | 'not known' | 'done'
  /** Why it is not ready, or not known. */
  readonly reasons: ReadonlyArray<string>
  /** What is good to know, and keeps nobody from the update. */
  readonly notes: ReadonlyArray<string>
  readonly isActiveManager: boolean
}

/** Reads a build such as `15.2.2562.53` or `SE:15.2.2562.53`; a fault is one sentence. */
export const updateIn = (text: string): E.Either<string, Update> => {
  const [, named = '', number = ''] = /^(?:([^:]*):)?(.*)$/.exec(text) ?? []
  const build = buildOf(number)
  const product = build === null ? null : O.toNullable(productOf(build))
  if (build === null || product === null)
    return E.left(`--update ${text}: name a build of Exchange, such as 15.2.2562.53`)
  if (named === '' || named === product) return E.right({ product, build })
  return E.left(
    products.some((one) => one === named)
      ? `--update ${text}: ${number} is a build of Exchange ${product}, not of ${named}`
      : `--update ${text}: ${suggest(named, products)}`
  )
}

/** Exchange 2019 is upgraded to SE in place; all else stays what it is. */
const fits = (own: Product, { product }: Update): boolean => own === product || (own === '2019' && product === 'SE')

const installedBuild = ({ facts: { sections } }: JudgedPlan) =>
  pipe(
    O.fromEither(sections.build),
    O.chain(({ exSetup }) => O.fromNullable(exSetup)),
    O.chain(parseBuild)
  )

interface Doubts {
  readonly against: ReadonlyArray<string>
  readonly unknown: ReadonlyArray<string>
  readonly isDone: boolean
}

const doubtsOfUpdate = (judged: JudgedPlan, update: Update | null): Doubts => {
  const none = { against: [], unknown: [], isDone: false }
  if (update === null) return none
  const [installed, product] = [installedBuild(judged), productOfServer(judged.facts)]
  if (O.isNone(installed) || O.isNone(product))
    return { ...none, unknown: ['what is installed could not be read, so nobody knows whether the update fits'] }
  if (!fits(product.value, update))
    return {
      ...none,
      against: [`${showBuild(update.build)} is of Exchange ${update.product}, and the server runs ${product.value}`]
    }
  return { ...none, isDone: compareBuilds(installed.value, update.build) >= 0 }
}

const reasonOf = ({ policies, title, kind }: Finding): string =>
  `${policies.join(', ')}: ${kind === 'drift' ? '' : 'not known: '}${title}`

const isUnknown = (reason: string): boolean => reason.startsWith('unknown:')

/** The notes on the server's facts from before the update. */
const baselineNote = ({ plan }: JudgedPlan): string =>
  plan.args.judging.baseline === null
    ? 'no baseline: record one by collect before the update'
    : `baseline ${plan.args.judging.baseline}`

/** A recording says how a server was, which may be long ago. */
const recordedNote = ({ plan, facts }: JudgedPlan): ReadonlyArray<string> =>
  isFileTarget(plan.args.target) ? [`by a recording of ${facts.collectedAt ?? 'an unknown time'}`] : []

/** Judges by the verdicts of the stage before-update, the server's DAG, and the update, where one is named. */
export const readinessOf =
  (settings: Settings, organization: Organization, update: Update | null) =>
  (judged: JudgedPlan): Readiness => {
    const server = judged.plan.place.server
    const { dag, faults } = membershipOf(judged, settings.organization, organization)
    const verdicts = judged.verdicts.filter((verdict) => !isUnasked(verdict))
    const open = findingsOf({ server, verdicts }).filter(({ waiver }) => waiver === null)
    const of = (kind: Finding['kind'], binding: boolean): ReadonlyArray<string> =>
      open.filter((one) => one.kind === kind && one.binding === binding).map(reasonOf)
    const doubts = doubtsOfUpdate(judged, update)
    const against = [...doubts.against, ...of('drift', true), ...faults.filter((fault) => !isUnknown(fault))]
    const unknown = [...doubts.unknown, ...of('unknown', true), ...of('unknown', false), ...faults.filter(isUnknown)]
    const state = against.length > 0 ? 'not ready' : unknown.length > 0 ? 'not known' : 'ready'
    const inOrder = verdicts.filter(({ status }) => status === 'compliant').length
    return {
      server,
      dag,
      state: doubts.isDone ? 'done' : state,
      reasons: doubts.isDone ? [] : [...against, ...unknown],
      notes: [
        `${inOrder} policies in order`,
        ...(dag !== null && faults.length === 0 ? [`${dag} can do without it`] : []),
        baselineNote(judged),
        ...recordedNote(judged),
        ...of('drift', false)
      ],
      isActiveManager: isActiveManager({ judged, dag }, organization)
    }
  }

/** Servers that are taken one after the other; servers without a DAG need no order among themselves. */
export interface Turns {
  readonly dag: string | null
  readonly servers: ReadonlyArray<Readiness>
}

/** In which order servers are updated: one member of a DAG at a time, its primary active manager last. */
export const orderOf = (all: ReadonlyArray<Readiness>): ReadonlyArray<Turns> => {
  const due = all.filter(({ state }) => state !== 'done')
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
