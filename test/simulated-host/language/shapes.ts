// What the files of this folder hand to each other.
import type { Plain } from './grammar.cjs'

/** Takes a value that is emitted. */
export type Emit = (value: unknown) => void

/** A parameter as declared; `type` is null without one. */
export interface Parameter {
  readonly name: string
  readonly type: string | null
}

/** A script block as a value; what is before and after it is the machine's. */
export interface Block {
  readonly block: Plain | null
  readonly of: ReadonlyArray<Parameter>
  readonly before?: () => void
  readonly after?: () => void
}

/** The arguments of a call. */
export interface Arguments {
  readonly named: ReadonlyArray<readonly [name: string, value: unknown]>
  readonly positional: ReadonlyArray<unknown>
}

/** What all scopes of a run share. */
export interface Shared {
  lastExitCode: number | null
  strict: boolean
  readonly cast: (type: string, value: unknown) => unknown
}

/** A variable: what it was declared to be, it stays. */
export interface Variable {
  readonly value: unknown
  readonly type: string | null
}

export interface Scope {
  readonly shared: Shared
  readonly get: (name: string) => unknown
  readonly set: (name: string, value: unknown) => void
  readonly holderOf: (key: string) => Map<string, Variable> | null
  readonly assign: (name: string, value: unknown) => void
  readonly declare: (name: string, value: unknown, type: string | null) => void
  readonly reference: (name: string) => { readonly get: () => unknown; readonly set: (value: unknown) => void }
  readonly withItem: <A>(value: unknown, act: () => A) => A
  readonly define: (name: string, value: Block) => void
  readonly find: (name: string) => (Block & { readonly name: string }) | undefined
}

/** A stage of a pipeline takes values, and is told the end. */
export interface Stage {
  readonly take: Emit
  readonly end: () => void
}

/** What a command has beside its parameters. */
export interface Tools {
  readonly emit: Emit
  readonly scope: Scope
  readonly isGiven: (parameter: string) => boolean
  readonly invoke: (block: unknown, one: unknown) => void
  readonly test: (block: unknown, one: unknown) => boolean
}

/** The value of a parameter; null for none. */
export type At = (parameter: string) => unknown

export interface Command {
  readonly parameters: ReadonlyArray<string>
  readonly switches: ReadonlyArray<string>
  /** Set for commands that know nothing of a machine. */
  readonly isPlain?: boolean
  readonly run: (at: At, tools: Tools) => Stage
}

/** The machine that a shell runs on. */
export interface Machine {
  readonly environment: Readonly<Record<string, string>>
  readonly variables?: Readonly<Record<string, unknown>>
  readonly commands: Readonly<Record<string, Command>>
  readonly type: (name: string) => unknown
  readonly cast: (type: string, value: unknown) => unknown
  readonly program: (path: string, words: ReadonlyArray<string>, emit: Emit) => number
  readonly readScript: (path: string) => string
  readonly afterScript: () => void
  readonly onCall: (name: string, args: Arguments) => Arguments
  readonly tick: () => void
}

/** Evaluates an expression; undefined for nothing at all. */
export type Evaluate = (node: Plain, scope: Scope) => unknown

/** Carries out a statement. */
export type Carry = (node: Plain, scope: Scope, emit: Emit) => void

export interface Shell {
  readonly parse: (source: string) => Plain
  readonly machine: Machine
  readonly evaluate: Evaluate
  readonly presentOf: Evaluate
  readonly resultOf: Evaluate
  readonly ownerOf: Evaluate
  readonly run: (node: Plain, scope: Scope) => Array<unknown>
  readonly statement: Carry
  readonly callBlock: (block: Block, values: ReadonlyArray<unknown>, scope: Scope) => unknown
  readonly stageOf: (command: Plain, scope: Scope, emit: Emit, isFirst: boolean) => Stage
}
