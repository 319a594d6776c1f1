import * as E from 'fp-ts/Either'
import { whyTooOld } from '../../connections/age'
import { readOrganization } from '../../connections/organization'
import type { Facts } from '../../facts/facts'
import type { OrganizationFacts } from '../../facts/organization/organizationFacts'
import { inOrganization, type Organization } from '../../judging/inOrganization'
import { organizationAge } from '../../reports/ageRemarks'
import type { AuditedServer } from '../../reports/audit'
import type { Found, SourceError } from './sources'

/** The organizations of an audit, and what was wrong with their files. */
export interface AuditedOrganizations {
  readonly facts: ReadonlyArray<OrganizationFacts>
  readonly errors: ReadonlyArray<SourceError>
}

/** An audit judges recordings of any age by their own time, but believes none of the future. */
const anyAge = '36500d'

/** A file is read at once, so that its bounds don't matter. */
const bounds = { seconds: 60, signal: new AbortController().signal }

const readFile = async (path: string): Promise<AuditedOrganizations> => {
  const read = await readOrganization({ type: 'recorded', path, maxAge: null }, bounds)()
  if (E.isLeft(read)) return { facts: [], errors: [{ source: path, message: read.left }] }
  if (read.right === null) return { facts: [], errors: [] }
  const { facts, damage } = read.right
  const ahead = whyTooOld(anyAge, Date.now(), facts.collectedAt ?? new Date(0).toISOString())
  return ahead === null
    ? { facts: [facts], errors: damage.map((message) => ({ source: path, message })) }
    : { facts: [], errors: [{ source: path, message: `${ahead}: the facts of this organization are not used` }] }
}

/** An audit that judges no server must not look as if it had found nothing to complain of. */
const alone = (path: string): SourceError => ({
  source: path,
  message:
    'holds facts of an organization, which judge no server by themselves; name recorded facts of its servers, too'
})

/** Reads the organization facts among what was found. */
export const readOrganizations = async (found: ReadonlyArray<Found>): Promise<AuditedOrganizations> => {
  const paths = found.flatMap(({ organizations }) => organizations)
  const read = await Promise.all(paths.map(readFile))
  const hasServers = found.some(({ sources, errors }) => sources.length + errors.length > 0)
  return {
    facts: read.flatMap(({ facts }) => facts),
    errors: [...read.flatMap(({ errors }) => errors), ...(hasServers ? [] : paths.map(alone))]
  }
}

const notGiven: Organization = E.left({
  reason:
    'the audit was given no facts of the organization; name the file that Get-ExchangeOrganizationFacts.ps1 wrote, too',
  absent: true
})

const byAge = (a: OrganizationFacts, b: OrganizationFacts): number =>
  (b.collectedAt ?? '') < (a.collectedAt ?? '') ? -1 : 1

const mostDaysApart = 30

/** Facts of an organization say nothing of a server that was recorded at quite another time. */
const isApart = (organization: OrganizationFacts, { collectedAt }: Facts): boolean =>
  organization.collectedAt !== null &&
  collectedAt !== null &&
  Math.abs(Date.parse(organization.collectedAt) - Date.parse(collectedAt)) > mostDaysApart * 86_400_000

const apart = ({ collectedAt }: OrganizationFacts, server: Facts): Organization =>
  E.left({
    reason:
      `the facts of the organization are of ${collectedAt}, more than ${mostDaysApart} days apart from those of ` +
      `${server.server}; record both again`
  })

/** The organization that a server is judged with: the newest facts among those that list it. */
export const organizationFor =
  (facts: ReadonlyArray<OrganizationFacts>) =>
  (server: Facts): Organization => {
    const all = [...facts].sort(byAge)
    const listing = all.find((one) => inOrganization(server, E.right(one)).silent === null) ?? all[0]
    if (listing === undefined) return notGiven
    return isApart(listing, server) ? apart(listing, server) : E.right(listing)
  }

/** Of when the organizations' facts are by which servers were judged, where that is worth a word. */
export const agesOf = (
  facts: ReadonlyArray<OrganizationFacts>,
  servers: ReadonlyArray<AuditedServer>,
  at: string
): ReadonlyArray<string> => {
  const judgedBy =
    (one: OrganizationFacts) =>
    (server: AuditedServer): boolean => {
      const found = organizationFor(facts)(server.facts)
      return !server.log && E.isRight(found) && found.right === one
    }
  return facts.flatMap((one) => organizationAge(one, servers.filter(judgedBy(one)), at))
}
