import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { start, TOOLCHAIN } from './support'

/** Windows tells a closing console's programs of that itself, and knows no such signal. */
const expected =
  process.platform === 'win32'
    ? { code: 3, signal: null, interrupted: 'SIGHUP' }
    : { code: null, signal: 'SIGHUP', interrupted: 'SIGHUP' }

test('where the terminal is closed, the program that was started ends, and the launcher with it', async () => {
  const source = `
    import { run } from ${JSON.stringify(pathToFileURL(join(TOOLCHAIN, 'child.mjs')).href)}
    const ending = run(process.execPath, ['-e', 'process.exit(3)'], { stdio: 'ignore' })
    process.emit('SIGHUP')
    const { code, signal, interrupted } = await ending
    process.stdout.write(JSON.stringify({ code, signal, interrupted }))`
  const { stdout, stderr } = await start(['--input-type=module', '-e', source], process.env).ending
  assert.is(stderr, '')
  assert.equal(JSON.parse(stdout), expected)
})

test.run()
