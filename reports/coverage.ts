import { isUnasked, type Verdict } from '../judging/verdict'

/** How much was judged: the verdicts that are known, of how many, and which fact sections were not read, on how many servers. */
export interface Coverage {
  readonly judged: number
  readonly policies: number
  readonly unread: { readonly [section: string]: number }
}

interface Judged {
  readonly verdicts: ReadonlyArray<Verdict>
}

/** The fact sections that a server's policies asked for, and that were not read. */
const unreadOf = ({ verdicts }: Judged): Verdict['unread'] => [...new Set(verdicts.flatMap(({ unread }) => unread))]

/** What of these servers was judged. */
export const coverageOf = (servers: ReadonlyArray<Judged>): Coverage => {
  const verdicts = servers.flatMap((server) => server.verdicts)
  const unread = servers.flatMap(unreadOf)
  return {
    judged: verdicts.filter(({ status }) => status !== 'unknown').length,
    policies: verdicts.length,
    unread: Object.fromEntries(
      [...new Set(unread)].map((name) => [name, unread.filter((other) => other === name).length])
    )
  }
}

/** A server's verdicts by their kind, those that nobody named a source for as not judged: `18 policies: 16 in order, 1 drifting, 1 not applicable`. */
export const countsText = (verdicts: ReadonlyArray<Verdict>): string => {
  const asked = verdicts.filter((verdict) => !isUnasked(verdict))
  const kinds = [
    ['compliant', 'in order'],
    ['drift', 'drifting'],
    ['unknown', 'unknown'],
    ['not-applicable', 'not applicable']
  ] as const
  const parts = kinds.flatMap(([status, words]) => {
    const count = asked.filter((verdict) => verdict.status === status && verdict.waiver === null).length
    return count === 0 ? [] : [`${count} ${words}`]
  })
  const waived = asked.filter(({ waiver }) => waiver !== null).length
  const unasked = verdicts.length - asked.length
  const all = [
    ...parts,
    ...(waived === 0 ? [] : [`${waived} waived`]),
    ...(unasked === 0 ? [] : [`${unasked} not judged`])
  ].join(', ')
  return `${verdicts.length} ${verdicts.length === 1 ? 'policy' : 'policies'}${all === '' ? '' : `: ${all}`}`
}

/** The coverage of one server or of many in words: `12 of 14 checks gave a verdict; not read: setupLog`. */
export const coverageText = (servers: ReadonlyArray<Judged>): string => {
  const { judged, policies, unread } = coverageOf(servers)
  const names = Object.entries(unread).map(([name, count]) =>
    servers.length === 1 ? name : `${name} (${count} ${count === 1 ? 'server' : 'servers'})`
  )
  const missing = names.length === 0 ? '' : `; not read: ${names.join(', ')}`
  return `${judged} of ${policies} checks gave a verdict${missing}`
}
