import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findEngine } from './engine'

const engine = findEngine()
if (engine.missing !== null) process.stdout.write(`skipped: ${engine.missing}\n`)
const inPowerShell = engine.missing === null ? test : test.skip

inPowerShell('a script gets its arguments and its input, and gives its output as text and its exit code', async () => {
  const text = 'param($First)\n"$First|$(@($input) -join \'+\')"\n[Console]::Error.WriteLine("no")\nexit 7\n'
  const ending = await engine.run({ script: { text }, args: ['a "b" \u00fc'], input: 'one\ntw\u00f6\n' })
  assert.equal(ending, { exitCode: 7, stdout: 'a "b" \u00fc|one+tw\u00f6\n', stderr: 'no\n' })
})

inPowerShell('PowerShell keeps nothing in the home folder of who runs the tests', async () => {
  const { stdout } = await engine.run({ script: { text: '[Environment]::GetFolderPath("UserProfile")' } })
  assert.is.not(stdout.trim(), homedir())
  assert.ok(existsSync(stdout.trim()), stdout)
})

inPowerShell('what is not done in time is ended', async () => {
  const script = { text: '[Threading.Thread]::Sleep(60000)' }
  const error = await engine.run({ script, seconds: 0.5 }).then(
    () => null,
    (reason: unknown) => String(reason)
  )
  assert.match(error ?? '', /did not run to its end within 0.5 s: late/)
})

test.run()
