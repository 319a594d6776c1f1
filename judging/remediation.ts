import * as E from 'fp-ts/Either'

/**
 * The kinds of steps, in the order in which they come on a server. One of `organization` changes through Exchange's endpoint
 * what the organization has of a server, in a run of its own, when nothing is left to do on the server itself.
 */
export const stepKinds = [
  'rights',
  'start-type',
  'file',
  'binding',
  'setting',
  'restart',
  'start',
  'organization'
] as const

export type StepKind = (typeof stepKinds)[number]

/** How long a whole run may take, in seconds: a step begins only where its own longest time still fits in. */
export const longestRun = 105 * 60

/** One change of a server, made of PowerShell that tests first, and then sets. */
export interface Step {
  readonly kind: StepKind
  /** The place among the steps of its kind, the lowest first; equal ones keep the catalogue's order. */
  readonly rank: number
  /** What the step does, with this server's own names: an imperative sentence without its full stop. */
  readonly title: string
  /** PowerShell whose last value is true where nothing is left to do; run again after `set`, to prove it. */
  readonly test: string
  /** PowerShell that calls Save-Backup for the existing folder `$backup` with a `Backup`; null where nothing is overwritten. */
  readonly backUp: string | null
  readonly set: string
  /** The PowerShell functions that these call, each whole; a script holds each once. */
  readonly functions: ReadonlyArray<string>
  /** What it means for the users of the server, as a sentence; null for nothing. */
  readonly interrupts: string | null
  /** The service that it starts; where it fails, only those that depend on this one are left out. Null for other steps. */
  readonly starts: string | null
  /** The service whose start type it restores: a run that is cut off leaves its name to the next one. Null for other steps. */
  readonly enables: string | null
  /** How many seconds it waits at most; null where it waits for nothing. */
  readonly seconds: number | null
  /** Whether it takes effect only when IIS (W3SVC, WAS) is restarted. */
  readonly needsRestart: boolean
  /** The command of the Exchange Management Shell that undoes a step of `organization`; absent for none. Others have their backup. */
  readonly undo?: string
}

export const isOfOrganization = ({ kind }: Step): boolean => kind === 'organization'

/** How a drift can be ended without a person: a proposal, which remediation/plan.ts takes or leaves. */
export interface Remediation {
  readonly steps: readonly [Step, ...Step[]]
}

/** A remediation, or why a person must end the drift: the rest of a sentence that begins with "since". */
export type Proposal = E.Either<string, Remediation>

/** Leaves a drift to a person; `why` is the rest of a sentence that begins with "since". */
export const byHand = (why: string): Proposal => E.left(why)

/** What a policy's remediations do, for the documentation; each entry is a sentence. */
export interface Automation {
  readonly automated: ReadonlyArray<string>
  /** What is left to a person, and why. */
  readonly byHand: ReadonlyArray<string>
  /** What the account that carries them out must be; absent for a local administrator. */
  readonly rights?: string
}

/** Whether a policy brings remediations at all. */
export const isRemediable = ({ automation }: { readonly automation: Automation }): boolean =>
  automation.automated.length > 0

/** What changes one server only, from within. */
export const localAdministrator =
  'A local administrator of the server, elevated; no right in Exchange or in the domain.'

/** What goes through Exchange's endpoint is done by the account that runs `pulumi up`. */
export const serverManagement =
  'The account that runs pulumi up, in the role group Server Management or Organization Management.'

export const remediation = (...steps: readonly [Step, ...Step[]]): Remediation => ({ steps })

const indented = (code: string): string =>
  code
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')

const showStep = ({ title, test, set }: Step): string =>
  [`# ${title.replace(/[^ -~]/g, '?')}`, 'if (-not (& {', indented(test), '})) {', indented(set), '}'].join('\n')

/** The functions of some steps, each once. */
export const functionsOf = (steps: ReadonlyArray<Step>): ReadonlyArray<string> => [
  ...new Set(steps.flatMap(({ functions }) => functions))
]

const isCalled = (code: string, definition: string): boolean =>
  code.includes(`${/^function (\S+)/.exec(definition)?.[1]} `)

/** The PowerShell of a remediation alone, as the audit shows it: without guard, backups and journal. */
export const showRemediation = ({ steps }: Remediation): string => {
  const keeping = steps.map(({ backUp }) => backUp).join('\n')
  const shown = functionsOf(steps).filter((one) => !isCalled(keeping, one))
  return [...shown.map((one) => one.trimEnd()), ...steps.map(showStep)].join('\n')
}
