import type { Step } from '../judging/policy'
import { counted } from '../kernel/counted'
import { printable, shortened } from '../kernel/printable'
import { showPath } from '../kernel/propertyPath'
import { type Act, actsOf } from './acts'
import type { Block } from './blocks'
import { endingText } from './ending'
import type { Finding } from './findings'
import { interruptionsOf } from './interruptions'
import { mergeSteps } from './mergeSteps'
import type { Style } from './text'
import { toEndUnknown } from './unknownDo'
import { firstSentence, inShort, oneLine, twoLines, wrap } from './wrap'

/** How findings are written: the columns that they may take, and whether evidence, links and all steps stand there too. */
export interface Layout {
  readonly width: number
  readonly full: boolean
  readonly style: Style
  /** Whether each value stands there, however many there are. */
  readonly all?: boolean
}

/** A server decides how long its texts are; of a longer one the audit's JSON holds the rest. */
const mostOfText = 4_000

/** A person reads no more of one policy on one server, and a hostile server could send any number. */
const mostDrifts = 100

const shown = (text: string): string => shortened(text, mostOfText)

const bodyIndent = 7

/** So many lines of steps say what to do first; the setting `detail` shows all. */
const mostStepLines = 5

const stepsOf = ({ resolutions }: Finding): ReadonlyArray<Step> => mergeSteps(resolutions.map(({ steps }) => steps))

const actLines = ({ width, full, style }: Layout, { text, commands }: Act, index: number): ReadonlyArray<string> => {
  const number = `${index + 1}. `
  const room = width - bodyIndent - number.length
  const told = full ? wrap(shown(text), room) : inShort(shown(text), room)
  const typed = commands
    .flatMap((command) => command.split('\n'))
    .map((line) => `     ${style.command(printable(line))}`)
  return [...told.map((line, at) => (at === 0 ? number : ' '.repeat(number.length)) + line), ...typed]
}

