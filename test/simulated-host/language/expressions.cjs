// Evaluates expressions of PowerShell: what a script of ours uses, and nothing by guess.
const { equal, fail, format, formatNumber, gathered, isObject, items, like } = require('./values.cjs')
const { number, order, text, truth, unknown } = require('./values.cjs')

const contains = (list, value) => items(list).some((one) => equal(one, value))

const same = (left, right, wanted) =>
  Array.isArray(left) ? left.filter((one) => equal(one, right) === wanted) : equal(left, right) === wanted

const add = (left, right) => {
  if (Array.isArray(left)) return [...left, ...items(right)]
  return typeof left === 'number' ? left + number(right) : text(left) + text(right)
}

const kindsOf = {
  string: (value) => typeof value === 'string',
  bool: (value) => typeof value === 'boolean',
  int: (value) => Number.isInteger(value),
  'collections.idictionary': (value) => value instanceof Map,
  'collections.ienumerable': (value) => Array.isArray(value) || (isObject(value) && 'list' in value)
}

const operators = {
  '-eq': (left, right) => same(left, right, true),
  '-ne': (left, right) => same(left, right, false),
  '-lt': (left, right) => order(left, right) < 0,
  '-le': (left, right) => order(left, right) <= 0,
  '-gt': (left, right) => order(left, right) > 0,
  '-ge': (left, right) => order(left, right) >= 0,
  '-contains': contains,
  '-notcontains': (left, right) => !contains(left, right),
  '-in': (left, right) => contains(right, left),
  '-like': (left, right) => like(text(left), text(right)),
  '-split': (left, right) => text(left).split(new RegExp(text(right))),
  '-join': (left, right) => items(left).map(text).join(text(right)),
  '-is': (left, { type }) => (kindsOf[type] ?? unknown(`-is [${type}]`))(left),
  '-band': (left, right) => number(left) & number(right),
  '-bor': (left, right) => number(left) | number(right),
  '-f': (left, right) => format(text(left), items(right)),
  '+': add,
  '-': (left, right) => number(left) - number(right),
  '*': (left, right) => number(left) * number(right),
  '/': (left, right) => number(left) / number(right)
}

const plainTypeName = (literal) =>
  literal
    .slice(1, -1)
    .replace(/\s/g, '')
    .replace(/^System\./i, '')
    .toLowerCase()

const isBlock = (value) => isObject(value) && 'block' in value

const memberOf = (value, name) => {
  if (value instanceof Map) return [...value.keys()].find((key) => key.toLowerCase() === name.toLowerCase())
  return Object.keys(value).find((key) => key.toLowerCase() === name.toLowerCase())
}

const startsWith =
  (value) =>
  (part, comparison = 'Ordinal') =>
    comparison === 'OrdinalIgnoreCase' ? value.toLowerCase().startsWith(part.toLowerCase()) : value.startsWith(part)

const ownMembers = (value) => {
  if (typeof value === 'string')
    return {
      Length: value.length,
      StartsWith: startsWith(value),
      Substring: (start, length) => value.slice(start, start + length),
      Contains: (part) => value.includes(part),
      ToLowerInvariant: () => value.toLowerCase(),
      Trim: () => value.trim(),
      TrimEnd: () => value.trimEnd(),
      Replace: (old, replacement) => value.replaceAll(old, replacement)
    }
  if (value instanceof Date) return { AddDays: (days) => new Date(value.getTime() + days * 86_400_000) }
  if (typeof value === 'number') return { ToString: (how) => formatNumber(value, how) }
  if (Array.isArray(value) || Buffer.isBuffer(value)) return { Count: value.length, Length: value.length }
  return value
}

const member = (value, name) => {
  if (value === null) return fail('You cannot call a method on a null-valued expression.')
  const holder = isObject(value) && 'list' in value ? { Count: value.list.length, ...value } : ownMembers(value)
  const found = isObject(holder) ? memberOf(holder, name) : undefined
  if (found !== undefined) return holder instanceof Map ? holder.get(found) : holder[found]
  if (value instanceof Map && name.toLowerCase() === 'keys') return [...value.keys()]
  if (value instanceof Map) return fail(`The property '${name}' cannot be found on this object.`)
  return unknown(`the member ${name} of ${isObject(value) ? Object.keys(value) : typeof value}`)
}

const setMember = (holder, name, value) => {
  if (holder instanceof Map) holder.set(memberOf(holder, name) ?? name, value)
  else holder[memberOf(holder, name) ?? unknown(`the member ${name} of ${Object.keys(holder)}`)] = value
}

/** An entry of a hash table, by its key. */
const setElement = (holder, key, value) => {
  if (!(holder instanceof Map)) unknown(`an element ${text(key)} to be set`)
  setMember(holder, text(key), value)
}

