import * as E from 'fp-ts/Either'
import type { Fact, Unreadable } from '../facts/fact'
import type { Facts } from '../facts/facts'
import type { OrganizationSection } from '../facts/organization/organizationFacts'
import { type Section, sectionNames } from '../facts/registry'
import { rememberedFor, rememberedRecently } from '../kernel/remembered'
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
const unreadIn = rememberedRecently(({ sections }: Facts): ReadonlyMap<Section, Unreadable> => {
  const unread = new Map<Section, Unreadable>()
  for (const name of sectionNames) {
    const fact: Fact<unknown> = sections[name]
    if (E.isLeft(fact)) unread.set(name, fact.left)
  }
  return unread
})

const missingFrom = <A>(asked: ReadonlyArray<A>, whyUnread: (section: A) => Unreadable | undefined) => {
  const missing: Array<Missing<A>> = []
  for (const section of asked) {
    const why = whyUnread(section)
    if (why !== undefined) missing.push([section, why])
  }
  return missing
}

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

const toldBy = (organization: InOrganization, asked: OrganizationSections) => {
  const whyOf = (section: OrganizationSection) => {
    const fact: Fact<unknown> = organization[section]
    return E.isLeft(fact) ? fact.left : undefined
  }
  return {
    decides: missingFrom(asked.decides, whyOf),
    supports: organization.silent?.absent === true ? [] : missingFrom(asked.supports, whyOf)
  }
}

const unreadAmong = (
  policy: Policy,
  organization: InOrganization,
  decides: ReadonlyArray<Missing<Section>>,
  supports: ReadonlyArray<Missing<Section>>
): Unread => {
  const { silent } = organization
  const asked = policy.organization ?? nothing
  const told = toldBy(organization, asked)
  const expected = supports.filter(isExpected)
  const elsewhere = supports.length - expected.length
  const sharpens = silent === null ? asked.supports.length : 0
  return {
    undecided: [...decides.map(asUnknown), ...undecidedByOrganization(organization, told.decides)],
    coverage: coverageOf(
      policy.decides.length + policy.supports.length - elsewhere + asked.decides.length + sharpens,
      silent === null ? [...expected, ...told.supports] : expected
    ),
    sections: [
      ...decides.filter(isExpected),
      ...expected,
      ...(silent?.absent === true ? [] : told.decides),
      ...told.supports
    ].map(nameOf)
  }
}

/** What policies lack of a server that was read itself: all servers of which the organization tells nothing lack the same. */
const lackingOf = rememberedFor((organization: InOrganization) =>
  rememberedFor((policy: Policy) => unreadAmong(policy, organization, [], []))
)

const isAnyAmong = (asked: ReadonlyArray<Section>, unread: ReadonlyMap<Section, Unreadable>): boolean => {
  for (const section of asked) if (unread.has(section)) return true
  return false
}

/** What was not read of what a policy asks for. Where nobody named a source of the organization's facts, nothing was asked. */
export const unreadBy = (policy: Policy, facts: Facts, organization: InOrganization): Unread => {
  const unread = unreadIn(facts)
  if (isAnyAmong(policy.decides, unread) || isAnyAmong(policy.supports, unread))
    return unreadAmong(
      policy,
      organization,
      missingFrom(policy.decides, (section) => unread.get(section)),
      missingFrom(policy.supports, (section) => unread.get(section))
    )
  if (policy.organization === undefined) return allRead
  return organization.silent === null ? unreadAmong(policy, organization, [], []) : lackingOf(organization)(policy)
}
