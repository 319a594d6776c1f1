import type { OrganizationFacts } from '../facts/organization/organizationFacts'
import { someOf } from '../kernel/someOf'
import type { FleetServer } from './audit'
import { type AgeLimit, daysOld, minute } from './reportAges'

const day = 86_400_000

const isOlder = (collectedAt: string | null, { facts }: FleetServer): boolean =>
  collectedAt === null || (facts.collectedAt !== null && Date.parse(facts.collectedAt) - Date.parse(collectedAt) > day)

/** Of when the organization's facts are, where servers were read on a later day; `at` is the present (ISO 8601, UTC). */
export const organizationAge = (
  { organization, collectedAt }: Pick<OrganizationFacts, 'organization' | 'collectedAt'>,
  servers: ReadonlyArray<FleetServer>,
  at: string
): ReadonlyArray<string> => {
  if (!servers.some((server) => isOlder(collectedAt, server))) return []
  return [
    collectedAt === null
      ? `When the facts of the organization ${organization} were recorded is not known.`
      : `The facts of the organization ${organization} are of ${minute(collectedAt)} (${daysOld(collectedAt, at)}), older than those of its servers.`
  ]
}

interface TooOld {
  readonly server: string
  readonly collectedAt: string
  readonly limit: AgeLimit
}

const tooOld = (servers: ReadonlyArray<FleetServer>, at: string): ReadonlyArray<TooOld> =>
  servers
    .flatMap(({ server, facts: { collectedAt }, ageLimit: limit }) =>
      limit == null || collectedAt === null || Date.parse(at) - Date.parse(collectedAt) <= limit.seconds * 1_000
        ? []
        : [{ server, collectedAt, limit }]
    )
    .sort((a, b) => Date.parse(a.collectedAt) - Date.parse(b.collectedAt))

/** By how old facts a run passes, as the end of a sentence; empty where none is older than it may be. */
export const byOldFacts = (servers: ReadonlyArray<FleetServer>, at: string): string => {
  const [oldest] = tooOld(servers, at)
  return oldest === undefined
    ? ''
    : `, by facts that are ${daysOld(oldest.collectedAt, at)} (limit ${oldest.limit.text})`
}

const mostNames = 20

/** Which servers' facts are too old to tell how these are now. */
export const oldFacts = (servers: ReadonlyArray<FleetServer>, at: string): ReadonlyArray<string> => {
  const found = tooOld(servers, at).map(
    ({ server, collectedAt, limit }) => `${server} (${daysOld(collectedAt, at)}, limit ${limit.text})`
  )
  return found.length === 0
    ? []
    : [`Facts are too old to tell how servers are now: ${someOf(found, mostNames)}; record them again.`]
}
