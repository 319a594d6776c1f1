import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { explainErrors } from '../../kernel/explainErrors'
import { limits } from '../../kernel/limits'
import { printable } from '../../kernel/printable'
import { fields, instant, listUpTo, nullable, text } from '../../kernel/values'
import { damageAmong, decodeAll, unreadOf } from '../factType'
import {
  memberRegistry,
  memberSections,
  type OrganizationFacts,
  organizationRegistry,
  organizationSections,
  type TriedEndpoint
} from './organizationFacts'

const values = t.record(t.string, t.unknown, 'an object')

const triedEndpoints = listUpTo(limits.entries, t.readonly(fields({ name: text, fault: nullable(text) })))

/** What is only told must not cost the facts: damaged, or of an older collector, it is none. */
const endpointsOf = (told: unknown): ReadonlyArray<TriedEndpoint> => E.getOrElseW(() => [])(triedEndpoints.decode(told))

const recording = t.type({
  version: t.literal(1),
  organization: t.string,
  collectedAt: nullable(instant),
  endpoints: t.unknown,
  facts: values,
  servers: t.record(t.string, values, 'the servers by their names')
})

const ofServer = t.type({ server: t.string, facts: values })

const decodeOrganization = decodeAll(organizationSections, organizationRegistry)
const decodeMember = decodeAll(memberSections, memberRegistry)

const damageOf = ({ sections, members }: OrganizationFacts): ReadonlyArray<string> => [
  ...damageAmong(sections),
  ...[...members].flatMap(([name, member]) => damageAmong(member).map((reason) => `${name}: ${reason}`))
]

/** Organization facts, and what of their input was damaged (as against honestly reported as unreadable). */
export interface DecodedOrganization {
  readonly facts: OrganizationFacts
  readonly damage: ReadonlyArray<string>
}

/** Decodes organization facts (JSON, version 1). A damaged section costs that section alone. */
export const decodeOrganizationFacts = (input: unknown): E.Either<string, DecodedOrganization> =>
  pipe(
    recording.decode(input),
    E.bimap(
      (errors) =>
        ofServer.is(input)
          ? `this is the recording of the server ${printable(input.server)}, and holds no facts of an organization`
          : `these are no organization facts of version 1: ${explainErrors(errors)}`,
      ({ organization, collectedAt, endpoints, facts: sections, servers }) => {
        const members = new Map(Object.entries(servers).map(([name, member]) => [name, decodeMember(member)] as const))
        const facts = {
          ...{ organization, collectedAt, endpoints: endpointsOf(endpoints) },
          ...{ sections: decodeOrganization(sections), members }
        }
        return { facts, damage: damageOf(facts) }
      }
    )
  )

/** Writes organization facts in the recorded form again, so that they can cross a process boundary. */
export const encodeOrganizationFacts = ({
  organization,
  collectedAt,
  endpoints,
  sections,
  members
}: OrganizationFacts): unknown => ({
  version: 1,
  organization,
  collectedAt,
  endpoints,
  facts: organizationSections.encode(sections),
  servers: Object.fromEntries([...members].map(([name, member]) => [name, memberSections.encode(member)]))
})

/** Facts of the same organization that may not be used, for one reason. */
export const unreadOrganization = (facts: OrganizationFacts, reason: string): OrganizationFacts => ({
  ...facts,
  sections: decodeOrganization(unreadOf(organizationRegistry, reason)),
  members: new Map()
})
