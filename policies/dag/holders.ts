import { sequenceS } from 'fp-ts/Apply'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RA from 'fp-ts/ReadonlyArray'
import type { Activation } from '../../facts/organization/activation'
import type { DatabaseCopy } from '../../facts/organization/databaseCopies'
import type { OrganizationFacts } from '../../facts/organization/organizationFacts'
import { sameName } from '../compare'
import { copyFault, isMounted } from './copies'
import { memberOf, type Told, told } from './members'

/** A member of a DAG, with what decides whether it can take over. */
export interface Holder {
  readonly name: string
  /** The state of ServerWideOffline. */
  readonly state: string
  readonly copies: ReadonlyArray<DatabaseCopy>
  readonly activation: Activation
}

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
        return { name, state: offline?.state ?? 'unknown', copies, activation }
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
  if (copy.activationSuspended === null) return 'unknown whether its activation is suspended'
  return copy.activationSuspended ? 'activation suspended' : activationFault(holder.activation)
}
