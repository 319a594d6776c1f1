// Carries out the statements of PowerShell that scripts of ours use.
const { blockOf } = require('./blocks.cjs')
const { flow, loop } = require('./flow.cjs')
const { setElement, setMember } = require('./members.cjs')
const { add } = require('./operators.cjs')
const {
  errorRecord,
  failure,
  isEnumerable,
  isObject,
  isRecord,
  items,
  kindOf,
  text,
  truth,
  unknown
} = require('./values.cjs')

/** @import { Plain } from './grammar.cjs' */
/** @import { Carry, Evaluate, Scope, Shell, Stage } from './shapes' */

/** @type {(node: Plain) => Plain} */
const innermost = (node) => (node.named.length === 1 && node.type !== 'variable' ? innermost(node.named[0]) : node)

/**
 * What stands behind [void] where that is all of a statement.
 * @type {(node: Plain) => Plain | null}
 */
const droppedBy = (node) => {
  if (node.type === 'cast_expression') {
    const [type, value] = node.named
    return /^\[void\]$/i.test(type.text) && !value.text.startsWith(',') ? value : null
  }
  return node.named.length === 1 && node.children.length === 1 ? droppedBy(node.named[0]) : null
}

/**
 * What is thrown: a text, a number, or an error that was caught.
 * @param {unknown} value
 */
const thrown = (value) => {
  const isKnown = typeof value === 'number' || (typeof value === 'string' && value !== '') || isRecord(value)
  return isKnown ? failure(text(value)) : unknown(`an error of ${kindOf(value)}`)
}

/** @param {unknown} value */
const exitCodeOf = (value) =>
  typeof value === 'number' && Number.isInteger(value) ? value : unknown(`the exit code ${kindOf(value)}`)

/**
 * Whether a clause of switch is meant: texts without regard to case, or one and the same number.
 * @type {(value: unknown, wanted: unknown) => boolean}
 */
const isClauseOf = (value, wanted) => {
  if (typeof value === 'string' && typeof wanted === 'string' && /^[ -~]*$/.test(value + wanted))
    return value.toLowerCase() === wanted.toLowerCase()
  return typeof value === 'number' && typeof wanted === 'number'
    ? value === wanted
    : unknown(`a choice between ${kindOf(value)} and ${kindOf(wanted)}`)
}

/**
 * The statements of a shell, which evaluates expressions and calls commands.
 * @param {Shell} shell
 */
