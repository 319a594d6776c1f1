import * as pulumi from '@pulumi/pulumi'
import * as E from 'fp-ts/Either'
import { type OpenDrift, openDrifts, type Summary, summarize } from '../reports/summary'
import { type FindBaseline, listBaselines } from '../resources/connections/baseline'
import { documents } from '../resources/document'
import { Server } from '../resources/server'
import { failAtEnd, gateMessage, refuse } from './gate'
import { idleWaivers } from './idleWaivers'
import { organizationNews } from './organization'
import { expiredWaivers, missingBaselines, type Plan, planServers } from './plan'
import { type JudgedPlan, readServers } from './readServers'
import { decodeSettings, misspeltNamespaces, namespace, type Settings } from './settings'
import { judgedServer, tellServer, tellSummary } from './tell'

/** The stack's outputs. No evidence and no times stand in them: they stay the same while nothing changes. */
export interface Outputs {
  readonly summary: Summary
  readonly drifts: ReadonlyArray<OpenDrift>
}

const orRefuse = <A>(result: E.Either<ReadonlyArray<string>, A>): A => {
  if (E.isLeft(result)) throw refuse(result.left)
  return result.right
}

const ownSettings = (): Settings => {
  const prefix = `${namespace}:`
  const own = Object.entries(pulumi.runtime.allConfig()).flatMap(([key, text]) =>
    key.startsWith(prefix) ? [[key.slice(prefix.length), text]] : []
  )
  const misspelt = misspeltNamespaces(Object.keys(pulumi.runtime.allConfig()))
  return orRefuse(misspelt.length > 0 ? E.left(misspelt) : decodeSettings(Object.fromEntries(own)))
}

const baselines = async ({ baseline }: Settings): Promise<FindBaseline> =>
  baseline === null
    ? () => null
    : orRefuse(E.mapLeft((fault: string) => [`${namespace}:baseline: ${fault}`])(await listBaselines(baseline)()))

const declare = ({ plan, verdicts }: JudgedPlan): Server => new Server(plan.args, documents(verdicts).desired)

/** The SDK keeps a stack for each promise of a resource; for hundreds of servers these cost more than all else here. */
const withoutStacks = async <A>(declare: () => Promise<A>): Promise<A> => {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  return declare().finally(() => {
    Error.stackTraceLimit = stackTraceLimit
  })
}

const settled = async (resources: ReadonlyArray<Server>): Promise<void> =>
  new Promise((resolve) => pulumi.all(resources.map(({ urn, id }) => pulumi.all([urn, id]))).apply(() => resolve()))

interface Declared {
  readonly resource: Server
  readonly told: Promise<void>
}

/** In a preview the engine works on one server while the next one is judged. */
const declareJudged = (judged: JudgedPlan): Declared => {
  const resource = declare(judged)
  const told = pulumi.runtime.isDryRun() ? tellServer(judged, resource) : Promise.resolve()
  return { resource, told }
}

/** An update tells what create and update have read, not what stood before them. */
const afterUpdate = async (
  plans: ReadonlyArray<Plan>,
  declared: ReadonlyArray<Declared>
): Promise<ReadonlyArray<JudgedPlan>> => {
  await settled(declared.map(({ resource }) => resource))
  const judged = await readServers(plans)
  await Promise.all(
    declared.flatMap(({ resource }, index) => {
      const one = judged[index]
      return one === undefined ? [] : [tellServer(one, resource)]
    })
  )
  return judged
}

/** Settings, then reading, judging, declaring, telling, and last the gate. */
export const program = async (): Promise<Outputs> => {
  const settings = ownSettings()
  const today = new Date().toISOString().slice(0, 10)
  const plans = planServers(settings, today, await baselines(settings))
  const declared: Array<Declared> = []
  const [before, news] = await withoutStacks(() =>
    Promise.all([
      readServers(plans, (judged) => declared.push(declareJudged(judged))),
      organizationNews(settings, plans)
    ])
  )
  await Promise.all(declared.map(({ told }) => told))
  const judged = pulumi.runtime.isDryRun() ? before : await afterUpdate(plans, declared)
  for (const sentence of expiredWaivers(settings, today)) await pulumi.log.warn(sentence)
  for (const sentence of [...idleWaivers(judged), ...missingBaselines(settings, plans)]) await pulumi.log.info(sentence)
  for (const sentence of news.warnings) await pulumi.log.warn(sentence)
  for (const sentence of news.broken) await pulumi.log.error(sentence)
  await tellSummary(judged)
  const servers = judged.map(judgedServer)
  const broken = [
    ...judged.filter(({ errors }) => errors.length > 0).map(({ plan }) => plan.place.server),
    ...(news.broken.length > 0 ? ['the organization'] : [])
  ]
  const message = gateMessage(servers, broken)
  if (message !== null) failAtEnd(message)
  return { summary: summarize(servers), drifts: openDrifts(servers) }
}
