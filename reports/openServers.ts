import { isOpen, type Verdict } from '../judging/verdict'
import { someOf } from '../kernel/someOf'
import type { Level } from '../kernel/words'
import type { JudgedServer } from './summary'

/** A server on which policies have something open, with the names of these policies. */
export interface OpenServer {
  readonly server: string
  readonly policies: ReadonlyArray<string>
}

/** The servers on which policies of a kind have something open. */
export const openServers = (
  servers: ReadonlyArray<JudgedServer>,
  counts: (verdict: Verdict) => boolean
): ReadonlyArray<OpenServer> =>
  servers
    .map(({ server, verdicts }) => ({
      server,
      policies: verdicts.filter((verdict) => counts(verdict) && isOpen(verdict)).map(({ policy }) => policy)
    }))
    .filter(({ policies }) => policies.length > 0)

/** The servers on which policies of a level have something open. */
export const openAt = (level: Level, servers: ReadonlyArray<JudgedServer>): ReadonlyArray<OpenServer> =>
  openServers(servers, (verdict) => verdict.level === level)

/** Of more nobody reads the names; the rest of a report has them all. */
const [mostServers, mostPolicies] = [20, 5]

/** Where policies are not met, among so many servers: `Mandatory policies are not met on 1 of 3 servers: EX01 (build).` */
export const notMet = (what: string, open: ReadonlyArray<OpenServer>, count: number): string => {
  const names = open.map(({ server, policies }) => `${server} (${someOf(policies, mostPolicies)})`)
  return `${what} are not met on ${open.length} of ${count} servers: ${someOf(names, mostServers, '; ')}.`
}
