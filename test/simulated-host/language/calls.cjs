// Calls commands, functions, script blocks, scripts and programs.
const { bind, createScope } = require('./blocks.cjs')
const { absent } = require('./casts.cjs')
const { gathered, isEnumerable, isSwitch, items, kindOf, text, truth, unknown } = require('./values.cjs')

const switchesOf = ({ of }) => of.filter(({ type }) => type === 'switch').map(({ name }) => name)

const innermost = (node) =>
  node.type !== 'integer_literal' && node.named.length === 1 && node.children.length === 1
    ? innermost(node.named[0])
    : node

/** The calls of a shell, which carries out statements and knows the machine. */
const createCalls = (shell) => {
  const { machine } = shell

  /** As the value of a parameter; where a lone value is wanted, a list is an error, and a switch is not a text. */
  const parameterValue = (type, value) => {
    if (value?.real !== undefined) unknown(`the argument ${value.real}`)
    if (type === null) return value
    if (type === 'bool' && isSwitch(value)) return value.switch
    const isLone = ['string', 'int', 'char'].includes(type)
    if ((isLone && isEnumerable(value)) || (type === 'bool' && typeof value !== 'boolean'))
      unknown(`${kindOf(value)} as a [${type}]`)
    return machine.cast(type, value)
  }

  const invoke = ({ block, of, before, after }, args, scope, emit) => {
    before?.()
    const inner = createScope(scope, scope.shared)
    const names = of.map(({ name }) => name)
    const values = bind(names, args, switchesOf({ of }))
    for (const { name, type } of of)
      inner.declare(name, values.has(name) ? parameterValue(type, values.get(name)) : (absent[type] ?? null), type)
    try {
      untilReturn(block, inner, emit)
    } finally {
      after?.()
    }
  }

  const untilReturn = (block, scope, emit) => {
    try {
      if (block !== null) shell.statement(block, scope, emit)
    } catch (error) {
      if (error.flow !== 'return') throw error
    }
  }

  const callBlock = (block, values, scope) => {
    const results = []
    invoke(block, { named: [], positional: values }, scope, (value) => results.push(value))
    return gathered(results)
  }

  /** A block for one value of a pipeline, which it finds as `$_`: it has no scope of its own. */
  const invokeOn = (block, one, scope, emit) => {
    if (block?.of?.length !== 0) unknown(`${kindOf(block)} for each value`)
    scope.withItem(one, () => untilReturn(block.block, scope, emit))
  }

  const testOn = (block, one, scope) => {
    const values = []
    invokeOn(block, one, scope, (value) => values.push(value))
    return truth(gathered(values))
  }

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

  const argumentsOf = (elements, scope, switches) => {
    const result = { named: [], positional: [] }
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

  /** A number keeps how it was written, which shows where a text is wanted. */
  const argumentOf = (element, scope) => {
    const { type, text: written } = innermost(element)
    if (type === 'real_literal') return { real: written }
    if (type === 'expression_with_unary_operator' || type === 'cast_expression') unknown(`the argument ${written}`)
    const value = shell.presentOf(element, scope)
    return type === 'integer_literal' && String(value) !== written ? unknown(`the argument ${written}`) : value
  }

  const cmdletStage = (name, { parameters, switches, isPlain, run: begin }, elements, scope, emit) => {
    const given = machine.onCall(name, argumentsOf(elements, scope, switches))
    const bound = bind([...parameters, ...switches, 'ErrorAction'], given, [...switches, 'ErrorAction'])
    const at = (parameter) => bound.get(parameter) ?? null
    if (isPlain && bound.has('ErrorAction')) unknown(`${name} -ErrorAction`)
    const tools = {
      ...{ emit, scope },
      isGiven: (parameter) => bound.has(parameter),
      invoke: (block, one) => invokeOn(block, one, scope, emit),
      test: (block, one) => testOn(block, one, scope)
    }
    return quietly(at('ErrorAction'), begin(at, tools))
  }

  const quietly = (action, stage) => {
    const guarded = (act) => (value) => {
      try {
        act(value)
      } catch (error) {
        if (error.isFailure !== true || !/^SilentlyContinue$|^Ignore$/i.test(text(action))) throw error
      }
    }
    return { take: guarded(stage.take), end: guarded(stage.end) }
  }

  const isArgument = ({ type, text: words }) => {
    if (type === 'command_argument_sep' && words.includes(':')) unknown('a parameter with a colon')
    return type !== 'command_argument_sep' && !(type === 'redirection' && words === '2>&1')
  }

  const commandValue = (head, scope) => {
    const [inner] = head.named
    if (inner.type === 'command_name') return inner.text
    return shell.presentOf(inner.type === 'path_command_name' ? inner.named[0] : inner, scope)
  }

  const callFunction = (name, own, elements, scope, emit) => {
    const args = argumentsOf(elements, scope, switchesOf(own))
    invoke(own, name === null ? args : machine.onCall(name, args), scope, emit)
  }

  const wordsOf = (elements, scope) =>
    elements.flatMap((element) =>
      element.type === 'command_parameter' ? [element.text] : items(argumentOf(element, scope)).map(text)
    )

  const callFile = (path, elements, scope, emit) => {
    if (/\.ps1$/i.test(path)) return invokeScript(path, scope, emit)
    const words = wordsOf(elements, scope)
    machine.onCall(path, { named: [], positional: words })
    scope.shared.lastExitCode = machine.program(path, words, emit)
  }

  /** A stage of a pipeline takes values, and is told the end. */
  const stageOf = (command, scope, emit, isFirst) => {
    if (command.children[0].text === '.') unknown('dot-sourcing')
    const [head, ...others] = command.named.filter(({ type }) => type !== 'command_invokation_operator')
    const target = head.type === 'command_name' ? head.text : commandValue(head, scope)
    const elements = others.flatMap(({ named }) => named).filter(isArgument)
    const name = typeof target === 'string' ? target : null
    if (name === null && target?.block === undefined) unknown(`a call of ${kindOf(target)}`)
    const own = name === null ? target : scope.find(name)
    const cmdlet = own === undefined ? machine.commands[name.toLowerCase()] : undefined
    if (cmdlet !== undefined) return cmdletStage(name, cmdlet, elements, scope, emit)
    if (!isFirst) unknown(`${name ?? 'a block'} with input from a pipeline`)
    const act = () =>
      own === undefined ? callFile(name, elements, scope, emit) : callFunction(name, own, elements, scope, emit)
    return { take: () => undefined, end: act }
  }

  return { callBlock, stageOf }
}

module.exports = { createCalls }
