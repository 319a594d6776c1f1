import { isFileTarget } from '../connections/files'
import type { BuildTable } from '../kernel/builds/buildTable'
import { counted } from '../kernel/counted'
import { printable } from '../kernel/printable'
import { isIn, sharedBlocks } from '../reports/blocks'
import { alsoText, blockText } from '../reports/blockText'
import { countsText, coverageText } from '../reports/coverage'
import { toldInFull } from '../reports/diagnostic'
import { type Finding, toldFindings } from '../reports/findings'
import { findingText, type Layout, titleOf } from '../reports/findingText'
import { serverState, stateWords, worstFirst } from '../reports/fleet'
import { fleetTable } from '../reports/fleetTable'
import { agedText } from '../reports/reportAges'
import { stateOfServer } from '../reports/stateOfServer'
import { stateText } from '../reports/stateText'
import { unaskedLines } from '../reports/summary'
import type { Style } from '../reports/text'
import { versionOf } from '../reports/version'
import { indent, wrap } from '../reports/wrap'
import { fleetServer } from '../stacks/fleet'
import type { JudgedPlan } from '../stacks/judgePlan'
import { isPlainName, launcher } from '../stacks/launcher'
import { whereMoreIs } from '../stacks/tell'
import { judgedSentence } from './recordedAge'

/** A server's name with its DAG and site. */
const placeText = ({ plan: { place } }: JudgedPlan): string => {
  const parts = [place.dag, place.site].flatMap((part) => (part === null ? [] : [part]))
  return printable(parts.length === 0 ? place.server : `${place.server} (${parts.join(', ')})`)
}

/** What was asked: of which stack, and when (milliseconds). */
export interface Asked {
  readonly stack: string
  readonly now: number
  /** The stack as a command line names it. */
  readonly word: string
  /** What the gate says of itself. */
  readonly gate: string
}

/** When the facts are from; a recording says how a server was, which may be long ago. */
export const readAtText = (judged: JudgedPlan, now: number): string => {
  const { plan, facts } = judged
  const { collectedAt } = facts
  const isRecording = isFileTarget(plan.args.target)
  if (collectedAt === null) return isRecording ? 'recording of an unknown time' : 'no time of reading is recorded'
  const time = `${collectedAt.slice(0, 16).replace('T', ' ')} UTC`
  const { ageLimit = null } = fleetServer(judged)
  return isRecording
    ? `recording of ${time}, ${agedText(collectedAt, new Date(now).toISOString(), ageLimit)}`
    : `read ${time}`
}

/** A server with its place, what is installed by the table of builds, and when it was read. */
export const headingParts = (
  style: Style,
  judged: JudgedPlan,
  table: BuildTable,
  now: number
): ReadonlyArray<string> => [
  style.strong(placeText(judged)),
  printable(versionOf(judged.facts, table) ?? 'unknown build'),
  readAtText(judged, now)
]

/** The state of a server, below its heading. */
export const stateLines = (width: number, { facts, verdicts }: JudgedPlan, table: BuildTable): ReadonlyArray<string> =>
  indent(2, wrap(stateText(stateOfServer(facts, verdicts, table)), width - 2))

const stateWord = (style: Style, { verdicts }: JudgedPlan): string => {
  const state = serverState(verdicts)
  const styles = {
    compliant: style.good,
    drifting: style.bad,
    'not read': style.doubtful,
    'not judged': style.doubtful,
    waived: style.doubtful
  }
  return styles[state](stateWords[state])
}

/** The counts; the names of what is in order only for those who ask for all. */
const inOrder = ({ full }: Layout, { verdicts }: JudgedPlan): ReadonlyArray<string> => {
  const names = verdicts.filter(({ status }) => status === 'compliant').map(({ policy }) => policy)
  return [
    verdicts.length === 0 ? 'The settings leave no policy to judge it.' : `${countsText(verdicts)}.`,
    ...(names.length === 0 || !full ? [] : [`ok ${names.join(', ')}`])
  ]
}

/** Whether nothing at all could be judged there. */
const isUnread = ({ verdicts }: JudgedPlan): boolean =>
  verdicts.length > 0 && verdicts.every(({ status }) => status === 'unknown')

const fewServers = 20

