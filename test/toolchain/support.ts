import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

export const ROOT = dirname(dirname(__dirname))
export const TOOLCHAIN = join(ROOT, 'toolchain')

/** Windows starts only real executables by name, so the fake ones below can't stand in for them there. */
export const CAN_FAKE_PROGRAMS = process.platform !== 'win32'

export interface Ending {
  code: number | null
  signal: string | null
  stdout: string
  stderr: string
}

const folders: string[] = []
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A temporary folder that is gone when the tests end. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'toolchain-'))
  folders.push(folder)
  return folder
}

/** Imports a module of the toolchain as what the test knows it to be. */
export async function load<T>(name: string): Promise<T> {
  return (await import(pathToFileURL(join(TOOLCHAIN, name)).href)) as T
}

export function writeText(file: string, text: string): string {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}

/** Lines that a fake program logged. */
export function linesOf(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
}

/** Writes an executable that runs `source`, a CommonJS script, whatever PATH holds. */
export function fakeProgram(folder: string, name: string, source: string): void {
  const script = writeText(join(folder, `${name}.cjs`), source)
  const shim = writeText(join(folder, name), `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`)
  chmodSync(shim, 0o755)
}

/** The environment of a machine that has nothing but what the test lays on PATH. */
export function bareEnvironment(home: string, path: string, more: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { PATH: path, HOME: home, USERPROFILE: home, PULUMI_HOME: join(home, '.pulumi'), ...more }
}

export function start(args: string[], env: NodeJS.ProcessEnv): { child: ChildProcess; ending: Promise<Ending> } {
  const child = spawn(process.execPath, args, { env, cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const ending = new Promise<Ending>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  })
  return { child, ending }
}

/** Starts `call`, an expression on a toolchain module's exports, in a process of its own the way entry scripts do. */
export function startCall(module: string, call: string, env: NodeJS.ProcessEnv) {
  const url = (name: string) => JSON.stringify(pathToFileURL(join(TOOLCHAIN, name)).href)
  const source = `
    import * as tested from ${url(module)}
    import { main } from ${url('report.mjs')}
    await main(async () => {
      const result = await tested.${call}
      if (result) process.stdout.write(JSON.stringify(result))
      return result?.code === undefined ? { code: 0 } : result
    })`
  return start(['--input-type=module', '-e', source], env)
}

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20))
}
