// Carries out PowerShell on a simulated machine. Scopes are dynamic, as PowerShell's are; whatever a script of ours doesn't
// use is unknown, and ends the run.
const { createScope } = require('./blocks.cjs')
const { createCalls } = require('./calls.cjs')
const { createExpressions } = require('./expressions.cjs')
const { createStatements } = require('./statements.cjs')
const { text, unknown } = require('./values.cjs')
/** @import { Plain } from './grammar.cjs' */
/** @import { Emit, Machine, Shared, Shell } from './shapes' */

const constants = { null: null, true: true, false: false, _: null }

/**
 * A shell on a machine: {environment, variables, type, cast, commands, program, readScript, afterScript, onCall, tick}.
 * `execute` carries out a script's text, prints each line of its output, and gives its exit code; `emit` hands on the values
 * of a text instead, and throws what the text throws.
 * @param {{ parse: (source: string) => Plain, machine: Machine }} parts
 */
const createShell = ({ parse, machine }) => {
  /** A script's text as a block; the machine hears of its end. */
  const blocks = {
    Create: (/** @type {string} */ script) => ({ block: parse(script), of: [], after: machine.afterScript })
  }
  const type = (/** @type {string} */ of) => (of === 'scriptblock' ? blocks : machine.type(of))
  /** @type {Shell} */
  const shell = Object.create(null)
  Object.assign(shell, { parse, machine: { ...machine, type } })
  Object.assign(shell, createExpressions(shell), createCalls(shell), createStatements(shell))

  /** @type {(script: string, take: Emit, how?: { variables?: Readonly<Record<string, unknown>>, strict?: boolean }) => void} */
  const emit = (script, take, { variables = {}, strict = false } = {}) => {
    /** @type {Shared} */
    const shared = { lastExitCode: null, strict, cast: machine.cast }
    const scope = createScope(null, shared)
    for (const [name, value] of Object.entries({ ...constants, ...machine.variables, ...variables }))
      scope.set(name, value)
    try {
      shell.statement(parse(script), scope, take)
    } catch (error) {
      if (error.flow === 'break' || error.flow === 'continue') unknown(`${error.flow} outside of a loop`)
      if (error.flow !== 'return') throw error
    }
  }

  /** @type {(script: string, print: (line: string) => void, variables?: Readonly<Record<string, unknown>>) => number} */
  const execute = (script, print, variables = {}) => {
    try {
      emit(script, (value) => print(text(value)), { variables })
      return 0
    } catch (error) {
      if (error.flow === 'exit') return error.code
      if (error.isFailure !== true) throw error
      print(error.message)
      return 1
    }
  }
  return { emit, execute }
}

module.exports = { createShell }