const labelled = (name: string, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.map((line, index) => (index === 0 ? `  ${name}` : '').padEnd(bodyIndent) + line)

/** As many of the first as fit, and the first one in any case. */
const firstOf = (all: ReadonlyArray<ReadonlyArray<string>>, most: number): ReadonlyArray<ReadonlyArray<string>> =>
  all.filter((_, index) => index === 0 || all.slice(0, index + 1).flat().length <= most)

const mostSummaries = 3

/** What is expected; of many values, which stand below with what is desired of each, the first. */
const summariesOf = ({ resolutions }: Finding): ReadonlyArray<string> => {
  const all = [...new Set(resolutions.map(({ summary }) => summary))]
  return all.length <= mostSummaries ? all : [...all.slice(0, 1), `Likewise ${all.length - 1} more, which stand below.`]
}

interface Doing {
  readonly lines: ReadonlyArray<string>
  /** How many steps are not shown. */
  readonly left: number
  /** Which of all steps interrupt users; null for none, and where the few that there are stand there in short. */
  readonly interrupts: string | null
}

/** Of sentences that begin alike, as they do for each of many services, the first alone; but each that interrupts users. */
const isVariant = (acts: ReadonlyArray<Act>, act: Act, index: number): boolean =>
  act.commands.length === 0 &&
  interruptionsOf([act]) === null &&
  acts.findIndex((one) => one.commands.length === 0 && firstSentence(one.text) === firstSentence(act.text)) !== index

const doing = (layout: Layout, finding: Finding): Doing => {
  const room = layout.width - bodyIndent
  const all = (lines: ReadonlyArray<string>): Doing => ({ lines, left: 0, interrupts: null })
  if (finding.kind === 'unknown') return all(wrap(toEndUnknown(finding.title), room))
  const acts = actsOf(stepsOf(finding))
  // A step has the same number wherever it stands.
  const told = acts.flatMap((act, index) =>
    !layout.full && isVariant(acts, act, index) ? [] : [actLines(layout, act, index)]
  )
  const summaries = summariesOf(finding).map(shown)
  if (layout.full)
    return {
      ...all([...summaries.flatMap((text) => wrap(text, room)), ...told.flat()]),
      interrupts: interruptionsOf(acts)
    }
  if (acts.length === 0) return all(summaries.slice(0, 1).map((text) => oneLine(text, room)))
  const kept = firstOf(told, mostStepLines)
  const left = acts.length - kept.length
  return { lines: kept.flat(), left, interrupts: left === 0 ? null : interruptionsOf(acts) }
}

const mostPolicies = 3

const tagOf = ({ policies, level }: Finding): string => {
  const names = policies.length > mostPolicies ? `${policies.length} policies` : policies.join(', ')
  return `[${names}${level === 'advisory' ? '' : `, ${level}`}]`
}

const colourOf = ({ kind }: Finding, style: Style): ((text: string) => string) =>
  kind === 'drift' ? style.bad : style.doubtful

/** The line that says what is wrong; `lead` columns of it belong to somebody else, who writes before it. */
const titleLines = ({ width, style }: Layout, who: string, finding: Finding, lead: number): ReadonlyArray<string> => {
  const tag = tagOf(finding)
  const head = `${printable(who)}  `
  const colour = colourOf(finding, style)
  const title = shown(finding.title)
  const [first = '', ...rest] = wrap(title, width - 2, Math.max(1, width - lead - head.length))
  const lines = rest.length === 0 ? [] : rest.map((line) => `  ${colour(line)}`)
  const used = rest.length === 0 ? lead + head.length + first.length : 2 + (rest[rest.length - 1] ?? '').length
  const gap = width - used - tag.length
  const heading = `${style.strong(printable(who))}  ${colour(first)}`
  const all = [heading, ...lines]
  const end = style.quiet(tag)
  return gap < 2
    ? [...all, `  ${end}`]
    : all.map((line, index) => (index === all.length - 1 ? `${line}${' '.repeat(gap)}${end}` : line))
}

const linkLines = ({ resolutions, section }: Finding): ReadonlyArray<string> => [
  ...(section === null ? [] : [`  Article section: #${section}`]),
  ...[...new Set(resolutions.map(({ link }) => link))].map((link) => `  More: ${printable(link)}`)
]

const evidenceLines = ({ width, all = false }: Layout, { drifts, unknowns }: Finding): ReadonlyArray<string> => {
  const room = width - 4
  const most = all ? Number.POSITIVE_INFINITY : mostDrifts
  const left = drifts.length - most
  return [
    ...drifts
      .slice(0, most)
      .flatMap(({ path, actual, desired, evidence }) => [
        `${printable(showPath(path))}: "${shown(actual)}" => "${shown(desired)}"`,
        ...evidence.flatMap((text) => wrap(`Evidence: ${shown(text)}`, room))
      ]),
    ...(left > 0 ? [`and ${left} more drifts, which the audit's JSON holds`] : []),
    ...unknowns
      .slice(0, most)
      .flatMap(({ path, reason }) => wrap(`${printable(showPath(path))}: unknown: ${shown(reason)}`, room))
  ].map((line) => `  ${line}`)
}

const waivedLines = (layout: Layout, who: string, finding: Finding, waiver: string): ReadonlyArray<string> => {
  const text = `${printable(who)}  Waived ${tagOf(finding)}: ${shown(waiver)}: ${shown(finding.title)}`
  return layout.full ? wrap(text, layout.width) : [oneLine(text, Math.max(layout.width, 60))]
}

/** What stands below the steps: how many are left out, which of them interrupt users, and whether all that is automatic. */
const closingLines = (
  { width, full }: Layout,
  finding: Finding,
  { left, interrupts }: Doing
): ReadonlyArray<string> => {
  const more = left === 0 ? '' : `${counted(left, 'more step')}. `
  const first = `${more}${interrupts === null ? '' : `Interrupts users: ${shown(interrupts)} `}`
  const second = finding.kind === 'unknown' ? '' : `Automatic: ${shown(endingText(finding.ending, finding.level))}`
  const room = width - 2
  const inLines = (text: string) => (full ? wrap(text, room) : twoLines(text, room))
  const whole = `${first}${second}`.trim()
  if (whole === '') return []
  // What interrupts users is never cut off.
  const lines =
    interrupts === null || whole.length <= room ? inLines(whole) : [...wrap(first, room), ...inLines(second)]
  return lines.map((line) => `  ${line}`)
}

/** What is wrong, and nothing of what to do. */
export const titleOf = (layout: Layout, who: string, finding: Finding, lead = 0): ReadonlyArray<string> =>
  finding.waiver === null ? titleLines(layout, who, finding, lead) : waivedLines(layout, who, finding, finding.waiver)

/** A finding of a server: what is wrong, why that matters, what to do, and whether that is automatic. */
export const findingText = (layout: Layout, finding: Finding, lead = 0): ReadonlyArray<string> => {
  const title = titleOf(layout, finding.server, finding, lead)
  return finding.waiver === null ? [...title, ...bodyLines(layout, finding)] : title
}

/** What is wrong is the same on all servers of a block; by what it was seen may differ. */
const evidenceByServer = (layout: Layout, { findings }: Block): ReadonlyArray<string> => {
  const groups = new Map<string, { readonly lines: ReadonlyArray<string>; readonly servers: Array<string> }>()
  for (const finding of findings) {
    const lines = evidenceLines(layout, finding)
    const group = groups.get(lines.join('\n')) ?? { lines, servers: [] }
    group.servers.push(printable(finding.server))
    groups.set(lines.join('\n'), group)
  }
  const all = [...groups.values()]
  return all.flatMap(({ lines, servers }) =>
    all.length === 1
      ? lines
      : [...wrap(`${servers.join(', ')}:`, layout.width - 2).map((line) => `  ${line}`), ...lines]
  )
}

const bodyLines = (
  layout: Layout,
  finding: Finding,
  evidence: () => ReadonlyArray<string> = () => evidenceLines(layout, finding)
): ReadonlyArray<string> => {
  const room = layout.width - bodyIndent
  const why = shown(finding.why)
  const done = doing(layout, finding)
  return [
    ...labelled('Why', layout.full ? wrap(why, room) : inShort(why, room)),
    ...labelled('Do', done.lines),
    ...closingLines(layout, finding, done),
    ...(layout.full ? [...evidence(), ...linkLines(finding)] : [])
  ]
}

/** What is the same on several servers: their number first, their names below. */
export const blockText = (layout: Layout, block: Block, lead = 0): ReadonlyArray<string> => {
  const { servers, finding } = block
  const title = titleOf(layout, `${servers.length} servers`, finding, lead)
  const names = wrap(servers.map(printable).join(', '), layout.width - bodyIndent)
  const body = finding.waiver === null ? bodyLines(layout, finding, () => evidenceByServer(layout, block)) : []
  return [...title, ...labelled('On', names), ...body]
}
