import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('the end of the provider')

const program = join(__dirname, '../../../resources/provider/pulumi-resource-exchange')

/** Starts the provider as the engine does, and waits until it listens. */
const started = async (input: 'pipe' | 'ignore'): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [program], { stdio: [input, 'pipe', 'inherit'] })
  if (child.stdout !== null) await once(child.stdout, 'data')
  return child
}

const isGone = async (child: ChildProcess, milliseconds: number): Promise<boolean> => {
  const over = new AbortController()
  const gone = once(child, 'exit', { signal: over.signal }).then(
    () => true,
    () => false
  )
  const isEnded = await Promise.race([gone, sleep(milliseconds, false, { signal: over.signal })])
  over.abort()
  return isEnded
}

test('it comes with the end of the engine, which held the other end of its input', async () => {
  const child = await started('pipe')
  child.stdin?.end()
  const ended = await isGone(child, 30_000)
  child.kill()
  assert.ok(ended)
})

test('it does not come by itself where nobody holds the other end', async () => {
  const child = await started('ignore')
  const ended = await isGone(child, 500)
  child.kill()
  assert.not.ok(ended)
})

test.run()
