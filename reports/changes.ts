import { isUnasked, type Verdict } from '../judging/verdict'
import { showPath } from '../kernel/propertyPath'
import type { FleetServer } from './audit'
import type { AuditDocument, Change, Changes, PolicyState, ReportedVerdict } from './auditDocument'

/** What a policy came to on a server, as far as two reports are compared by it. */
interface Seen {
  readonly state: PolicyState
  /** The drifts that no waiver covers: what each path has. */
  readonly drifting: ReadonlyMap<string, string>
  /** What the paths have that are as desired; an earlier report does not tell. */
  readonly right: ReadonlyMap<string, string>
  /** Whether anything is unknown, waived or not: then a path that is gone may drift all the same. */
  readonly isUnread: boolean
  /** Whether anything drifts, waived or not. */
  readonly drifts: boolean
}

interface Value {
  readonly path: string
  readonly actual: string
}

const byPath = (values: ReadonlyArray<Value>): ReadonlyMap<string, string> =>
  new Map(values.map(({ path, actual }) => [path, actual]))

type Comparable = Pick<ReportedVerdict, 'status' | 'waiver' | 'unasked'> & {
  readonly drifts: ReadonlyArray<Value & { readonly waiver: string | null }>
  readonly compliances?: ReadonlyArray<Value>
  readonly unknowns: ReadonlyArray<{ readonly waiver: string | null }>
}

const isOpen = ({ waiver }: { readonly waiver: string | null }): boolean => waiver === null

const stateOf = ({ status, waiver, unasked, drifts, unknowns }: Comparable): PolicyState => {
  if (unasked !== null) return 'not judged'
  if (drifts.some(isOpen)) return 'drift'
  if (unknowns.some(isOpen)) return 'unknown'
  return waiver === null ? status : 'waived'
}

const seenIn = (verdict: Comparable): Seen => ({
  state: stateOf(verdict),
  drifting: byPath(verdict.drifts.filter(isOpen)),
  right: byPath(verdict.compliances ?? []),
  isUnread: verdict.unknowns.length > 0,
  drifts: verdict.drifts.length > 0
})

const comparable = (verdict: Verdict): Comparable => ({
  status: verdict.status,
  waiver: verdict.waiver,
  unasked: isUnasked(verdict) ? verdict.unasked : null,
  drifts: verdict.drifts.map(({ path, actual, waiver }) => ({ path: showPath(path), actual, waiver })),
  compliances: verdict.compliances.map(({ path, actual }) => ({ path: showPath(path), actual })),
  unknowns: verdict.unknowns
})

const worst: ReadonlyArray<PolicyState> = ['drift', 'unknown', 'waived', 'compliant', 'not-applicable', 'not judged']

/** Of a server that was read twice, as by its facts and its setup log, the worse counts, and all that drifts. */
const together = (one: Seen, other: Seen): Seen => ({
  state: worst.find((state) => [one.state, other.state].includes(state)) ?? 'not judged',
  drifting: new Map([...one.drifting, ...other.drifting]),
  right: new Map([...one.right, ...other.right]),
  isUnread: one.isUnread || other.isUnread,
  drifts: one.drifts || other.drifts
})

const unseen: Seen = { state: 'not judged', drifting: new Map(), right: new Map(), isUnread: false, drifts: false }

/** A server's name as it is written, and its policies. */
interface Known {
  readonly name: string
  /** When its newest facts were collected (milliseconds); null where none tell. */
  readonly at: number | null
  readonly policies: Map<string, Seen>
}

interface Listed {
  readonly name: string
  readonly collectedAt: string | null
  readonly verdicts: ReadonlyArray<readonly [policy: string, seen: Seen]>
}

const later = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other)

/** Servers by their name in lower case. */
const byName = (servers: ReadonlyArray<Listed>): ReadonlyMap<string, Known> => {
  const all = new Map<string, Known>()
  for (const { name, collectedAt, verdicts } of servers) {
    const before = all.get(name.toLowerCase()) ?? { name, at: null, policies: new Map<string, Seen>() }
    const known = { ...before, at: later(before.at, collectedAt === null ? null : Date.parse(collectedAt)) }
    all.set(name.toLowerCase(), known)
    for (const [policy, seen] of verdicts)
      known.policies.set(policy, together(known.policies.get(policy) ?? unseen, seen))
  }
  return all
}

