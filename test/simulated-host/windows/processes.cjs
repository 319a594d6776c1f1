// Whether a process of this computer is at work.
const { readFileSync } = require('node:fs')

/** @param {number} pid */
const stateOf = (pid) => {
  try {
    return /\) (\w) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? null
  } catch {
    return null
  }
}

/**
 * One that nobody has waited for yet is not.
 * @param {number} pid
 */
const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  return process.platform !== 'linux' || !['Z', 'X', null].includes(stateOf(pid))
}

module.exports = { isAlive }
