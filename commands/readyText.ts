import { printable, shortened } from '../kernel/printable'
import type { Layout } from '../reports/findingText'
import type { Style } from '../reports/text'
import { wrap } from '../reports/wrap'
import { launcher } from '../stacks/launcher'
import { orderOf, type Readiness, type Turns } from './readiness'
import { below, sharedLines, sharedTexts } from './readyShared'

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

const seeBelow = 'what is the same on several servers stands below'

/** Where and how it is written. */
type Page = Pick<Layout, 'width' | 'style'>

const nextLines = (page: Page, { steps }: Pick<Readiness, 'steps'>): ReadonlyArray<string> =>
  steps.flatMap(({ text, command }) => [
    ...below(page.width, `Next: ${shortened(text, mostOfReason)}`),
    ...(command === null ? [] : [`     ${printable(command)}`])
  ])

const serverLines =
  (page: Page, column: number, shared: ReadonlySet<string>) =>
  ({ server, state, waived, ...all }: Readiness): ReadonlyArray<string> => {
    const own = all.reasons.filter((reason) => !shared.has(reason))
    const reasons = own.length < all.reasons.length && own.length === 0 ? [seeBelow] : own
    const notes = all.notes.filter((note) => !shared.has(note))
    const head = `${page.style.strong(printable(server).padEnd(column))}  ${stateWord(page.style, state)}`
    const accepted = waived.flatMap((text) => below(page.width, shortened(text, mostOfReason)))
    if (state === 'done') return [`${head}  has this build or a newer one`, ...accepted]
    const told = notes.map((note) => shortened(note, mostOfReason)).join(' · ')
    const room = page.width - column - words[state][0].length - 4
    const [first = '', ...rest] = wrap(told, page.width - 4, room)
    if (state === 'ready')
      return [`${head}  ${first}`.trimEnd(), ...rest.map((line) => `    ${line}`), ...accepted, ...nextLines(page, all)]
    const besides = told === '' ? [] : below(page.width, `Besides: ${told}`)
    return [
      head,
      ...reasons.flatMap((reason) => below(page.width, shortened(reason, mostOfReason))),
      ...accepted,
      ...besides
    ]
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
export const readyText = (page: Page, all: ReadonlyArray<Readiness>, remarks: ReadonlyArray<string> = []): string => {
  const column = Math.max(...all.map(({ server }) => printable(server).length))
  const turns = orderOf(all)
  const shared = sharedTexts(all)
  return [
    ...all.flatMap(serverLines(page, column, new Set(shared))),
    ...sharedLines(page.width, all, shared),
    '',
    ...(remarks.length === 0 ? [] : [...remarks.flatMap((remark) => wrap(printable(remark), page.width)), '']),
    ...(turns.length === 0 ? ['Order: nothing is left to update.'] : ['Order:', ...turns.map(orderLine)])
  ].join('\n')
}

/** What to type next for the first server that is not ready. */
export const nextLine = (all: ReadonlyArray<Readiness>, stack: string): ReadonlyArray<string> => {
  const next = all.flatMap((one) => one.next ?? [])
  const [words] = [...next.filter((one) => one.startsWith('explain ')), ...next]
  return words === undefined ? [] : [`Next: ${launcher} ${words} --stack ${stack}`]
}

/** The same as JSON. */
export const readyJson = (all: ReadonlyArray<Readiness>) => ({
  version: 1,
  servers: all.map(({ server, dag, state, reasons, notes, steps, waived }) => ({
    ...{ name: server, dag, state, reasons, notes, steps: state === 'ready' ? steps : [], waived }
  })),
  order: orderOf(all).map(({ dag, servers }) => ({ dag, servers: servers.map(({ server }) => server) }))
})
