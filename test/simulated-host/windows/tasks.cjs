// The task scheduler by COM: a task is a file, and runs as a process of this computer that outlives whoever began it.
const { spawn } = require('node:child_process')
const { mkdirSync, readdirSync, readFileSync, rmSync } = require('node:fs')
const { join } = require('node:path')
const { fail, unknown } = require('../language/values.cjs')
const { writeWhole } = require('../state.cjs')
const { isAlive } = require('./processes.cjs')

const hostScript = join(__dirname, '..', 'host.cjs')

const createTasks = ({ folder, server }) => {
  const root = join(folder, `${server}.tasks`)
  const fileOf = (name) => join(root, `${encodeURIComponent(name)}.json`)
  const read = (name) => {
    try {
      return JSON.parse(readFileSync(fileOf(name), 'utf8'))
    } catch {
      return fail('The system cannot find the file specified.')
    }
  }
  // Written outside the folder, whose every file is a task.
  const write = (name, task) => writeWhole(fileOf(name), task, `${root}.${process.pid}`)
  const names = () => {
    mkdirSync(root, { recursive: true })
    return readdirSync(root).map((name) => decodeURIComponent(name.replace(/\.json$/, '')))
  }
  const show = (name) => {
    const { pid } = read(name)
    // Running is 4, ready is 3.
    return { Name: name, State: pid !== null && isAlive(pid) ? 4 : 3 }
  }

  const run = (name) => {
    const { action } = read(name)
    const [, file] =
      /^-NoLogo -NoProfile -NonInteractive -ExecutionPolicy Bypass -File "([^"]+)"$/.exec(action.Arguments) ?? []
    if (file === undefined || !/\\powershell\.exe$/i.test(action.Path))
      unknown(`the task ${action.Path} ${action.Arguments}`)
    const child = spawn(process.execPath, [hostScript, 'task', folder, server, file], {
      detached: true,
      stdio: 'ignore'
    })
    child.unref()
    write(name, { action, pid: child.pid })
    return null
  }

  const register = (name, task) => {
    const [action] = task.Actions.list
    if (task.Principal.UserId !== 'S-1-5-18') unknown(`tasks of ${task.Principal.UserId}`)
    names()
    write(name, { action, pid: null })
    return { Run: () => run(name) }
  }

  const newTask = () => {
    const list = []
    const create = () => {
      const action = { Path: null, Arguments: null }
      list.push(action)
      return action
    }
    return {
      Principal: { UserId: null, LogonType: null, RunLevel: null },
      Settings: {
        ...{ MultipleInstances: null, ExecutionTimeLimit: null },
        ...{ DisallowStartIfOnBatteries: true, StopIfGoingOnBatteries: true }
      },
      Actions: { list, Create: create }
    }
  }

  const remove = (name) => {
    read(name)
    rmSync(fileOf(name))
  }

  /** What `New-Object -ComObject Schedule.Service` gives. */
  const service = () => ({
    Connect: () => undefined,
    NewTask: newTask,
    GetFolder: () => ({ GetTasks: () => names().map(show), RegisterTaskDefinition: register, DeleteTask: remove })
  })
  return { service }
}

module.exports = { createTasks }
