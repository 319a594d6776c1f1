import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative } from 'node:path'
import { check } from './check'

/** What one test file counted; `failed` is at least one where the file itself broke or counted nothing. */
interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

const root = join(__dirname, '..')
const zero: Counts = { passed: 0, failed: 0, skipped: 0 }

const testFiles = (wanted: ReadonlyArray<string>): ReadonlyArray<string> =>
  readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => relative(root, join(__dirname, name)).replaceAll('\\', '/'))
    .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
    .sort()

const sumOf = (output: string, label: string): number =>
  [...output.matchAll(new RegExp(`^\\s+${label}:\\s+(\\d+)`, 'gm'))].reduce(
    (sum, [, number]) => sum + Number(number),
    0
  )

/** Reads uvu's closing lines; several suites in a file each have their own, or share one. */
const countsOf = (output: string, exitCode: number | null): Counts => {
  const total = sumOf(output, 'Total')
  const passed = sumOf(output, 'Passed')
  const failed = total - passed
  return {
    passed,
    failed: exitCode === 0 && total > 0 ? failed : Math.max(failed, 1),
    skipped: sumOf(output, 'Skipped')
  }
}

const runFile = (file: string, environment: NodeJS.ProcessEnv): Promise<Counts> =>
  new Promise((resolve) => {
    const started = Date.now()
    const child = spawn(process.execPath, ['--import', 'tsx', file], { cwd: root, env: environment })
    const chunks: Array<Buffer> = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('close', (exitCode) => {
      const output = Buffer.concat(chunks).toString('utf8')
      const counts = countsOf(output, exitCode)
      const seconds = ((Date.now() - started) / 1_000).toFixed(1)
      const told = counts.failed > 0 || /skipped: /.test(output) ? `\n${output}` : ''
      process.stdout.write(`${counts.failed === 0 ? 'ok  ' : 'FAIL'} ${file} (${counts.passed}, ${seconds} s)${told}\n`)
      resolve(counts)
    })
  })

const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped
})

const runAll = async (files: ReadonlyArray<string>, environment: NodeJS.ProcessEnv): Promise<Counts> => {
  const queue = files.values()
  const worker = async (): Promise<Counts> => {
    let counts = zero
    for (const file of queue) counts = add(counts, await runFile(file, environment))
    return counts
  }
  const workers = await Promise.all(Array.from({ length: availableParallelism() }, worker))
  return workers.reduce(add, zero)
}

const main = async (): Promise<void> => {
  const args = process.argv.slice(2)
  const wanted = args.filter((arg) => !arg.startsWith('--'))
  const environment = { ...process.env, ...(args.includes('--update-golden') ? { UPDATE_GOLDEN: '1' } : {}) }
  const checks = wanted.length === 0 ? check() : []
  for (const name of checks) process.stdout.write(`FAIL ${name}\n`)
  const files = testFiles(wanted)
  const counts = add(await runAll(files, environment), { ...zero, failed: checks.length })
  const total = files.length === 0 ? { ...counts, failed: counts.failed + 1 } : counts
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
  process.exitCode = total.failed === 0 ? 0 : 1
}

void main()
