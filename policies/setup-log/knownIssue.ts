import type { Prerequisite, SetupError, SetupLog } from '../../facts/sections/setupLog'
import type { Step } from '../../judging/policy'
import type { Where } from './clue'
import { withEnglish } from './foreignWords'
import { sentenceCodes } from './installerSentences'

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
  /** What it says: message, exceptions, stack; without the names of objects in the directory. */
  readonly said: string
  /** The same with all names. */
  readonly named: string
  /** Its codes and those that its sentences stand for, but for exit codes that only the program itself explains; a negative one is that of Windows. */
  readonly codes: SetupError['codes']
  /** The types of its exceptions. */
  readonly types: ReadonlyArray<string>
  /** What was being done: script, task, step. */
  readonly done: string
  /** The same three without white space, for a console breaks lines anywhere, even within a word. */
  readonly packed: { readonly said: string; readonly named: string; readonly done: string }
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
  /** Whether it names no cause but a kind of failure, so that any other issue that fits comes before it. */
  readonly isGeneral: boolean
  /** Set where setup did not stop for it. */
  readonly isBesides?: true
  /** The errors that tell it. */
  readonly where: Where
  /** The readiness rules that tell it; a name that ends in `*` stands for all that begin so. */
  readonly rules: ReadonlyArray<string>
  /** Rules that follow from it, where one of its own failed. */
  readonly following: ReadonlyArray<string>
  /** What of the run alone tells it, in sentences; null where nothing does. */
  readonly seen: ((run: SetupLog) => ReadonlyArray<string> | null) | null
  /** Why it happens, in full sentences. */
  readonly meaning: string
  /** How it should be, and what to do about it: the rest of a sentence that begins with "Expected". */
  readonly expected: (found: Evidence) => string
  readonly steps: (found: Evidence) => ReadonlyArray<Step>
}

const joined = (parts: ReadonlyArray<string | null | undefined>): string => parts.join('\n').toLowerCase()

/** Names of objects in the directory: distinguished ones, and those of the form domain/unit/name. */
const directoryNames =
  /\b(?:cn|ou)=[^'"\n]{1,600}?,dc=[\w-]{1,64}(?:,dc=[\w-]{1,64}){0,8}|"[\w.-]{1,255}\/[^"\n]{1,300}"|'(?:[\w-]{1,63}\.){1,8}[\w-]{1,63}\/(?!default web site|exchange back end)[^'\n]{1,300}'/g

const wrappedName = /'(?:cn|ou)=[^'"]{1,800}'/g

const inOneLine = (text: string): string => text.replace(/\s+/g, ' ')

/** A text without white space, as it is compared with others of its kind. */
export const packedText = (text: string): string => text.replace(/\s+/g, '')

/** Names and paths that a text quotes. */
const quoted = /(?<!\w)'[^'\n]{1,300}'(?!\w)|(?<!\w)"[^"\n]{1,300}"(?!\w)|[a-z]:\\[^\s'"]{1,300}/g

/** The same error without what its text quotes: names of objects and files. */
export const withoutQuoted = (one: Described): Described => {
  const said = one.said.replace(quoted, 'it')
  return { ...one, said, packed: { ...one.packed, said: packedText(said) } }
}

/** An error as the matchers see it. */
export const described = (error: SetupError): Described => {
  const told = joined([
    withEnglish([error.message, ...error.exceptions.map(({ type, message }) => `${type}: ${message}`)].join('\n')),
    ...error.frames
  ])
  const said = inOneLine(told.replace(directoryNames, 'the object')).replace(wrappedName, "'the object'")
  const named = inOneLine(told)
  const done = joined([error.script, error.task, error.step])
  return {
    error,
    named,
    said,
    codes: [
      ...error.codes.filter(({ kind, value }) => kind !== 'exit' || value.startsWith('-')),
      ...sentenceCodes(error, packedText(told))
    ],
    types: error.exceptions.map(({ type }) => type.toLowerCase()),
    done,
    packed: { said: packedText(said), named: packedText(named), done: packedText(done) }
  }
}
