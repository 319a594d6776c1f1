import type * as E from 'fp-ts/Either'
import type * as t from 'io-ts'
import type { Facts } from '../facts/facts'
import type { OrganizationSection } from '../facts/organization/organizationFacts'
import type { Section } from '../facts/registry'
import type { BuildTable } from '../kernel/builds/buildTable'
import type { PropertyPath } from '../kernel/propertyPath'
import type { BuildTarget, OwnLevel, Shell, Stage, StartType } from '../kernel/words'
import type { InOrganization } from './inOrganization'
import type { Automation, Proposal } from './remediation'

/** One step of a resolution. */
export interface Step {
  /** What to do, for a person and without the command; it ends with a colon where the command follows. */
  readonly text: string
  /** Where to type the command; null without one. */
  readonly shell: Shell | null
  /** What to type, and nothing else; null where the step is no command. */
  readonly command: string | null
  /** Set where the drift is ended already, and a person only looks for more; such steps come last. */
  readonly isLook?: true
}

/** What to do about a drift: a sentence, numbered steps with the server's own names, and where to read more. */
export interface Resolution {
  readonly summary: string
  readonly steps: ReadonlyArray<Step>
  readonly link: string
}

/** An actual value that differs from the desired one, at its path in the Server document. */
export interface Drift {
  readonly path: PropertyPath
  readonly actual: string
  readonly desired: string
  readonly evidence: ReadonlyArray<string>
  /** Set where the server's own facts prove it, so that it binds though the organization was not asked. */
  readonly isProven?: true
  /** Set where it is not what stopped the work, so that what did is told first. */
  readonly isBesides?: true
  /** What the policy's headline names besides, each by a word of the policy's own; absent for nothing. */
  readonly named?: Readonly<Record<string, string>>
  readonly resolution: Resolution
  /** What would bring the desired state about, or why a person must. */
  readonly remediation: Proposal
}

/**
 * One thing that a policy looked at. `Compliant` is said of each value that was judged and found right, so that a
 * policy which looked at nothing is never taken for green; `Note` tells the operator something without judging; `Veto`
 * forbids every remediation on the server, of whatever policy.
 */
export type Judgement =
  | { readonly _tag: 'Compliant'; readonly path: PropertyPath; readonly actual: string }
  | ({ readonly _tag: 'Drift' } & Drift)
  | { readonly _tag: 'Unknown'; readonly path: PropertyPath; readonly reason: string }
  | { readonly _tag: 'Note'; readonly text: string; readonly steps: ReadonlyArray<Step> }
  | { readonly _tag: 'Veto'; readonly reason: string }

export const compliant = (path: PropertyPath, actual: string): Judgement => ({ _tag: 'Compliant', path, actual })
export const drift = (found: Drift): Judgement => ({ ...found, _tag: 'Drift' })
export const unknown = (path: PropertyPath, reason: string): Judgement => ({ _tag: 'Unknown', path, reason })
export const note = (text: string): Judgement => noteThen(text, [])
/** A note with what a person may do, though nothing is wrong. */
export const noteThen = (text: string, steps: ReadonlyArray<Step>): Judgement => ({ _tag: 'Note', text, steps })
export const veto = (reason: string): Judgement => ({ _tag: 'Veto', reason })

/** Whether a policy concerns a server at all; asked before anything else. */
export type Applicability =
  | { readonly _tag: 'Applicable' }
  | { readonly _tag: 'NotApplicable'; readonly why: string }
  | { readonly _tag: 'Undecided'; readonly path: PropertyPath; readonly reason: string }

export const applicable: Applicability = { _tag: 'Applicable' }
export const notApplicable = (why: string): Applicability => ({ _tag: 'NotApplicable', why })
export const undecided = (path: PropertyPath, reason: string): Applicability => ({ _tag: 'Undecided', path, reason })

/** The parameters that a policy takes, each by its name. */
export interface Parameters {
  /** Their codecs. */
  readonly props: t.Props
  /** Their values where the settings have none. */
  readonly defaults: Readonly<Record<string, unknown>>
  /** What each one means, as a sentence for the policy's page. */
  readonly about: Readonly<Record<string, string>>
}

/** The parameters as written in the settings: by policy, then by parameter. */
export type WrittenParameters = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** The desired state as the settings give it for one server; the rest of it is the policies' own knowledge. */
export interface Desired {
  readonly build: BuildTarget
  /** Start types that the operator wants, by service name; they win over every record and default. */
  readonly services: Readonly<Record<string, StartType>>
  /** The same server's facts from before the update, where they were recorded. */
  readonly baseline: Facts | null
  /** Another table of builds than our own, or why it can't be used. */
  readonly table?: E.Either<string, BuildTable>
  /** What the settings give the policies; absent for nothing. */
  readonly parameters?: WrittenParameters
  /** The facts of all servers that are judged together, this one among them; absent while each is judged alone. */
  readonly peers?: ReadonlyArray<Facts>
}

/** What a policy's drifts on one server are called together. */
export interface Headline {
  /** What is wrong, in plain words and one line, without the server's name. */
  readonly title: (drifts: ReadonlyArray<Drift>) => string
  /** Why that matters, as a sentence. */
  readonly why: (drifts: ReadonlyArray<Drift>) => string
}

/** Sections of the organization's facts: those without which a verdict is unknown, and those that only sharpen it. */
export interface OrganizationSections {
  readonly decides: ReadonlyArray<OrganizationSection>
  readonly supports: ReadonlyArray<OrganizationSection>
}

/** The names of the servers by whose facts a server is judged, too; null where nobody can tell which, so that it may be each. */
export type Partners = (facts: Facts, organization: InOrganization) => ReadonlyArray<string> | null

/** A policy: one proposition on one server, judged from facts alone. */
export interface Policy {
  /** The kebab-case form of its file's name; never changes, never is used again. */
  readonly name: string
  /** What holds when all is well. */
  readonly title: string
  /** The anchor of the article's section that it covers. */
  readonly section: string | null
  readonly link: string
  readonly stage: Stage
  readonly level: OwnLevel
  /** Facts without which the verdict is unknown. */
  readonly decides: ReadonlyArray<Section>
  /** Facts that sharpen the verdict; their absence only lowers the coverage. */
  readonly supports: ReadonlyArray<Section>
  /** What it takes of the organization's facts; absent for nothing. */
  readonly organization?: OrganizationSections
  /** What its remediations do, and what they leave to a person. */
  readonly automation: Automation
  /** Set where it is judged only when all servers were read, by what they are together. */
  readonly fleet?: Partners
  /** Set where it may return a `Veto`; `always`: whatever it can't read then forbids every remediation, too. */
  readonly canVeto?: 'always' | 'if-seen'
  /** Absent where the first drift's own texts serve. */
  readonly headline?: Headline
  /** Set where the other findings of a server can't be ended while its drift lasts: it is told before them. */
  readonly leads?: true
  /** What a remediation that was cut off still owes; asked wherever the policy applies, whatever else is unread. */
  readonly owed?: (facts: Facts) => ReadonlyArray<Judgement>
  readonly applies: (facts: Facts, organization: InOrganization) => Applicability
  /** Absent where it takes none. */
  readonly parameters?: Parameters
  /** Judges what is readable; unreadable deciding sections are reported for it. `written` are its parameters in the settings. */
  readonly evaluate: (
    facts: Facts,
    desired: Desired,
    organization: InOrganization,
    written?: unknown
  ) => ReadonlyArray<Judgement>
}
