import * as E from 'fp-ts/Either'
import type { Facts } from '../facts/facts'
import { isOfOrganization, type Step, stepKinds } from '../judging/remediation'
import { type JudgedDrift, remediationNow, type Verdict } from '../judging/verdict'
import type { InMaintenance } from '../kernel/words'
import { type ChangingEndpoint, endpointScript } from './endpointScript'
import { type PlannedStep, remediationScript } from './script'

/** What is to be done on a server: nothing, nothing and why not, or steps in their order with the script that does them. */
export type RemediationPlan =
  | { readonly _tag: 'Nothing' }
  | { readonly _tag: 'Refused'; readonly reasons: ReadonlyArray<string> }
  | {
      readonly _tag: 'Planned'
      readonly steps: ReadonlyArray<PlannedStep>
      readonly script: string
      /** Where the script runs: on the server, or on this computer, from where it asks the endpoint of Exchange. */
      readonly place: 'server' | 'endpoint'
      /** The number of the journal's last entry on the server, before the script. */
      readonly lastEntry: number
    }

/** What the catalogue knows of remediations, whatever the policy. */
export interface Rules {
  /** Why nothing may be changed on a server, each as a sentence, whatever its policies say. */
  readonly guards: ReadonlyArray<(facts: Facts) => ReadonlyArray<string>>
  /** What comes last where a step takes effect only by it. */
  readonly restart: Step
}

/** What the settings and the organization say on how a server is remediated. */
export interface Manner {
  readonly inMaintenance: InMaintenance
  /** What a restart of IIS means besides, as a sentence; null for nothing. */
  readonly restartNote: string | null
  /** Through which the organization is changed; null where the settings name none. */
  readonly endpoint: ChangingEndpoint | null
}

const usual: Manner = { inMaintenance: 'refuse', restartNote: null, endpoint: null }

const restartsIis = ({ kind, needsRestart }: Step): boolean => needsRestart || kind === 'restart'

const needsRestart = ({ remediation }: JudgedDrift): boolean =>
  E.isRight(remediation) && remediation.right.steps.some(restartsIis)

const holdBack = (verdicts: ReadonlyArray<Verdict>, which: (found: JudgedDrift) => boolean): ReadonlyArray<Verdict> =>
  verdicts.map((verdict) => ({
    ...verdict,
    drifts: verdict.drifts.map((one) => (which(one) ? { ...one, heldBack: true } : one))
  }))

/** The verdicts with what needs a restart of IIS held back, and the policies that this concerns. */
export const withoutRestarts = (verdicts: ReadonlyArray<Verdict>) => ({
  verdicts: holdBack(verdicts, needsRestart),
  policies: verdicts
    .filter(({ level }) => level === 'remediate')
    .filter(({ drifts }) => drifts.some((one) => one.waiver === null && needsRestart(one)))
    .map(({ policy }) => policy)
})

const changesOrganization = ({ remediation }: JudgedDrift): boolean =>
  E.isRight(remediation) && remediation.right.steps.some(isOfOrganization)

/** The verdicts of a server on which nothing may be done now. */
export const allHeldBack = (verdicts: ReadonlyArray<Verdict>): ReadonlyArray<Verdict> =>
  holdBack(verdicts, ({ remediation }) => E.isRight(remediation))

/** The steps that the level `remediate` allows, for drifts that no waiver covers. */
const proposed = (verdicts: ReadonlyArray<Verdict>): ReadonlyArray<PlannedStep> =>
  verdicts
    .filter(({ level }) => level === 'remediate')
    .flatMap(({ policy, drifts }) =>
      drifts
        .filter(({ waiver }) => waiver === null)
        .flatMap((one) => remediationNow(one)?.steps ?? [])
        .map((step) => ({ ...step, policies: [policy] }))
    )

/**
 * The verdicts with what changes the organization held back where the server itself is to be changed first, and the policies
 * that wait for the next run for it.
 */