const missing = (from: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): number =>
  [...from.keys()].filter((path) => !other.has(path)).length

/** The paths that drift then and now, and have another value now: it may be worse. */
const otherValues = (then: Seen, now: Seen): NonNullable<Change['values']> =>
  [...now.drifting].flatMap(([path, actual]) => {
    const before = then.drifting.get(path)
    return before === undefined || before === actual ? [] : [{ path, before, now: actual }]
  })

/** The JSON holds all values themselves: of a change it shows the first. */
const mostValues = 20

/** How many values drifted then, are right now, and have stayed what they were: not the server changed, but what is asked for. */
const noLongerAskedFor = (then: Seen, now: Seen): number =>
  [...then.drifting].filter(([path, actual]) => now.right.get(path) === actual).length

const kindWithoutFinding = (then: Seen, now: Seen): Change['change'] | null => {
  const wasFinding = then.state === 'drift' || then.state === 'unknown'
  if (now.state === 'waived') return wasFinding ? 'waived' : null
  if (now.state === 'compliant' && then.drifts) return noLongerAskedFor(then, now) === 0 ? 'fixed' : 'not comparable'
  return wasFinding || (now.state === 'compliant' && then.state === 'waived') ? 'not comparable' : null
}

/** What is not read, then or now, is never fixed; nor is what is no longer judged. Null where there was and is nothing. */
const kindOf = (then: Seen, now: Seen, added: number): Change['change'] | null => {
  if (now.state === 'drift')
    return then.state === 'drift' && added + otherValues(then, now).length === 0 ? 'unchanged' : 'new'
  if (now.state !== 'unknown') return kindWithoutFinding(then, now)
  return then.state === 'unknown' || then.drifts ? 'not comparable' : 'new'
}

/** Older facts than those of then tell of nothing that was fixed since. */
const changeOf = (server: string, policy: string, then: Seen, now: Seen, isOlder: boolean): ReadonlyArray<Change> => {
  const added = missing(now.drifting, then.drifting)
  const kind = kindOf(then, now, added)
  const olderFacts = isOlder && kind === 'fixed'
  const change = olderFacts ? 'not comparable' : kind
  if (change === null) return []
  const canBeGone = !isOlder && (change === 'fixed' || (now.state === 'drift' && !now.isUnread))
  const removed = canBeGone ? missing(then.drifting, now.drifting) - noLongerAskedFor(then, now) : 0
  const values = otherValues(then, now).slice(0, mostValues)
  return [
    {
      ...{ server, policy, change, before: then.state, now: now.state, added, removed },
      ...(values.length === 0 ? {} : { values }),
      ...(olderFacts ? { olderFacts } : {})
    }
  ]
}

/** What changed on each server, policy by policy, since an earlier report; names of servers differ in case without meaning it. */
export const changesSince = (earlier: AuditDocument, servers: ReadonlyArray<FleetServer>): Changes => {
  const before = byName(
    earlier.servers.map(({ name, collectedAt, verdicts }) => ({
      ...{ name, collectedAt },
      verdicts: verdicts.map((one) => [one.policy, seenIn(one)] as const)
    }))
  )
  const after = byName(
    servers.map(({ server, facts: { collectedAt }, verdicts }) => ({
      ...{ name: server, collectedAt },
      verdicts: verdicts.map((one) => [one.policy, seenIn(comparable(one))] as const)
    }))
  )
  return {
    since: earlier.at,
    newServers: [...after].flatMap(([key, { name }]) => (before.has(key) ? [] : [name])),
    goneServers: [...before].flatMap(([key, { name }]) => (after.has(key) ? [] : [name])),
    policies: [...after].flatMap(([key, { name, at, policies: now }]) => {
      const known = before.get(key)
      const then = known?.policies ?? new Map<string, Seen>()
      const isOlder = at !== null && known !== undefined && known.at !== null && at < known.at
      const all = [...new Set([...now.keys(), ...then.keys()])]
      return all.flatMap((policy) =>
        changeOf(name, policy, then.get(policy) ?? unseen, now.get(policy) ?? unseen, isOlder)
      )
    })
  }
}
