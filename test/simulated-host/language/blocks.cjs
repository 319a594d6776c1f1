// Scopes, script blocks and their parameters.
const { plainTypeName } = require('./expressions.cjs')
const { fail, unknown } = require('./values.cjs')

const createScope = (parent, shared) => {
  const [variables, functions] = [new Map(), new Map()]
  const holderOf = (key) => (variables.has(key) ? variables : (parent?.holderOf(key) ?? null))
  const get = (name) => {
    if (name.toLowerCase() === 'lastexitcode') return shared.lastExitCode
    const holder = holderOf(name.toLowerCase())
    if (holder !== null) return holder.get(name.toLowerCase())
    return shared.strict ? fail(`The variable '$${name}' cannot be retrieved because it has not been set.`) : null
  }
  const set = (name, value) => variables.set(name.toLowerCase(), value)
  return {
    ...{ get, set, holderOf, shared },
    reference: (name) => ({ get: () => get(name), set: (value) => set(name, value) }),
    define: (name, value) => functions.set(name.toLowerCase(), { name, ...value }),
    find: (name) => functions.get(name.toLowerCase()) ?? parent?.find(name)
  }
}

/** Parameters as {name, type}, from a param block. */
const parametersOf = (block) =>
  (block?.named ?? [])
    .flatMap(({ named }) => named)
    .map(({ named }) => ({
      name: named[named.length - 1].text.slice(1),
      type: named.length > 1 ? plainTypeName(named[0].text) : null
    }))

/** A script block as a value, with what it is a block of: its parameters. */
const blockOf = ({ named }) => {
  const body = named.find(({ type }) => type === 'script_block')
  const parameters = [...named, ...(body?.named ?? [])].find(({ type }) => type === 'param_block')
  return { block: body?.named.find(({ type }) => type === 'script_block_body') ?? null, of: parametersOf(parameters) }
}

/** Gives each parameter its value by its name or its place; a switch has no place. */
const bind = (parameters, { named, positional }, switches) => {
  const values = new Map()
  for (const [name, value] of named) {
    const found = parameters.find((one) => one.toLowerCase() === name.toLowerCase())
    values.set(found ?? unknown(`the parameter -${name}`), value)
  }
  const open = parameters.filter((name) => !values.has(name) && !switches.includes(name))
  for (const [index, value] of positional.entries()) values.set(open[index] ?? unknown(`the argument ${value}`), value)
  return values
}

module.exports = { bind, blockOf, createScope }