export const serverFirst = (verdicts: ReadonlyArray<Verdict>) => {
  const steps = proposed(verdicts)
  const waiting = steps.every(isOfOrganization) ? [] : steps.filter(isOfOrganization)
  return {
    verdicts: waiting.length === 0 ? verdicts : holdBack(verdicts, changesOrganization),
    policies: [...new Set(waiting.flatMap(({ policies }) => policies))]
  }
}

const workOf = ({ test, set }: Step): string => JSON.stringify([test, set])

/** A binding of IIS and its record of http.sys can be two drifts that one step ends. */
const once = (steps: ReadonlyArray<PlannedStep>): ReadonlyArray<PlannedStep> => [
  ...steps
    .reduce((known, step) => {
      const first = known.get(workOf(step))
      const policies = [...new Set([...(first?.policies ?? []), ...step.policies])]
      return known.set(workOf(step), { ...(first ?? step), policies })
    }, new Map<string, PlannedStep>())
    .values()
]

const withRestart = (steps: ReadonlyArray<PlannedStep>, { restart }: Rules): ReadonlyArray<PlannedStep> => {
  const policies = [...new Set(steps.filter(({ needsRestart }) => needsRestart).flatMap((step) => step.policies))]
  return policies.length === 0 ? steps : [...steps, { ...restart, policies }]
}

const noted =
  ({ restartNote }: Manner) =>
  (step: PlannedStep): PlannedStep =>
    restartNote === null || step.kind !== 'restart'
      ? step
      : { ...step, interrupts: [...(step.interrupts === null ? [] : [step.interrupts]), restartNote].join(' ') }

const inOrder = (steps: ReadonlyArray<PlannedStep>): ReadonlyArray<PlannedStep> =>
  [...steps].sort((a, b) => stepKinds.indexOf(a.kind) - stepKinds.indexOf(b.kind) || a.rank - b.rank)

const unidentified = (facts: Facts): ReadonlyArray<string> =>
  E.isLeft(facts.sections.identity)
    ? [`unknown: who the server is could not be read: ${facts.sections.identity.left.reason}`]
    : []

const noEndpoint =
  'the organization can be changed only through the endpoint of an Exchange server (exchange-compliance:organization, endpoint)'

/** Without its journal's last number, a repair that is needed again would look like the one that was done. */
const unnumbered = ({ sections: { journal } }: Facts): ReadonlyArray<string> =>
  E.isLeft(journal) ? [`unknown: the journal of remediations could not be read: ${journal.left.reason}`] : []

const lastEntry = ({ sections: { journal } }: Facts): number => (E.isRight(journal) ? journal.right.lastEntry : 0)

/** The name by which the computer knows itself, so that a script can't run on another one. */
const computerName = ({ server, sections: { identity } }: Facts): string =>
  E.isRight(identity) ? identity.right.name : server

/**
 * Turns all verdicts and facts of a server into one ordered list of steps and the script that carries them out, or the
 * reasons why nothing may be done there. Preview, up and documentation go by this alone.
 */
export const planRemediation = (
  rules: Rules,
  facts: Facts,
  verdicts: ReadonlyArray<Verdict>,
  manner: Manner = usual
): RemediationPlan => {
  const steps = inOrder(once(withRestart(proposed(serverFirst(verdicts).verdicts), rules))).map(noted(manner))
  if (steps.length === 0) return { _tag: 'Nothing' }
  const isAtEndpoint = steps.some(isOfOrganization)
  const reasons = [
    ...unidentified(facts),
    ...rules.guards.flatMap((guard) => guard(facts)),
    ...unnumbered(facts),
    ...verdicts.flatMap(({ vetoes }) => vetoes),
    ...(isAtEndpoint && manner.endpoint === null ? [noEndpoint] : [])
  ]
  if (reasons.length > 0) return { _tag: 'Refused', reasons }
  const last = lastEntry(facts)
  return isAtEndpoint && manner.endpoint !== null
    ? {
        ...{ _tag: 'Planned', steps, lastEntry: last, place: 'endpoint' },
        script: endpointScript(computerName(facts), manner.endpoint, steps)
      }
    : {
        ...{ _tag: 'Planned', steps, lastEntry: last, place: 'server' },
        script: remediationScript(computerName(facts), last, steps, manner.inMaintenance)
      }
}
