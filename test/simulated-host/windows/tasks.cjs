// The task scheduler by COM: a task is a file, and runs as a process of this computer that outlives whoever began it.
const { spawn } = require('node:child_process')
const { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } = require('node:fs')
const { join } = require('node:path')
const { fail, unknown } = require('../language/values.cjs')
const { writeWhole } = require('../state.cjs')
const { isAlive } = require('./processes.cjs')

const hostScript = join(__dirname, '..', 'host.cjs')

/** The one action that is known: a script block of the file run.ps1 in a folder, which the block knows as $runFolder. */
const actionOf = new RegExp(
  [
    String.raw`^/d /v:off /s /c ""C:\\Windows\\System32\\WindowsPowerShell\\v1\.0\\powershell\.exe" -NoLogo -NoProfile`,
    String.raw` -NonInteractive -ExecutionPolicy Bypass -Command "\$runFolder = '([^'"%]+)'; & \(\[ScriptBlock\]::Create\(`,
    String.raw`\[IO\.File\]::ReadAllText\(\$runFolder \+ '\\run\.ps1'\)\)\)" >"\1\\task-output" 2>"\1\\task-error""$`
  ].join('')
)

/** @import { HostParts } from './shapes' */

/** @typedef {{ Path: string | null, Arguments: string | null }} Action */
/** @typedef {{ action: Action, pid: number | null }} Task */

/** @param {{ folder: string, server: string, host: HostParts['host'] }} parts */
const createTasks = ({ folder, server, host }) => {
  const root = join(folder, `${server}.tasks`)
  const fileOf = (/** @type {string} */ name) => join(root, `${encodeURIComponent(name)}.json`)
  /** @type {(name: string) => Task} */
  const read = (name) => {
    try {
      return JSON.parse(readFileSync(fileOf(name), 'utf8'))
    } catch {
      return fail('The system cannot find the file specified.')
    }
  }
  // Written outside the folder, whose every file is a task.
  const write = (/** @type {string} */ name, /** @type {Task} */ task) =>
    writeWhole(fileOf(name), task, `${root}.${process.pid}`)
  const names = () => {
    mkdirSync(root, { recursive: true })
    return readdirSync(root).map((name) => decodeURIComponent(name.replace(/\.json$/, '')))
  }
  const show = (/** @type {string} */ name) => {
    const { pid } = read(name)
    // Running is 4, ready is 3.
    const isRunning = pid !== null && host().hidesTasks !== true && isAlive(pid)
    return { Name: name, State: isRunning ? 4 : 3, LastTaskResult: host().taskResult ?? (pid === null ? 0x41303 : 0) }
  }

  const run = (/** @type {string} */ name) => {
    const { action } = read(name)
    const [, place] = actionOf.exec(action.Arguments ?? '') ?? []
    if (place === undefined || !/\\cmd\.exe$/i.test(action.Path ?? ''))
      return unknown(`the task ${action.Path} ${action.Arguments}`)
    // One that the scheduler has taken and not begun yet, or that never begins.
    if (host().unbegun === true) return write(name, { action, pid: null })
    const file = `${place}\\run.ps1`
    const child = spawn(process.execPath, [hostScript, 'task', folder, server, file], {
      detached: true,
      stdio: 'ignore'
    })
    child.unref()
    write(name, { action, pid: child.pid ?? null })
    return null
  }

  /** @type {(name: string, task: ReturnType<typeof newTask>, flags: number, user: string) => object} */
  const register = (name, task, _flags, user) => {
    const [action] = task.Actions.list
    if (task.Principal.UserId !== 'S-1-5-18' || user !== 'S-1-5-18') unknown(`tasks of ${user}`)
    if (host().forbidden === 'tasks') fail('Access is denied.')
    names()
    write(name, { action, pid: null })
    return {
      RunEx: () => (host().forbidden === 'runs' ? fail('The operator has refused the request.') : run(name))
    }
  }

  const newTask = () => {
    /** @type {Array<Action>} */
    const list = []
    const create = () => {
      /** @type {Action} */
      const action = { Path: null, Arguments: null }
      list.push(action)
      return action
    }
    return {
      RegistrationInfo: { Author: null, Description: null },
      /** @type {Record<string, unknown>} */
      Principal: { UserId: null, LogonType: null, RunLevel: null },
      Settings: {
        ...{ MultipleInstances: null, ExecutionTimeLimit: null },
        ...{ DisallowStartIfOnBatteries: true, StopIfGoingOnBatteries: true, StartWhenAvailable: true, Priority: 7 }
      },
      Actions: { list, Create: create }
    }
  }

  const remove = (/** @type {string} */ name) => {
    read(name)
    rmSync(fileOf(name))
  }

  const own = { GetTasks: () => names().map(show), RegisterTaskDefinition: register, DeleteTask: remove }
  const rootFolder = {
    CreateFolder: (/** @type {string} */ path) => {
      mkdirSync(root, { recursive: true })
      return folderAt(path)
    },
    DeleteFolder: () => (names().length > 0 ? fail('The directory is not empty.') : rmSync(root, { recursive: true }))
  }
  /** @type {(path: string) => object} */
  const folderAt = (path) => {
    if (path === '\\') return rootFolder
    if (path !== '\\ExchangeCompliance') unknown(`the tasks' folder ${path}`)
    return existsSync(root) ? own : fail('The system cannot find the file specified.')
  }
  /** What `New-Object -ComObject Schedule.Service` gives. */
  const service = () => ({ Connect: () => undefined, NewTask: newTask, GetFolder: folderAt })
  return { service }
}

/** @typedef {ReturnType<typeof createTasks>} Tasks */

module.exports = { createTasks }
