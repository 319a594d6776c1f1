import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { projectFolder, writeScript } from '../../stacks/scriptFiles'
import { temporaryFolder } from '../support/engine'

const test = suite('stacks: script files')

test('a script is written to the letter, with its digest', async () => {
  const folder = temporaryFolder()
  const script = 'Write-Output 1\n'
  const found = await writeScript(folder, 'demo', 'EX01', script)
  const sha256 = createHash('sha256').update(script).digest('hex')
  assert.equal(found, { file: 'scripts/demo/EX01.ps1', sha256, fault: null })
  assert.is(readFileSync(join(folder, 'scripts', 'demo', 'EX01.ps1'), 'utf8'), script)
})

for (const name of ['..', '../..', 'a/b', '..\\x', '/etc/x'])
  test(`a script stays in its folder, whatever its server and stack are called: ${name}`, async () => {
    const folder = temporaryFolder()
    const { file } = await writeScript(join(folder, 'project'), name, name, 'x')
    assert.match(file ?? '', /^scripts\/[^/\\]+\/[^/\\]+\.ps1$/)
    assert.ok(existsSync(join(folder, 'project', file ?? '')))
    assert.not.match(file ?? '', /(?:^|\/)\.+(?:\/|$)/)
  })

test('where a script can not be written, its digest is still said, and why', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'scripts'), 'a file')
  const { file, sha256, fault } = await writeScript(folder, 'demo', 'EX01', 'x')
  assert.is(file, null)
  assert.is(sha256.length, 64)
  assert.match(fault ?? '', /^scripts\/demo /)
})

test("the project's folder is what Pulumi says, else the one above the program's", () => {
  assert.is(projectFolder('/srv/project', '/srv/project/stacks'), '/srv/project')
  assert.is(projectFolder('rootDirectory', '/srv/project/stacks'), join('/srv/project'))
})

test.run()
