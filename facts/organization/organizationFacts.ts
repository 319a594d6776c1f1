import * as t from 'io-ts'
import { factOf } from '../factType'
import { activation } from './activation'
import { adminNames } from './adminNames'
import { authConfig } from './authConfig'
import { componentStates } from './componentStates'
import { dags } from './dags'
import { databaseCopies } from './databaseCopies'
import { directory } from './directory'
import { queues } from './queues'
import { resourceThrottling } from './resourceThrottling'
import { servers } from './servers'
import { virtualDirectories } from './virtualDirectories'

/** The one list of what is known of the whole organization, by the names in the recorded facts. */
export const organizationRegistry = {
  servers: factOf(servers),
  dags: factOf(dags),
  authConfig: factOf(authConfig),
  directory: factOf(directory),
  virtualDirectories: factOf(virtualDirectories),
  adminNames: factOf(adminNames)
}

/** The one list of what Exchange's endpoint tells of a single server. */
export const memberRegistry = {
  componentStates: factOf(componentStates),
  databaseCopies: factOf(databaseCopies),
  activation: factOf(activation),
  queues: factOf(queues),
  resourceThrottling: factOf(resourceThrottling)
}

export const organizationSections = t.readonly(t.type(organizationRegistry))
export const memberSections = t.readonly(t.type(memberRegistry))

/** What the endpoint told of one server. */
export type MemberFacts = t.TypeOf<typeof memberSections>

/** Every section that Exchange's endpoint tells, by its name. */
export type OrganizationSection = keyof typeof organizationRegistry | keyof typeof memberRegistry

/** One endpoint that was tried; `fault`: why it can't be reached, null where it answered. */
export interface TriedEndpoint {
  readonly name: string
  readonly fault: string | null
}

/** What is known of an organization; `members` by the server's name, as the directory spells it. */
export interface OrganizationFacts {
  readonly organization: string
  readonly collectedAt: string | null
  /** In the order in which they were tried; none in facts of older collectors. */
  readonly endpoints: ReadonlyArray<TriedEndpoint>
  readonly sections: t.TypeOf<typeof organizationSections>
  readonly members: ReadonlyMap<string, MemberFacts>
}
