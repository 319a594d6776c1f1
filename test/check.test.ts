import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('npm run check')

test('it is never taken for the check of a server', () => {
  const script = join(__dirname, 'check.ts')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', './toolchain/loader.mjs', script, 'EX16'],
    {
      encoding: 'utf8'
    }
  )
  assert.equal([status, stdout], [2, ''])
  assert.match(stderr, 'To check servers write ./compliance check EX16')
})

test.run()
