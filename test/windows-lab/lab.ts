import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { processesWith } from '../simulated-host/processes'
import { addServiceControl, enableForExchange, serviceControlEnvironment, writeDependencies } from './serviceControl'
import { ownedBySystem, programs, wineServer } from './wine'

/** How a program ended, and what it said. */
export interface Said {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Folders of the lab, in which a file of a service's name makes that service refuse to start, hang in its start, or die after it. */
export const mischief = ['fail', 'hang', 'die'] as const

/** One computer of a lab. */
export interface LabServer {
  readonly name: string
  /** Where a file of its drive C: lies on this machine. */
  readonly file: (...parts: ReadonlyArray<string>) => string
  /** Runs one of the lab's own programs for it, and fails where that takes longer than so many seconds. */
  readonly run: (seconds: number, program: string, ...args: ReadonlyArray<string>) => Promise<Said>
  /** Runs Node.js for Windows there, in a folder of this machine. */
  readonly node: (seconds: number, cwd: string, ...args: ReadonlyArray<string>) => Promise<Said>
  /** What PowerShell there prints; fails where it complains. */
  readonly powershell: (code: string, seconds?: number) => Promise<string>
  /** A command line for this machine's sshd, which gives what a client sends to this computer. */
  readonly shell: string
  /** A program like pwsh, which is this computer's PowerShell. */
  readonly pwsh: string
  /** Everything is as it was at the start, and nobody has ever remediated it. */
  readonly restore: () => Promise<void>
  /** Switches the computer off, in the middle of whatever it does. */
  readonly switchOff: () => Promise<void>
  readonly switchOn: () => Promise<void>
}

/** Computers that share their programs, each with a Windows of its own. */
export interface Lab {
  readonly folder: string
  readonly servers: ReadonlyArray<LabServer>
  readonly stop: () => Promise<void>
}

const startSeconds = 180

const told = (file: string, args: ReadonlyArray<string>, env: NodeJS.ProcessEnv, cwd?: string): Promise<Said> =>
  new Promise((resolve, reject) => {
    const child = spawn(file, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said.stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said.stderr += text
    })
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, ...said }))
  })

const script = (file: string, ...lines: ReadonlyArray<string>): string => {
  writeFileSync(file, ['#!/bin/bash', ...lines, ''].join('\n'))
  chmodSync(file, 0o755)
  return file
}

const timedOut: ReadonlyArray<number | null> = [124, 137]

/** A program that runs one of the lab's for so many seconds; for it, Wine's server is the one with the other owner, whoever starts it. */
const makeRunner = (folder: string): void => {
  const patched = join(folder, 'wineserver')
  writeFileSync(patched, ownedBySystem() ?? '')
  chmodSync(patched, 0o755)
  script(
    runner(folder),
    'seconds=$1; shift',
    `exec timeout --kill-after=10 "$seconds" unshare --mount sh -c 'mount --bind "${patched}" "${wineServer}" && exec "$@"' sh "$@"`
  )
}

const runner = (folder: string): string => join(folder, 'limited')

const encoded = (code: string): string =>
  Buffer.from(`$ProgressPreference = 'SilentlyContinue'\n${code}`, 'utf16le').toString('base64')

/** Where Wine's server had to be killed, as on a busy machine, its programs go on: they are ended one by one. */
const endAll = async (place: string): Promise<void> => {
  for (let attempt = 0; attempt < 100; attempt++) {
    const found = processesWith(place)
    if (found.length === 0) return
    if (attempt >= 25) for (const { pid } of found) kill(pid)
    await sleep(200)
  }
  throw new Error(
    `these can't be ended: ${processesWith(place)
      .map(({ command }) => command)
      .join('; ')}`
  )
}

const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

interface Startable extends LabServer {
  /** Makes the computer what it is, and switches it on. */
  readonly make: () => Promise<void>
}

/** Wine leaves its sockets, and what is killed leaves its files. */
const temporary = (folder: string): string => join(folder, 'tmp')

