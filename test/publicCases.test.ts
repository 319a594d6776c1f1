import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const root = join(__dirname, '..')
const cases = join(root, '../shared/cases')
const hasPython = spawnSync('python3', ['--version']).status === 0

const test = suite('servers of public reports, by their own judge')
const isHere = existsSync(cases) && hasPython
const spec = isHere ? test : test.skip
if (!isHere) process.stdout.write(`skipped: ${hasPython ? 'the public cases are not here' : 'python3 is not here'}\n`)

spec('the audit says of each server what its case asks for', () => {
  const { status, stdout, stderr } = spawnSync(
    'python3',
    [join(cases, 'check.py'), join(cases, 'state'), '--project', root],
    { encoding: 'utf8' }
  )
  assert.is(status, 0, stdout + stderr)
})

test.run()
