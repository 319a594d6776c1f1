// The commands of PowerShell itself that scripts of ours use, on whatever machine. Each says which parameters it has, in the
// order of their places, and gives a stage of a pipeline.
const { equal, order } = require('./comparing.cjs')
const { toJson } = require('./json.cjs')
const { isEnumerable, isObject, items, kindOf, unknown } = require('./values.cjs')
/** @import { At, Command, Tools } from './shapes' */

const ignore = () => undefined
const noInput = () => unknown('such a command with input from a pipeline')

/**
 * A command that acts once, without input.
 * @type {(parameters: ReadonlyArray<string>, run: (at: At, tools: Tools) => unknown, switches?: ReadonlyArray<string>) => Command}
 */
const once = (parameters, run, switches = []) => ({
  parameters,
  switches,
  run: (at, tools) => ({ take: noInput, end: () => run(at, tools) })
})

/**
 * A command that acts on each value that comes.
 * @type {(parameters: ReadonlyArray<string>, run: (value: unknown, at: At, tools: Tools) => unknown, switches?: ReadonlyArray<string>) => Command}
 */
const each = (parameters, run, switches = []) => ({
  parameters,
  switches,
  run: (at, tools) => ({ take: (value) => run(value, at, tools), end: ignore })
})

/**
 * A command that acts on all values together.
 * @type {(parameters: ReadonlyArray<string>, run: (values: Array<unknown>, at: At, tools: Tools) => unknown, switches?: ReadonlyArray<string>) => Command}
 */
const together = (parameters, run, switches = []) => ({
  parameters,
  switches,
  run: (at, tools) => {
    /** @type {Array<unknown>} */
    const values = []
    return { take: (value) => values.push(value), end: () => run(values, at, tools) }
  }
})

/** @param {unknown} value */
const countOf = (value) =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : unknown(`a number of ${kindOf(value)}`)

/**
 * Null is passed over.
 * @type {(values: Array<unknown>, at: At, tools: Tools) => Array<unknown>}
 */
const selected = (values, at, { isGiven }) => {
  if (isGiven('Last') === isGiven('First')) return unknown('Select-Object without one of -First and -Last')
  const found = values.filter((one) => one !== null)
  return isGiven('Last') ? found.slice(-countOf(at('Last'))) : found.slice(0, countOf(at('First')))
}

/**
 * Texts or numbers; of those that are the same the first stays.
 * @type {(values: Array<unknown>, isUnique: boolean) => Array<unknown>}
 */
const sorted = (values, isUnique) => {
  const isOf = (/** @type {'string' | 'number'} */ kind) => values.every((one) => typeof one === kind)
  if (!isOf('string') && !isOf('number')) unknown('a sorting of other values')
  const inOrder = values.length < 2 ? values : [...values].sort(order)
  return isUnique ? inOrder.filter((one, index) => index === 0 || !equal(one, inOrder[index - 1])) : inOrder
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
const isPathPart = (value) => typeof value === 'string' && !value.includes('/')

/** @type {(path: unknown, child: unknown) => string} */
const joinedPath = (path, child) => {
  if (!isPathPart(path) || path === '' || !isPathPart(child))
    return unknown(`the path ${kindOf(path)} with ${kindOf(child)}`)
  return `${path.replace(/\\+$/, '')}\\${child.replace(/^\\+/, '')}`
}

/** @type {(at: At, tools: Tools) => void} */
const json = (at, { emit, isGiven }) => {
  if (!isGiven('InputObject')) unknown('ConvertTo-Json without -InputObject')
  const depth = at('Depth') ?? 2
  if (typeof depth !== 'number') return unknown(`a depth of ${kindOf(depth)}`)
  emit(toJson(at('InputObject'), { depth, isCompressed: isGiven('Compress') }))
}

/**
 * All that is given is one list.
 * @type {(at: At, tools: Tools) => void}
 */
const written = (at, { emit, isGiven }) => {
  if (!isGiven('InputObject')) unknown('Write-Output of nothing')
  const value = at('InputObject')
  if (isEnumerable(value) && items(value).some(isEnumerable)) unknown('Write-Output of lists in a list')
  items(value).forEach(emit)
}

/** @type {Readonly<Record<string, Command>>} */
const plain = {
  'add-type': once(['Path'], ignore),
  'convertto-json': once(['InputObject', 'Depth'], json, ['Compress']),
  'foreach-object': each(['Process'], (value, at, { invoke }) => invoke(at('Process'), value)),
  'where-object': each(['FilterScript'], (value, at, { test, emit }) => test(at('FilterScript'), value) && emit(value)),
  'join-path': once(['Path', 'ChildPath'], (at, { emit }) => emit(joinedPath(at('Path'), at('ChildPath')))),
  'out-null': each([], ignore),
  'select-object': together(['Last', 'First'], (values, at, tools) => selected(values, at, tools).forEach(tools.emit)),
  'set-strictmode': once(['Version'], (at, { scope }) => {
    const version = at('Version')
    if (!isObject(version) || !('real' in version) || version.real !== '2.0')
      unknown(`the strict mode ${kindOf(version)}`)
    scope.shared.strict = true
  }),
  'sort-object': together([], (values, _, { emit, isGiven }) => sorted(values, isGiven('Unique')).forEach(emit), [
    'Unique'
  ]),
  'write-output': once(['InputObject'], written)
}

/**
 * They know nothing of a machine.
 * @type {Readonly<Record<string, Command>>}
 */
const commands = Object.fromEntries(Object.entries(plain).map(([name, one]) => [name, { ...one, isPlain: true }]))

module.exports = { commands, each, once, together }