const serverOf = (folder: string, name: string): Startable => {
  const environment = {
    ...serviceControlEnvironment,
    ...{ LAB_HOME: folder, LAB_NAME: name, TMPDIR: temporary(folder) }
  }
  const off = join(folder, `${name}.off`)
  const file: LabServer['file'] = (...parts) => join(folder, `prefix-${name}`, 'drive_c', ...parts)
  const call = async (seconds: number, program: string, args: ReadonlyArray<string>, cwd?: string) => {
    const said = await told(
      runner(folder),
      [String(seconds), join(programs, program), ...args],
      { ...process.env, ...environment },
      cwd
    )
    if (timedOut.includes(said.code)) throw new Error(`${name}: ${program} took longer than ${seconds} seconds`)
    return said
  }
  const run: LabServer['run'] = (seconds, program, ...args) => call(seconds, program, args)
  const must = async (said: Promise<Said>): Promise<string> => {
    const { code, stdout, stderr } = await said
    if (code !== 0 || stderr.trim() !== '') throw new Error(`${name}: exit code ${code}: ${stderr}${stdout}`)
    return stdout
  }
  const powershell: LabServer['powershell'] = (code, seconds = 60) =>
    must(run(seconds, 'powershell', '-NoProfile', '-NonInteractive', '-EncodedCommand', encoded(code)))
  const start = async (...args: ReadonlyArray<string>): Promise<void> => {
    await must(run(startSeconds, 'start', ...args))
    // Without the program that keeps it on, it ends where nobody asks, with all services in it.
    if (!existsSync(file('lab', 'up'))) throw new Error(`${name} does not stay on`)
  }
  const exports = Object.entries(environment).map(([key, value]) => `export ${key}='${value}'`)
  const through = (as: string, seconds: number, program: string): string =>
    script(
      join(folder, `${name}.${as}`),
      // A computer that is off must not be switched on by who asks it: 255 is what ssh says of one that can't be reached.
      `[ ! -e '${off}' ] || exit 255`,
      ...exports,
      `exec '${runner(folder)}' ${seconds} "${join(programs, program)}" "$@"`
    )
  const switchOff = async (): Promise<void> => {
    writeFileSync(off, '')
    // Who has just been let in is to be cut off, too.
    await sleep(1_000)
    await must(run(60, 'stop'))
    await endAll(file('..'))
  }
  const switchOn = async (): Promise<void> => {
    await start('--keep')
    rmSync(off)
  }
  mkdirSync(join(folder, `${name}.path`))
  return {
    name,
    file,
    run,
    node: (seconds, cwd, ...args) => call(seconds, 'node', args, cwd),
    powershell,
    shell: through('shell', 150, 'sshd-shell'),
    pwsh: through('path/pwsh', 150, 'powershell'),
    restore: async () => {
      for (const kind of mischief)
        for (const service of readdirSync(file('lab', kind))) rmSync(file('lab', kind, service))
      for (const part of ['ExchangeCompliance', 'LabTasks'])
        rmSync(file('ProgramData', part), { recursive: true, force: true })
      rmSync(file('ExchangeSetupLogs'), { recursive: true, force: true })
      await must(run(120, 'powershell', '-NoProfile', '-NonInteractive', '-File', join(programs, 'New-LabServer.ps1')))
    },
    switchOff,
    switchOn,
    make: async () => {
      await start().catch(async () => {
        // On a busy machine Wine may fail, without a word, to make a Windows: it is made once more from nothing.
        await run(60, 'stop')
        await endAll(file('..'))
        rmSync(file('..'), { recursive: true, force: true })
        await start()
      })
      addServiceControl(join(folder, 'programs'), file)
      await powershell(writeDependencies)
      await powershell(enableForExchange)
    }
  }
}

/** Ends a lab whose test was killed: its end of the pipe closes then. */
const watchOver = (folder: string, names: ReadonlyArray<string>) => {
  const stops = names.map((name) => `LAB_NAME=${name} timeout 60 "${join(programs, 'stop')}"`)
  const code = `read -r ended || { ${stops.join('; ')}; rm -rf "$LAB_HOME"; }`
  const env = { ...process.env, LAB_HOME: folder, TMPDIR: temporary(folder) }
  const watcher = spawn('bash', ['-c', code], { detached: true, env, stdio: ['pipe', 'ignore', 'ignore'] })
  watcher.unref()
  return () => watcher.stdin.end('ended\n')
}

/** Starts computers of these names, one after the other. They end with `stop`, or with this process, however that ends. */
export const startLab = async (...names: ReadonlyArray<string>): Promise<Lab> => {
  const folder = mkdtempSync(join(tmpdir(), 'exchange-lab-'))
  mkdirSync(temporary(folder))
  const dismiss = watchOver(folder, names)
  makeRunner(folder)
  const servers = names.map((name) => serverOf(folder, name))
  const stop = async (): Promise<void> => {
    for (const server of servers) await server.run(60, 'stop')
    dismiss()
    await endAll(folder)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    for (const server of servers) await server.make()
  } catch (error) {
    await stop()
    throw error
  }
  return { folder, servers, stop }
}
