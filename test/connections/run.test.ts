import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { run } from '../../connections/children/run'

const test = suite('children')
const bounds = { seconds: 10, signal: new AbortController().signal }
const command = {
  file: process.execPath,
  args: ['-e', 'process.stdin.pipe(process.stdout)'],
  input: 'text',
  env: {},
  outputLimit: 1_000
}

test('a program is given its input, and its output is kept', async () => {
  const { how, code, stdout } = await run(command, bounds)
  assert.equal([how, code, stdout.toString()], ['exited', 0, 'text'])
})

test('a program that is not there is missing; one that can not be started has failed', async () => {
  assert.is((await run({ ...command, file: 'no-such-program' }, bounds)).how, 'missing')
  assert.is((await run({ ...command, args: ['a\0b'] }, bounds)).how, 'failed')
})

test('a program that is given more than the system takes has failed', async () => {
  assert.is((await run({ ...command, args: ['x'.repeat(4_000_000)] }, bounds)).how, 'failed')
})

test.run()
