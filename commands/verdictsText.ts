import { isFileTarget } from '../connections/files'
import type { BuildTable } from '../kernel/builds/buildTable'
import { printable } from '../kernel/printable'
import { isIn, sharedBlocks } from '../reports/blocks'
import { countsText, coverageText } from '../reports/coverage'
import { type Finding, toldFindings } from '../reports/findings'
import { blockText, findingText, type Layout, titleOf } from '../reports/findingText'
import { fleetSentence, serverState, stateWords } from '../reports/fleet'
import { daysOld } from '../reports/reportAges'
import { unaskedLines } from '../reports/summary'
import type { Style } from '../reports/text'
import { versionOf } from '../reports/version'
import { indent, wrap } from '../reports/wrap'
import { fleetServer } from '../stacks/fleet'
import type { JudgedPlan } from '../stacks/judgePlan'

/** A server's name with its DAG and site. */
const placeText = ({ plan: { place } }: JudgedPlan): string => {
  const parts = [place.dag, place.site].flatMap((part) => (part === null ? [] : [part]))
  return printable(parts.length === 0 ? place.server : `${place.server} (${parts.join(', ')})`)
}

/** What was asked: of which stack, and when (milliseconds). */
export interface Asked {
  readonly stack: string
  readonly now: number
}

/** When the facts are from; a recording says how a server was, which may be long ago. */
export const readAtText = ({ plan, facts: { collectedAt } }: JudgedPlan, now: number): string => {
  const isRecording = isFileTarget(plan.args.target)
  if (collectedAt === null) return isRecording ? 'recording of an unknown time' : 'no time of reading is recorded'
  const time = `${collectedAt.slice(0, 16).replace('T', ' ')} UTC`
  return isRecording ? `recording of ${time}, ${daysOld(collectedAt, new Date(now).toISOString())}` : `read ${time}`
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

const inOrder = ({ verdicts }: JudgedPlan): ReadonlyArray<string> => {
  const names = verdicts.filter(({ status }) => status === 'compliant').map(({ policy }) => policy)
  return [
    verdicts.length === 0 ? 'The settings leave no policy to judge it.' : `${countsText(verdicts)}.`,
    ...(names.length === 0 ? [] : [`ok ${names.join(', ')}`])
  ]
}

/** Whether nothing at all could be judged there. */
const isUnread = ({ verdicts }: JudgedPlan): boolean =>
  verdicts.length > 0 && verdicts.every(({ status }) => status === 'unknown')

const serverLines =
  (layout: Layout, table: BuildTable, now: number, isShared: (finding: Finding) => boolean) =>
  (judged: JudgedPlan): ReadonlyArray<string> => {
    const server = judged.plan.place.server
    const told = toldFindings(fleetServer(judged))
    const word = stateWord(layout.style, judged)
    // Of servers that can't be reached, the reason stands once, with all their names.
    if (isUnread(judged) && told.every(isShared)) return [`${layout.style.strong(placeText(judged))}   ${word}`, '']
    return [
      [...headingParts(layout.style, judged, table, now), word].join('   '),
      ...told.flatMap((finding) =>
        isShared(finding) ? titleOf(layout, server, finding) : findingText(layout, finding)
      ),
      ...indent(2, [
        ...(layout.full ? [`Coverage: ${coverageText([judged])}`] : []),
        ...(isUnread(judged) ? [] : inOrder(judged).flatMap((line) => wrap(line, layout.width - 2)))
      ]),
      ''
    ]
  }

/** What was found on servers, for people: each server, then what several have in common, last how many are in order. */
export const verdictsText = (
  layout: Layout,
  judged: ReadonlyArray<JudgedPlan>,
  table: BuildTable,
  remarks: ReadonlyArray<string>,
  { stack, now }: Asked
): string => {
  const servers = judged.map(fleetServer)
  const shared = sharedBlocks(servers)
  return [
    ...judged.flatMap(serverLines(layout, table, now, isIn(shared))),
    ...shared.flatMap((block) => [...blockText(layout, block), '']),
    ...unaskedLines(servers),
    ...remarks.flatMap((remark) => wrap(printable(remark), layout.width)),
    `Stack ${printable(stack)}: ${fleetSentence(judged)}`
  ].join('\n')
}
