import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recording } from '../support/server'

interface Options {
  readonly strict: boolean
  readonly variables: Readonly<Record<string, unknown>>
}

interface Shell {
  readonly emit: (code: string, take: (value: unknown) => void, options: Options) => void
}

interface Language {
  readonly loadGrammar: () => Promise<(source: string) => unknown>
  readonly createShell: (parts: { readonly parse: (source: string) => unknown; readonly machine: unknown }) => Shell
  readonly createMachine: (of: Readonly<Record<string, unknown>>) => unknown
}

const language = (): Language => ({
  ...require('../simulated-host/language/grammar.cjs'),
  ...require('../simulated-host/language/shell.cjs'),
  ...require('../simulated-host/windows/machine.cjs')
})

/** What a snippet gives in the simulated PowerShell: its values, told as Get-Values.ps1 does, or what it doesn't know. */
export type Answer = { readonly values: ReadonlyArray<unknown> } | { readonly unknown: string }

const units = (text: string): ReadonlyArray<number> =>
  Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const shapeOfObject = (value: object): unknown => {
  if ('char' in value) return { char: value.char }
  if ('switch' in value) return { switch: value.switch }
  if ('block' in value) return { block: true }
  if ('isRecord' in value) return { other: 'System.Management.Automation.ErrorRecord' }
  return { other: Object.keys(value).join() }
}

const shapeOf = (value: unknown): unknown => {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return { string: units(value) }
  if (typeof value === 'number') return { int: value }
  if (typeof value === 'boolean') return { bool: value }
  if (Array.isArray(value)) return { array: value.map(shapeOf) }
  if (value instanceof Map) {
    const entries = [...value].map(([key, one]): readonly [string, unknown] => [String(key), shapeOf(one)])
    return { table: entries.sort(([a], [b]) => (a < b ? -1 : 1)) }
  }
  return isObject(value) ? shapeOfObject(value) : { other: typeof value }
}

/** The variables that snippets have, as Get-Values.ps1 sets them. */
const variables = () => ({
  x: 5,
  y: 'abc',
  list: [3, 'a', null],
  table: new Map<string, unknown>([
    ['a', 1],
    ['b', 'two']
  ]),
  nothing: null
})

const isFailure = (error: unknown): boolean => isObject(error) && 'isFailure' in error

/** Gives a function that runs a snippet in the PowerShell of the simulated hosts, each in scopes of its own. */
export const loadInterpreter = async (): Promise<(code: string, strict: boolean) => Answer> => {
  const { loadGrammar, createShell, createMachine } = language()
  const folder = mkdtempSync(join(tmpdir(), 'exchange-interpreter-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'EX01.json'), JSON.stringify({ behaviour: 'windows', answer: recording({}, 'EX01') }))
  const silent = { breathe: () => undefined, onStop: () => undefined, afterScript: () => undefined }
  const machine = createMachine({ folder, server: 'EX01', onCall: (_: string, args: unknown) => args, ...silent })
  const shell = createShell({ parse: await loadGrammar(), machine })
  return (code, strict) => {
    const values: Array<unknown> = []
    try {
      shell.emit(code, (value) => values.push(shapeOf(value)), { strict, variables: variables() })
      return { values }
    } catch (error) {
      if (isFailure(error)) return { values: [...values, 'throws'] }
      return { unknown: error instanceof Error ? error.message : JSON.stringify(error) }
    }
  }
}
