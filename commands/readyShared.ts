import { printable, shortened } from '../kernel/printable'
import { wrap } from '../reports/wrap'
import { isUnknown, noBaseline, type Readiness } from './readiness'

const mostOfText = 600
const mostNames = 8

/** What is told of a server; of one that is done nothing is. */
const textsOf = ({ state, reasons, notes }: Readiness): ReadonlyArray<string> =>
  state === 'done' ? [] : [...new Set([...reasons, ...notes])]

/** What is no matter of one server, and stands under several: that no baseline is there, and what nobody knows of their DAG. */
export const sharedTexts = (all: ReadonlyArray<Readiness>): ReadonlyArray<string> => {
  const counts = new Map<string, number>()
  for (const text of all.flatMap(textsOf)) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].flatMap(([text, count]) => (count > 1 && (text === noBaseline || isUnknown(text)) ? [text] : []))
}

/** A text below a heading; what does not fit on its line goes on below, further to the right. */
export const below = (width: number, text: string): ReadonlyArray<string> =>
  wrap(text, width - 4, width - 2).map((line, index) => `${index === 0 ? '  ' : '    '}${line}`)

/** Each of these once, with the servers that it is told of. */
export const sharedLines = (
  width: number,
  all: ReadonlyArray<Readiness>,
  shared: ReadonlyArray<string>
): ReadonlyArray<string> => {
  if (shared.length === 0) return []
  const lines = shared.flatMap((text) => {
    const names = all.filter((one) => textsOf(one).includes(text)).map(({ server }) => printable(server))
    const who = names.length > mostNames ? `${names.length} servers` : names.join(', ')
    return below(width, `${who}: ${shortened(text, mostOfText)}`)
  })
  return ['', 'On several servers:', ...lines]
}
