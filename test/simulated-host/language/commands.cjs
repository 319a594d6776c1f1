// The commands of PowerShell itself that scripts of ours use, on whatever machine. Each says which parameters it has, in the
// order of their places, and gives a stage of a pipeline.
const { items, number, text, toJson, unknown } = require('./values.cjs')

const ignore = () => undefined

/** A command that acts once, without input. */
const once = (parameters, run, switches = []) => ({
  parameters,
  switches,
  run: (at, tools) => ({ take: ignore, end: () => run(at, tools) })
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

const selected = (values, at) => {
  if (at('Last') !== null) return values.slice(-number(at('Last')))
  return at('First') === null ? unknown('Select-Object without -First or -Last') : values.slice(0, number(at('First')))
}

const sorted = (values, isUnique) => {
  const inOrder = [...values].sort((a, b) => text(a).localeCompare(text(b)))
  return isUnique ? [...new Map(inOrder.map((one) => [text(one).toLowerCase(), one])).values()] : inOrder
}

const commands = {
  'add-type': once(['Path'], ignore),
  'convertto-json': once(['InputObject', 'Depth'], (at, { emit }) => emit(toJson(at('InputObject'))), ['Compress']),
  'foreach-object': each(['Process'], (value, at, { invoke }) => invoke(at('Process'), value)),
  'where-object': each(['FilterScript'], (value, at, { test, emit }) => test(at('FilterScript'), value) && emit(value)),
  'join-path': once(['Path', 'ChildPath'], (at, { emit }) =>
    emit(`${text(at('Path')).replace(/\\+$/, '')}\\${text(at('ChildPath')).replace(/^\\+/, '')}`)
  ),
  'out-null': each([], ignore),
  'select-object': together(['Last', 'First'], (values, at, { emit }) => selected(values, at).forEach(emit)),
  'set-strictmode': once(['Version'], (_, { scope }) => {
    scope.shared.strict = true
  }),
  'sort-object': together([], (values, at, { emit }) => sorted(values, at('Unique') === true).forEach(emit), [
    'Unique'
  ]),
  'write-output': once(['InputObject'], (at, { emit }) => items(at('InputObject')).forEach(emit))
}

module.exports = { commands, each, once, together }
