import { counted } from '../kernel/counted'
import { printable, shortened } from '../kernel/printable'
import { someOf } from '../kernel/someOf'
import type { Change, Changes } from './auditDocument'
import { indent, wrap } from './wrap'

const kinds: ReadonlyArray<Change['change']> = ['new', 'fixed', 'waived', 'not comparable', 'unchanged']

/** What became of one policy on several servers alike. */
export interface ChangeGroup {
  readonly change: Change['change']
  readonly policy: string
  /** What is to be known of it besides; empty for nothing. */
  readonly note: string
  readonly servers: ReadonlyArray<string>
}

const stateWords: Readonly<Record<Change['now'], string>> = {
  compliant: 'compliant',
  drift: 'drift',
  unknown: 'not read',
  'not-applicable': 'not applicable',
  waived: 'waived',
  'not judged': 'not judged'
}

const mostValues = 3
const mostOfValue = 80

/** What drifted then, too, and has another value now: as it was and as it is. */
const valuesText = (values: NonNullable<Change['values']>): ReadonlyArray<string> => {
  const left = values.length - mostValues
  return [
    ...values
      .slice(0, mostValues)
      .map(
        (value) =>
          `${shortened(value.path, mostOfValue)}: "${shortened(value.before, mostOfValue)}" before, ` +
          `"${shortened(value.now, mostOfValue)}" now`
      ),
    ...(left > 0 ? [`and ${left} more`] : [])
  ]
}

const noteOfMore = ({ added, values = [] }: Change): string => {
  const parts = [...(added === 0 ? [] : [`${counted(added, 'value')} more`]), ...valuesText(values)]
  return parts.length === 0 ? 'other values than before' : parts.join('; ')
}

const noteOf = (found: Change): string => {
  const { change, before, now, removed } = found
  switch (change) {
    case 'new':
      if (before === 'drift') return noteOfMore(found)
      if (now === 'unknown') return 'not read now'
      return before === 'compliant' || before === 'not-applicable' ? '' : `${stateWords[before]} before`
    case 'unchanged':
      return removed === 0 ? '' : `${counted(removed, 'value')} fixed`
    case 'not comparable':
      if (found.olderFacts === true) return 'judged by older facts than then'
      if (before === 'drift' && now === 'compliant') return 'no longer asked for: the settings changed'
      return before === now
        ? `${stateWords[now]}, then and now`
        : `${stateWords[before]} before, ${stateWords[now]} now`
    case 'fixed':
    case 'waived':
      return ''
  }
}

/** The changes, what needs attention first; the servers on which a policy changed alike stand together. */
export const changeGroups = ({ policies }: Changes): ReadonlyArray<ChangeGroup> => {
  const groups = new Map<string, ChangeGroup & { readonly servers: Array<string> }>()
  for (const one of policies) {
    const note = noteOf(one)
    const key = JSON.stringify([one.change, one.policy, note])
    const group = groups.get(key) ?? { change: one.change, policy: one.policy, note, servers: [] }
    group.servers.push(one.server)
    groups.set(key, group)
  }
  return [...groups.values()].sort((a, b) => kinds.indexOf(a.change) - kinds.indexOf(b.change))
}

const mostNames = 40
const mostOfName = 60

/** Names of servers, as many as anybody reads. */
export const serverNames = (names: ReadonlyArray<string>): string =>
  someOf(
    names.map((name) => shortened(name, mostOfName)),
    mostNames
  )

/** The earlier report, by when it was made. */
export const sinceText = ({ since }: Changes): string =>
  `the report of ${printable(since.slice(0, 16).replace('T', ' '))} UTC`

/** How many findings changed, and which servers came and went, in sentences. */
export const changeSentences = (changes: Changes): ReadonlyArray<string> => {
  const count = (kind: Change['change']): number => changes.policies.filter(({ change }) => change === kind).length
  const rest = [
    [count('waived'), 'now waived'],
    [count('not comparable'), 'not comparable']
  ] as const
  const counts = [
    `${count('new')} new`,
    `${count('fixed')} fixed`,
    `${count('unchanged')} unchanged`,
    ...rest.flatMap(([number, words]) => (number === 0 ? [] : [`${number} ${words}`]))
  ]
  const { newServers, goneServers } = changes
  return [
    `Findings since ${sinceText(changes)}: ${counts.join(', ')}.`,
    ...(newServers.length === 0 ? [] : [`New servers: ${serverNames(newServers)}.`]),
    ...(goneServers.length === 0 ? [] : [`Servers no longer in the report: ${serverNames(goneServers)}.`])
  ]
}

/** What became of a policy, in one line. */
export const changeText = ({ change, note }: Pick<ChangeGroup, 'change' | 'note'>): string =>
  note === '' ? change : `${change} (${note})`

/** Finds what became of a policy on a server since the earlier report; null where nothing was compared, or there is nothing to say. */
export const changeFinder = (
  changes: Changes | null | undefined
): ((server: string, policy: string) => (Change & { readonly text: string }) | null) => {
  const keyOf = (server: string, policy: string): string => JSON.stringify([server.toLowerCase(), policy])
  const all = (changes?.policies ?? []).map((one) => {
    const text = changeText({ change: one.change, note: noteOf(one) })
    return [keyOf(one.server, one.policy), { ...one, text }] as const
  })
  const found = new Map(all)
  return (server, policy) => found.get(keyOf(server, policy)) ?? null
}

/** The changes for a terminal. */
export const changeLines = (changes: Changes, width: number): ReadonlyArray<string> => {
  const [counts = '', ...servers] = changeSentences(changes)
  const groups = changeGroups(changes).map(
    (group) => `${changeText(group)}: ${group.policy} on ${serverNames(group.servers)}`
  )
  return [
    ...wrap(counts, width),
    ...indent(
      2,
      [...groups, ...servers].flatMap((line) => wrap(line, width - 2))
    )
  ]
}
