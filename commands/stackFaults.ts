import * as E from 'fp-ts/Either'
import { isScalar } from 'yaml'
import { parseDuration } from '../connections/age'
import { printable, shortened } from '../kernel/printable'
import { ownSettings } from '../stacks/namespaces'
import { namespace, type SettingsFault, settingsOrFaults } from '../stacks/settings'
import type { StackText } from './stackText'

/** A fault of a stack's file, as it is shown: its line, what is wrong, and why or what to write. */
export interface StackFault {
  readonly line: number | null
  readonly what: string
  readonly why: string
}

/** The keys of a path as a setting writes them: `servers[2].connection.type`. */
const showKeys = (path: ReadonlyArray<string>): string =>
  path.reduce((text, key) => (/^\d+$/.test(key) ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`), '')

const textAt = ({ document }: StackText, path: ReadonlyArray<string>): unknown => {
  const node = document.getIn([...path], true)
  return isScalar(node) ? node.value : undefined
}

/** A key may stand in the file with its namespace or without. */
export const filePath = (
  { document }: StackText,
  [name = '', ...rest]: ReadonlyArray<string>
): ReadonlyArray<string> => {
  const key = [`${namespace}:${name}`, name].find((one) => document.hasIn(['config', one]))
  return ['config', key ?? name, ...rest]
}

/** A fault of a server is told under the server's name. */
export const whatOf = (text: StackText, path: ReadonlyArray<string>): string => {
  const [setting, index, ...rest] = path
  if (setting !== 'servers' || index === undefined) return showKeys(path)
  const name = textAt(text, filePath(text, ['servers', index, 'name']))
  return `${typeof name === 'string' && name.trim() !== '' ? name : `servers[${index}]`}: ${showKeys(rest) || 'the entry'}`
}

/** A duration in other words, such as `7 days`, as it is to be written. */
const durationFor = (value: unknown): string | null => {
  const [, number = '', unit = ''] = /^\s*(\d+)\s*([mhd])[a-z]*\s*$/i.exec(String(value)) ?? []
  const written = `${number}${unit.toLowerCase()}`
  return parseDuration(written) === null ? null : written
}

/** The sentence without its path, which stands before it already. */
const withoutPath = (sentence: string, path: ReadonlyArray<string>): string => {
  const rest = sentence.replace(new RegExp(`^${namespace}:\\s*`), '')
  const keys = [showKeys(path), showKeys(path.slice(0, -1))].find((one) => one !== '' && rest.startsWith(one)) ?? ''
  return rest.slice(keys.length).replace(/^[:,]?\s*/, '')
}

const fault = (text: StackText, { path, text: sentence }: SettingsFault): StackFault => {
  const place = filePath(text, path)
  const value = textAt(text, place)
  const why = withoutPath(sentence, path)
  const written = why.includes('is not a duration') ? durationFor(value) : null
  return {
    line: text.lineOf(place),
    what: path.length === 0 ? 'config' : whatOf(text, path),
    why: written === null ? why : `${JSON.stringify(value)} is not a duration; write ${written}`
  }
}

const meantFault = (text: StackText, sentence: string): StackFault => {
  const [key = ''] = sentence.split(' ')
  const name = key.replace(new RegExp(`^${namespace}:`), '')
  const path = [key, name].find((one) => text.document.hasIn(['config', one])) ?? key
  return { line: text.lineOf(['config', path]), what: key, why: sentence.slice(key.length).trim() }
}

/** In the order of the lines. */
export const byLine = (a: StackFault, b: StackFault): number => (a.line ?? 0) - (b.line ?? 0)

/** All faults of a stack's file, in the order of its lines; they are those for which the Pulumi program refuses it. */
export const faultsOfStack = (text: StackText): ReadonlyArray<StackFault> => {
  const stray = text.faults.map(({ line, key, text: why }) => ({ line, what: key ?? 'YAML', why }))
  if (text.faults.some(({ key }) => key === null)) return stray
  const own = ownSettings(text.texts, namespace)
  const strange = E.isLeft(own) ? own.left.map((sentence) => meantFault(text, sentence)) : []
  const ours = Object.entries(text.texts).flatMap(([key, value]) =>
    key.startsWith(`${namespace}:`) ? [[key.slice(namespace.length + 1), value]] : []
  )
  const decoded = settingsOrFaults(Object.fromEntries(ours))
  // A list of servers that isn't in the file may come from elsewhere.
  const told = E.isLeft(decoded) ? decoded.left.filter(({ path }) => path.length > 0 || !text.isPartial) : []
  const found = told.map((one) => fault(text, one))
  return [...stray, ...strange, ...found].sort(byLine)
}

const lineText = (all: ReadonlyArray<StackFault>): ((one: StackFault) => string) => {
  const lineWidth = Math.max(...all.map(({ line }) => String(line ?? '').length))
  const width = Math.min(48, Math.max(...all.map(({ what }) => printable(what).length)))
  return ({ line, what, why }) => {
    const place = line === null ? ' '.repeat(lineWidth + 5) : `line ${String(line).padStart(lineWidth)}`
    return `  ${place}  ${printable(what).padEnd(width)}  ${shortened(why, 250)}`.trimEnd()
  }
}

/** What is wrong with a file, and what else is good to know of it, for people: one line each. */
export const showFaults = (
  shown: string,
  faults: ReadonlyArray<StackFault>,
  notes: ReadonlyArray<StackFault>,
  isPartial: boolean
): string => {
  const toLine = lineText([...faults, ...notes])
  const count = `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`
  return [
    faults.length === 0 ? `${shown} has no faults.` : `${shown} has ${count}:`,
    ...faults.map(toLine),
    ...(notes.length === 0 ? [] : ['No fault, but to be looked at:', ...notes.map(toLine)]),
    ...(isPartial ? ['Encrypted settings, and those from elsewhere, were not looked at.'] : [])
  ].join('\n')
}