const escapes = { n: '\n', r: '\r', t: '\t', 0: '\0' }
const unescaped = (part) => part.replaceAll('""', '"').replace(/`([\s\S])/g, (_, one) => escapes[one] ?? one)

/**
 * The expressions of a shell: `run` carries out statements and gives what they emit, `call` a block with some values, and
 * `machine` knows types.
 */
const createExpressions = ({ run, callBlock, machine, blockOf }) => {
  const evaluate = (node, scope) => {
    const found = kinds[node.type]
    if (found !== undefined) return found(node, scope)
    return node.named.length === 1 && node.children.length === 1
      ? evaluate(node.named[0], scope)
      : unknown(`the expression ${node.type}: ${node.text}`)
  }

  /** What a pipeline gives to whoever waits for it: a lone expression its value as it is, even a list of one. */
  const resultOf = (node, scope) => {
    const [chain] = node.type === 'pipeline' ? node.named : []
    const isLone = chain?.type === 'pipeline_chain' && chain.named.length === 1 && chain.named[0].type !== 'command'
    return isLone ? (evaluate(chain.named[0], scope) ?? null) : gathered(run(node, scope))
  }

  const binary = (node, scope) => {
    if (node.children.length === 1) return evaluate(node.children[0], scope)
    const [left, operator, right] = node.children
    const name = operator.text.toLowerCase()
    const value = evaluate(left, scope)
    if (name === '-and') return truth(value) && truth(evaluate(right, scope))
    if (name === '-or') return truth(value) || truth(evaluate(right, scope))
    return (operators[name] ?? unknown(`the operator ${name}`))(value, evaluate(right, scope))
  }

  const variable = ({ text: name }, scope) => {
    if (/^\$env:/i.test(name)) return machine.environment[name.slice(5).toLowerCase()] ?? null
    return /^\$\w+$/.test(name) ? scope.get(name.slice(1)) : unknown(`the variable ${name}`)
  }

  const expandable = (node, scope) => {
    let [result, at] = ['', node.start + 1]
    const until = (end) => unescaped(node.text.slice(at - node.start, end - node.start))
    for (const part of node.named) {
      result += until(part.start) + text(evaluate(part, scope))
      at = part.end
    }
    return result + until(node.end - 1)
  }

  const literal = (node, scope) => {
    const [child] = node.named
    if (child.type === 'verbatim_string_characters') return child.text.slice(1, -1).replaceAll("''", "'")
    if (child.type === 'verbatim_here_string_characters') return child.text.replace(/^@'\r?\n|\r?\n'@$/g, '')
    return evaluate(child, scope)
  }

  const cast = (node, scope) => {
    const [literalNode, operand] = node.named
    const type = plainTypeName(literalNode.text)
    if (type === 'ref') return scope.reference(operand.text.slice(1))
    return machine.cast(type, evaluate(operand, scope))
  }

  const ownerOf = (node, scope) =>
    node.type === 'type_literal' ? machine.type(plainTypeName(node.text)) : evaluate(node, scope)

  const call = (node, scope) => {
    const [owner, name, list] = node.named
    const args = list.named
      .flatMap(({ named }) => named)
      .map((argument) => evaluate(argument, scope))
      .map((one) => (isBlock(one) ? (...values) => callBlock(one, values, scope) : one))
    const method = member(ownerOf(owner, scope), name.text)
    try {
      return method(...args)
    } catch (error) {
      if (error.isFailure !== true) throw error
      return fail(`Exception calling "${name.text}" with "${args.length}" argument(s): "${error.message}"`)
    }
  }

  const element = (node, scope) => {
    const [list, index] = node.named
    const [values, key] = [evaluate(list, scope), evaluate(index, scope)]
    if (values instanceof Map) return values.get(memberOf(values, text(key))) ?? null
    return (typeof values.at === 'function' ? values.at(key) : member(values, 'Item')(key)) ?? null
  }

  const table = (node, scope) => {
    const entries = node.named.flatMap(({ named }) => named)
    return new Map(entries.map(({ named: [key, value] }) => [key.text, resultOf(value, scope)]))
  }

  const prefixed = (node, scope) => {
    const [operator, operand] = node.children
    if (operator.type === 'cast_expression') return cast(operator, scope)
    if (/^(-not|!)$/i.test(operator.text)) return !truth(evaluate(operand, scope))
    return operator.text === '-' ? -number(evaluate(operand, scope)) : unknown(`the operator ${operator.text}`)
  }

  const kinds = {
    ...Object.fromEntries(
      ['logical', 'bitwise', 'comparison', 'additive', 'multiplicative', 'format', 'range']
        .flatMap((name) => [`${name}_expression`, `${name}_argument_expression`])
        .map((type) => [type, binary])
    ),
    array_literal_expression: ({ named }, scope) => {
      const values = named.map((one) => evaluate(one, scope))
      return values.length === 1 ? values[0] : values
    },
    array_expression: ({ named: [statements] }, scope) => (statements === undefined ? [] : run(statements, scope)),
    sub_expression: ({ named: [statements] }, scope) => gathered(run(statements, scope)),
    parenthesized_expression: ({ named: [pipeline] }, scope) => resultOf(pipeline, scope),
    expression_with_unary_operator: prefixed,
    cast_expression: cast,
    variable,
    string_literal: literal,
    expandable_string_literal: expandable,
    integer_literal: ({ text: digits }) => Number(digits),
    real_literal: ({ text: digits }) => Number(digits),
    generic_token: ({ text: word }) => word,
    hash_literal_expression: table,
    script_block_expression: blockOf,
    type_literal: ({ text: name }) => ({ type: plainTypeName(name) }),
    member_access: ({ named: [owner, name] }, scope) => member(ownerOf(owner, scope), name.text),
    invokation_expression: call,
    element_access: element
  }
  return { evaluate, ownerOf, resultOf }
}

module.exports = { createExpressions, plainTypeName, setElement, setMember }
