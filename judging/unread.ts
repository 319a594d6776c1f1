import * as E from 'fp-ts/Either'
import type { Fact, Unreadable } from '../facts/fact'
import type { Facts } from '../facts/facts'
import type { OrganizationSection } from '../facts/organization/organizationFacts'
import { type Section, sectionNames } from '../facts/registry'
import { rememberedFor } from '../kernel/remembered'
import type { InOrganization } from './inOrganization'
import { type Judgement, type OrganizationSections, type Policy, unknown } from './policy'

/** What a policy asks for, of the server and of its organization, and was not read. */
export interface Unread {
  /** What the missing sections leave undecided. */
  readonly undecided: ReadonlyArray<Judgement>
  /** From how much the policy judged, and why not from more; empty where all was read. */
  readonly coverage: ReadonlyArray<string>
  readonly sections: ReadonlyArray<Section | OrganizationSection>
}

type Missing<A> = readonly [section: A, why: Unreadable]

/** A server's sections that were not read. Every policy asks, so they are looked for once. */
const unreadIn = rememberedFor(
  ({ sections }: Facts): ReadonlyMap<Section, Unreadable> =>
    new Map(
      sectionNames.flatMap((name): ReadonlyArray<Missing<Section>> => {
        const fact: Fact<unknown> = sections[name]
        return E.isLeft(fact) ? [[name, fact.left]] : []
      })
    )
)

const missingFrom = <A>(unread: ReadonlyMap<A, Unreadable>, asked: ReadonlyArray<A>): ReadonlyArray<Missing<A>> =>
  asked.flatMap((section): ReadonlyArray<Missing<A>> => {
    const why = unread.get(section)
    return why === undefined ? [] : [[section, why]]
  })

const missingOf = (
  organization: InOrganization,
  asked: ReadonlyArray<OrganizationSection>
): ReadonlyArray<Missing<OrganizationSection>> =>
  asked.flatMap((section): ReadonlyArray<Missing<OrganizationSection>> => {
    const fact: Fact<unknown> = organization[section]
    return E.isLeft(fact) ? [[section, fact.left]] : []
  })

/** A log is judged for what a log tells, and nobody expects the rest of a server in it. */
const isExpected = ([, { elsewhere }]: Missing<unknown>): boolean => elsewhere !== true

const asUnknown = ([section, { reason }]: Missing<Section | OrganizationSection>): Judgement =>
  unknown([section], reason)

const nameOf = <A>([section]: Missing<A>): A => section

/** What the organization decides and doesn't tell; one finding where it says nothing of the server at all. */
const undecidedByOrganization = (
  { silent }: InOrganization,
  decides: ReadonlyArray<Missing<OrganizationSection>>
): ReadonlyArray<Judgement> =>
  decides.length > 0 && silent !== null ? [unknown(['organization'], silent.reason)] : decides.map(asUnknown)

const coverageOf = (
  asked: number,
  missing: ReadonlyArray<Missing<Section | OrganizationSection>>
): ReadonlyArray<string> =>
  missing.length === 0
    ? []
    : [
        `judged from ${asked - missing.length} of ${asked} fact sections`,
        ...missing.map(([section, { reason }]) => `${section} unread: ${reason}`)
      ]

const allRead: Unread = { undecided: [], coverage: [], sections: [] }
const nothing: OrganizationSections = { decides: [], supports: [] }

const isAnyIn = (unread: ReadonlyMap<Section, unknown>, asked: ReadonlyArray<Section>): boolean =>
  asked.some((section) => unread.has(section))

/** What was not read of what a policy asks for. Where nobody named a source of the organization's facts, nothing was asked. */
export const unreadBy = (policy: Policy, facts: Facts, organization: InOrganization): Unread => {
  const unread = unreadIn(facts)
  const asked = policy.organization ?? nothing
  if (asked === nothing && !isAnyIn(unread, policy.decides) && !isAnyIn(unread, policy.supports)) return allRead
  const decides = missingFrom(unread, policy.decides)
  const supports = missingFrom(unread, policy.supports)
  const told = {
    decides: missingOf(organization, asked.decides),
    supports: organization.silent?.absent === true ? [] : missingOf(organization, asked.supports)
  }
  const expected = supports.filter(isExpected)
  const elsewhere = supports.length - expected.length
  const sharpens = organization.silent === null ? asked.supports.length : 0
  return {
    undecided: [...decides.map(asUnknown), ...undecidedByOrganization(organization, told.decides)],
    coverage: coverageOf(policy.decides.length + policy.supports.length - elsewhere + asked.decides.length + sharpens, [
      ...expected,
      ...(organization.silent === null ? told.supports : [])
    ]),
    sections: [
      ...decides.filter(isExpected).map(nameOf),
      ...expected.map(nameOf),
      ...(organization.silent?.absent === true ? [] : told.decides.map(nameOf)),
      ...told.supports.map(nameOf)
    ]
  }
}
