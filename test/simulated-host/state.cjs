// What a simulated host is and has: `<folder>/<server>.json`, which changes whole, and the log of what was done there.
const { appendFileSync, mkdirSync, readFileSync, renameSync, rmdirSync, statSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')

const cell = new Int32Array(new SharedArrayBuffer(4))

/**
 * Waits without giving others their turn: a script's steps come one after the other.
 * @param {number} milliseconds
 */
const sleep = (milliseconds) => void Atomics.wait(cell, 0, 0, milliseconds)

/** @param {string} folder @param {string} server */
const fileOf = (folder, server) => join(folder, `${server}.json`)

/** @import { Host } from './windows/shapes' */

/**
 * @param {string} folder
 * @param {string} server
 * @returns {Host}
 */
const readHost = (folder, server) => JSON.parse(readFileSync(fileOf(folder, server), 'utf8'))

/**
 * Writes a value to a file that others read meanwhile: they find the old one or the new one, whole. `apart` is beside it.
 * @param {string} file
 * @param {unknown} value
 */
const writeWhole = (file, value, apart = `${file}.${process.pid}`) => {
  writeFileSync(apart, JSON.stringify(value))
  renameSync(apart, file)
}

/** @param {string} folder @param {string} server @param {unknown} host */
const writeHost = (folder, server, host) => writeWhole(fileOf(folder, server), host)

/** @param {string} lock */
const isStale = (lock) => {
  try {
    return Date.now() - statSync(lock).mtimeMs > 2_000
  } catch {
    return false
  }
}

/** @param {string} lock */
const acquire = (lock) => {
  for (;;) {
    try {
      return mkdirSync(lock)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      // Whoever held it was killed meanwhile.
      if (isStale(lock)) rmdirSync(lock)
      sleep(3)
    }
  }
}

/**
 * Changes a host's state by a function of it, one process at a time; gives what the function gives.
 * @template T
 * @param {string} folder
 * @param {string} server
 * @param {(host: Host) => T} change
 */
const updateHost = (folder, server, change) => {
  const lock = `${fileOf(folder, server)}.lock`
  acquire(lock)
  try {
    const host = readHost(folder, server)
    const result = change(host)
    writeHost(folder, server, host)
    return result
  } finally {
    rmdirSync(lock)
  }
}

/**
 * Adds an event to hands.log: {server, event, at, …}.
 * @param {string} folder
 * @param {string} server
 * @param {string} event
 * @param {object} more
 */
const logHand = (folder, server, event, more = {}) =>
  appendFileSync(join(folder, 'hands.log'), `${JSON.stringify({ server, event, at: Date.now(), ...more })}\n`)

module.exports = { logHand, readHost, sleep, updateHost, writeHost, writeWhole }
