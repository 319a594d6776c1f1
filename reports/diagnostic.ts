import { findings, isOpen, isUnasked, type Verdict } from '../policies/verdict'
import { coverageText } from './coverage'
import { printable } from './printable'
import { plainStyle, verdictLines } from './text'

/** Where a server stands, for its heading. */
export interface Place {
  readonly server: string
  readonly dag: string | null
  readonly site: string | null
}

/** What there is to tell of a server: a warning where something is open, else a word on what is waived. */
export interface Diagnostic {
  readonly severity: 'warning' | 'info'
  readonly text: string
}

const count = (number: number, one: string): ReadonlyArray<string> =>
  number === 0 ? [] : [`${number} ${one}${number === 1 ? '' : 's'}`]

const placeOf = ({ dag, site }: Place): string => {
  const parts = [...(dag === null ? [] : [`DAG ${dag}`]), ...(site === null ? [] : [`site ${site}`])]
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}

const tally = (verdicts: ReadonlyArray<Verdict>): string => {
  const found = verdicts.flatMap(findings)
  const waived = found.filter(({ waiver }) => waiver !== null).length
  const drifts = verdicts.flatMap(({ drifts }) => drifts).length
  const parts = [...count(drifts, 'drift'), ...count(found.length - drifts, 'unknown')]
  return (parts.length === 0 ? 'compliant' : parts.join(', ')) + (waived === 0 ? '' : `; ${waived} of them waived`)
}

/** What is unknown for one and the same reason is told once for all the policies that it keeps from a verdict. */
const unknownLines = (verdicts: ReadonlyArray<Verdict>): ReadonlyArray<string> => {
  const reasons = verdicts.map((verdict) => JSON.stringify([verdict.level, verdict.unknowns]))
  return verdicts.flatMap((verdict, index) => {
    if (reasons.indexOf(reasons[index] ?? '') < index) return []
    const names = verdicts.filter((_, other) => reasons[other] === reasons[index]).map(({ policy }) => policy)
    return verdictLines(plainStyle, {
      ...verdict,
      policy: names.join(', '),
      section: names.length > 1 ? null : verdict.section
    })
  })
}

/**
 * The one diagnostic of a server: its name first, then its findings in the catalogue's order, each with its resolution. What
 * nobody asked for is the same for all servers, and is told once for the stack.
 */
export const serverDiagnostic = (place: Place, all: ReadonlyArray<Verdict>): Diagnostic | null => {
  const verdicts = all.filter((verdict) => !isUnasked(verdict))
  const told = verdicts.filter((verdict) => findings(verdict).length > 0)
  if (told.length === 0) return null
  const drifting = told.filter(({ drifts }) => drifts.length > 0)
  const lines = [
    ...drifting.flatMap((verdict) => verdictLines(plainStyle, verdict)),
    ...unknownLines(told.filter(({ drifts }) => drifts.length === 0))
  ].map((line) => `  ${line}`)
  return {
    severity: verdicts.some(isOpen) ? 'warning' : 'info',
    text: [
      `${printable(place.server)}${printable(placeOf(place))}: ${tally(verdicts)}; ${coverageText([{ verdicts: all }])}`,
      ...lines
    ].join('\n')
  }
}
