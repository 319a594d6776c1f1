import * as E from 'fp-ts/Either'
import { type FindBaseline, listBaselines } from '../connections/baseline'
import { createTableReader } from '../connections/buildTable'
import { createCollect } from '../connections/collect'
import { defaultLimits } from '../connections/limit'
import { type OrganizationReading, organizationSeconds, readOrganization } from '../connections/organization'
import { progressLine } from '../connections/progress'
import { type BuildTable, ownTable } from '../kernel/builds/buildTable'
import type { Run } from '../stacks/fleet'
import { partnerPlans, withFleetVerdicts } from '../stacks/fleetVerdicts'
import { type JudgedPlan, judgePlan } from '../stacks/judgePlan'
import { type OrganizationNews, organizationNews } from '../stacks/organization'
import { planServers, type ServerPlan, sourceOf } from '../stacks/plan'
import { remarksOn } from '../stacks/remarks'
import type { Settings } from '../stacks/settings'
import type { Wanted } from './chooseServers'
import { say } from './deliver'
import { stacksFolder } from './paths'
import { serversOfStack } from './serversOfStack'
import type { StackSettings } from './stackSettings'

/** What was read as a run of its stack, for its reports; nothing is changed by reading. */
export const runOf = ({ stack, settings }: StackSettings, { judged, news, table, remarks }: ReadStack): Run => ({
  ...{ name: stack.name, settings, judged, broken: news.broken, table, remarks },
  at: new Date().toISOString(),
  isDryRun: true
})

/** Servers as they are judged now by a stack's settings, with what was read of their organization. */
export interface ReadStack {
  readonly judged: ReadonlyArray<JudgedPlan>
  readonly news: OrganizationNews
  /** The table of builds that they are judged by. */
  readonly table: BuildTable
  /** What of recorded facts can't be used, each in a sentence. */
  readonly broken: ReadonlyArray<string>
  /** What else a person must know of the judging, as a preview says it, each in a sentence. */
  readonly remarks: ReadonlyArray<string>
}

const baselinesOf = async ({ baseline }: Settings): Promise<E.Either<string, FindBaseline>> =>
  baseline === null ? E.right(() => null) : listBaselines(baseline)()

const tableOf = async ({ buildTable }: Settings): Promise<E.Either<string, BuildTable>> =>
  (await createTableReader()(buildTable)) ?? E.right(ownTable)

/** Aborted when somebody interrupts this process. */
export const untilInterrupted = (): AbortSignal => {
  const cancellation = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => cancellation.abort())
  return cancellation.signal
}

const readServers = (plans: ReadonlyArray<ServerPlan>, signal: AbortSignal) => {
  const surroundings = {
    signal,
    tell: (progress: Parameters<typeof progressLine>[0]) => say(progressLine(progress)),
    tellEverySeconds: 5
  }
  return createCollect(surroundings, defaultLimits)(plans.map(({ args }) => args.target))()
}

const readSource = (settings: Settings, signal: AbortSignal): Promise<OrganizationReading> => {
  const source = sourceOf(settings)
  return source === null
    ? Promise.resolve(E.right(null))
    : readOrganization(source, { seconds: organizationSeconds, signal })()
}

/**
 * Reads the servers that are asked for and judges them, as the Pulumi program does for the whole stack: by the same plan, the
 * same connections and the same judging. A fault of the settings or of what is asked for is one sentence.
 */
export const readStack = async (
  { stack, settings }: StackSettings,
  wanted: Wanted
): Promise<E.Either<string, ReadStack>> => {
  process.chdir(stacksFolder)
  const table = await tableOf(settings)
  if (E.isLeft(table)) return table
  const findBaseline = await baselinesOf(settings)
  if (E.isLeft(findBaseline)) return findBaseline
  const today = new Date().toISOString().slice(0, 10)
  const all = planServers(settings, today, findBaseline.right)
  const plans = await serversOfStack(stack, all, wanted)
  if (E.isLeft(plans)) return plans
  const signal = untilInterrupted()
  const [readings, organization] = await Promise.all([readServers(plans.right, signal), readSource(settings, signal)])
  const alone = await Promise.all(
    plans.right.flatMap((plan, index) => {
      const reading = readings[index]
      return reading === undefined ? [] : [judgePlan(plan, reading, organization)]
    })
  )
  // Asked alone, a server gets the verdicts that it has in the whole stack.
  const partners = await readServers(partnerPlans(all, alone, organization), signal)
  const judged = withFleetVerdicts(
    alone,
    organization,
    partners.map(({ facts }) => facts)
  )
  const news = organizationNews(settings, all, organization)
  const broken = [
    ...judged.flatMap(({ plan, errors }) => errors.map((error) => `${plan.place.server}: ${error}`)),
    ...news.broken
  ]
  // How the organization differs from the whole stack is no answer on some of its servers.
  const warnings = judged.length === all.length || E.isLeft(organization) ? news.warnings : []
  const remarks = [...remarksOn(settings, today, judged, table.right, news.facts).map(({ text }) => text), ...warnings]
  return E.right({ judged, news, table: table.right, broken, remarks })
}
