/** One step of a resolution: what to do, and the command that does it with the shell that it belongs to. */
export interface ToldStep {
  readonly text: string
  readonly shell: string | null
  readonly command: string | null
}

/** A step as it is shown; one that is only a sentence has no command. */
export const asStep = (step: string | ToldStep): ToldStep =>
  typeof step === 'string' ? { text: step, shell: null, command: null } : step
