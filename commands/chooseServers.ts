import * as E from 'fp-ts/Either'
import { sameServer } from '../judging/dagMembers'
import { sameName } from '../kernel/compare'
import { suggest } from '../kernel/suggest'
import { launcher } from '../stacks/launcher'
import type { ServerPlan } from '../stacks/plan'

/** Which servers of a stack a command line asks for; all where it names none. */
export interface Wanted {
  readonly servers: ReadonlyArray<string>
  readonly dag: string | null
  readonly site: string | null
}

/** A name as the stack has it, else the only one that is the same without its domain. */
const find = (plans: ReadonlyArray<ServerPlan>, name: string): ServerPlan | undefined => {
  const exact = plans.find(({ place }) => sameName(place.server, name))
  const similar = plans.filter(({ place }) => sameServer(place.server, name))
  return exact ?? (similar.length === 1 ? similar[0] : undefined)
}

/** What is a file at the first sight: servers have no folders, and no such ending. */
const isFileName = (name: string): boolean => /[\\/]|\.(?:log|msilog|txt|json|xml)$/i.test(name)

const whyUnknown = (plans: ReadonlyArray<ServerPlan>, name: string, stack: string): string => {
  const names = plans.map(({ place }) => place.server)
  const similar = names.filter((other) => sameServer(other, name))
  const place = (['dag', 'site'] as const).find((kind) => plans.some((one) => sameName(one.place[kind] ?? '', name)))
  const members = plans.filter((one) => place !== undefined && sameName(one.place[place] ?? '', name))
  if (similar.length > 1) return `${name} could be ${similar.join(' or ')}; write the whole name`
  if (name.includes(',') && name.split(',').some((part) => find(plans, part) !== undefined))
    return `write spaces between the names of servers, and no commas: ${name.split(',').join(' ')}`
  if (isFileName(name)) return `${name} is a file and no server; ${launcher} audit ${name} judges files and setup logs`
  return place !== undefined
    ? `${name} is a ${place === 'dag' ? 'DAG' : 'site'} and no server; write --${place} ${name} for check and ready, or one of: ${members.map((one) => one.place.server).join(', ')}`
    : `the stack ${stack} lists no server ${name}; ${suggest(name, names)}`
}

const withoutRepeats = (names: ReadonlyArray<string | null>): ReadonlyArray<string> => [
  ...new Set(names.flatMap((name) => (name === null ? [] : [name])))
]

/** Takes those that lie at a DAG or a site; a name that no server has is a slip. */
const placed = (
  plans: ReadonlyArray<ServerPlan>,
  kind: 'dag' | 'site',
  name: string | null
): E.Either<string, ReadonlyArray<ServerPlan>> => {
  if (name === null) return E.right(plans)
  const found = plans.filter(({ place }) => sameName(place[kind] ?? '', name))
  const names = withoutRepeats(plans.map(({ place }) => place[kind]))
  const word = kind === 'dag' ? 'DAG' : 'site'
  if (found.length > 0) return E.right(found)
  return E.left(
    names.length === 0
      ? `no server of the stack has a ${word}; write ${kind}: below the server in its file`
      : `the stack has no server in the ${word} ${name}; ${suggest(name, names)}`
  )
}

/** Servers that were named are at no place that was named, or there is none at both places: `EX16 is not in the DAG DAG1`. */
const whyNone = ({ servers, dag, site }: Wanted): string => {
  const places = [...(dag === null ? [] : [`in the DAG ${dag}`]), ...(site === null ? [] : [`at the site ${site}`])]
  const where = places.join(' and ')
  const [first, ...others] = servers
  if (first === undefined) return `no server of the stack is ${where}; leave out one of these`
  return `${others.length === 0 ? `${first} is not` : `none of ${servers.join(', ')} is`} ${where}; leave that out, or name another server`
}

/** The first server that is asked for and that the stack does not list; null where it lists all. */
export const unlisted = (plans: ReadonlyArray<ServerPlan>, { servers }: Pick<Wanted, 'servers'>): string | null =>
  servers.find((name) => find(plans, name) === undefined) ?? null

/** The plans of the servers that are asked for, in the stack's order; a fault is one sentence. */
export const choosePlans = (
  plans: ReadonlyArray<ServerPlan>,
  wanted: Wanted,
  stack: string
): E.Either<string, ReadonlyArray<ServerPlan>> => {
  const { servers, dag, site } = wanted
  const unknown = unlisted(plans, wanted)
  if (unknown !== null) return E.left(whyUnknown(plans, unknown, stack))
  const named = servers.map((name) => find(plans, name))
  const chosen = servers.length === 0 ? plans : plans.filter((plan) => named.includes(plan))
  const inDag = placed(plans, 'dag', dag)
  const atSite = placed(plans, 'site', site)
  if (E.isLeft(inDag)) return inDag
  if (E.isLeft(atSite)) return atSite
  const both = chosen.filter((plan) => inDag.right.includes(plan) && atSite.right.includes(plan))
  return both.length === 0 ? E.left(whyNone(wanted)) : E.right(both)
}
