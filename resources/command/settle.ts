import { setTimeout as sleep } from 'node:timers/promises'
import * as E from 'fp-ts/Either'
import type { Target } from '../../connections/connection'
import type { OrganizationFacts } from '../../facts/organization/organizationFacts'
import { memberOf } from '../../judging/dagMembers'
import { printableJson, shortened } from '../../kernel/printable'
import { takenOut } from '../../policies/components/takenOut'
import { dagFaults } from '../../policies/dag/dagFaults'
import { undrained } from '../../policies/dag/drain'
import { unsettled, waitingMessagesLimit } from '../../policies/dag/unsettled'
import type { Guard } from './runRequest'

/** Reads the organization's facts afresh. */
export type ReadOrganizationFacts = () => Promise<E.Either<string, OrganizationFacts>>

/** Whether a remediation is at work on a server, begun by whomever. */
export type AskAtWork = (target: Target) => Promise<E.Either<string, boolean>>

/** How long a DAG may take to settle, and the pause between two looks, in seconds. */
export interface Settling {
  readonly total: number
  readonly pause: number
}

const defaultSettling: Settling = { total: 20 * 60, pause: 20 }

/** How many messages waited on servers before their turns, by name. */
export type Queued = Readonly<Record<string, number>>

/** What is asked before a server is begun. */
export interface Looks {
  readonly read: ReadOrganizationFacts
  readonly askAtWork: AskAtWork
  readonly queued?: Queued
}

const dagReasons = (
  server: string,
  { dag, after, queueLimit = waitingMessagesLimit }: Guard,
  facts: OrganizationFacts,
  queued: Queued
): ReadonlyArray<string> => [
  ...after.flatMap((member) => unsettled(facts, dag, member, { limit: queueLimit, before: queued[member] ?? null })),
  ...dagFaults(facts, dag, server)
]

interface Reasons {
  /** Of the DAG, which may go by. */
  readonly passing: ReadonlyArray<string>
  readonly own: ReadonlyArray<string>
}

/** What a person has to change on the server itself, so that nobody waits for it; what can't be read may go by. */
const ownReasons = (server: string, guard: Guard, facts: OrganizationFacts): Reasons => {
  const member = memberOf(facts, server)
  const componentStates = E.isLeft(member) ? E.left({ reason: member.left.join('; ') }) : member.right.componentStates
  const served = guard.drained === true ? undrained(facts, server) : []
  return {
    passing: served.filter((reason) => reason.startsWith('unknown: ')),
    own: [
      ...(guard.inMaintenance === 'allow' ? [] : takenOut(server, { componentStates, dags: facts.sections.dags })),
      ...served.filter((reason) => !reason.startsWith('unknown: '))
    ]
  }
}

/** A script outlives whoever began it, so that a member can be in hand of which no run of Pulumi knows any more. */
const othersAtWork = async ({ others }: Guard, askAtWork: AskAtWork): Promise<ReadonlyArray<string>> => {
  const answers = await Promise.all(others.map(async (one) => [one.server, await askAtWork(one)] as const))
  return answers.flatMap(([server, answer]) => {
    if (E.isLeft(answer)) return [`unknown: whether a remediation is at work on ${server}: ${answer.left}`]
    return answer.right ? [`a remediation is at work on ${server}`] : []
  })
}

const passing = (...reasons: ReadonlyArray<string>): Reasons => ({ passing: reasons, own: [] })

const reasonsNow = async (server: string, guard: Guard, { read, askAtWork, queued = {} }: Looks): Promise<Reasons> => {
  const atWork = await othersAtWork(guard, askAtWork)
  if (atWork.length > 0) return passing(...atWork)
  const facts = await read()
  if (E.isLeft(facts)) return passing(`unknown: ${facts.left}`)
  const own = ownReasons(server, guard, facts.right)
  return { ...own, passing: [...dagReasons(server, guard, facts.right, queued), ...own.passing] }
}

const mostReasons = 20

const told = (reasons: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...reasons.slice(0, mostReasons).map((reason) => shortened(reason, 400)),
  ...(reasons.length > mostReasons ? [`and ${reasons.length - mostReasons} more reasons`] : [])
]

/**
 * Waits until a DAG lets go of a server: those before it are settled, no other is in hand, and all can do without it. What a
 * person has to change on the server itself ends it at once.
 */
export const awaitDag = async (
  server: string,
  guard: Guard,
  looks: Looks,
  tell: (line: string) => void,
  { total, pause }: Settling = defaultSettling
): Promise<E.Either<string, null>> => {
  const until = Date.now() + total * 1_000
  for (;;) {
    const { passing: reasons, own } = await reasonsNow(server, guard, looks)
    if (own.length > 0) return E.left(`${server}: nothing was touched: ${told(own).join('; ')}`)
    if (reasons.length === 0) return E.right(null)
    if (Date.now() >= until)
      return E.left(
        `${server}: nothing was touched: the DAG ${guard.dag} can't do without it: ${told(reasons).join('; ')}`
      )
    tell(printableJson({ server, waiting: told(reasons) }))
    await sleep(pause * 1_000)
  }
}
