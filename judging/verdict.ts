import * as E from 'fp-ts/Either'
import type { OrganizationSection } from '../facts/organization/organizationFacts'
import type { Section } from '../facts/registry'
import type { PropertyPath } from '../kernel/propertyPath'
import type { Level, OwnLevel, Status } from '../kernel/words'
import type { Drift, Headline, Step } from './policy'
import type { Remediation } from './remediation'

/** A drift, and the waiver's text where one covers it. */
export interface JudgedDrift extends Drift {
  readonly waiver: string | null
  /** Whether something keeps its remediation from the server now; the plan of a run says so. */
  readonly heldBack: boolean
}

/** What may end a drift on its server now; null where a person must, or something keeps it back. */
export const remediationNow = ({ remediation, heldBack }: JudgedDrift): Remediation | null =>
  E.isRight(remediation) && !heldBack ? remediation.right : null

/** A deciding fact that could not be read. */
export interface JudgedUnknown {
  readonly path: PropertyPath
  readonly reason: string
  readonly waiver: string | null
}

/** A value that was looked at and found right. */
export interface Observation {
  readonly path: PropertyPath
  readonly actual: string
}

/** What one policy says of one server. Drift beats unknown beats compliant. */
export interface Verdict {
  readonly policy: string
  readonly title: string
  /** The policy's own; null where it has none. */
  readonly headline: Headline | null
  /** Whether its drifts are told before those of other policies. */
  readonly leads: boolean
  readonly section: string | null
  readonly status: Status
  /** The policy's own level, whatever the settings say. */
  readonly ownLevel: OwnLevel
  /** The effective level, from the policy's own, the enforcement and the policy's setting. */
  readonly level: Level
  /** Whether its drifts and unknowns are changes of the server: its own level, after the settings, is mandatory. */
  readonly countsAsChange: boolean
  /**
   * Set where it is unknown for one reason alone: nobody named a source of the facts that decide it. Its level then is
   * advisory, unless the settings give it another one by name.
   */
  readonly unasked: string | null
  readonly reason: string | null
  /** Set where waivers cover every drift and unknown. */
  readonly waiver: string | null
  readonly drifts: ReadonlyArray<JudgedDrift>
  readonly unknowns: ReadonlyArray<JudgedUnknown>
  readonly compliances: ReadonlyArray<Observation>
  /** What a person may do, though nothing is wrong. */
  readonly steps: ReadonlyArray<Step>
  /** The fact sections that decide or support it and were not read: left out, or unreadable. */
  readonly unread: ReadonlyArray<Section | OrganizationSection>
  /** Why nothing at all may be remediated on this server, each the rest of a sentence; no waiver lifts it. */
  readonly vetoes: ReadonlyArray<string>
}

export const findings = (verdict: Verdict): ReadonlyArray<JudgedDrift | JudgedUnknown> => [
  ...verdict.drifts,
  ...verdict.unknowns
]

/** Whether it is unknown only since nobody named a source of its facts, and no level was set for it by name. */
export const isUnasked = ({ unasked, countsAsChange }: Verdict): boolean => unasked !== null && !countsAsChange

/** Whether anything stands against the verdict that no waiver covers. */
export const isOpen = (verdict: Verdict): boolean => findings(verdict).some(({ waiver }) => waiver === null)

/** What other findings of a server wait for comes first: an update that failed, before the build that it left. */
export const leadersFirst = (verdicts: ReadonlyArray<Verdict>): ReadonlyArray<Verdict> => [
  ...verdicts.filter(({ leads }) => leads),
  ...verdicts.filter(({ leads }) => !leads)
]
