import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

const HEARTBEAT_MS = 5_000
const ABANDONED_MS = 120_000
const POLL_MS = 250

/** Runs `action` while holding the lock file at `path`; calls `onWait` once if another process holds it. */
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

async function acquire(path, onWait) {
  let waited = false
  while (!tryCreate(path)) {
    if (removeIfStale(path)) continue
    if (!waited) onWait()
    waited = true
    await sleep(POLL_MS)
  }
}

function tryCreate(path) {
  try {
    writeFileSync(path, `${process.pid} ${hostname()}`, { flag: 'wx' })
    return true
  } catch (error) {
    // Windows answers EPERM while another process is deleting the file.
    if (error.code === 'EEXIST' || (error.code === 'EPERM' && process.platform === 'win32')) return false
    throw error
  }
}

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
    if (error.code === 'ENOENT') return true
    if (error.code === 'EPERM' || error.code === 'EBUSY') return false
    throw error
  }
}

function isStale(owner, ageMs) {
  const [pid, host] = owner.split(' ')
  if (ageMs > ABANDONED_MS) return true
  return host === hostname() && !isAlive(Number(pid))
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function touch(path) {
  try {
    utimesSync(path, new Date(), new Date())
  } catch {
    // A lock removed by hand must not end the work it guarded.
  }
}
