// Usage: node --import ./toolchain/loader.mjs test/runFile.ts FILE…: runs the suites of test files, one file after another, and sends what came of each to the runner.
import { resolve } from 'node:path'

/** What uvu's runner of a suite gives: its errors as text (true where there are none), and how many tests did what. */
type Suite = () => Promise<readonly [errors: string | true, passed: number, skipped: number, total: number]>

declare global {
  var UVU_DEFER: number | undefined
  var UVU_INDEX: number | undefined
  var UVU_QUEUE: Array<Array<string | null | Suite>>
}

/** As in uvu's own `uvu/run`: said before uvu is loaded, suites wait in the queue until the file was loaded. */
const loadUvu = (): typeof import('uvu') => {
  globalThis.UVU_DEFER = 1
  globalThis.UVU_INDEX = 0
  return require('uvu')
}

const runFile = async (uvu: typeof import('uvu'), file: string): Promise<number> => {
  const begun = Date.now()
  const counts = { passed: 0, failed: 0, skipped: 0 }
  const failures: Array<string> = []
  const counted =
    (suite: Suite): Suite =>
    async () => {
      const result = await suite()
      const [errors, passed, skipped, total] = result
      counts.passed += passed
      counts.failed += total - passed
      counts.skipped += skipped
      if (errors === true && passed < total) console.error('A hook failed: the tests of this suite did not run.')
      if (errors !== true) failures.push(...[...errors.matchAll(/^ +FAIL +(.+?)\r?$/gm)].map(([, name = '']) => name))
      return result
    }
  const queue: Array<string | null | Suite> = [null]
  globalThis.UVU_QUEUE.splice(0, globalThis.UVU_QUEUE.length, queue)
  require(resolve(file))
  queue.splice(0, queue.length, ...queue.map((suite) => (typeof suite === 'function' ? counted(suite) : suite)))
  await uvu.exec()
  process.send?.({ file, counts, failures, seconds: (Date.now() - begun) / 1_000 })
  return counts.failed
}

const main = async (): Promise<void> => {
  const uvu = loadUvu()
  let failed = 0
  for (const file of process.argv.slice(2)) failed += await runFile(uvu, file)
  if (failed > 0) process.exitCode = 1
}

void main()
