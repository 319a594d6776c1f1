import type { Step } from '../judging/policy'
import { counted } from '../kernel/counted'
import { printable, shortened } from '../kernel/printable'
import { showPath } from '../kernel/propertyPath'
import { type Act, actsOf } from './acts'
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

export const bodyIndent = 7

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

/** Steps with their numbers and commands, whatever they are for. */
export const stepLines = (layout: Layout, steps: ReadonlyArray<Step>): ReadonlyArray<string> =>
  actsOf(steps).flatMap((act, index) => actLines(layout, act, index))

export const labelled = (name: string, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
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
  /** What stands apart below them: the steps that only look for more. */
  readonly looks: ReadonlyArray<string>
  /** How many steps are not shown; those that only look are counted by themselves, and so is what these may ask for. */
  readonly left: number
  readonly checksLeft: number
  readonly ifFound: number
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
  const all = (lines: ReadonlyArray<string>): Doing => ({
    ...{ lines, looks: [], left: 0, checksLeft: 0, ifFound: 0 },
    interrupts: null
  })
  if (finding.kind === 'unknown') return all(wrap(toEndUnknown(finding.title), room))
  const acts = actsOf(stepsOf(finding))
  // A step has the same number wherever it stands.
  const told = acts.flatMap((act, index) =>
    act.isLook || (!layout.full && isVariant(acts, act, index)) ? [] : [actLines(layout, act, index)]
  )
  const looks = acts.flatMap((act, index) => (act.isLook ? [actLines(layout, act, index)] : []))
  const summaries = summariesOf(finding).map(shown)
  if (layout.full)
    return {
      ...all([...summaries.flatMap((text) => wrap(text, room)), ...told.flat()]),
      looks: looks.flat(),
      interrupts: interruptionsOf(acts)
    }
  if (acts.length === 0) return all(summaries.slice(0, 1).map((text) => oneLine(text, room)))
  const kept = firstOf(told, mostStepLines)
  const left = acts.length - kept.length - looks.length
  const isWhole = left + looks.length === 0
  const interrupts = isWhole ? null : interruptionsOf(acts)
  // A step that interrupts users is no check, though it comes only after one.
  const ifFound = acts.filter((act) => act.isLook && interruptionsOf([act]) !== null).length
  return { lines: kept.flat(), looks: [], left, checksLeft: looks.length - ifFound, ifFound, interrupts }
}

const mostPolicies = 3

/** A policy that is mandatory by itself is no advice, though the stack only reports it. */
const levelTag = ({ countsAsChange, level, policies, atLevel }: Finding): string => {
  if (!countsAsChange) return ', advisory'
  if (level === 'advisory') return ''
  return atLevel === policies.length ? `, ${level}` : `, ${atLevel} of them ${level}`
}

const tagOf = (finding: Finding): string => {
  const { policies } = finding
  const names = policies.length > mostPolicies ? `${policies.length} policies` : policies.join(', ')
  return `[${names}${levelTag(finding)}]`
}

const colourOf = ({ kind, countsAsChange }: Finding, style: Style): ((text: string) => string) =>
  kind === 'drift' && countsAsChange ? style.bad : style.doubtful

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

/** The links; the section of the article only where none of them leads there. */
const linkLines = ({ resolutions, section }: Finding): ReadonlyArray<string> => {
  const links = [...new Set(resolutions.map(({ link }) => link))]
  const isLinked = links.some((link) => link.endsWith(`#${section}`))
  return [
    ...(section === null || isLinked ? [] : [`  Article section: #${section}`]),
    ...links.map((link) => `  More: ${printable(link)}`)
  ]
}

/** The evidence of each value, but for what stands above it as Why. */
export const evidenceLines = (
  { width, all = false }: Layout,
  { drifts, unknowns, why }: Finding
): ReadonlyArray<string> => {
  const room = width - 4
  const most = all ? Number.POSITIVE_INFINITY : mostDrifts
  const left = drifts.length - most
  return [
    ...drifts
      .slice(0, most)
      .flatMap(({ path, actual, desired, evidence }) => [
        `${printable(showPath(path))}: "${shown(actual)}" => "${shown(desired)}"`,
        ...evidence.filter((text) => text !== why).flatMap((text) => wrap(`Evidence: ${shown(text)}`, room))
      ]),
    ...(left > 0 ? [`and ${left} more drifts, which the audit's JSON holds`] : []),
    ...[...new Set(unknowns.map(({ path, reason }) => `${printable(showPath(path))}: unknown: ${shown(reason)}`))]
      .slice(0, most)
      .flatMap((text) => wrap(text, room))
  ].map((line) => `  ${line}`)
}

const waivedLines = (layout: Layout, who: string, finding: Finding, waiver: string): ReadonlyArray<string> => {
  const width = Math.max(layout.width, 60)
  const head = `${printable(who)}  `
  const text = `${shown(finding.title)} ${tagOf(finding)}, waived: ${shown(waiver)}`
  const [first = '', ...rest] = wrap(text, width - 2, Math.max(1, width - head.length))
  const short = rest.length > 1 && !layout.full ? [oneLine(rest.join(' '), width - 2)] : rest
  return [head + first, ...short.map((line) => `  ${line}`)]
}

/** How many steps are not shown, by what they are for. */
const leftOut = ({ left, checksLeft, ifFound }: Doing): string => {
  const checks = checksLeft === 0 ? '' : `${left === 0 ? 'Then' : ', then'} ${counted(checksLeft, 'check')}`
  const found = ifFound === 0 ? '' : `, and ${counted(ifFound, 'step')} if something is found`
  const steps = left === 0 ? '' : counted(left, 'more step')
  return steps + checks + found === '' ? '' : `${steps}${checks}${found}. `
}

/** What stands below the steps: how many are left out, which of them interrupt users, and whether all that is automatic. */
const closingLines = ({ width, full }: Layout, finding: Finding, done: Doing): ReadonlyArray<string> => {
  const { interrupts } = done
  const first = `${leftOut(done)}${interrupts === null ? '' : `Interrupts users: ${shown(interrupts)} `}`
  const second =
    finding.kind === 'unknown' ? '' : `Automatic: ${shown(endingText(finding.ending, finding.level, !full))}`
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

export const bodyLines = (
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
    ...(done.looks.length === 0 ? [] : ['  Then look', ...done.looks.map((line) => ' '.repeat(bodyIndent) + line)]),
    ...closingLines(layout, finding, done),
    ...(layout.full ? [...evidence(), ...linkLines(finding)] : [])
  ]
}
