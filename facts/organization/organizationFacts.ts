import type * as t from 'io-ts'
import type { Fact } from '../fact'
import { activation } from './activation'
import { authConfig } from './authConfig'
import { componentStates } from './componentStates'
import { dags } from './dags'
import { databaseCopies } from './databaseCopies'
import { queues } from './queues'
import { servers } from './servers'

/** One codec for each section on the whole organization, by its name in the recorded facts. */
export const organizationSections = { servers, dags, authConfig }

/** One codec for each section that Exchange's endpoint tells of a single server. */
export const memberSections = { componentStates, databaseCopies, activation, queues }

type Facts<S extends Readonly<Record<string, t.Mixed>>> = { readonly [K in keyof S]: Fact<t.TypeOf<S[K]>> }

/** What the endpoint told of one server. */
export type MemberFacts = Facts<typeof memberSections>

/** Every section that Exchange's endpoint tells, by its name. */
export type OrganizationSection = keyof typeof organizationSections | keyof typeof memberSections

/** What is known of an organization; `members` by the server's name, as the directory spells it. */
export interface OrganizationFacts {
  readonly organization: string
  readonly collectedAt: string | null
  readonly sections: Facts<typeof organizationSections>
  readonly members: ReadonlyMap<string, MemberFacts>
}
