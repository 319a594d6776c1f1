import type { Plan } from '../policies/plan'
import type { Place } from './diagnostic'
import { planLines } from './planText'
import { printable } from './printable'

/** A server's part in a remediation, as it is told; `after` are the servers that must be verified before. */
export interface ToldTurn {
  readonly place: Place
  readonly remedy: Plan
  readonly after: ReadonlyArray<string>
  /** What is not done there, and what a person does first; lines of text. */
  readonly heldBack?: ReadonlyArray<string>
}

/** What a person has to see to on a server. */
export interface ToldByHand {
  readonly place: Place
  readonly policies: ReadonlyArray<string>
}

const placeOf = ({ server, dag }: Place): string => printable(dag === null ? server : `${server} (DAG ${dag})`)

const heading = ({ place, after }: ToldTurn, index: number): string => {
  const names = after.map(printable).join(' and ')
  const when = names === '' ? '' : `, when ${names} ${after.length === 1 ? 'is' : 'are'} done, verified and settled`
  return `  ${index + 1}. ${placeOf(place)}${when}:`
}

const heldBackLines = ({ place, heldBack = [] }: ToldTurn): ReadonlyArray<string> =>
  heldBack.length === 0 ? [] : [`  ${placeOf(place)}:`, ...heldBack.map((line) => `       ${printable(line)}`)]

/**
 * What `pulumi up` will do on which server, in its order, with the interruption of service that each step means, and
 * where nothing is done and why; null where there is nothing to say. `rules` are sentences on when and how that is done.
 */
export const rolloutText = (
  turns: ReadonlyArray<ToldTurn>,
  byHand: ReadonlyArray<ToldByHand>,
  rules: ReadonlyArray<string> = []
): string | null => {
  const planned = turns.filter(({ remedy }) => remedy._tag === 'Planned')
  const refused = turns.filter(({ remedy }) => remedy._tag === 'Refused')
  const lines = [
    ...(planned.length === 0 ? [] : rules.map((rule) => `  ${printable(rule)}`)),
    ...planned.flatMap((turn, index) => [
      heading(turn, index),
      ...planLines(turn.remedy).map((line) => `       ${line}`)
    ]),
    ...refused.flatMap(({ place, remedy }) => [
      `  ${placeOf(place)}:`,
      ...planLines(remedy).map((line) => `       ${line}`)
    ]),
    ...turns.flatMap(heldBackLines),
    ...byHand.map(
      ({ place, policies }, index) =>
        `${index === 0 ? '  For a person, one server after the other, by the resolutions:\n' : ''}       ${placeOf(place)}: ${policies.join(', ')}`
    )
  ]
  const head =
    planned.length === 0
      ? 'Remediation: pulumi up will change no server.'
      : `Remediation: pulumi up will change ${planned.length} server${planned.length === 1 ? '' : 's'}, in this order:`
  return lines.length === 0 ? null : [head, ...lines].join('\n')
}
