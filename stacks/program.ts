import * as pulumi from '@pulumi/pulumi'
import * as E from 'fp-ts/Either'
import { type FindBaseline, listBaselines } from '../connections/baseline'
import { createTableReader } from '../connections/buildTable'
import type { OrganizationReading } from '../connections/organization'
import { type BuildTable, ownTable } from '../kernel/builds/buildTable'
import type { Fleet } from '../reports/fleet'
import { type OpenDrift, openDrifts, type Summary, summarize } from '../reports/summary'
import { clockTime } from '../resources/command/clock'
import type { Server } from '../resources/server'
import { gotPlugin, pluginMissing } from './commandPlugin'
import { declareServer, declareTurns } from './declare'
import { endWithEngine } from './endWithEngine'
import { brokenNames, fleetOf, fleetServer } from './fleet'
import { withFleetVerdicts } from './fleetVerdicts'
import { failAtEnd, gateLine, reasonsToFail, refuse } from './gate'
import { inputsOfSettings, reportPlaceFaults } from './inputs'
import { log } from './log'
import { ownSettings } from './namespaces'
import { type OrganizationNews, organizationNews } from './organization'
import { planServers, type ServerPlan, sourceOf } from './plan'
import { readOrganizationFacts } from './readOrganization'
import { handOver, type JudgedPlan, readServers } from './readServers'
import { remarksOn } from './remarks'
import { writeReports } from './reportFiles'
import { needsCommands, planRollout, toldTurn, withoutCommands } from './rollout'
import { rolloutRules } from './rolloutRules'
import { projectFolder } from './scriptFiles'
import { decodeSettings, namespace, remediates, type Settings } from './settings'
import { layoutOf, tellFleet, tellServers } from './tell'
import { tellRollout } from './tellRollout'

/** The stack's outputs. No evidence and no times stand in them: they stay the same while nothing changes. */
export interface Outputs {
  readonly summary: Summary
  readonly drifts: ReadonlyArray<OpenDrift>
}

const outputsOf = (judged: ReadonlyArray<JudgedPlan>): Outputs => {
  const servers = judged.map(fleetServer)
  return { summary: summarize(servers), drifts: openDrifts(servers) }
}

const orRefuse = <A>(result: E.Either<ReadonlyArray<string>, A>): A => {
  if (E.isLeft(result)) throw refuse(result.left)
  return result.right
}

const settingsOf = (): Settings =>
  orRefuse(E.chain(decodeSettings)(ownSettings(pulumi.runtime.allConfig(), pulumi.getProject())))

const baselines = async ({ baseline }: Settings): Promise<FindBaseline> =>
  baseline === null
    ? () => null
    : orRefuse(E.mapLeft((fault: string) => [`${namespace}:baseline: ${fault}`])(await listBaselines(baseline)()))

const tableIn = async ({ buildTable }: Settings): Promise<BuildTable> => {
  const table = await createTableReader()(buildTable)
  return table === undefined
    ? ownTable
    : orRefuse(E.mapLeft((fault: string) => [`${namespace}:buildTable: ${fault}`])(table))
}

/** A report must not take the place of what it is made of. */
const refuseReportsOverInputs = async (settings: Settings): Promise<void> => {
  const { files, folders } = inputsOfSettings(settings, '.')
  const inputs = { files: [...files, `Pulumi.${pulumi.getStack()}.yaml`], folders }
  const faults = await reportPlaceFaults(settings.reports, '.', inputs)
  if (faults.length > 0) throw refuse(faults.map((fault) => `${namespace}:reports: ${fault}`))
}

interface Seen {
  readonly judged: ReadonlyArray<JudgedPlan>
  readonly organization: OrganizationReading
  readonly news: OrganizationNews
  readonly servers: ReadonlyArray<Server>
  /** What the commands print that change servers: in a preview nobody knows it, nor what comes of it. */
  readonly work: ReadonlyArray<pulumi.Output<unknown>>
  /** The servers that these commands change. */
  readonly repaired: ReadonlyArray<string>
  /** What is missing to change them; null for nothing. */
  readonly missing: string | null
}

/**
 * The SDK takes a stack for each resource, whatever the limit, and for each promise of one, and maps all to sources; for
 * hundreds of servers these cost more than all else here.
 */
const withoutStacks = async <A>(declare: () => Promise<A>): Promise<A> => {
  const { stackTraceLimit, prepareStackTrace } = Error
  Error.stackTraceLimit = 0
  Error.prepareStackTrace = String
  return declare().finally(() => {
    Error.stackTraceLimit = stackTraceLimit
    Error.prepareStackTrace = prepareStackTrace
  })
}

const settled = async (resources: ReadonlyArray<Server>): Promise<void> =>
  new Promise((resolve) => pulumi.all(resources.map(({ urn }) => urn)).apply(() => resolve()))

