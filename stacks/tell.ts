import { printable } from '../kernel/printable'
import { type Block, isIn, sharedBlocks } from '../reports/blocks'
import { blockText } from '../reports/blockText'
import { colourStyle } from '../reports/colours'
import { serverDiagnostic } from '../reports/diagnostic'
import type { Layout } from '../reports/findingText'
import { countStates, worstFirst } from '../reports/fleet'
import { fleetTable, type Glance } from '../reports/fleetTable'
import { unaskedLines } from '../reports/summary'
import { defaultWidth, widthFrom } from '../reports/wrap'
import { fleetServer } from './fleet'
import { isPlainName, launcher } from './launcher'
import { coloured, log } from './log'
import type { JudgedPlan } from './readServers'
import type { Settings } from './settings'

/** Pulumi indents what it shows below the stack by four columns, and breaks no line itself. */
const indentOfPulumi = 4

/** How messages are written; who runs the CLI in a terminal says how wide that is. */
export const layoutOf = (settings: Settings, env: NodeJS.ProcessEnv): Layout => ({
  width: env.COLUMNS === undefined ? defaultWidth : widthFrom(env.COLUMNS) - indentOfPulumi,
  full: settings.detail === 'full',
  style: colourStyle
})

/** Tells a server's findings; of `shared`, which are told for all their servers at once, what is wrong alone. */
const tellServer = async (judged: JudgedPlan, layout: Layout, shared: ReadonlyArray<Block>): Promise<void> => {
  const server = fleetServer(judged)
  for (const error of judged.errors) await log.error(`${server.server}: ${printable(error)}`)
  const diagnostic = serverDiagnostic(server, server.verdicts, layout, isIn(shared))
  if (diagnostic === null) return
  await (diagnostic.severity === 'warning' ? coloured.warn : coloured.info)(diagnostic.text)
}

/** Tells each server's findings in the order of the fleet table, then what is the same on several of them. */
export const tellServers = async (judged: ReadonlyArray<JudgedPlan>, layout: Layout): Promise<void> => {
  const sorted = worstFirst(judged.map((one) => ({ ...fleetServer(one), judged: one })))
  const shared = sharedBlocks(sorted)
  for (const one of sorted) await tellServer(one.judged, layout, shared)
  if (shared.length > 0) await coloured.info(shared.flatMap((block) => blockText(layout, block)).join('\n'))
}

/** What to type next, to see all that is wrong: on one line where that fits, since no command is broken. */
export const whereMoreIs = (stack: string, worst: string, width: number): ReadonlyArray<string> => {
  const explain = `Next: ${launcher} explain ${isPlainName(worst) ? worst : 'SERVER'} --stack ${stack}`
  const report = `${launcher} report ${stack} --html report.html`
  const both = `${explain} · ${report}`
  return both.length <= width ? [both] : [explain, `Next: ${report}`]
}

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
    next: [
      ...unaskedLines(servers),
      ...(isLeftOut ? whereMoreIs(parts.name, worst?.server ?? 'SERVER', layout.width) : [])
    ]
  }
  await coloured.info(fleetTable(fleet, layout.width, layout.style).join('\n'))
}
