import { counted } from '../kernel/counted'
import { printable } from '../kernel/printable'
import type { RemediationPlan } from '../remediation/plan'
import type { PlannedStep } from '../remediation/script'
import type { ServerLocation } from './diagnostic'
import type { Layout } from './findingText'
import { interruptions, planLines, planSummary } from './planText'
import { wrap } from './wrap'

/** Where a server's script can be read. */
export interface ScriptFile {
  /** Below the project's folder; null where it could not be written. */
  readonly file: string | null
  readonly sha256: string
  /** Why it could not be written. */
  readonly fault: string | null
}

/** A server's part in a remediation, as it is told; `after` are the servers that must be verified before. */
export interface ToldTurn {
  readonly place: ServerLocation
  readonly remedy: RemediationPlan
  readonly after: ReadonlyArray<string>
  /** What is not done there, and what a person does first; lines of text. */
  readonly heldBack?: ReadonlyArray<string>
  /** What to know of its active databases before, as a sentence; null for nothing. */
  readonly databases?: string | null
  readonly script?: ScriptFile | null
  /** The command that lists the way back, or what is to be done for it, line by line. */
  readonly wayBack?: ReadonlyArray<string>
}

/** What a person has to see to on a server. */
export interface ToldByHand {
  readonly place: ServerLocation
  readonly policies: ReadonlyArray<string>
}

const placeOf = ({ server, dag }: ServerLocation): string => printable(dag === null ? server : `${server} (DAG ${dag})`)

const wrapped = ({ width }: Layout, indent: number, text: string): ReadonlyArray<string> =>
  wrap(printable(text), width - indent).map((line) => ' '.repeat(indent) + line)

const underName = 5

const heading = ({ style }: Layout, { place, after }: ToldTurn, index: number): string => {
  const names = after.map(printable).join(' and ')
  const when = names === '' ? '' : `, when ${names} ${after.length === 1 ? 'is' : 'are'} done, verified and settled`
  return `  ${index + 1}. ${style.strong(placeOf(place))}${when}:`
}

const scriptLines = (layout: Layout, { file, sha256, fault }: ScriptFile): ReadonlyArray<string> => [
  ...(file === null ? [] : [`${' '.repeat(underName)}Script: ${file}`, `${' '.repeat(underName)}SHA256: ${sha256}`]),
  ...(fault === null ? [] : wrapped(layout, underName, `Script: with --diff alone, since ${fault}`))
]

/** What people ask before they say yes: how much, how long, what stops, what comes first, what runs, and the way back. */
const plannedLines = (layout: Layout, turn: ToldTurn, steps: ReadonlyArray<PlannedStep>): ReadonlyArray<string> => {
  const { databases = null, script = null, wayBack = [] } = turn
  const { style } = layout
  return [
    ...wrapped(layout, underName, `${planSummary(steps)}.`),
    ...interruptions(steps)
      .flatMap((text) => wrapped(layout, underName, `Users: ${text}`))
      .map(style.doubtful),
    ...(databases === null ? [] : wrapped(layout, underName, databases).map(style.doubtful)),
    ...(layout.full ? planLines(turn.remedy).flatMap((line) => wrapped(layout, underName + 2, line)) : []),
    ...(script === null ? [] : scriptLines(layout, script)),
    ...wayBack.map((line, index) =>
      index === 0
        ? `${' '.repeat(underName)}Way back: ${style.command(printable(line))}`
        : `${' '.repeat(underName + 2)}${style.command(printable(line))}`
    )
  ]
}

const heldBackLines = ({ place, heldBack = [] }: ToldTurn): ReadonlyArray<string> =>
  heldBack.length === 0 ? [] : [`  ${placeOf(place)}:`, ...heldBack.map((line) => `       ${printable(line)}`)]

/**
 * What `pulumi up` will do on which server, in its order: how long, what it means for users, the script and the way back; and
 * where nothing is done and why. Null where there is nothing to say. `rules` are sentences on when and how that is done.
 */
export const rolloutText = (
  layout: Layout,
  turns: ReadonlyArray<ToldTurn>,
  byHand: ReadonlyArray<ToldByHand>,
  rules: ReadonlyArray<string> = []
): string | null => {
  const planned = turns.flatMap((turn) => (turn.remedy._tag === 'Planned' ? [{ turn, steps: turn.remedy.steps }] : []))
  const refused = turns.filter(({ remedy }) => remedy._tag === 'Refused')
  const lines = [
    ...(planned.length === 0 ? [] : rules.flatMap((rule) => wrapped(layout, 2, rule))),
    ...planned.flatMap(({ turn, steps }, index) => [
      heading(layout, turn, index),
      ...plannedLines(layout, turn, steps)
    ]),
    ...refused.flatMap(({ place, remedy }) => [
      `  ${placeOf(place)}:`,
      ...planLines(remedy).flatMap((line) => wrapped(layout, 7, line))
    ]),
    ...turns.flatMap(heldBackLines),
    ...(byHand.length === 0 ? [] : ['  Manually, one server after the other, as the findings above say:']),
    ...byHand.flatMap(({ place, policies }) => wrapped(layout, 7, `${placeOf(place)}: ${policies.join(', ')}`))
  ]
  const head =
    planned.length === 0
      ? 'Remediation: pulumi up will change no server.'
      : `Remediation: pulumi up will change ${counted(planned.length, 'server')}, in this order:`
  return lines.length === 0 ? null : [layout.style.strong(head), ...lines].join('\n')
}
