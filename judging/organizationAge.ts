import * as E from 'fp-ts/Either'
import type { Unreadable } from '../facts/fact'
import type { Facts } from '../facts/facts'
import { lastStart } from '../facts/lastStart'
import { lastUpdate, whenOf } from '../facts/lastUpdate'
import type { MemberFacts, OrganizationFacts } from '../facts/organization/organizationFacts'
import type { LocalState } from '../facts/sections/localStates'

/** Whether the first instant is known to be later than the second one (ISO 8601). */
const isLater = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && Date.parse(a) > Date.parse(b)

/** What changed a server after the organization was asked; null where nothing that is known did. */
const changeSince = (facts: Facts, asked: string): string | null => {
  const update = lastUpdate(facts)
  if (update !== null && isLater(update.from, asked)) return `its last update was ${update.done} ${whenOf(update)}`
  const start = lastStart(facts)
  // No server was started after its facts were collected: such a time is wrong.
  return isLater(start, asked) && !isLater(start, facts.collectedAt) ? `Windows was started at ${start}` : null
}

/**
 * Why what changes by the hour can't be believed of a server: an update and a start of Windows take it out of service, and not
 * always back. Null where nothing speaks against it.
 */
export const whyOutdated = (facts: Facts, { collectedAt }: OrganizationFacts): Unreadable | null => {
  const what = 'the facts of the organization'
  if (collectedAt === null) return { reason: `${what} do not say when they were recorded; record them again` }
  const change = changeSince(facts, collectedAt)
  return change === null
    ? null
    : { reason: `${what} are of ${collectedAt}, and the server has changed since: ${change}; record them again` }
}

/** What is left of a server's facts that are too old; `activation` tells its DAG, too, which stays the same. */
export const withoutHourly = (member: MemberFacts, why: Unreadable): MemberFacts => ({
  componentStates: E.chain(() => E.left(why))(member.componentStates),
  databaseCopies: E.chain(() => E.left(why))(member.databaseCopies),
  activation: member.activation,
  queues: E.chain(() => E.left(why))(member.queues),
  resourceThrottling: E.chain(() => E.left(why))(member.resourceThrottling)
})

/** The facts of server and organization are read one after the other; so far apart they still tell of one time. */
const togetherMilliseconds = 3_600_000

/** Whether a server was read at a later time than its organization was asked, so that its own word counts. */
export const isReadLater = ({ collectedAt }: Facts, organization: Pick<OrganizationFacts, 'collectedAt'>): boolean =>
  collectedAt !== null &&
  organization.collectedAt !== null &&
  Date.parse(collectedAt) - Date.parse(organization.collectedAt) > togetherMilliseconds

/** A server's facts with those requests for states alone that the organization can't know yet. */
export const withLaterStates = (facts: Facts, asked: string | null): Facts => {
  const isAfter = ({ time }: LocalState): boolean => isLater(time, asked)
  const localStates = E.map((all: ReadonlyArray<LocalState>) => all.filter(isAfter))(facts.sections.localStates)
  return { ...facts, sections: { ...facts.sections, localStates } }
}
