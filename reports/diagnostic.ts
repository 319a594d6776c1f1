import type { Verdict } from '../judging/verdict'
import { printable, shortened } from '../kernel/printable'
import { alsoText } from './blockText'
import { type Finding, toldFindings } from './findings'
import { findingText, type Layout, titleOf } from './findingText'
import type { JudgedServer } from './summary'
import { plainStyle } from './text'
import { defaultWidth, wrap } from './wrap'

/** Where a server stands, for its heading. */
export interface ServerLocation {
  readonly server: string
  readonly dag: string | null
  readonly site: string | null
}

/** What there is to tell of a server: a warning where something is open, else a word on what is waived. */
export interface Diagnostic {
  readonly severity: 'warning' | 'info'
  readonly text: string
}

/** What Pulumi writes before the first line of a warning. */
const warningPrefix = 'warning: '.length

const mostOfNote = 4_000

const usual: Layout = { width: defaultWidth, full: false, style: plainStyle }

/** Why nothing may be remediated there, which nobody may miss; with full detail also what policies that drift say besides. */
export const noteLines = (
  { width, full }: Layout,
  server: string,
  verdicts: ReadonlyArray<Verdict>
): ReadonlyArray<string> => {
  const vetoes = verdicts.flatMap((verdict) => verdict.vetoes).filter((why) => !why.startsWith('unknown: '))
  const notes = verdicts.flatMap(({ policy, status, reason }) =>
    full && status === 'drift' && reason !== null ? [`Note of ${policy}: ${reason}`] : []
  )
  return [...vetoes.map((why) => `Nothing is remediated here: ${why}`), ...notes].flatMap((text) =>
    wrap(`${printable(server)}: ${shortened(text, mostOfNote)}`, width)
  )
}

/** Of a server with more findings, only the first is told with what to do, and the others by their policies' names. */
const mostInFull = 2

/** How many of a server's findings are told with what to do. */
export const toldInFull = ({ full }: Layout, count: number): number => (full || count <= mostInFull ? count : 1)

/**
 * The one diagnostic of a server: its findings, the binding ones first, each with what to do; of those that are told for
 * several servers at once, what is wrong alone. What nobody asked for is the same for all servers, and is told once for the stack.
 */
export const serverDiagnostic = (
  { server, isRecorded = false }: ServerLocation & Pick<JudgedServer, 'isRecorded'>,
  verdicts: ReadonlyArray<Verdict>,
  layout: Layout = usual,
  isToldElsewhere: (finding: Finding) => boolean = () => false
): Diagnostic | null => {
  const told = toldFindings({ server, verdicts, isRecorded })
  if (told.length === 0) return null
  const inFull = toldInFull(layout, told.length)
  const lines = told.slice(0, inFull).flatMap((finding, index) => {
    const lead = index === 0 ? warningPrefix : 0
    return isToldElsewhere(finding) ? titleOf(layout, server, finding, lead) : findingText(layout, finding, lead)
  })
  const also = alsoText(layout, told.slice(inFull))
  const notes = noteLines(layout, server, verdicts)
  return {
    severity: told.some(({ waiver }) => waiver === null) ? 'warning' : 'info',
    text: [...lines, ...also, ...notes].join('\n')
  }
}
