import { showPath } from '../policies/propertyPath'
import type { JudgedDrift, JudgedUnknown, Verdict } from '../policies/verdict'
import { printable, shortened } from './printable'
import { numberedSteps } from './steps'

/** How words are set off; plain text leaves them as they are. */
export interface Style {
  readonly bad: (text: string) => string
  readonly doubtful: (text: string) => string
  readonly good: (text: string) => string
  readonly strong: (text: string) => string
  readonly command: (text: string) => string
  readonly quiet: (text: string) => string
}

/** A server decides how long its texts are; of a longer one the audit's JSON holds the rest. */
const mostOfText = 4_000

const shown = (text: string): string => shortened(text, mostOfText)

const asIs = (text: string): string => text

export const plainStyle: Style = { bad: asIs, doubtful: asIs, good: asIs, strong: asIs, command: asIs, quiet: asIs }

const waived = (waiver: string | null): ReadonlyArray<string> =>
  waiver === null ? [] : [`Waived: ${printable(waiver)}`]

const indent = (by: number, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.map((line) => ' '.repeat(by) + line)

const driftLines = (style: Style, found: JudgedDrift, before: JudgedDrift | undefined): ReadonlyArray<string> => [
  `${printable(showPath(found.path))}: ${style.bad(`"${shown(found.actual)}"`)} => ${style.good(`"${shown(found.desired)}"`)}`,
  ...indent(2, [
    ...waived(found.waiver),
    ...found.evidence.map((text) => `Evidence: ${shown(text)}`),
    `Resolution: ${printable(found.resolution.summary)}`,
    ...indent(2, numberedSteps(found.resolution.steps, before?.resolution.steps).map(printable)),
    `More: ${found.resolution.link}`
  ])
]

const unknownLines = (style: Style, { path, reason, waiver }: JudgedUnknown): ReadonlyArray<string> => [
  `${printable(showPath(path))}: ${style.doubtful(`"unknown: ${shown(reason)}"`)} => ${style.good('"readable"')}`,
  ...indent(2, [
    ...waived(waiver),
    'Resolution: Expected this to be readable; mend the reason, then read the server again.'
  ])
]

/** A person reads no more of one policy on one server, and a hostile server could send any number. */
const mostFindings = 100

const leftOut = (count: number, what: string): ReadonlyArray<string> =>
  count > mostFindings ? [`and ${count - mostFindings} more ${what}, which the audit's JSON holds`] : []

/** A verdict's findings, one after the other; nothing where it has none. */
export const findingLines = (style: Style, { drifts, unknowns }: Verdict): ReadonlyArray<string> => [
  ...drifts.slice(0, mostFindings).flatMap((found, index) => driftLines(style, found, drifts[index - 1])),
  ...leftOut(drifts.length, 'drifts'),
  ...unknowns.slice(0, mostFindings).flatMap((found) => unknownLines(style, found)),
  ...leftOut(unknowns.length, 'unknowns')
]

const statusWord = (style: Style, { status }: Verdict): string => {
  switch (status) {
    case 'drift':
      return style.bad('drift')
    case 'unknown':
      return style.doubtful('unknown')
    case 'compliant':
      return style.good('compliant')
    case 'not-applicable':
      return 'not applicable'
  }
}

const articleSection = ({ section }: Verdict): string => (section === null ? '' : `, article section #${section}`)

const heading = (style: Style, verdict: Verdict): string =>
  `${style.strong(verdict.policy)}: ${statusWord(style, verdict)} (${verdict.level}${articleSection(verdict)})`

const reasonLines = ({ status, reason }: Verdict): ReadonlyArray<string> =>
  reason === null || status === 'unknown' ? [] : [`Note: ${shown(reason)}`]

/** A verdict with its findings below it, indented. */
export const verdictLines = (style: Style, verdict: Verdict): ReadonlyArray<string> => [
  heading(style, verdict),
  ...indent(2, [...reasonLines(verdict), ...findingLines(style, verdict)])
]
