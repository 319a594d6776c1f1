// Scopes, script blocks and their parameters.
/** @import { Plain } from './grammar.cjs' */
/** @import { Arguments, Block, Parameter, Scope, Shared, Variable } from './shapes' */
const { plainTypeName } = require('./names.cjs')
const { fault, unknown } = require('./values.cjs')

/** Variables that PowerShell sets by itself, and those that steer it. */
const automatic =
  /^(args|error|event\w*|executioncontext|foreach|home|host|input|is(coreclr|linux|macos|windows)|matches|myinvocation|nested\w+|ofs|pid|profile|ps(bound|c|debug|edition|home|item|s(cr|e)|ui)\w*|pwd|sender|shellid|stacktrace|switch|this|\w+preference)$/i
const constant = /^(null|true|false|_|lastexitcode)$/i

/** @type {(parent: Scope | null, shared: Shared) => Scope} */
const createScope = (parent, shared) => {
  /** @type {Map<string, Variable>} */
  const variables = new Map()
  /** @type {Map<string, Block & { name: string }>} */
  const functions = new Map()
  /** @type {Scope['holderOf']} */
  const holderOf = (key) => (variables.has(key) ? variables : (parent?.holderOf(key) ?? null))
  const missing = (/** @type {string} */ name) => {
    if (automatic.test(name)) unknown(`the variable $${name}`)
    return shared.strict ? fault(`The variable '$${name}' cannot be retrieved because it has not been set.`) : null
  }
  /** @type {Scope['get']} */
  const get = (name) => {
    const key = name.toLowerCase()
    if (key === 'lastexitcode') return shared.lastExitCode ?? missing(name)
    const holder = holderOf(key)
    return holder === null ? missing(name) : holder.get(key)?.value
  }
  /**
   * What a parameter was declared to be, it stays.
   * @type {Scope['set']}
   */
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

/** @param {Plain} list */
const typeOf = (list) => {
  const [attribute, ...others] = list.named
  const [type] = attribute.named
  return others.length === 0 && type.type === 'type_literal'
    ? plainTypeName(type.text)
    : unknown(`the attributes of a parameter: ${list.text}`)
}

/** @type {(node: Plain) => Parameter} */
const parameterOf = ({ named, text }) => {
  const variable = named.find(({ type }) => type === 'variable')
  const list = named.find(({ type }) => type === 'attribute_list')
  if (variable === undefined || named.length !== (list === undefined ? 1 : 2)) return unknown(`the parameter ${text}`)
  return { name: variable.text.slice(1), type: list === undefined ? null : typeOf(list) }
}

/**
 * Parameters as {name, type}, from a param block.
 * @param {Plain | undefined} block
 */
const parametersOf = (block) =>
  (block?.named ?? []).flatMap((list) =>
    list.type === 'parameter_list' ? list.named.map(parameterOf) : unknown(`the parameters ${list.text}`)
  )

/**
 * A script block as a value, with what it is a block of: its parameters.
 * @type {(node: Pick<Plain, 'named'>) => Block}
 */
const blockOf = ({ named }) => {
  const body = named.find(({ type }) => type === 'script_block')
  const parameters = [...named, ...(body?.named ?? [])].find(({ type }) => type === 'param_block')
  return { block: body?.named.find(({ type }) => type === 'script_block_body') ?? null, of: parametersOf(parameters) }
}

/**
 * Gives each parameter its value by its name or its place; a switch has no place.
 * @param {ReadonlyArray<string>} parameters
 * @param {Arguments} given
 * @param {ReadonlyArray<string>} switches
 */
const bind = (parameters, { named, positional }, switches) => {
  /** @type {Map<string, unknown>} */
  const values = new Map()
  for (const [name, value] of named) {
    const found = parameters.find((one) => one.toLowerCase() === name.toLowerCase())
    if (found === undefined || values.has(found)) return unknown(`the parameter -${name}`)
    values.set(found, value)
  }
  const open = parameters.filter((name) => !values.has(name) && !switches.includes(name))
  for (const [index, value] of positional.entries())
    values.set(open[index] ?? unknown(`so many arguments: ${open.length} are known`), value)
  return values
}

module.exports = { bind, blockOf, createScope }
