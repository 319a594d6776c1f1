import type { Step } from '../judging/policy'

/** Steps of a list under names by which the same one is known in another list; a list may say one twice. */
const named = (list: ReadonlyArray<Step>): ReadonlyArray<readonly [key: string, step: Step]> => {
  const seen = new Map<string, number>()
  return list.map((step) => {
    const text = JSON.stringify([step.text, step.shell, step.command])
    const times = seen.get(text) ?? 0
    seen.set(text, times + 1)
    return [`${times} ${text}`, step]
  })
}

interface Node {
  readonly step: Step
  readonly next: Set<string>
}

const graphOf = (lists: ReadonlyArray<ReadonlyArray<Step>>): ReadonlyMap<string, Node> => {
  const nodes = new Map<string, Node>()
  for (const list of lists.map(named))
    for (const [index, [key, step]] of list.entries()) {
      const node = nodes.get(key) ?? { step, next: new Set<string>() }
      nodes.set(key, node)
      const follower = list[index + 1]
      if (follower !== undefined) node.next.add(follower[0])
    }
  return nodes
}

/** How many steps come after each one at most; null where two lists contradict each other. */
const distances = (nodes: ReadonlyMap<string, Node>): ReadonlyMap<string, number> | null => {
  const waiting = new Map([...nodes].map(([key, { next }]) => [key, next.size]))
  const before = new Map<string, Array<string>>()
  for (const [key, { next }] of nodes) for (const other of next) before.set(other, [...(before.get(other) ?? []), key])
  const known = new Map<string, number>()
  const ready = [...waiting].filter(([, count]) => count === 0).map(([key]) => key)
  for (const key of ready) {
    const after = [...(nodes.get(key)?.next ?? [])].map((other) => (known.get(other) ?? 0) + 1)
    known.set(
      key,
      after.reduce((most, one) => Math.max(most, one), 0)
    )
    for (const other of before.get(key) ?? []) {
      const left = (waiting.get(other) ?? 0) - 1
      waiting.set(other, left)
      if (left === 0) ready.push(other)
    }
  }
  return known.size === nodes.size ? known : null
}

const setsStartType = /^Set-Service -Name .* -StartupType |\\sc\.exe" config /
const starts = /^(?:Start|Resume)-Service /

const nodesWith = (nodes: ReadonlyMap<string, Node>, command: RegExp): ReadonlyArray<string> =>
  [...nodes].flatMap(([key, { step }]) => (step.command !== null && command.test(step.command) ? [key] : []))

/** The same, and each start type before the first start of any service. */
const startTypesFirst = (nodes: ReadonlyMap<string, Node>): ReadonlyMap<string, Node> => {
  const first = new Set(nodesWith(nodes, setsStartType))
  const then = nodesWith(nodes, starts)
  return new Map(
    [...nodes].map(([key, { step, next }]) => [
      key,
      { step, next: first.has(key) ? new Set([...next, ...then]) : next }
    ])
  )
}

/** The place of the first step that says the same as this one: what is said of several services stays together. */
const wordPlaces = (nodes: ReadonlyMap<string, Node>): ((step: Step) => number) => {
  const wordsOf = ({ text, shell }: Step): string => JSON.stringify([text, shell])
  const places = new Map<string, number>()
  for (const { step } of nodes.values()) if (!places.has(wordsOf(step))) places.set(wordsOf(step), places.size)
  return (step) => places.get(wordsOf(step)) ?? 0
}

/**
 * One list of what several lists say: each step once, and after all that comes before it in any of them. All services are
 * enabled before the first is started.
 */
export const mergeSteps = (lists: ReadonlyArray<ReadonlyArray<Step>>): ReadonlyArray<Step> => {
  const nodes = graphOf(lists)
  const isLook = ({ isLook: look }: Step): number => (look === true ? 1 : 0)
  const after = distances(startTypesFirst(nodes)) ?? distances(nodes)
  if (after === null) return [...lists.flat()].sort((one, other) => isLook(one) - isLook(other))
  const at = (key: string): number => after.get(key) ?? 0
  const placeOf = wordPlaces(nodes)
  return [...nodes]
    .sort(
      ([a, one], [b, other]) =>
        isLook(one.step) - isLook(other.step) || at(b) - at(a) || placeOf(one.step) - placeOf(other.step)
    )
    .map(([, { step }]) => step)
}
