import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf } from './systemError.mjs'

const HEARTBEAT_MS = 5_000
const ABANDONED_MS = 120_000
const POLL_MS = 250

/**
 * Runs `action` while holding the lock file at `path`; calls `onWait` once if another process holds it.
 * @template T
 * @param {string} path
 * @param {() => void} onWait
 * @param {() => Promise<T>} action
 */
export async function withLock(path, onWait, action) {
  await acquire(path, onWait)
  const heartbeat = setInterval(() => touch(path), HEARTBEAT_MS)
  try {
    return await action()
  } finally {
    clearInterval(heartbeat)
    rmSync(path, { force: true })
  }
}

/**
 * @param {string} path
 * @param {() => void} onWait
 */
async function acquire(path, onWait) {
  let waited = false
  while (!tryCreate(path)) {
    if (removeIfStale(path)) continue
    if (!waited) onWait()
    waited = true
    await sleep(POLL_MS)
  }
}

/** @param {string} path */
function tryCreate(path) {
  try {
    writeFileSync(path, `${process.pid} ${hostname()}`, { flag: 'wx' })
    return true
  } catch (error) {
    // Windows answers EPERM while another process is deleting the file.
    if (codeOf(error) === 'EEXIST' || (codeOf(error) === 'EPERM' && process.platform === 'win32')) return false
    throw error
  }
}

/** @param {string} path */
function removeIfStale(path) {
  try {
    const owner = readFileSync(path, 'utf8')
    if (!isStale(owner, Date.now() - statSync(path).mtimeMs)) return false
    // Renaming lets only one of several waiters remove the dead owner's lock.
    const aside = `${path}.${process.pid}`
    renameSync(path, aside)
    rmSync(aside)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true
    if (codeOf(error) === 'EPERM' || codeOf(error) === 'EBUSY') return false
    throw error
  }
}

/**
 * @param {string} owner
 * @param {number} ageMs
 */
function isStale(owner, ageMs) {
  const [pid, host] = owner.split(' ')
  if (ageMs > ABANDONED_MS) return true
  return host === hostname() && !isAlive(Number(pid))
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** @param {string} path */
function touch(path) {
  try {
    utimesSync(path, new Date(), new Date())
  } catch {
    // A lock removed by hand must not end the work it guarded.
  }
}
