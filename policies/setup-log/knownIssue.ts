import type { Prerequisite, SetupError, SetupLog } from '../../facts/sections/setupLog'
import type { Step } from '../../judging/policy'

/** The article's sections whose policies a setup log decides. */
export type Owner =
  | 'error-during-setup-in-setup-log'
  | 'exchange-setup-or-preparead-error'
  | 'exchange-setup-fails-with-error-code-1603'
  | 'setup-fails-with-cannot-start-the-service-error'
  | 'exchange-server-setup-does-not-run'
  | 'setup-installs-older-cu-or-fails-to-install-language-pack'
  | 'upgrade-patch-cant-be-installed'
  | 'restart-from-previous-installation-is-pending'
  | 'installation-fails-due-to-services-not-stopping'

/** An error with its texts in lower case, made once for all matchers. */
export interface Described {
  readonly error: SetupError
  /** What it says: message, exceptions, stack. */
  readonly said: string
  /** What was being done: script, task, step, component. */
  readonly done: string
}

/** What of a run no earlier issue has explained. */
export interface Subject {
  readonly run: SetupLog
  readonly errors: ReadonlyArray<Described>
  readonly rules: ReadonlyArray<Prerequisite>
}

/** What of a run an issue explains. */
export interface Evidence {
  readonly run: SetupLog
  readonly errors: ReadonlyArray<SetupError>
  readonly rules: ReadonlyArray<Prerequisite>
  /** The text of all that it explains, for values to be taken from. */
  readonly text: string
  /** What else was seen, in full sentences. */
  readonly seen: ReadonlyArray<string>
}

/** A failure of setup that is known, with its cause and what to do about it. */
export interface KnownIssue {
  readonly id: string
  readonly title: string
  readonly section: Owner
  readonly link: string
  readonly matches: (subject: Subject) => Evidence | null
  /** Why it happens, in full sentences. */
  readonly meaning: string
  /** How it should be, and what to do about it: the rest of a sentence that begins with "Expected". */
  readonly expected: (found: Evidence) => string
  readonly steps: (found: Evidence) => ReadonlyArray<Step>
}

const joined = (parts: ReadonlyArray<string | null | undefined>): string => parts.join('\n').toLowerCase()

/** An error as the matchers see it. */
export const described = (error: SetupError): Described => ({
  error,
  said: joined([error.message, ...error.exceptions.map(({ type, message }) => `${type}: ${message}`), ...error.frames]),
  done: joined([error.script, error.task, error.step, error.component?.id, error.component?.path])
})
