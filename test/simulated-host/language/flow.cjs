// What leaves the statements around it: break, continue, return and exit.
/** @import { Emit } from './shapes' */

/**
 * What leaves the statements around it; `code` is that of an exit.
 * @param {string} kind
 * @param {number | null} code
 */
const flow = (kind, code = null) => ({ flow: kind, code })

/** @type {(values: Iterable<unknown>, each: Emit) => void} */
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

module.exports = { flow, loop }