const createStatements = (shell) => {
  const { machine } = shell
  /** @type {Evaluate} */
  const evaluate = (...args) => shell.evaluate(...args)
  /** @type {Evaluate} */
  const resultOf = (...args) => shell.resultOf(...args)

  /** @type {Shell['run']} */
  const run = (node, scope) => {
    /** @type {Array<unknown>} */
    const values = []
    statement(node, scope, (value) => values.push(value))
    return values
  }

  /** @type {Carry} */
  const pipeline = ({ named }, scope, emit) => {
    /** @type {Array<Stage>} */
    const stages = []
    let next = emit
    for (const [index, command] of [...named.entries()].reverse()) {
      if (command.type !== 'command') break
      const stage = shell.stageOf(command, scope, next, index === 0)
      stages.unshift(stage)
      next = (value) => stage.take(value)
    }
    if (named[0].type !== 'command') {
      const dropped = named.length === 1 ? droppedBy(named[0]) : null
      if (dropped !== null) return void evaluate(dropped, scope)
    }
    if (named[0].type !== 'command') for (const one of items(evaluate(named[0], scope))) next(one)
    for (const stage of stages) stage.end()
  }

  /** @type {(node: Plain, scope: Scope) => void} */
  const assign = ({ named: [left, operator, value] }, scope) => {
    if (operator.text !== '=' && operator.text !== '+=') unknown(`the assignment ${operator.text}`)
    const target = innermost(left)
    const given = resultOf(value, scope)
    const result = operator.text === '=' ? given : add(shell.presentOf(target, scope), given ?? null)
    if (result === undefined && target.type !== 'variable') unknown(`nothing as the value of ${target.text}`)
    if (/^\$null$/i.test(target.text) && operator.text === '=') return
    if (target.type === 'variable' && /^\$\w+$/.test(target.text)) scope.assign(target.text.slice(1), result)
    else if (target.type === 'member_access')
      setMember(shell.ownerOf(target.named[0], scope), target.named[1].text, result ?? null)
    else if (target.type === 'element_access')
      setElement(shell.ownerOf(target.named[0], scope), evaluate(target.named[1], scope), result ?? null)
    else unknown(`an assignment to ${target.text}`)
  }

  /** @type {Carry} */
  const branch = ({ named: [condition, block, ...others] }, scope, emit) => {
    if (truth(resultOf(condition, scope))) return statement(block, scope, emit)
    for (const one of others.flatMap((other) => (other.type === 'elseif_clauses' ? other.named : [other]))) {
      if (one.type === 'else_clause') return statement(one.named[0], scope, emit)
      if (one.type !== 'elseif_clause') unknown(`an ${one.type}`)
      if (truth(resultOf(one.named[0], scope))) return statement(one.named[1], scope, emit)
    }
  }

  /** @type {Carry} */
  const each = ({ named: [variable, values, block, ...others], text: whole }, scope, emit) => {
    if (others.length > 0 || variable.type !== 'variable') unknown(whole)
    loop(items(resultOf(values, scope) ?? undefined), (value) => {
      scope.assign(variable.text.slice(1), value)
      statement(block, scope, emit)
    })
  }

  /**
   * @param {Plain} condition
   * @param {Scope} scope
   */
  function* whileTrue(condition, scope) {
    while (truth(resultOf(condition.named[0], scope))) yield null
  }

  /**
   * What is caught is `$_` for as long as it is looked at.
   * @type {Carry}
   */
  const attempt = (node, scope, emit) => {
    const [block, ...clauses] = node.named
    const handlers = clauses.filter(({ type }) => type === 'catch_clauses').flatMap(({ named }) => named)
    const last = clauses.find(({ type }) => type === 'finally_clause')
    if (handlers.some(({ named }) => named.length !== 1)) unknown('a catch for errors of one type')
    try {
      statement(block, scope, emit)
    } catch (error) {
      if (error.isFailure !== true || handlers.length === 0) throw error
      scope.withItem(errorRecord(error), () => statement(handlers[0].named[0], scope, emit))
    } finally {
      if (last !== undefined) statement(last.named[0], scope, emit)
    }
  }

  /** @type {Carry} */
  const control = ({ children: [word], named: [value] }, scope, emit) => {
    const name = word.text.toLowerCase()
    if (name === 'throw') throw thrown(value === undefined ? null : resultOf(value, scope))
    if (name === 'exit') throw flow(name, value === undefined ? 0 : exitCodeOf(resultOf(value, scope)))
    if (name === 'return' && value !== undefined) statement(value, scope, emit)
    throw name === 'return' || value === undefined ? flow(name) : unknown(`${name} to a label`)
  }

  /** @type {Carry} */
  const choose = ({ named, text: whole }, scope, emit) => {
    const [condition, body, ...others] = named
    if (others.length > 0 || condition.type !== 'switch_condition') unknown(whole)
    const value = resultOf(condition.named[0], scope) ?? null
    if (isEnumerable(value) || isObject(value)) unknown(`a choice by ${kindOf(value)}`)
    const clauses = body.named.flatMap((one) => one.named)
    const meant = clauses.filter(({ named: [wanted] }) => wanted.named.length > 0)
    const otherwise = clauses.find(({ named: [wanted] }) => wanted.named.length === 0)
    const chosen = function* () {
      let isFound = false
      for (const {
        named: [wanted, block]
      } of meant) {
        if (!isClauseOf(value, evaluate(wanted.named[0], scope))) continue
        isFound = true
        yield block
      }
      if (!isFound && otherwise !== undefined) yield otherwise.named[1]
    }
    // For the one value there is, `continue` ends the choice as `break` does.
    loop([null], () => {
      for (const block of chosen()) scope.withItem(value, () => statement(block, scope, emit))
    })
  }

  /** @type {(node: Plain, scope: Scope) => void} */
  const define = ({ children: [word], named: [name, block, ...others], text: whole }, scope) => {
    const isPlain = others.length === 0 && (block === undefined || block.type === 'script_block')
    if (!/^function$/i.test(word.text) || !isPlain) unknown(whole)
    scope.define(name.text, blockOf({ named: block === undefined ? [] : [block] }))
  }

  /** @type {Carry} */
  const all = ({ named }, scope, emit) => {
    for (const one of named) statement(one, scope, emit)
  }

  /** @type {Carry} */
  const whole = ({ named: [only, ...others], text: words }, scope, emit) => {
    if (others.length > 0) unknown(words)
    if (only.type === 'assignment_expression') assign(only, scope)
    else statement(only, scope, emit)
  }

  /** @type {Readonly<Record<string, Carry>>} */
  const statements = {
    program: all,
    statement_list: all,
    statement_block: all,
    script_block_body: all,
    pipeline: whole,
    pipeline_chain: pipeline,
    function_statement: define,
    if_statement: branch,
    foreach_statement: each,
    empty_statement: () => undefined,
    while_statement: ({ named: [condition, block] }, scope, emit) =>
      loop(whileTrue(condition, scope), () => statement(block, scope, emit)),
    try_statement: attempt,
    flow_control_statement: control,
    switch_statement: choose
  }

  /** @type {Carry} */
  const statement = (node, scope, emit) => {
    machine.tick()
    const found = statements[node.type] ?? unknown(`the statement ${node.type}: ${node.text.slice(0, 80)}`)
    found(node, scope, emit)
  }

  return { run, statement }
}

module.exports = { createStatements }
