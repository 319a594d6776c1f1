import * as E from 'fp-ts/Either'
import type { Fact } from '../../facts/fact'
import type { Facts } from '../../facts/facts'
import type { ComponentState } from '../../facts/organization/componentStates'
import type { DatabaseCopy } from '../../facts/organization/databaseCopies'
import type { InOrganization } from '../../judging/inOrganization'
import { coveringWaiver } from '../../judging/waivers'
import { sameName } from '../../kernel/compare'
import type { Waiver } from '../../kernel/waiver'
import type { InMaintenance } from '../../kernel/words'
import { componentFaults, requestersOf } from '../components/componentFaults'
import { maintenanceRequester } from '../components/takenOut'
import { serviceDefaults } from '../services/roleDefaults'

/** What a server was like at some time, with what the organization told of it then; null where nobody was asked. */
export interface Look {
  readonly facts: Facts
  readonly organization: InOrganization | null
}

/** What doesn't hold some minutes after a remediation, and what nobody looked at; each is a part of a sentence. */
export interface SecondLook {
  readonly faults: ReadonlyArray<string>
  readonly unseen: ReadonlyArray<string>
}

const none: SecondLook = { faults: [], unseen: [] }

const joined = (...looks: ReadonlyArray<SecondLook>): SecondLook => ({
  faults: looks.flatMap(({ faults }) => faults),
  unseen: looks.flatMap(({ unseen }) => unseen)
})

const ofExchange = new Set(serviceDefaults.map(({ name }) => name.toLowerCase()))

/** Services of Windows end by themselves when their work is done; those that Exchange needs don't. */
const serviceFaults = (first: Facts, second: Facts): SecondLook => {
  const [before, after] = [first.sections.services, second.sections.services]
  if (E.isLeft(after)) return { ...none, faults: [`unknown: its services could not be read: ${after.left.reason}`] }
  if (E.isLeft(before)) return { ...none, unseen: ['its services, which could not be read before'] }
  const ran = before.right.filter(({ name, status }) => status === 'Running' && ofExchange.has(name.toLowerCase()))
  return {
    ...none,
    faults: ran.flatMap(({ name }) => {
      const found = after.right.find((one) => sameName(one.name, name))
      if (found?.status === 'Running') return []
      return [`${name} ran after the remediation, and is ${found === undefined ? 'gone' : (found.status ?? 'unknown')}`]
    })
  }
}

/** What else decides: what may deviate, and whether a person's maintenance is meant. */
export interface Allowed {
  readonly waivers: ReadonlyArray<Waiver>
  readonly inMaintenance: InMaintenance
}

const componentsOf = ({ waivers, inMaintenance }: Allowed) => {
  const isMeant = (requesters: ReadonlyArray<string>): boolean =>
    inMaintenance === 'allow' && requesters.length > 0 && requesters.every((one) => sameName(one, maintenanceRequester))
  return (states: ReadonlyArray<ComponentState>): ReadonlyArray<string> =>
    componentFaults(states)
      .faults.filter((fault) => !isMeant(requestersOf(fault)))
      .filter(({ component }) => coveringWaiver(waivers, 'maintenance', ['componentStates', component]) === null)
      .map((fault) => {
        const holders = requestersOf(fault)
        const by = holders.length === 0 ? '' : `, held by ${holders.join(' and ')}`
        return `${fault.component} is ${fault.state}${by}`
      })
}

/** A passive copy is Healthy; one that is suspended was so by a person, and its queues are the business of the next server. */
const isServed = ({ status }: DatabaseCopy): boolean =>
  status !== null && /^(?:Mounted|Healthy|SeedingSource|Suspended|FailedAndSuspended)$/i.test(status)

const copiesOf =
  ({ waivers }: Allowed) =>
  (copies: ReadonlyArray<DatabaseCopy>): ReadonlyArray<string> =>
    copies
      .filter((copy) => !isServed(copy))
      .filter(({ database }) => coveringWaiver(waivers, 'dag-health', ['databaseCopies', database]) === null)
      .map(({ database, status }) => `the database ${database} is ${status ?? 'in an unknown state'}`)

/** What could not be read before the remediation either is no fault of it. */
const judged = <A>(
  what: string,
  before: Fact<A>,
  after: Fact<A>,
  judge: (value: A) => ReadonlyArray<string>
): SecondLook => {
  if (E.isRight(after)) return { ...none, faults: judge(after.right) }
  return E.isLeft(before)
    ? { ...none, unseen: [`its ${what}: ${after.left.reason}`] }
    : { ...none, faults: [`unknown: its ${what} could not be read: ${after.left.reason}`] }
}

const organizationFaults = (first: Look, second: Look, allowed: Allowed): SecondLook => {
  const [before, after] = [first.organization, second.organization]
  if (before === null || after === null)
    return { ...none, unseen: ['its component states and databases, since no endpoint of the organization is named'] }
  return joined(
    judged('component states', before.componentStates, after.componentStates, componentsOf(allowed)),
    judged('databases', before.databaseCopies, after.databaseCopies, copiesOf(allowed))
  )
}

/**
 * Compares a server right after its remediation with the same one some minutes later: services that stopped again, components
 * that are not Active, databases that are neither mounted nor healthy copies.
 */
export const secondLook = (first: Look, second: Look, allowed: Allowed): SecondLook =>
  joined(serviceFaults(first.facts, second.facts), organizationFaults(first, second, allowed))
