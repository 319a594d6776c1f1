// Usage: node --import ./toolchain/loader.mjs test/runFile.ts FILE: runs the suites of one test file, and sends their counts to the runner.
import { resolve } from 'node:path'

/** What uvu's runner of a suite gives: its errors as text (true where there are none), and how many tests did what. */
type Suite = () => Promise<readonly [errors: string | true, passed: number, skipped: number, total: number]>

declare global {
  var UVU_DEFER: number | undefined
  var UVU_INDEX: number | undefined
  var UVU_QUEUE: Array<Array<string | null | Suite>>
}

const [file = ''] = process.argv.slice(2)

const main = async (): Promise<void> => {
  // As in uvu's own `uvu/run`: said before uvu is loaded, suites wait in the queue until the file was loaded.
  globalThis.UVU_DEFER = 1
  globalThis.UVU_INDEX = 0
  const uvu: typeof import('uvu') = require('uvu')
  const counts = { passed: 0, failed: 0, skipped: 0 }
  const counted =
    (suite: Suite): Suite =>
    async () => {
      const result = await suite()
      const [errors, passed, skipped, total] = result
      counts.passed += passed
      counts.failed += total - passed
      counts.skipped += skipped
      if (errors === true && passed < total) console.error('A hook failed: the tests of this suite did not run.')
      return result
    }
  const queue: Array<string | null | Suite> = [null]
  globalThis.UVU_QUEUE.push(queue)
  require(resolve(file))
  queue.splice(0, queue.length, ...queue.map((suite) => (typeof suite === 'function' ? counted(suite) : suite)))
  await uvu.exec()
  if (counts.failed > 0) process.exitCode = 1
  process.send?.(counts)
}

void main()
