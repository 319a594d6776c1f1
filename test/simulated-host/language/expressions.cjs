// Evaluates expressions of PowerShell: what a script of ours uses, and nothing by guess.
const { plainTypeName } = require('./names.cjs')
const { blockOf } = require('./blocks.cjs')
const { element, member } = require('./members.cjs')
const { int32, literal, number } = require('./numbers.cjs')
const { operators } = require('./operators.cjs')
const { fail, gathered, isObject, text, truth, unknown } = require('./values.cjs')
/** @import { Plain } from './grammar.cjs' */
/** @import { Block, Evaluate, Scope, Shell } from './shapes' */

/** @type {Readonly<Record<string, string>>} */
const escapes = { n: '\n', r: '\r', t: '\t', 0: '\0' }
/** @param {string} part */
const unescaped = (part) =>
  part
    .replaceAll('""', '"')
    .replace(/`([\s\S])/g, (found, one) => escapes[one] ?? (/[a-z]/i.test(one) ? unknown(`the escape ${found}`) : one))

/**
 * @param {unknown} value
 * @returns {value is Block}
 */
const isBlock = (value) => isObject(value) && 'block' in value

/**
 * The expressions of a shell: its `run` carries out statements and gives what they emit, `callBlock` a block with some values,
 * and `machine` knows types.
 * @param {Shell} shell
 */
const createExpressions = (shell) => {
  const { machine } = shell

  /** @type {Evaluate} */
  const evaluate = (node, scope) => {
    const found = kinds[node.type]
    if (found !== undefined) return found(node, scope)
    return node.named.length === 1 && node.children.length === 1
      ? evaluate(node.named[0], scope)
      : unknown(`the expression ${node.type}: ${node.text}`)
  }

  /**
   * A value where one must be: nothing becomes null.
   * @type {Evaluate}
   */
  const presentOf = (node, scope) => evaluate(node, scope) ?? null

  /**
   * What a pipeline gives to whoever waits for it: a lone expression its value as it is, even a list of one.
   * @type {Evaluate}
   */
  const resultOf = (node, scope) => {
    const [chain, ...others] = node.type === 'pipeline' ? node.named : []
    if (others.length > 0 || chain?.type === 'assignment_expression') unknown(`the value of ${node.text}`)
    const isLone = chain?.type === 'pipeline_chain' && chain.named.length === 1 && chain.named[0].type !== 'command'
    return isLone ? evaluate(chain.named[0], scope) : gathered(shell.run(node, scope))
  }

  /** @type {Evaluate} */
  const binary = (node, scope) => {
    if (node.children.length === 1) return evaluate(node.children[0], scope)
    const [left, operator, right, ...others] = node.children
    const name = operator.text.toLowerCase()
    if (others.length > 0) unknown(`the expression ${node.text}`)
    const found = evaluate(left, scope)
    if (name === '-and') return truth(found) && truth(evaluate(right, scope))
    if (name === '-or') return truth(found) || truth(evaluate(right, scope))
    // Nothing at all is no null here, but a list without elements.
    if (found === undefined) unknown(`nothing on the left of ${name}`)
    return (operators[name] ?? unknown(`the operator ${name}`))(found, presentOf(right, scope))
  }

  /** @type {Evaluate} */
  const variable = ({ text: name }, scope) => {
    if (/^\$env:/i.test(name))
      return machine.environment[name.slice(5).toLowerCase()] ?? unknown(`the variable ${name}`)
    return /^\$\w+$/.test(name) ? scope.get(name.slice(1)) : unknown(`the variable ${name}`)
  }

  /** @type {Evaluate} */
  const expandable = (node, scope) => {
    let [result, at] = ['', node.start + 1]
    const until = (/** @type {number} */ end) => unescaped(node.text.slice(at - node.start, end - node.start))
    for (const part of node.named) {
      // Such a character would belong to the variable's name.
      if (part.type === 'variable' && /[?:\u0080-\uffff]/.test(node.text[part.end - node.start])) unknown(node.text)
      result += until(part.start) + text(evaluate(part, scope))
      at = part.end
    }
    return result + until(node.end - 1)
  }

  /** @type {Evaluate} */
  const string = (node, scope) => {
    const [child] = node.named
    if (child.type === 'verbatim_string_characters') return child.text.slice(1, -1).replaceAll("''", "'")
    if (child.type === 'verbatim_here_string_characters') return child.text.replace(/^@'\r?\n|\r?\n'@$/g, '')
    return child.type === 'expandable_string_literal' ? expandable(child, scope) : unknown(`the text ${node.text}`)
  }

  /** @type {Evaluate} */
  const cast = (node, scope) => {
    const [literalNode, operand] = node.named
    const type = plainTypeName(literalNode.text)
    if (type === 'void' || operand.text.startsWith(',')) unknown(`the value of ${node.text}`)
    if (type !== 'ref') return machine.cast(type, presentOf(operand, scope))
    return /^\$\w+$/.test(operand.text) ? scope.reference(operand.text.slice(1)) : unknown(`[ref] ${operand.text}`)
  }

  /** @type {Evaluate} */
  const ownerOf = (node, scope) =>
    node.type === 'type_literal' ? machine.type(plainTypeName(node.text)) : presentOf(node, scope)

  /**
   * Whose member, and its name.
   * @type {(node: Plain, scope: Scope) => [owner: unknown, name: string]}
   */
  const accessOf = ({ children: [owner, sign, name], text: whole }, scope) => {
    const isPlain = name.named.length === 1 && name.named[0].type === 'simple_name'
    if (!isPlain || (sign.text === '::') !== (owner.type === 'type_literal')) unknown(`the member ${whole}`)
    return [ownerOf(owner, scope), name.text]
  }

  /** @type {Evaluate} */
  const access = (node, scope) => {
    const [owner, name] = accessOf(node, scope)
    const found = member(owner, name, scope.shared.strict)
    return typeof found === 'function' ? unknown(`the method ${name} without a call`) : found
  }

  /** @type {Evaluate} */
  const call = (node, scope) => {
    const [owner, name] = accessOf(node, scope)
    const args = node.named[2].named
      .flatMap(({ named }) => named)
      .map((argument) =>
        argument.text.startsWith(',') ? unknown(`the argument ${argument.text}`) : presentOf(argument, scope)
      )
      .map((one) =>
        isBlock(one) ? (/** @type {Array<unknown>} */ ...values) => shell.callBlock(one, values, scope) : one
      )
    const method = member(owner, name, true)
    if (typeof method !== 'function') return unknown(`the method ${name}`)
    try {
      return method(...args)
    } catch (error) {
      if (error.isFailure !== true || error.isOwn) throw error
      return fail(`Exception calling "${name}" with "${args.length}" argument(s): "${error.message}"`)
    }
  }

  /** @type {(key: Plain, scope: Scope) => string | number} */
  const keyOf = (key, scope) => {
    const [inner] = key.type === 'key_expression' ? key.named : [null]
    if (inner === null) return key.text
    const found = inner.type === 'simple_name' ? inner.text : evaluate(inner, scope)
    return typeof found === 'string' || (typeof found === 'number' && Number.isInteger(found))
      ? found
      : unknown(`the key ${key.text}`)
  }

  /** @type {Evaluate} */
  const table = (node, scope) => {
    const result = new Map()
    for (const { named, text: whole } of node.named.flatMap((body) => body.named)) {
      const [key, value] = [keyOf(named[0], scope), named[1]]
      const plain = (/** @type {unknown} */ one) => (typeof one === 'string' ? one.toLowerCase() : one)
      const isNew = ![...result.keys()].some((one) => plain(one) === plain(key))
      if (named.length !== 2 || !isNew) unknown(`the entry ${whole}`)
      result.set(key, resultOf(value, scope) ?? null)
    }
    return result
  }

  /** @type {Evaluate} */
  const prefixed = (node, scope) => {
    const [operator, operand] = node.children
    if (operator.type === 'cast_expression') return cast(operator, scope)
    if (/^(-not|!)$/i.test(operator.text)) return !truth(evaluate(operand, scope))
    if (operator.text === ',') return [presentOf(operand, scope)]
    return operator.text === '-' ? int32(-number(presentOf(operand, scope))) : unknown(`the operator ${operator.text}`)
  }

  /** @type {Readonly<Record<string, Evaluate>>} */
  const kinds = {
    ...Object.fromEntries(
      ['logical', 'bitwise', 'comparison', 'additive', 'multiplicative', 'format', 'range']
        .flatMap((name) => [`${name}_expression`, `${name}_argument_expression`])
        .map((type) => [type, binary])
    ),
    array_literal_expression: ({ named }, scope) =>
      named.length === 1 ? evaluate(named[0], scope) : named.map((one) => presentOf(one, scope)),
    array_expression: ({ named: [statements] }, scope) =>
      statements === undefined ? [] : shell.run(statements, scope),
    sub_expression: ({ named: [statements] }, scope) =>
      statements === undefined ? null : gathered(shell.run(statements, scope)),
    parenthesized_expression: ({ named: [pipeline] }, scope) => resultOf(pipeline, scope),
    expression_with_unary_operator: prefixed,
    cast_expression: cast,
    variable,
    string_literal: string,
    integer_literal: ({ text: digits }) => literal(digits),
    generic_token: ({ text: word }) => (/^[\w.:\\/=*()+-]+$/.test(word) ? word : unknown(`the word ${word}`)),
    hash_literal_expression: table,
    script_block_expression: blockOf,
    type_literal: ({ text: name }) => ({ type: plainTypeName(name) }),
    member_access: access,
    invokation_expression: call,
    element_access: ({ named: [owner, index] }, scope) => element(presentOf(owner, scope), presentOf(index, scope))
  }
  return { evaluate, ownerOf, resultOf, presentOf }
}

module.exports = { createExpressions }