const serverLines =
  (layout: Layout, table: BuildTable, now: number, count: number, isShared: (finding: Finding) => boolean) =>
  (judged: JudgedPlan): ReadonlyArray<string> => {
    const server = judged.plan.place.server
    const told = toldFindings(fleetServer(judged))
    const word = stateWord(layout.style, judged)
    // Of servers that can't be reached, the reason stands once, with all their names.
    if (isUnread(judged) && told.every(isShared)) return [`${layout.style.strong(placeText(judged))}   ${word}`, '']
    const isAlone = count === 1
    const inFull = isAlone ? told.length : toldInFull(layout, told.length)
    return [
      [...headingParts(layout.style, judged, table, now), word].join('   '),
      ...(isAlone || (layout.full && count <= fewServers) ? stateLines(layout.width, judged, table) : []),
      ...told
        .slice(0, inFull)
        .flatMap((finding) => (isShared(finding) ? titleOf(layout, server, finding) : findingText(layout, finding))),
      ...alsoText(layout, told.slice(inFull)),
      ...indent(2, [
        ...(layout.full ? [`Coverage: ${coverageText([judged])}`] : []),
        ...(isUnread(judged) ? [] : inOrder(layout, judged).flatMap((line) => wrap(line, layout.width - 2)))
      ]),
      ''
    ]
  }

/** Of many servers, those that are in order stand together, with their names alone. */
const okLines = (layout: Layout, servers: ReadonlyArray<JudgedPlan>): ReadonlyArray<string> => {
  if (servers.length === 0) return []
  const names = servers.map(({ plan }) => printable(plan.place.server)).join(', ')
  return [...wrap(`${counted(servers.length, 'server')} ok: ${names}`, layout.width), '']
}

/** Of one server that drifts: the command that shows the steps and evidence which are left out here. */
const nextOfOne = ({ full }: Layout, { plan, verdicts }: JudgedPlan, word: string): ReadonlyArray<string> => {
  const { server } = plan.place
  return full || serverState(verdicts) !== 'drifting' || !isPlainName(server)
    ? []
    : [`Next: ${launcher} explain ${server} --stack ${word}`]
}

/** Of several servers, the table of the fleet with the gate; of one, the rest stands there already. */
const endLines = (
  layout: Layout,
  judged: ReadonlyArray<JudgedPlan>,
  table: BuildTable,
  { stack, word, now, gate }: Asked
): ReadonlyArray<string> => {
  const [one, ...others] = judged
  if (one !== undefined && others.length === 0)
    return [`Stack ${printable(stack)}: ${judgedSentence(one, now)}`, ...nextOfOne(layout, one, word)]
  const servers = judged.map(fleetServer)
  const [worst] = worstFirst(servers).filter(({ verdicts }) => serverState(verdicts) !== 'compliant')
  const next = layout.full || worst === undefined ? [] : whereMoreIs(word, worst.server, layout.width)
  return fleetTable({ name: stack, servers, table, now, gate, next }, layout.width, layout.style)
}

/** What was found on servers, for people: each server, then what several have in common, last the fleet and the gate. */
export const verdictsText = (
  layout: Layout,
  judged: ReadonlyArray<JudgedPlan>,
  table: BuildTable,
  remarks: ReadonlyArray<string>,
  asked: Asked
): string => {
  const sorted = worstFirst(judged.map((one) => ({ ...fleetServer(one), judged: one })))
  const shared = sharedBlocks(sorted)
  const isFew = sorted.length <= fewServers
  const isLeftOut = sorted.length > 1 && !(layout.full && isFew)
  const isOk = ({ verdicts }: JudgedPlan): boolean => isLeftOut && serverState(verdicts) === 'compliant'
  const all = sorted.map((one) => one.judged)
  return [
    ...all.filter((one) => !isOk(one)).flatMap(serverLines(layout, table, asked.now, sorted.length, isIn(shared))),
    ...(layout.full ? okLines(layout, all.filter(isOk)) : []),
    ...shared.flatMap((block) => [...blockText(layout, block), '']),
    ...unaskedLines(sorted).flatMap((line) => wrap(line, layout.width)),
    ...remarks.flatMap((remark) => wrap(printable(remark), layout.width)),
    ...endLines(layout, judged, table, asked)
  ].join('\n')
}
