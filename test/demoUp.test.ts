import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { powershellMissing } from './simulated-host/powershell'

const root = join(__dirname, '..')
const test = suite('npm run demo:up')
const simulated = powershellMissing === null ? test : test.skip
if (powershellMissing !== null)
  process.stdout.write(`skipped: ${powershellMissing}, so that no demonstration was run\n`)

const run = (): Promise<{ readonly code: number | null; readonly output: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['toolchain/run.mjs', 'test/demoUp.ts'], { cwd: root })
    const chunks: Array<Buffer> = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString('utf8') }))
  })

const changedFiles = (): string | null =>
  spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' }).stdout

/** Each stands in the text, and after the one before. */
const assertInOrder = (text: string, parts: ReadonlyArray<string>): void => {
  let from = 0
  for (const part of parts) {
    const found = text.indexOf(part, from)
    assert.ok(found >= 0, `"${part}" is missing, or out of order, in:\n${text}`)
    from = found + part.length
  }
}

simulated('shows drift in each policy, its end by pulumi up, and a preview with nothing left to do', async () => {
  const before = changedFiles()
  const { code, output } = await run()
  assert.is(code, 0, output)
  assertInOrder(output, [
    'The servers of this demonstration are simulated',
    'nothing real is touched.',
    '\n$ pulumi preview --diff\n',
    '~ MSExchangeServiceHost: "Disabled, Stopped" => "Automatic, Running"',
    '(exit code 0)',
    '\n$ pulumi up --strict --yes',
    'Remediation: pulumi up will change 3 servers, in this order:',
    '\n$ pulumi preview --expect-no-changes',
    ' servers compliant.',
    '(exit code 0)',
    'All is as desired again, after '
  ])
  for (const policy of ['services-start', 'ssl-bindings', 'shared-web-config', 'folder-acls'])
    assert.ok(output.includes(`[${policy}, remediate]`), policy)
  assertInOrder(output, ['Server EX19A updated', 'Command EX19B creating', 'Server EX19B updated'])
  assert.is(changedFiles(), before)
})

test.run()
