import * as E from 'fp-ts/Either'
import type { OrganizationReading } from '../connections/organization'
import type { OrganizationFacts } from '../facts/organization/organizationFacts'
import { sameServer } from '../judging/dagMembers'
import { sameName } from '../kernel/compare'
import { shortened } from '../kernel/printable'
import type { ServerPlan } from './plan'
import type { Settings } from './settings'

/** What the organization's facts say of the stack. `broken`: recorded facts that can't be used. */
export interface OrganizationNews {
  readonly warnings: ReadonlyArray<string>
  readonly broken: ReadonlyArray<string>
  /** The facts themselves, or why there are none. */
  readonly facts: E.Either<string, OrganizationFacts>
}

const noSource = 'the settings name no source of organization facts (exchange-compliance:organization)'

const isIn =
  (plans: ReadonlyArray<ServerPlan>) =>
  (name: string): boolean =>
    plans.some(({ place: { server } }) => sameServer(server, name))

/** Servers that nobody listed are never checked, which a green stack would hide. */
const unlisted = (
  plans: ReadonlyArray<ServerPlan>,
  { organization, sections }: OrganizationFacts
): ReadonlyArray<string> => {
  if (E.isLeft(sections.servers))
    return [`the servers of the organization could not be read: ${sections.servers.left.reason}`]
  const missing = sections.servers.right.filter(({ roles }) => roles.length > 0).map(({ name }) => name)
  const names = missing.filter((name) => !isIn(plans)(name))
  return names.length === 0
    ? []
    : [
        `the organization ${organization} has servers that this stack doesn't list, and that nobody checks here: ${names.join(', ')}`
      ]
}

const misplaced = (plans: ReadonlyArray<ServerPlan>, { sections }: OrganizationFacts): ReadonlyArray<string> => {
  if (E.isLeft(sections.dags)) return [`the DAGs of the organization could not be read: ${sections.dags.left.reason}`]
  const dags = sections.dags.right
  return plans.flatMap(({ place: { server, dag } }) => {
    const actual = dags.find(({ members }) => members.some((name) => sameServer(name, server)))?.name ?? null
    if (actual === dag || (actual !== null && dag !== null && sameName(actual, dag))) return []
    const place = dag === null ? 'in no DAG' : `in the DAG ${dag}`
    return [`${server}: the settings place it ${place}, but it is in ${actual ?? 'none'}`]
  })
}

/** Facts that came after all show nothing of an endpoint that is out of order. */
const unreached = ({ endpoints }: OrganizationFacts): ReadonlyArray<string> => {
  const [answered] = endpoints.filter(({ fault }) => fault === null)
  return endpoints.flatMap(({ name, fault }) => {
    if (fault === null) return []
    const instead = answered === undefined ? '' : `${answered.name} answered the questions on the organization, since `
    return [shortened(`${instead}the PowerShell endpoint of ${name} can't be reached: ${fault}`, 300)]
  })
}

/** A member of a DAG can be left in maintenance, which a green stack would hide where nobody asks. */
const unaskedMembers = (plans: ReadonlyArray<ServerPlan>): ReadonlyArray<string> => {
  const members = plans.filter(({ place: { dag } }) => dag !== null).map(({ place: { server } }) => server)
  return members.length === 0
    ? []
    : [
        `The settings place ${members.join(', ')} in a DAG, but name no source of organization facts ` +
          '(exchange-compliance:organization). So it is not judged whether a server is in maintenance.'
      ]
}

/** Compares the stack with what was read of the organization, where the settings name a source. */
export const organizationNews = (
  { organization }: Settings,
  plans: ReadonlyArray<ServerPlan>,
  read: OrganizationReading
): OrganizationNews => {
  if (E.isLeft(read))
    return organization?.type === 'recorded'
      ? { warnings: [], broken: [read.left], facts: read }
      : { warnings: [read.left], broken: [], facts: read }
  if (read.right === null) return { warnings: unaskedMembers(plans), broken: [], facts: E.left(noSource) }
  const { facts, damage } = read.right
  return {
    warnings: [...unreached(facts), ...unlisted(plans, facts), ...misplaced(plans, facts)],
    broken: damage,
    facts: E.right(facts)
  }
}
