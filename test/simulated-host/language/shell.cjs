// Carries out PowerShell on a simulated machine. Scopes are dynamic, as PowerShell's are; whatever a script of ours doesn't
// use is unknown, and ends the run.
const { bind, blockOf, createScope } = require('./blocks.cjs')
const { createExpressions, setElement, setMember } = require('./expressions.cjs')
const { errorRecord, failure, gathered, items, text, truth, unknown } = require('./values.cjs')

const flow = (kind, code = null) => ({ flow: kind, code })

/**
 * A shell on a machine: {environment, variables, type, cast, commands, program, readScript, afterScript, onCall, tick}.
 * `execute` carries out a script's text, prints each line of its output, and gives its exit code.
 */
const createShell = ({ parse, machine }) => {
  const run = (node, scope) => {
    const values = []
    statement(node, scope, (value) => values.push(value))
    return values
  }
  const callBlock = (block, values, scope) => {
    const results = []
    invoke(block, { named: [], positional: values }, scope, (value) => results.push(value))
    return gathered(results)
  }
  /** A script's text as a block; whoever calls it hears of its end. */
  const blocks = { Create: (script) => ({ block: parse(script), of: [], after: () => machine.afterScript() }) }
  const type = (of) => (of === 'scriptblock' ? blocks : machine.type(of))
  const { evaluate, ownerOf, resultOf } = createExpressions({ run, callBlock, machine: { ...machine, type }, blockOf })

  const invoke = ({ block, of, before, after }, args, scope, emit) => {
    before?.()
    const inner = createScope(scope, scope.shared)
    const values = bind(
      of.map(({ name }) => name),
      args,
      of.filter(({ type }) => type === 'switch').map(({ name }) => name)
    )
    for (const { name, type } of of)
      inner.set(name, type === null ? (values.get(name) ?? null) : machine.cast(type, values.get(name) ?? null))
    try {
      if (block !== null) statement(block, inner, emit)
    } catch (error) {
      if (error.flow !== 'return') throw error
    } finally {
      after?.()
    }
  }

  const invokeScript = (path, scope, emit) => {
    const inner = createScope(scope, scope.shared)
    inner.set('PSScriptRoot', path.replace(/\\[^\\]*$/, ''))
    try {
      statement(parse(machine.readScript(path)), inner, emit)
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
      if (name !== null && switches.some((one) => one.toLowerCase() === name.toLowerCase()))
        result.named.push([name, true])
      else if (name !== null) open = name
      else {
        const value = evaluate(element, scope) ?? null
        if (open === null) result.positional.push(value)
        else result.named.push([open, value])
        open = null
      }
    }
    return open === null ? result : unknown(`the switch -${open}`)
  }

  const cmdletStage = (name, { parameters, switches, run: begin }, elements, scope, emit) => {
    const given = machine.onCall(name, argumentsOf(elements, scope, switches))
    const bound = bind([...parameters, ...switches, 'ErrorAction'], given, [...switches, 'ErrorAction'])
    const at = (parameter) => bound.get(parameter) ?? null
    const tools = {
      ...{ emit, scope },
      invoke: (block, one) => invokeOn(block, one, scope, emit),
      test: (block, one) => testOn(block, one, scope)
    }
    return quietly(at('ErrorAction'), begin(at, tools))
  }

  const isArgument = ({ type, text: words }) =>
    type !== 'command_argument_sep' && !(type === 'redirection' && words === '2>&1')

  /** A stage of a pipeline takes values, and is told the end. */
  const stageOf = (command, scope, emit, isFirst) => {
    if (command.children[0].text === '.') unknown('dot-sourcing')
    const [head, ...others] = command.named.filter(({ type }) => type !== 'command_invokation_operator')
    const target = head.type === 'command_name' ? head.text : commandValue(head, scope)
    const elements = others.flatMap(({ named }) => named).filter(isArgument)
    const name = typeof target === 'string' ? target : null
    const own = name === null ? target : scope.find(name)
    const cmdlet = own === undefined ? machine.commands[name.toLowerCase()] : undefined
    if (cmdlet !== undefined) return cmdletStage(name, cmdlet, elements, scope, emit)
    if (!isFirst) unknown(`${name ?? 'a block'} with input from a pipeline`)
    const act = () =>
      own === undefined ? callFile(name, elements, scope, emit) : callFunction(name, own, elements, scope, emit)
    return { take: () => undefined, end: act }
  }

  const commandValue = (head, scope) => {
    const [inner] = head.named
    return evaluate(inner.type === 'path_command_name' ? inner.named[0] : inner, scope)
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

  const switchesOf = ({ of }) => of.filter(({ type }) => type === 'switch').map(({ name }) => name)

  const callFunction = (name, own, elements, scope, emit) => {
    const args = argumentsOf(elements, scope, switchesOf(own))
    invoke(own, name === null ? args : machine.onCall(name, args), scope, emit)
  }

  const wordsOf = (elements, scope) =>
    elements.flatMap((element) =>
      element.type === 'command_parameter' ? [element.text] : items(evaluate(element, scope)).map(text)
    )

  const callFile = (path, elements, scope, emit) => {
    if (/\.ps1$/i.test(path)) return invokeScript(path, scope, emit)
    const words = wordsOf(elements, scope)
    machine.onCall(path, { named: [], positional: words })
    scope.shared.lastExitCode = machine.program(path, words, emit)
  }

  const invokeOn = (block, one, scope, emit) => {
    const inner = createScope(scope, scope.shared)
    inner.set('_', one)
    if (block.block !== null) statement(block.block, inner, emit)
  }

  const testOn = (block, one, scope) => {
    const values = []
    invokeOn(block, one, scope, (value) => values.push(value))
    return truth(gathered(values))
  }

  const pipeline = ({ named }, scope, emit) => {
    const stages = []
    let next = emit
    for (const [index, command] of [...named.entries()].reverse()) {
      if (command.type !== 'command') break
      const stage = stageOf(command, scope, next, index === 0)
      stages.unshift(stage)
      next = (value) => stage.take(value)
    }
    if (named[0].type !== 'command') for (const one of items(evaluate(named[0], scope))) next(one)
    for (const stage of stages) stage.end()
  }

  const assign = ({ named: [left, operator, value] }, scope) => {
    if (operator.text !== '=' && operator.text !== '+=') unknown(`the assignment ${operator.text}`)
    const target = innermost(left)
    const given = resultOf(value, scope)
    const added = () => [...items(evaluate(target, scope)), ...items(given)]
    const result = operator.text === '=' ? given : added()
    if (target.type === 'variable') scope.set(target.text.slice(1), result)
    else if (target.type === 'member_access') setMember(ownerOf(target.named[0], scope), target.named[1].text, result)
    else if (target.type === 'element_access')
      setElement(ownerOf(target.named[0], scope), evaluate(target.named[1], scope), result)
    else unknown(`an assignment to ${target.text}`)
  }

  const innermost = (node) => (node.named.length === 1 && node.type !== 'variable' ? innermost(node.named[0]) : node)

  const branch = ({ named: [condition, block, ...others] }, scope, emit) => {
    if (truth(resultOf(condition, scope))) return statement(block, scope, emit)
    for (const one of others) {
      if (one.type === 'else_clause') return statement(one.named[0], scope, emit)
      unknown(`an ${one.type}`)
    }
  }

  const loop = (values, each) => {
    for (const value of values) {
      try {
        each(value)
      } catch (error) {
        if (error.flow === 'break') return
        if (error.flow !== 'continue') throw error
      }
    }
  }

  function* whileTrue(condition, scope) {
    while (truth(resultOf(condition.named[0], scope))) yield null
  }

  const attempt = (node, scope, emit) => {
    const [block, ...clauses] = node.named
    const handler = clauses.find(({ type }) => type === 'catch_clauses')?.named[0]
    const last = clauses.find(({ type }) => type === 'finally_clause')
    try {
      statement(block, scope, emit)
    } catch (error) {
      if (error.isFailure !== true || handler === undefined) throw error
      scope.set('_', errorRecord(error.message))
      statement(handler.named[0], scope, emit)
    } finally {
      if (last !== undefined) statement(last.named[0], scope, emit)
    }
  }

  const control = ({ children: [word], named: [value] }, scope, emit) => {
    const name = word.text.toLowerCase()
    if (name === 'return' && value !== undefined) statement(value, scope, emit)
    if (name === 'throw') throw failure(text(resultOf(value, scope)))
    throw flow(name, name === 'exit' && value !== undefined ? resultOf(value, scope) : 0)
  }

  const choose = (
    {
      named: [
        condition,
        {
          named: [clauses]
        }
      ]
    },
    scope,
    emit
  ) => {
    const value = resultOf(condition.named[0], scope)
    for (const {
      named: [wanted, block]
    } of clauses.named)
      if (text(evaluate(wanted.named[0], scope)).toLowerCase() === text(value).toLowerCase())
        statement(block, scope, emit)
  }

  const all = ({ named }, scope, emit) => {
    for (const one of named) statement(one, scope, emit)
  }

  const statements = {
    program: all,
    statement_list: all,
    statement_block: all,
    script_block_body: all,
    pipeline: ({ named: [only] }, scope, emit) =>
      only.type === 'assignment_expression' ? assign(only, scope) : statement(only, scope, emit),
    pipeline_chain: pipeline,
    function_statement: ({ named: [name, block] }, scope) => scope.define(name.text, blockOf({ named: [block] })),
    if_statement: branch,
    foreach_statement: ({ named: [variable, values, block] }, scope, emit) =>
      loop(items(resultOf(values, scope) ?? undefined), (value) => {
        scope.set(variable.text.slice(1), value)
        statement(block, scope, emit)
      }),
    empty_statement: () => undefined,
    while_statement: ({ named: [condition, block] }, scope, emit) =>
      loop(whileTrue(condition, scope), () => statement(block, scope, emit)),
    try_statement: attempt,
    flow_control_statement: control,
    switch_statement: choose
  }

  const statement = (node, scope, emit) => {
    machine.tick()
    const found = statements[node.type] ?? unknown(`the statement ${node.type}: ${node.text.slice(0, 80)}`)
    found(node, scope, emit)
  }

  const execute = (script, print, variables = {}) => {
    const shared = { lastExitCode: null, strict: false }
    const scope = createScope(null, shared)
    const given = { null: null, true: true, false: false, ...machine.variables, ...variables }
    for (const [name, value] of Object.entries(given)) scope.set(name, value)
    try {
      statement(parse(script), scope, (value) => print(text(value)))
      return 0
    } catch (error) {
      if (error.flow === 'exit') return error.code
      if (error.isFailure !== true) throw error
      print(error.message)
      return 1
    }
  }
  return { execute }
}

module.exports = { createShell }
