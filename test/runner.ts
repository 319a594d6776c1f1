import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative } from 'node:path'
import { chunksOf } from 'fp-ts/ReadonlyArray'
import * as t from 'io-ts'

const root = join(__dirname, '..')

const countsCodec = t.readonly(t.type({ passed: t.number, failed: t.number, skipped: t.number }))

/** How many tests passed, failed or were skipped; a file that broke off, or has no test at all, counts as one failure. */
export type Counts = t.TypeOf<typeof countsCodec>

const resultCodec = t.readonly(
  t.type({ file: t.string, counts: countsCodec, failures: t.readonlyArray(t.string), seconds: t.number })
)

/** What came of a test file, with the names of its tests that failed. */
export type FileResult = t.TypeOf<typeof resultCodec>

/** Test files that ran in one process, and what it printed. */
export interface Ended {
  readonly results: ReadonlyArray<FileResult>
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

const breakOff = (result: FileResult): FileResult => ({
  ...result,
  counts: { ...result.counts, failed: result.counts.failed + 1 },
  failures: [...result.failures, 'broke off']
})

/** A file that sent nothing has broken off, or was never begun; what fails after all tests is the last one's. */
const resultsOf = (
  files: ReadonlyArray<string>,
  sent: ReadonlyArray<FileResult>,
  exitCode: number | null
): ReadonlyArray<FileResult> => {
  const results = files.map((file) => {
    const told = sent.find((one) => one.file === file) ?? { file, counts: none, failures: [], seconds: 0 }
    const { passed, failed, skipped } = told.counts
    return passed + failed + skipped === 0 ? breakOff(told) : told
  })
  const isSound = exitCode === 0 || results.some(({ counts }) => counts.failed > 0)
  return isSound ? results : results.map((one, index) => (index === results.length - 1 ? breakOff(one) : one))
}

/** No file takes nearly as long, even on a computer with much to do: one that does waits for what never comes. */
const longestSeconds = 40 * 60

/** Runs test files in a process of their own, one after another; it tells what came of each, and is ended where it takes too long. */
export const runTogether = (
  files: ReadonlyArray<string>,
  environment: NodeJS.ProcessEnv,
  limit = longestSeconds
): Promise<Ended> =>
  new Promise((resolve) => {
    const started = Date.now()
    const script = join(__dirname, 'runFile.ts')
    const child = spawn(process.execPath, ['--import', './toolchain/loader.mjs', script, ...files], {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc']
    })
    const chunks: Array<Buffer> = []
    const sent: Array<FileResult> = []
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('message', (message) => {
      if (resultCodec.is(message)) sent.push(message)
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
        results: resultsOf(files, sent, exitCode),
        output: Buffer.concat(chunks).toString('utf8'),
        seconds: (Date.now() - started) / 1_000
      })
    })
  })

const line = ({ file, counts: { passed, failed, skipped }, seconds }: FileResult): string => {
  const numbers = [`${passed} passed`, ...(failed > 0 ? [`${failed} failed`] : [])]
  const all = [...numbers, ...(skipped > 0 ? [`${skipped} skipped`] : []), `${seconds.toFixed(1)} s`]
  return `${failed === 0 ? 'ok  ' : 'FAIL'} ${file} (${all.join(', ')})`
}

const shown = ({ results, output }: Ended): string => {
  const isTold = results.some(({ counts }) => counts.failed > 0) || /skipped: /.test(output)
  return [...results.map(line), ...(isTold ? [output] : [])].join('\n')
}

export interface Run {
  readonly counts: Counts
  /** Each test that failed, with its file. */
  readonly failures: ReadonlyArray<string>
}

/** They take as long as half of all the others: begun last, they would run on alone. */
const longest = ['test/windows-lab/node.test.ts', 'test/windows-mock/remediation.test.ts']

/** What is tested there holds no state and starts no process, and to load it takes longer than to test it. */
const pure = /^test\/(?:facts|judging|kernel|policies|setup-log)\//

const mostTogether = 12

/** Files by the process that they run in, the longest first. */
const batchesOf = (files: ReadonlyArray<string>): ReadonlyArray<ReadonlyArray<string>> => {
  const together = files.filter((file) => pure.test(file))
  const alone = files.filter((file) => !longest.includes(file) && !pure.test(file))
  return [
    ...files.filter((file) => longest.includes(file)).map((file) => [file]),
    ...chunksOf(mostTogether)(together),
    ...alone.map((file) => [file])
  ]
}

/** Runs test files, as many processes at once as there are processors, and tells of each. */
export const runFiles = async (
  files: ReadonlyArray<string>,
  environment: NodeJS.ProcessEnv,
  tell: (line: string) => void
): Promise<Run> => {
  const queue = batchesOf(files).values()
  const results: Array<FileResult> = []
  const worker = async (): Promise<void> => {
    for (const batch of queue) {
      const ended = await runTogether(batch, environment)
      tell(shown(ended))
      results.push(...ended.results)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  return {
    counts: results.map(({ counts }) => counts).reduce(add, none),
    failures: results.flatMap(({ file, failures }) => failures.map((failure) => `${file}: ${failure}`))
  }
}
