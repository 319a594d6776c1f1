import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { explainErrors } from '../../kernel/explainErrors'
import { findEngine } from '../powershell/engine'
import { type MachineState, machineState } from './machine'

/** One run of a script; `faults` are operations (`Start FMS`, or `Start FMS#2` for the second time alone) and what befalls them. */
export interface Run {
  readonly script: string
  /** Texts, and switches. */
  readonly arguments?: Readonly<Record<string, string | true>>
  readonly faults?: Readonly<Record<string, string>>
  readonly culture?: string
  /** Whether to tell the state before each operation, as a death at that moment would leave it. */
  readonly moments?: true
}

/** Runs of scripts on a server, one after the other. */
export interface Condition {
  readonly state: MachineState
  /** Where each change of the state is written; only then is it known of a process that was killed. */
  readonly file?: string
  readonly runs: ReadonlyArray<Run>
}

const outcome = t.type({
  exitCode: t.union([t.number, t.null]),
  /** What the script wrote: texts, and the kind and text of anything else. */
  lines: t.array(t.string),
  other: t.array(t.string),
  operations: t.array(t.string),
  /** What a script may not do, such as waiting without an end. */
  complaints: t.array(t.string),
  moments: t.array(t.string),
  state: machineState
})

export type Outcome = t.TypeOf<typeof outcome>

export const engine = findEngine()

const program = join(__dirname, 'Start-Conditions.ps1')
const folder = mkdtempSync(join(tmpdir(), 'exchange-windows-mock-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const library = join(folder, 'machine.dll')
const seconds = 1_800

/** A file that ends with the tests. */
export const temporaryFile = (name: string, text = ''): string => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

const compile = async (): Promise<void> => {
  const { exitCode, stdout, stderr } = await engine.run({ script: { file: program }, args: [library, '-CompileOnly'] })
  if (exitCode !== 0) throw new Error(`the made-up Windows can't be compiled: ${stdout}${stderr}`)
}

let compiled: Promise<void> | null = null

const parse = (line: string): ReadonlyArray<Outcome> =>
  pipe(
    t.array(outcome).decode(JSON.parse(line)),
    E.getOrElseW((errors) => {
      throw new Error(`the made-up Windows answers something else: ${explainErrors(errors)}`)
    })
  )

const ask = (conditions: ReadonlyArray<Condition>) => {
  const input = JSON.stringify(conditions.map(({ state, ...rest }) => ({ ...rest, state: JSON.stringify(state) })))
  return engine.run({ script: { file: program }, args: [library], input, seconds })
}

/** Two processes share the work: this computer may have no more processors. */
const processes = 2

const shared = <A>(all: ReadonlyArray<A>): ReadonlyArray<ReadonlyArray<A>> =>
  Array.from({ length: processes }, (_, index) => all.filter((__, place) => place % processes === index))

/** Carries out conditions in a real PowerShell, and gives the outcomes of each one's runs. */
export const carryOut = async (
  conditions: ReadonlyArray<Condition>
): Promise<ReadonlyArray<ReadonlyArray<Outcome>>> => {
  compiled ??= compile()
  await compiled
  const parts = await Promise.all(
    shared(conditions).map(async (part) => {
      if (part.length === 0) return []
      const { stdout, stderr, exitCode } = await ask(part)
      const lines = stdout.split('\n').filter((line) => line !== '')
      if (lines.length !== part.length)
        throw new Error(`${lines.length} of ${part.length} were done (${exitCode}): ${stdout.slice(-2000)}${stderr}`)
      return lines.map(parse)
    })
  )
  return conditions.map((_, index) => parts[index % processes]?.[Math.floor(index / processes)] ?? [])
}

/** Carries out conditions in a process each, which may be killed on the way; what is left is in the condition's file. */
export const carryOutApart = async (conditions: ReadonlyArray<Condition>): Promise<void> => {
  compiled ??= compile()
  await compiled
  await Promise.all(
    shared(conditions).map(async (part) => {
      for (const condition of part) await ask([condition])
    })
  )
}
