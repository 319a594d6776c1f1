import { setTimeout as sleep } from 'node:timers/promises'
import * as E from 'fp-ts/Either'
import type { OrganizationFacts } from '../../facts/organization/organizationFacts'
import { dagFaults } from '../../policies/dag/dagFaults'
import { unsettled } from '../../policies/dag/unsettled'
import { printableJson, shortened } from '../../reports/printable'
import type { Target } from '../connections/connection'
import type { Guard } from './order'

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

const reasonsAgainst = (server: string, { dag, after }: Guard, facts: OrganizationFacts): ReadonlyArray<string> => [
  ...after.flatMap((member) => unsettled(facts, dag, member)),
  ...dagFaults(facts, dag, server)
]

/** A script outlives whoever began it, so that a member can be in hand of which no run of Pulumi knows any more. */
const othersAtWork = async ({ others }: Guard, askAtWork: AskAtWork): Promise<ReadonlyArray<string>> => {
  const answers = await Promise.all(others.map(async (one) => [one.server, await askAtWork(one)] as const))
  return answers.flatMap(([server, answer]) => {
    if (E.isLeft(answer)) return [`unknown: whether a remediation is at work on ${server}: ${answer.left}`]
    return answer.right ? [`a remediation is at work on ${server}`] : []
  })
}

const reasonsNow = async (
  server: string,
  guard: Guard,
  read: ReadOrganizationFacts,
  askAtWork: AskAtWork
): Promise<ReadonlyArray<string>> => {
  const atWork = await othersAtWork(guard, askAtWork)
  if (atWork.length > 0) return atWork
  const facts = await read()
  return E.isLeft(facts) ? [`unknown: ${facts.left}`] : reasonsAgainst(server, guard, facts.right)
}

const mostReasons = 20

const told = (reasons: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...reasons.slice(0, mostReasons).map((reason) => shortened(reason, 400)),
  ...(reasons.length > mostReasons ? [`and ${reasons.length - mostReasons} more reasons`] : [])
]

/** Waits until a DAG lets go of a server: those before it are settled, no other is in hand, and all can do without it. */
export const awaitDag = async (
  server: string,
  guard: Guard,
  read: ReadOrganizationFacts,
  askAtWork: AskAtWork,
  tell: (line: string) => void,
  { total, pause }: Settling = defaultSettling
): Promise<E.Either<string, null>> => {
  const until = Date.now() + total * 1_000
  for (;;) {
    const reasons = await reasonsNow(server, guard, read, askAtWork)
    if (reasons.length === 0) return E.right(null)
    if (Date.now() >= until)
      return E.left(
        `${server}: nothing was touched: the DAG ${guard.dag} can't do without it: ${told(reasons).join('; ')}`
      )
    tell(printableJson({ server, waiting: told(reasons) }))
    await sleep(pause * 1_000)
  }
}
