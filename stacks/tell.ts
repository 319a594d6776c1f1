import { type Block, isIn, sharedBlocks } from '../reports/blocks'
import { serverDiagnostic } from '../reports/diagnostic'
import { blockText, type Layout } from '../reports/findingText'
import { countStates, worstFirst } from '../reports/fleet'
import { fleetTable, type Glance } from '../reports/fleetTable'
import { printable } from '../reports/printable'
import { rolloutText } from '../reports/rolloutText'
import { unaskedLines } from '../reports/summary'
import { plainStyle } from '../reports/text'
import { defaultWidth, widthFrom } from '../reports/wrap'
import type { Server } from '../resources/server'
import type { Organization } from './dagMembership'
import { fleetServer } from './fleet'
import { isPlainName, launcher } from './launcher'
import { log } from './log'
import type { JudgedPlan } from './readServers'
import { forPersons, type Turn } from './rollout'
import type { Settings } from './settings'

/** Pulumi indents what it shows below a resource by four columns, and breaks no line itself. */
const indentOfPulumi = 4

/** How messages are written; who runs the CLI in a terminal says how wide that is. */
export const layoutOf = (settings: Settings, env: NodeJS.ProcessEnv): Layout => ({
  width: env.COLUMNS === undefined ? defaultWidth : widthFrom(env.COLUMNS) - indentOfPulumi,
  full: settings.detail === 'full',
  style: plainStyle
})

/** Tells a server's findings under its resource; `shared` are told for all their servers at once. */
const tellServer = async (
  { plan, errors, verdicts }: JudgedPlan,
  resource: Server,
  layout: Layout,
  shared: ReadonlyArray<Block>
): Promise<void> => {
  for (const error of errors) await log.error(`${plan.place.server}: ${printable(error)}`, resource)
  const diagnostic = serverDiagnostic(plan.place, verdicts, layout, isIn(shared))
  if (diagnostic === null) return
  const tell = diagnostic.severity === 'warning' ? log.warn : log.info
  await tell(diagnostic.text, resource)
}

/** Tells each server's findings under its resource, and on the stack what is the same on several of them. */
export const tellServers = async (
  judged: ReadonlyArray<JudgedPlan>,
  resources: ReadonlyArray<Server>,
  layout: Layout
): Promise<void> => {
  const shared = sharedBlocks(judged.map(fleetServer))
  await Promise.all(
    judged.map(async (one, index) => {
      const resource = resources[index]
      if (resource !== undefined) await tellServer(one, resource, layout, shared)
    })
  )
  if (shared.length > 0) await log.info(shared.flatMap((block) => blockText(layout, block)).join('\n'))
}

/** Tells on the stack what an update would do, and in which order. */
export const tellRollout = async (
  turns: ReadonlyArray<Turn>,
  organization: Organization,
  rules: ReadonlyArray<string>
): Promise<void> => {
  const text = rolloutText(
    turns.flatMap(({ judged, remedy, after, heldBack }) =>
      remedy === null ? [] : [{ place: judged.plan.place, remedy, after, heldBack }]
    ),
    forPersons(turns, organization).map(({ judged, byHand }) => ({ place: judged.plan.place, policies: byHand })),
    rules
  )
  if (text !== null) await log.info(text)
}

const whereMoreIs = (stack: string, worst: string): ReadonlyArray<string> => [
  `Next: ${launcher} explain ${isPlainName(worst) ? worst : 'SERVER'} --stack ${stack}`,
  `Next: ${launcher} report ${stack} --html report.html`
]

/** Tells the fleet at a glance, and last the gate: nothing comes after it. */
export const tellFleet = async (
  judged: ReadonlyArray<JudgedPlan>,
  layout: Layout,
  parts: Pick<Glance, 'name' | 'table' | 'now' | 'gate'>
): Promise<void> => {
  const servers = judged.map(fleetServer)
  const isLeftOut = !layout.full && countStates(servers).compliant < servers.length
  const [worst] = worstFirst(servers)
  const fleet = {
    ...parts,
    servers,
    next: [...unaskedLines(servers), ...(isLeftOut ? whereMoreIs(parts.name, worst?.server ?? 'SERVER') : [])]
  }
  await log.info(fleetTable(fleet, layout.width, layout.style).join('\n'))
}
