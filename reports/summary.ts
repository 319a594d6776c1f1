import { isUnasked, type Verdict } from '../judging/verdict'
import { counted } from '../kernel/counted'
import { printable } from '../kernel/printable'
import { showPath } from '../kernel/propertyPath'
import { type Coverage, coverageOf } from './coverage'

/** A server's verdicts under the name that the settings or the facts give it. */
export interface JudgedServer {
  readonly server: string
  readonly verdicts: ReadonlyArray<Verdict>
  /** Whether its facts are files here, so that nothing on the server can be changed. */
  readonly isRecorded?: boolean
}

/** How many verdicts there are of each kind. One of which waivers cover all findings counts as waived alone. */
interface Counts {
  readonly compliant: number
  readonly drift: number
  readonly unknown: number
  readonly notApplicable: number
  readonly waived: number
}

/** The counts, and how much of all was judged. */
export interface Summary extends Counts {
  readonly coverage: Coverage
}

const kindOf = (verdict: Verdict): keyof Counts => {
  if (verdict.waiver !== null) return 'waived'
  return verdict.status === 'not-applicable' ? 'notApplicable' : verdict.status
}

export const summarize = (servers: ReadonlyArray<JudgedServer>): Summary => {
  const kinds = servers.flatMap(({ verdicts }) => verdicts.map(kindOf))
  const count = (kind: keyof Counts): number => kinds.filter((one) => one === kind).length
  return {
    compliant: count('compliant'),
    drift: count('drift'),
    unknown: count('unknown'),
    notApplicable: count('notApplicable'),
    waived: count('waived'),
    coverage: coverageOf(servers)
  }
}

/** Names with how often each is there; those that are there equally often share their count. */
const countedNames = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const counts = [...new Set(names)].map((name) => ({ name, count: names.filter((other) => other === name).length }))
  return [...new Set(counts.map(({ count }) => count))].map((count) => {
    const equal = counts.filter((one) => one.count === count).map(({ name }) => name)
    return `${equal.join(', ')} (${counted(count, 'server')}${equal.length === 1 ? '' : ' each'})`
  })
}

/** The policies that nothing could be asked for, each reason once: how many servers each policy is unknown on, and why. */
export const unaskedLines = (servers: ReadonlyArray<JudgedServer>): ReadonlyArray<string> => {
  const unasked = servers.flatMap(({ verdicts }) => verdicts.filter(isUnasked))
  return [...new Set(unasked.map((verdict) => verdict.unasked ?? ''))].map((reason) => {
    const names = unasked.filter((verdict) => verdict.unasked === reason).map(({ policy }) => policy)
    return printable(`Not judged: ${countedNames(names).join(', ')}: ${reason}`)
  })
}

/** One open drift, as the stack's outputs carry it. */
export interface OpenDrift {
  readonly server: string
  readonly policy: string
  readonly path: string
  readonly actual: string
  readonly desired: string
}

/** The drifts that no waiver covers, in the order of the servers and of the catalogue. */
export const openDrifts = (servers: ReadonlyArray<JudgedServer>): ReadonlyArray<OpenDrift> =>
  servers.flatMap(({ server, verdicts }) =>
    verdicts.flatMap(({ policy, drifts }) =>
      drifts
        .filter(({ waiver }) => waiver === null)
        .map(({ path, actual, desired }) => ({
          server: printable(server),
          policy,
          path: printable(showPath(path)),
          actual: printable(actual),
          desired: printable(desired)
        }))
    )
  )
