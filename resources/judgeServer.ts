import * as E from 'fp-ts/Either'
import type { NamedTable } from '../connections/buildTable'
import type { OrganizationReading, Scope } from '../connections/organization'
import type { Facts } from '../facts/facts'
import { dagOfMember } from '../judging/dagMember'
import { judge } from '../judging/evaluate'
import { namingDag } from '../judging/ifMember'
import { inOrganization, type Organization } from '../judging/inOrganization'
import type { Verdict } from '../judging/verdict'
import type { Waiver } from '../kernel/waiver'
import type { InMaintenance } from '../kernel/words'
import { policies } from '../policies/catalogue'
import { type SecondLook, secondLook } from '../policies/maintenance/secondLook'
import type { Judging } from './judging'
import { organizationIn } from './organizationText'

/** Judges a server's facts by the catalogue, as the stack's settings ask; `dag` is the one that they place it in. */
export const judgeServer = (
  facts: Facts,
  { build, services, enforcement, parameters }: Judging,
  baseline: Facts | null,
  waivers: ReadonlyArray<Waiver>,
  organization: Organization,
  table?: NamedTable,
  dag: string | null = null
): ReadonlyArray<Verdict> => {
  const given = parameters === undefined ? {} : { parameters }
  const desired = { build, services, baseline, ...given, ...(table === undefined ? {} : { table }) }
  const verdicts = judge(policies, facts, { desired, enforcement, waivers, organization, dag })
  return namingDag(facts, organization, dag, verdicts)
}

/** A server as it was read at some time, with what was read of its organization then. */
export interface ReadThen {
  readonly facts: Facts
  readonly organization: OrganizationReading
}

const lookOf = ({ facts, organization }: ReadThen) => ({
  facts,
  organization:
    E.isRight(organization) && organization.right === null ? null : inOrganization(facts, organizationIn(organization))
})

/** What alone has to be read of the organization for a server: its DAG; null where it is a member of none, or nobody knows. */
export const scopeOf = (server: string, then: ReadThen): Scope | null => {
  const { facts, organization } = lookOf(then)
  const dag = organization === null ? null : dagOfMember(facts, organization)
  return dag === null ? null : { dag: dag.name, changing: server }
}

/** Compares a server right after its remediation with what it is some minutes later. */
export const lookTwice = (
  first: ReadThen,
  second: ReadThen,
  waivers: ReadonlyArray<Waiver>,
  inMaintenance: InMaintenance
): SecondLook => secondLook(lookOf(first), lookOf(second), { waivers, inMaintenance })
