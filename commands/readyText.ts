import { printable, shortened } from '../kernel/printable'
import type { Style } from '../reports/text'
import { orderOf, type Readiness, type Turns } from './readiness'

const words: Readonly<Record<Readiness['state'], readonly [word: string, style: keyof Style]>> = {
  ready: ['ready', 'good'],
  done: ['done', 'good'],
  'not ready': ['NOT ready', 'bad'],
  'not known': ['NOT KNOWN', 'doubtful']
}

const stateWord = (style: Style, state: Readiness['state']): string => {
  const [word, name] = words[state]
  return style[name](word)
}

const mostOfReason = 300

const serverLines =
  (style: Style, width: number) =>
  ({ server, state, reasons, notes, waived }: Readiness): ReadonlyArray<string> => {
    const head = `${style.strong(printable(server).padEnd(width))}  ${stateWord(style, state)}`
    const accepted = waived.map((text) => `  ${shortened(text, mostOfReason)}`)
    if (state === 'done') return [`${head}  has this build or a newer one`, ...accepted]
    const told = notes.map((note) => shortened(note, mostOfReason)).join(' · ')
    if (state === 'ready') return [`${head}  ${told}`, ...accepted]
    return [head, ...reasons.map((reason) => `  ${shortened(reason, mostOfReason)}`), ...accepted, `  Besides: ${told}`]
  }

const named = ({ server, isActiveManager }: Readiness): string =>
  printable(isActiveManager ? `${server} (primary active manager, last)` : server)

/** Each server that takes a turn, and which of them must first become ready. */
const orderLine = ({ dag, servers }: Turns): string => {
  const ready = servers.filter(({ state }) => state === 'ready').map(named)
  const waiting = servers.filter(({ state }) => state !== 'ready').map(named)
  const where = dag === null ? 'Servers in no DAG' : `${printable(dag)}, one at a time`
  if (ready.length === 0) return `  ${where}: none is ready yet (${waiting.join(', ')})`
  const later = waiting.length === 0 ? '' : `; not ready yet: ${waiting.join(', ')}`
  return `  ${where}: ${ready.join(', ')}${later}`
}

/** Which servers are ready for an update and why the others are not, and last the order to take them in. */
export const readyText = (style: Style, all: ReadonlyArray<Readiness>, remarks: ReadonlyArray<string> = []): string => {
  const width = Math.max(...all.map(({ server }) => printable(server).length))
  const turns = orderOf(all)
  return [
    ...all.flatMap(serverLines(style, width)),
    '',
    ...(remarks.length === 0 ? [] : [...remarks.map((remark) => printable(remark)), '']),
    ...(turns.length === 0 ? ['Order: nothing is left to update.'] : ['Order:', ...turns.map(orderLine)])
  ].join('\n')
}

/** The same as JSON. */
export const readyJson = (all: ReadonlyArray<Readiness>) => ({
  version: 1,
  servers: all.map(({ server, dag, state, reasons, notes, waived }) => ({
    ...{ name: server, dag, state, reasons, notes, waived }
  })),
  order: orderOf(all).map(({ dag, servers }) => ({ dag, servers: servers.map(({ server }) => server) }))
})
