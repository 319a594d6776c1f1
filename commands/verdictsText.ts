import type { BuildTable } from '../kernel/builds/buildTable'
import { printable } from '../kernel/printable'
import { countsText, coverageText } from '../reports/coverage'
import { toldFindings } from '../reports/findings'
import { findingText, type Layout } from '../reports/findingText'
import { fleetSentence, serverState, stateWords } from '../reports/fleet'
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

/** A server with its place, what is installed by the table of builds, and when it was read. */
export const headingParts = (style: Style, judged: JudgedPlan, table: BuildTable): ReadonlyArray<string> => [
  style.strong(placeText(judged)),
  printable(versionOf(judged.facts, table) ?? 'unknown build'),
  judged.facts.collectedAt === null ? 'no time of reading is recorded' : `read ${judged.facts.collectedAt}`
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

const serverLines =
  (layout: Layout, table: BuildTable) =>
  (judged: JudgedPlan): ReadonlyArray<string> => [
    [...headingParts(layout.style, judged, table), stateWord(layout.style, judged)].join('   '),
    ...toldFindings(fleetServer(judged)).flatMap((finding) => findingText(layout, finding)),
    ...indent(2, [
      ...(layout.full ? [`Coverage: ${coverageText([judged])}`] : []),
      ...inOrder(judged).flatMap((line) => wrap(line, layout.width - 2))
    ]),
    ''
  ]

/** What was found on servers, for people: first each server with what to do, last how many are in order. */
export const verdictsText = (
  layout: Layout,
  judged: ReadonlyArray<JudgedPlan>,
  table: BuildTable,
  remarks: ReadonlyArray<string>
): string =>
  [
    ...judged.flatMap(serverLines(layout, table)),
    ...unaskedLines(judged.map(fleetServer)),
    ...remarks.flatMap((remark) => wrap(printable(remark), layout.width)),
    fleetSentence(judged)
  ].join('\n')
