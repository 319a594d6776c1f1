// The commands of PowerShell itself that scripts of ours use, on whatever machine. Each says which parameters it has, in the
// order of their places, and gives a stage of a pipeline.
const { equal, order } = require('./comparing.cjs')
const { toJson } = require('./json.cjs')
const { isEnumerable, items, kindOf, unknown } = require('./values.cjs')

const ignore = () => undefined
const noInput = () => unknown('such a command with input from a pipeline')

/** A command that acts once, without input. */
const once = (parameters, run, switches = []) => ({
  parameters,
  switches,
  run: (at, tools) => ({ take: noInput, end: () => run(at, tools) })
})

/** A command that acts on each value that comes. */
const each = (parameters, run, switches = []) => ({
  parameters,
  switches,
  run: (at, tools) => ({ take: (value) => run(value, at, tools), end: ignore })
})

/** A command that acts on all values together. */
const together = (parameters, run, switches = []) => ({
  parameters,
  switches,
  run: (at, tools) => {
    const values = []
    return { take: (value) => values.push(value), end: () => run(values, at, tools) }
  }
})

const countOf = (value) => (Number.isInteger(value) && value > 0 ? value : unknown(`a number of ${kindOf(value)}`))

/** Null is passed over. */
const selected = (values, at, { isGiven }) => {
  if (isGiven('Last') === isGiven('First')) return unknown('Select-Object without one of -First and -Last')
  const found = values.filter((one) => one !== null)
  return isGiven('Last') ? found.slice(-countOf(at('Last'))) : found.slice(0, countOf(at('First')))
}

/** Texts or numbers; of those that are the same the first stays. */
const sorted = (values, isUnique) => {
  const isOf = (kind) => values.every((one) => typeof one === kind)
  if (!isOf('string') && !isOf('number')) unknown('a sorting of other values')
  const inOrder = values.length < 2 ? values : [...values].sort(order)
  return isUnique ? inOrder.filter((one, index) => index === 0 || !equal(one, inOrder[index - 1])) : inOrder
}

const isPathPart = (value) => typeof value === 'string' && !value.includes('/')

const joinedPath = (path, child) => {
  if (!isPathPart(path) || path === '' || !isPathPart(child)) unknown(`the path ${kindOf(path)} with ${kindOf(child)}`)
  return `${path.replace(/\\+$/, '')}\\${child.replace(/^\\+/, '')}`
}

const json = (at, { emit, isGiven }) => {
  if (!isGiven('InputObject')) unknown('ConvertTo-Json without -InputObject')
  emit(toJson(at('InputObject'), { depth: at('Depth') ?? 2, isCompressed: isGiven('Compress') }))
}

/** All that is given is one list. */
const written = (at, { emit, isGiven }) => {
  if (!isGiven('InputObject')) unknown('Write-Output of nothing')
  const value = at('InputObject')
  if (isEnumerable(value) && items(value).some(isEnumerable)) unknown('Write-Output of lists in a list')
  items(value).forEach(emit)
}

const plain = {
  'add-type': once(['Path'], ignore),
  'convertto-json': once(['InputObject', 'Depth'], json, ['Compress']),
  'foreach-object': each(['Process'], (value, at, { invoke }) => invoke(at('Process'), value)),
  'where-object': each(['FilterScript'], (value, at, { test, emit }) => test(at('FilterScript'), value) && emit(value)),
  'join-path': once(['Path', 'ChildPath'], (at, { emit }) => emit(joinedPath(at('Path'), at('ChildPath')))),
  'out-null': each([], ignore),
  'select-object': together(['Last', 'First'], (values, at, tools) => selected(values, at, tools).forEach(tools.emit)),
  'set-strictmode': once(['Version'], (at, { scope }) => {
    if (at('Version')?.real !== '2.0') unknown(`the strict mode ${kindOf(at('Version'))}`)
    scope.shared.strict = true
  }),
  'sort-object': together([], (values, _, { emit, isGiven }) => sorted(values, isGiven('Unique')).forEach(emit), [
    'Unique'
  ]),
  'write-output': once(['InputObject'], written)
}

/** They know nothing of a machine. */
const commands = Object.fromEntries(Object.entries(plain).map(([name, one]) => [name, { ...one, isPlain: true }]))

module.exports = { commands, each, once, together }