/** A stack that only looks: in a preview the engine works on one server while the next one is judged. */
const lookAtServers = async (settings: Settings, plans: ReadonlyArray<ServerPlan>): Promise<Seen> => {
  const declared: Array<Promise<ReadonlyArray<Server>>> = []
  const declare = (some: ReadonlyArray<JudgedPlan>): void => {
    declared.push(handOver(some).then(() => some.map(declareServer)))
  }
  const reading = readOrganizationFacts(sourceOf(settings))
  const [alone, organization] = await Promise.all([readServers(plans, reading, declare), reading])
  const judged = withFleetVerdicts(alone, organization)
  const servers = (await Promise.all(declared)).flat()
  if (pulumi.runtime.isDryRun()) {
    await settled(servers)
    await tellServers(judged, layoutOf(settings, process.env))
  }
  return {
    judged,
    organization,
    news: organizationNews(settings, plans, organization),
    servers,
    work: [],
    repaired: [],
    missing: null
  }
}

/** A stack that may change servers: what is done on one depends on the others. */
const remediateServers = async (settings: Settings, plans: ReadonlyArray<ServerPlan>): Promise<Seen> => {
  const reading = readOrganizationFacts(sourceOf(settings))
  const [judged, organization] = await Promise.all([readServers(plans, reading), reading])
  const news = organizationNews(settings, plans, organization)
  const planned = planRollout(settings, judged, news.facts)
  const hasPlugin = !needsCommands(planned) || (await gotPlugin(process.env))
  const turns = hasPlugin ? planned : withoutCommands(planned)
  const together = withFleetVerdicts(judged, organization)
  // An update that fails at a command ends this program: the outputs of the last good run would stand, and say green.
  const stack = pulumi.runtime.getStackResource()
  if (!pulumi.runtime.isDryRun() && stack !== undefined)
    pulumi.runtime.registerResourceOutputs(stack, { ...outputsOf(together) })
  const declared = declareTurns(turns, settings, hasPlugin)
  const servers = declared.map(({ server }) => server)
  if (pulumi.runtime.isDryRun()) {
    await settled(servers)
    const layout = layoutOf(settings, process.env)
    await tellServers(withFleetVerdicts(turns.map(toldTurn), organization), layout)
    const frame = { folder: projectFolder(pulumi.runtime.getRootDirectory(), process.cwd()), stack: pulumi.getStack() }
    await tellRollout(turns, news.facts, rolloutRules(settings, clockTime()), layout, frame)
  }
  const work = declared.flatMap(({ work }) => (work === null ? [] : [work]))
  const repaired = turns.flatMap(({ judged, remedy }) => (remedy?._tag === 'Planned' ? [judged.plan.place.server] : []))
  return { judged: together, organization, news, servers, work, repaired, missing: hasPlugin ? null : pluginMissing }
}

/**
 * An update tells what create and update have read, not what stood before them. The organization is read again once, and only
 * where a command has changed a server.
 */
const afterUpdate = async (
  settings: Settings,
  plans: ReadonlyArray<ServerPlan>,
  { organization, servers, work }: Seen
) => {
  await settled(servers)
  const after = work.length > 0 ? readOrganizationFacts(sourceOf(settings), true) : Promise.resolve(organization)
  const judged = withFleetVerdicts(await readServers(plans, after), await after)
  await tellServers(judged, layoutOf(settings, process.env))
  return judged
}

/** Writes the report files that the settings name; gives a sentence for each that can't be written, which fails the run. */
const report = async ({ reports }: Settings, fleet: Fleet): Promise<ReadonlyArray<string>> => {
  const faults = reports === null ? [] : await writeReports(reports, fleet)
  return faults.map((fault) => `${namespace}:reports: ${fault}`)
}

/** Settings, then reading, judging, declaring, telling, and last the gate. */
export const program = async (): Promise<pulumi.Inputs> => {
  endWithEngine(process.env.PULUMI_NODEJS_ENGINE)
  const settings = settingsOf()
  await refuseReportsOverInputs(settings)
  const today = new Date().toISOString().slice(0, 10)
  const table = await tableIn(settings)
  const plans = planServers(settings, today, await baselines(settings))
  const see = remediates(settings) ? remediateServers : lookAtServers
  const seen = await withoutStacks(() => see(settings, plans))
  const { news, work, repaired, missing } = seen
  const judged = pulumi.runtime.isDryRun() ? seen.judged : await afterUpdate(settings, plans, seen)
  const remarks = remarksOn(settings, today, judged, table, news.facts)
  for (const { severity, text } of remarks) await (severity === 'warning' ? log.warn : log.info)(text)
  for (const sentence of news.warnings) await log.warn(sentence)
  for (const sentence of news.broken) await log.error(sentence)
  const isDryRun = pulumi.runtime.isDryRun()
  const [name, at] = [pulumi.getStack(), new Date().toISOString()]
  const told = [...remarks.map(({ text }) => text), ...news.warnings]
  const run = { name, settings, judged, broken: news.broken, at, table, isDryRun, remarks: told, repaired, missing }
  const fleet = fleetOf(run)
  const unwritten = await report(settings, fleet)
  const broken = brokenNames(judged, news.broken)
  await tellFleet(judged, layoutOf(settings, process.env), {
    ...{ name, table, now: Date.parse(at) },
    gate: gateLine(settings, fleet.servers, broken, isDryRun, reasonsToFail(unwritten.length, missing))
  })
  const failures = [...unwritten, ...(fleet.gate.passes ? [] : [fleet.gate.text])]
  if (failures.length > 0) failAtEnd(failures.join('\n'))
  const { summary, drifts } = outputsOf(judged)
  const known = pulumi.all([...work])
  return { summary: known.apply(() => summary), drifts: known.apply(() => drifts) }
}
