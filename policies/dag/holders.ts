import { sequenceS } from 'fp-ts/Apply'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import * as RA from 'fp-ts/ReadonlyArray'
import type { Activation } from '../../facts/organization/activation'
import type { DatabaseCopy } from '../../facts/organization/databaseCopies'
import type { OrganizationFacts } from '../../facts/organization/organizationFacts'
import { memberOf, sameServer, type Told, told } from '../../judging/dagMembers'
import { parseBuild, sameName } from '../../kernel/compare'
import { type Product, productOf } from '../../kernel/product'
import { copyFault, indexFault, isLagged, isMounted, replayQueueLimit } from './copies'

/** A member of a DAG, with what decides whether it can take over. */
export interface Holder {
  readonly name: string
  /** The state of ServerWideOffline. */
  readonly state: string
  readonly copies: ReadonlyArray<DatabaseCopy>
  readonly activation: Activation
  /** Null where the organization doesn't tell its version. */
  readonly product: Product | null
}

const productIn = ({ sections: { servers } }: OrganizationFacts, name: string): Product | null =>
  pipe(
    E.isLeft(servers) ? [] : servers.right,
    RA.findFirst((server) => sameServer(server.name, name)),
    O.chain(({ version }) => O.fromNullable(version)),
    O.chain(parseBuild),
    O.chain(productOf),
    O.toNullable
  )

const everyReason = E.getApplicativeValidation(RA.getSemigroup<string>())

const readHolder =
  (facts: OrganizationFacts) =>
  (name: string): Told<Holder> =>
    pipe(
      memberOf(facts, name),
      E.chain(({ componentStates, databaseCopies, activation }) =>
        sequenceS(everyReason)({
          states: told(name, 'component states', componentStates),
          copies: told(name, 'database copies', databaseCopies),
          activation: told(name, 'activation policy', activation)
        })
      ),
      E.map(({ states, copies, activation }) => {
        const offline = states.find(({ component }) => sameName(component, 'ServerWideOffline'))
        return { name, state: offline?.state ?? 'unknown', copies, activation, product: productIn(facts, name) }
      })
    )

/** Reads members, or tells of all of them what could not be read. */
export const readHolders = (facts: OrganizationFacts, names: ReadonlyArray<string>): Told<ReadonlyArray<Holder>> =>
  pipe(names, RA.traverse(everyReason)(readHolder(facts)))

/** A server in maintenance, or put offline by a failed update, does not count. */
export const isInService = ({ state }: Holder): boolean => sameName(state, 'Active')

const activationFault = ({ autoActivationPolicy, disabledAndMoveNow }: Activation): string | null => {
  if (autoActivationPolicy === null) return 'activation policy unknown'
  // Exchange 2010 has no DatabaseCopyActivationDisabledAndMoveNow, so that null says no more than false.
  const blocked = sameName(autoActivationPolicy, 'Blocked') || disabledAndMoveNow === true
  return blocked ? 'activation blocked on the server' : null
}

/** What keeps a member's copy from serving while another member is away, or null. */
export const takeoverFault = (holder: Holder, copy: DatabaseCopy): string | null => {
  if (!isInService(holder)) return 'server out of service'
  if (isMounted(copy)) return null
  const fault = copyFault(copy)
  if (fault !== null) return fault
  if (isLagged(copy)) return `lagged copy, ${copy.replayLagSeconds} seconds behind`
  if (copy.replayLagSeconds === null && (copy.replayQueueLength ?? 0) >= replayQueueLimit)
    return `unknown whether it is a lagged copy, with ${copy.replayQueueLength} logs to replay`
  if (copy.activationSuspended === null) return 'unknown whether its activation is suspended'
  if (copy.activationSuspended) return 'activation suspended'
  // Of a server whose version nobody tells a failed index counts, since that may be one that has an index.
  return indexFault(copy, holder.product ?? '2016') ?? activationFault(holder.activation)
}
