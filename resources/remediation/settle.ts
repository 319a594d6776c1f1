import { setTimeout as sleep } from 'node:timers/promises'
import * as E from 'fp-ts/Either'
import type { OrganizationFacts } from '../../facts/organization/organizationFacts'
import { dagFaults } from '../../policies/dag/dagFaults'
import { unsettled } from '../../policies/dag/unsettled'
import type { Guard } from './order'

/** Reads the organization's facts afresh. */
export type ReadOrganizationFacts = () => Promise<E.Either<string, OrganizationFacts>>

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

/** Waits until a DAG lets go of a server: those before it are settled, and the others can do without it. */
export const awaitDag = async (
  server: string,
  guard: Guard,
  read: ReadOrganizationFacts,
  tell: (line: string) => void,
  { total, pause }: Settling = defaultSettling
): Promise<E.Either<string, null>> => {
  const until = Date.now() + total * 1_000
  for (;;) {
    const facts = await read()
    const reasons = E.isLeft(facts) ? [`unknown: ${facts.left}`] : reasonsAgainst(server, guard, facts.right)
    if (reasons.length === 0) return E.right(null)
    if (Date.now() >= until)
      return E.left(`${server}: nothing was touched: the DAG ${guard.dag} can't do without it: ${reasons.join('; ')}`)
    tell(JSON.stringify({ server, waiting: reasons }))
    await sleep(pause * 1_000)
  }
}
