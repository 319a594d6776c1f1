// Calls commands, functions, script blocks, scripts and programs.
const { bind, createScope } = require('./blocks.cjs')
const { absent } = require('./casts.cjs')
const { gathered, isEnumerable, isObject, isSwitch, items, kindOf, text, truth, unknown } = require('./values.cjs')
/** @import { Plain } from './grammar.cjs' */
/** @import { Arguments, Block, Command, Emit, Evaluate, Scope, Shell, Stage } from './shapes' */

/**
 * @param {unknown} value
 * @returns {value is Block}
 */
const isBlock = (value) => isObject(value) && 'block' in value && 'of' in value

/** @param {Pick<Block, 'of'>} block */
const switchesOf = ({ of }) => of.filter(({ type }) => type === 'switch').map(({ name }) => name)

/** @type {(node: Plain) => Plain} */
const innermost = (node) =>
  node.type !== 'integer_literal' && node.named.length === 1 && node.children.length === 1
    ? innermost(node.named[0])
    : node

/**
 * The calls of a shell, which carries out statements and knows the machine.
 * @param {Shell} shell
 */
const createCalls = (shell) => {
  const { machine } = shell

  /**
   * As the value of a parameter; where a lone value is wanted, a list is an error, and a switch is not a text.
   * @type {(type: string | null, value: unknown) => unknown}
   */
  const parameterValue = (type, value) => {
    if (isObject(value) && 'real' in value) unknown(`the argument ${value.real}`)
    if (type === null) return value
    if (type === 'bool' && isSwitch(value)) return value.switch
    const isLone = ['string', 'int', 'char'].includes(type)
    if ((isLone && isEnumerable(value)) || (type === 'bool' && typeof value !== 'boolean'))
      unknown(`${kindOf(value)} as a [${type}]`)
    return machine.cast(type, value)
  }

  /** @type {(block: Block, args: Arguments, scope: Scope, emit: Emit) => void} */
  const invoke = ({ block, of, before, after }, args, scope, emit) => {
    before?.()
    const inner = createScope(scope, scope.shared)
    const names = of.map(({ name }) => name)
    const values = bind(names, args, switchesOf({ of }))
    for (const { name, type } of of)
      inner.declare(
        name,
        values.has(name) ? parameterValue(type, values.get(name)) : (absent[type ?? ''] ?? null),
        type
      )
    try {
      untilReturn(block, inner, emit)
    } finally {
      after?.()
    }
  }

  /** @type {(block: Plain | null, scope: Scope, emit: Emit) => void} */
  const untilReturn = (block, scope, emit) => {
    try {
      if (block !== null) shell.statement(block, scope, emit)
    } catch (error) {
      if (error.flow !== 'return') throw error
    }
  }

  /** @type {Shell['callBlock']} */
  const callBlock = (block, values, scope) => {
    /** @type {Array<unknown>} */
    const results = []
    invoke(block, { named: [], positional: values }, scope, (value) => results.push(value))
    return gathered(results)
  }

  /**
   * A block for one value of a pipeline, which it finds as `$_`: it has no scope of its own.
   * @type {(block: unknown, one: unknown, scope: Scope, emit: Emit) => void}
   */
  const invokeOn = (block, one, scope, emit) => {
    if (!isBlock(block) || block.of.length !== 0) return unknown(`${kindOf(block)} for each value`)
    scope.withItem(one, () => untilReturn(block.block, scope, emit))
  }

  /** @type {(block: unknown, one: unknown, scope: Scope) => boolean} */
  const testOn = (block, one, scope) => {
    /** @type {Array<unknown>} */
    const values = []
    invokeOn(block, one, scope, (value) => values.push(value))
    return truth(gathered(values))
  }

  /** @type {(path: string, scope: Scope, emit: Emit) => void} */
  const invokeScript = (path, scope, emit) => {
    const inner = createScope(scope, scope.shared)
    inner.set('PSScriptRoot', path.replace(/\\[^\\]*$/, ''))
    try {
      shell.statement(shell.parse(machine.readScript(path)), inner, emit)
    } catch (error) {
      if (error.flow !== 'exit' && error.flow !== 'return') throw error
      if (error.flow === 'exit') scope.shared.lastExitCode = error.code
    } finally {
      machine.afterScript()
    }
  }

  /** @type {(elements: ReadonlyArray<Plain>, scope: Scope, switches: ReadonlyArray<string>) => Arguments} */
  const argumentsOf = (elements, scope, switches) => {
    /** @type {{ named: Array<[string, unknown]>, positional: Array<unknown> }} */
    const result = { named: [], positional: [] }
    /** @type {string | null} */
    let open = null
    for (const element of elements) {
      const name = element.type === 'command_parameter' ? element.text.slice(1) : null
      const isSwitch = name !== null && switches.some((one) => one.toLowerCase() === name.toLowerCase())
      if (name !== null && open !== null) unknown(`the switch -${open}`)
      if (isSwitch) result.named.push([name, true])
      else if (name !== null) open = name
      else {
        const value = argumentOf(element, scope)
        if (open === null) result.positional.push(value)
        else result.named.push([open, value])
        open = null
      }
    }
    return open === null ? result : unknown(`the switch -${open}`)
  }

  /**
   * A number keeps how it was written, which shows where a text is wanted.
   * @type {Evaluate}
   */
  const argumentOf = (element, scope) => {
    const { type, text: written } = innermost(element)
    if (type === 'real_literal') return { real: written }
    if (type === 'expression_with_unary_operator' || type === 'cast_expression') unknown(`the argument ${written}`)
    const value = shell.presentOf(element, scope)
    return type === 'integer_literal' && String(value) !== written ? unknown(`the argument ${written}`) : value
  }

  /** @type {(name: string, command: Command, elements: ReadonlyArray<Plain>, scope: Scope, emit: Emit) => Stage} */
  const cmdletStage = (name, { parameters, switches, isPlain, run: begin }, elements, scope, emit) => {
    const given = machine.onCall(name, argumentsOf(elements, scope, switches))
    const bound = bind([...parameters, ...switches, 'ErrorAction'], given, [...switches, 'ErrorAction'])
    const at = (/** @type {string} */ parameter) => bound.get(parameter) ?? null
    if (isPlain && bound.has('ErrorAction')) unknown(`${name} -ErrorAction`)
    const tools = {
      ...{ emit, scope },
      isGiven: (/** @type {string} */ parameter) => bound.has(parameter),
      invoke: (/** @type {unknown} */ block, /** @type {unknown} */ one) => invokeOn(block, one, scope, emit),
      test: (/** @type {unknown} */ block, /** @type {unknown} */ one) => testOn(block, one, scope)
    }
    return quietly(at('ErrorAction'), begin(at, tools))
  }

  /** @type {(action: unknown, stage: Stage) => Stage} */
  const quietly = (action, stage) => {
    const guarded = (/** @type {Emit} */ act) => (/** @type {unknown} */ value) => {
      try {
        act(value)
      } catch (error) {
        if (error.isFailure !== true || !/^SilentlyContinue$|^Ignore$/i.test(text(action))) throw error
      }
    }
    return { take: guarded(stage.take), end: () => guarded(stage.end)(undefined) }
  }

  /** @type {(node: Plain) => boolean} */
  const isArgument = ({ type, text: words }) => {
    if (type === 'command_argument_sep' && words.includes(':')) unknown('a parameter with a colon')
    return type !== 'command_argument_sep' && !(type === 'redirection' && words === '2>&1')
  }

  /** @type {Evaluate} */
  const commandValue = (head, scope) => {
    const [inner] = head.named
    if (inner.type === 'command_name') return inner.text
    return shell.presentOf(inner.type === 'path_command_name' ? inner.named[0] : inner, scope)
  }

  /** @type {(name: string | null, own: Block, elements: ReadonlyArray<Plain>, scope: Scope, emit: Emit) => void} */
  const callFunction = (name, own, elements, scope, emit) => {
    const args = argumentsOf(elements, scope, switchesOf(own))
    invoke(own, name === null ? args : machine.onCall(name, args), scope, emit)
  }

  /** @type {(elements: ReadonlyArray<Plain>, scope: Scope) => ReadonlyArray<string>} */
  const wordsOf = (elements, scope) =>
    elements.flatMap((element) =>
      element.type === 'command_parameter' ? [element.text] : items(argumentOf(element, scope)).map(text)
    )

  /** @type {(path: string, elements: ReadonlyArray<Plain>, scope: Scope, emit: Emit) => void} */
  const callFile = (path, elements, scope, emit) => {
    if (/\.ps1$/i.test(path)) return invokeScript(path, scope, emit)
    const words = wordsOf(elements, scope)
    machine.onCall(path, { named: [], positional: words })
    scope.shared.lastExitCode = machine.program(path, words, emit)
  }

  /** @type {Shell['stageOf']} */
  const stageOf = (command, scope, emit, isFirst) => {
    if (command.children[0].text === '.') unknown('dot-sourcing')
    const [head, ...others] = command.named.filter(({ type }) => type !== 'command_invokation_operator')
    const target = head.type === 'command_name' ? head.text : commandValue(head, scope)
    const elements = others.flatMap(({ named }) => named).filter(isArgument)
    /** @type {(act: () => void) => Stage} */
    const atEnd = (act) =>
      isFirst
        ? { take: () => undefined, end: act }
        : unknown(`${typeof target === 'string' ? target : 'a block'} with input from a pipeline`)
    if (isBlock(target)) return atEnd(() => callFunction(null, target, elements, scope, emit))
    if (typeof target !== 'string') return unknown(`a call of ${kindOf(target)}`)
    const own = scope.find(target)
    if (own !== undefined) return atEnd(() => callFunction(target, own, elements, scope, emit))
    const cmdlet = machine.commands[target.toLowerCase()]
    return cmdlet === undefined
      ? atEnd(() => callFile(target, elements, scope, emit))
      : cmdletStage(target, cmdlet, elements, scope, emit)
  }

  return { callBlock, stageOf }
}

module.exports = { createCalls }
