import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative } from 'node:path'
import * as t from 'io-ts'

const root = join(__dirname, '..')

const countsCodec = t.readonly(t.type({ passed: t.number, failed: t.number, skipped: t.number }))

/** How many tests passed, failed or were skipped; a file that broke off, or has no test at all, counts as one failure. */
export type Counts = t.TypeOf<typeof countsCodec>

/** How a test file ended, with what it printed. */
export interface FileResult {
  readonly counts: Counts
  readonly output: string
  readonly seconds: number
}

export const none: Counts = { passed: 0, failed: 0, skipped: 0 }

export const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped
})

/** The test files whose path, from the project's root, holds one of the wanted parts; all of them where none is. */
export const testFiles = (wanted: ReadonlyArray<string>): ReadonlyArray<string> =>
  readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => relative(root, join(__dirname, name)).replaceAll('\\', '/'))
    .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
    .sort()

const broken: Counts = { ...none, failed: 1 }

const judged = (sent: unknown, exitCode: number | null): Counts => {
  if (!countsCodec.is(sent)) return broken
  const { passed, failed, skipped } = sent
  const isEmpty = passed + failed + skipped === 0
  return isEmpty || (exitCode !== 0 && failed === 0) ? add(sent, broken) : { passed, failed, skipped }
}

/** No file takes nearly as long, even on a computer with much to do: one that does waits for what never comes. */
const longestSeconds = 35 * 60

/** Runs one test file in a process of its own, which counts and tells its counts when it has come to its end, and is ended else. */
export const runFile = (file: string, environment: NodeJS.ProcessEnv, limit = longestSeconds): Promise<FileResult> =>
  new Promise((resolve) => {
    const started = Date.now()
    const child = spawn(process.execPath, ['--import', './toolchain/loader.mjs', join(__dirname, 'runFile.ts'), file], {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc']
    })
    const chunks: Array<Buffer> = []
    let sent: unknown = null
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('message', (message) => {
      sent = message
    })
    const timer = setTimeout(() => {
      chunks.push(Buffer.from(`it did not end within ${limit} s\n`))
      child.kill('SIGKILL')
      // What it has started may still hold them.
      for (const output of [child.stdout, child.stderr]) output?.destroy()
    }, limit * 1_000)
    child.on('close', (exitCode) => {
      clearTimeout(timer)
      resolve({
        counts: judged(sent, exitCode),
        output: Buffer.concat(chunks).toString('utf8'),
        seconds: (Date.now() - started) / 1_000
      })
    })
  })

const line = (file: string, { counts, output, seconds }: FileResult): string => {
  const { passed, failed, skipped } = counts
  const numbers = [`${passed} passed`, ...(failed > 0 ? [`${failed} failed`] : [])]
  const all = [...numbers, ...(skipped > 0 ? [`${skipped} skipped`] : []), `${seconds.toFixed(1)} s`]
  const shown = failed > 0 || /skipped: /.test(output) ? `\n${output}` : ''
  return `${failed === 0 ? 'ok  ' : 'FAIL'} ${file} (${all.join(', ')})${shown}`
}

/** The tests of a file that failed, by uvu's headings; a file that broke off has none to name. */
const failuresIn = (file: string, { counts, output }: FileResult): ReadonlyArray<string> => {
  if (counts.failed === 0) return []
  const names = [...output.matchAll(/^ +FAIL +(.+?)\r?$/gm)].map(([, name]) => name)
  return names.length === 0 ? [`${file}: broke off`] : names.map((name) => `${file}: ${name}`)
}

export interface Run {
  readonly counts: Counts
  /** Each test that failed, with its file. */
  readonly failures: ReadonlyArray<string>
}

/** Runs test files, as many at once as there are processors, and tells of each. */
export const runFiles = async (
  files: ReadonlyArray<string>,
  environment: NodeJS.ProcessEnv,
  tell: (line: string) => void
): Promise<Run> => {
  const queue = files.values()
  const results: Array<Run> = []
  const worker = async (): Promise<void> => {
    for (const file of queue) {
      const result = await runFile(file, environment)
      tell(line(file, result))
      results.push({ counts: result.counts, failures: failuresIn(file, result) })
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  return {
    counts: results.map(({ counts }) => counts).reduce(add, none),
    failures: results.flatMap(({ failures }) => failures)
  }
}
