// Scopes, script blocks and their parameters.
const { plainTypeName } = require('./names.cjs')
const { fault, unknown } = require('./values.cjs')

/** Variables that PowerShell sets by itself, and those that steer it. */
const automatic =
  /^(args|error|event\w*|executioncontext|foreach|home|host|input|is(coreclr|linux|macos|windows)|matches|myinvocation|nested\w+|ofs|pid|profile|ps(bound|c|debug|edition|home|item|s(cr|e)|ui)\w*|pwd|sender|shellid|stacktrace|switch|this|\w+preference)$/i
const constant = /^(null|true|false|_|lastexitcode)$/i

const createScope = (parent, shared) => {
  const [variables, functions] = [new Map(), new Map()]
  const holderOf = (key) => (variables.has(key) ? variables : (parent?.holderOf(key) ?? null))
  const missing = (name) => {
    if (automatic.test(name)) unknown(`the variable $${name}`)
    return shared.strict ? fault(`The variable '$${name}' cannot be retrieved because it has not been set.`) : null
  }
  const get = (name) => {
    const key = name.toLowerCase()
    if (key === 'lastexitcode') return shared.lastExitCode ?? missing(name)
    const holder = holderOf(key)
    return holder === null ? missing(name) : holder.get(key).value
  }
  /** What a parameter was declared to be, it stays. */
  const set = (name, value) => {
    const { type = null } = variables.get(name.toLowerCase()) ?? {}
    variables.set(name.toLowerCase(), { value: type === null ? value : shared.cast(type, value ?? null), type })
  }
  return {
    ...{ get, set, holderOf, shared },
    assign: (name, value) => {
      if (constant.test(name) || (automatic.test(name) && !/preference$/i.test(name)))
        unknown(`an assignment to $${name}`)
      set(name, value)
    },
    declare: (name, value, type) => variables.set(name.toLowerCase(), { value, type }),
    reference: (name) => ({ get: () => get(name), set: (value) => set(name, value) }),
    /** Carries something out with another `$_`. */
    withItem: (value, act) => {
      const before = variables.get('_')
      variables.set('_', { value, type: null })
      try {
        return act()
      } finally {
        if (before === undefined) variables.delete('_')
        else variables.set('_', before)
      }
    },
    define: (name, value) => functions.set(name.toLowerCase(), { name, ...value }),
    find: (name) => functions.get(name.toLowerCase()) ?? parent?.find(name)
  }
}

const typeOf = (list) => {
  const [attribute, ...others] = list.named
  const [type] = attribute.named
  return others.length === 0 && type.type === 'type_literal'
    ? plainTypeName(type.text)
    : unknown(`the attributes of a parameter: ${list.text}`)
}

const parameterOf = ({ named, text }) => {
  const variable = named.find(({ type }) => type === 'variable')
  const list = named.find(({ type }) => type === 'attribute_list')
  if (named.length !== (list === undefined ? 1 : 2)) unknown(`the parameter ${text}`)
  return { name: variable.text.slice(1), type: list === undefined ? null : typeOf(list) }
}

/** Parameters as {name, type}, from a param block. */
const parametersOf = (block) =>
  (block?.named ?? []).flatMap((list) =>
    list.type === 'parameter_list' ? list.named.map(parameterOf) : unknown(`the parameters ${list.text}`)
  )

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
    if (found === undefined || values.has(found)) unknown(`the parameter -${name}`)
    values.set(found, value)
  }
  const open = parameters.filter((name) => !values.has(name) && !switches.includes(name))
  for (const [index, value] of positional.entries())
    values.set(open[index] ?? unknown(`so many arguments: ${open.length} are known`), value)
  return values
}

module.exports = { bind, blockOf, createScope }
