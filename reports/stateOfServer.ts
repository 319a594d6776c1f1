import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import { exSetupBuild } from '../facts/exSetupBuild'
import type { Facts } from '../facts/facts'
import { lastStart } from '../facts/lastStart'
import type { Verdict } from '../judging/verdict'
import type { BuildTable } from '../kernel/builds/buildTable'
import { unfinishedRoles } from '../policies/build/halfInstalled'
import { coverageOf } from './coverage'
import { lastUpdateTry, type UpdateTry, whyUnread } from './updateTry'
import { versionOf } from './version'

/** What is known, or why it is not. */
type Known<A> = E.Either<string, A>

/** What a person wants to know of a server before the findings. */
export interface StateOfServer {
  /** By its name in the table of builds. */
  readonly build: Known<string>
  readonly updateTry: Known<UpdateTry>
  /** When Windows was started last: ISO 8601, UTC. */
  readonly lastBoot: Known<string>
  /** The roles that setup has not finished, each with the reason; empty where it has finished all. */
  readonly unfinished: Known<ReadonlyArray<string>>
  /** How many policies gave a verdict, of how many. */
  readonly judged: number
  readonly policies: number
}

const buildOf = (facts: Facts, table: BuildTable): Known<string> => {
  const { build, identity } = facts.sections
  const [unread] = [build, identity].flatMap((fact) => (E.isLeft(fact) ? [whyUnread(fact.left)] : []))
  return E.fromNullable(unread ?? 'no build is recorded')(versionOf(facts, table))
}

const bootOf = (facts: Facts): Known<string> => {
  const { boot } = facts.sections
  const reason = E.isLeft(boot) ? whyUnread(boot.left) : (boot.right.unread ?? 'no start is recorded')
  return E.fromNullable(reason)(lastStart(facts))
}

const unfinishedOf = (facts: Facts): Known<ReadonlyArray<string>> => {
  const { setupState } = facts.sections
  if (E.isLeft(setupState)) return E.left(whyUnread(setupState.left))
  const halves = unfinishedRoles(facts, O.toNullable(exSetupBuild(facts)))
  const roles = halves.flatMap((half) => (half._tag === 'Role' ? [`${half.state.role}: ${half.why}`] : []))
  const doubts = halves.flatMap((half) => (half._tag === 'Unread' ? [half.reason] : []))
  if (roles.length > 0) return E.right(roles)
  const [doubt = setupState.right.length === 0 ? 'setup keeps no role in the registry' : null] = doubts
  return doubt === null ? E.right([]) : E.left(doubt)
}

/** The state of a server, of its facts and verdicts. */
export const stateOfServer = (facts: Facts, verdicts: ReadonlyArray<Verdict>, table: BuildTable): StateOfServer => {
  const { judged, policies } = coverageOf([{ verdicts }])
  return {
    build: buildOf(facts, table),
    updateTry: lastUpdateTry(facts, table),
    lastBoot: bootOf(facts),
    unfinished: unfinishedOf(facts),
    judged,
    policies
  }
}
