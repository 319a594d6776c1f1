/** One verb of the command line. */
export interface Verb {
  /** What stands after the verb, such as `[SERVER...] [--stack NAME]`. */
  readonly usage: string
  /** What it does, in sentences; how it ends stands below `codes`. */
  readonly about: string
  /** What each option does, by `--name`. */
  readonly options: Readonly<Record<string, string>>
  /** Command lines that work, without the program's name. */
  readonly examples: ReadonlyArray<string>
  /** What its exit codes mean, by code. */
  readonly codes: Readonly<Record<string, string>>
  /** Does it; the words are those after the verb. Gives the exit code; null where another part of the program sets it. */
  readonly run: (words: ReadonlyArray<string>) => Promise<number | null>
}

/** The exit codes of the verbs that judge. */
export const exitCodes = { inOrder: 0, drift: 1, unusable: 2, unread: 3 } as const

/** What they mean. */
export const judgingCodes = {
  0: 'In order.',
  1: 'A mandatory policy drifts, by its own level, also while the stack only advises.',
  2: 'The command line, the settings or an input cannot be used.',
  3: 'No drift, but something could not be read.'
}

/** Those of a verb that either does it or says why not. */
export const doneOrNot = (done: string, not: string) => ({ 0: done, 2: not })
