import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { audit } from '../../commands/audit'
import { usage as auditUsage } from '../../commands/audit/arguments'
import { verbHelp } from '../../commands/help'
import { verbs } from '../../commands/verbs'
import { temporaryFolder } from '../support/engine'
import { assertRefused, compliance, writeStack } from './run'

const test = suite('commands: verbs')

const onPosix = process.platform === 'win32' ? test.skip : test
if (process.platform === 'win32') process.stdout.write('skipped: the launcher, and the docs, of Linux and macOS\n')

const root = join(__dirname, '../..')
const docs = readFileSync(join(root, 'docs', 'commands.md'), 'utf8')

/** What docs/commands.md says of a verb. */
const sectionOf = (name: string): string => docs.split(/^## /m).find((part) => part.startsWith(`${name}\n`)) ?? ''

/** What it says of all verbs. */
const [forAll = ''] = docs.split(/^## /m)

const columnsOfCodes = ['0', '1', '2', '3']

test('docs/commands.md has the exit codes of each verb in one table', async () => {
  const rows = docs.split('\n').filter((line) => line.startsWith('| `'))
  for (const [name, { load }] of Object.entries(verbs).filter(([verb]) => verb !== 'pulumi')) {
    const [, , ...cells] = rows.find((line) => line.includes(`\`${name}\``))?.split('|') ?? []
    const told = columnsOfCodes.filter((_, index) => !['', '–'].includes((cells[index] ?? '').trim()))
    const { codes } = await load()
    assert.equal(
      told,
      Object.keys(codes).filter((code) => columnsOfCodes.includes(code)),
      name
    )
  }
})

for (const [name, { load }] of Object.entries(verbs))
  test(`${name}: its help has an example of it, explains each option of its usage, and it stands in docs/commands.md`, async () => {
    const verb = await load()
    const help = verbHelp(name, verb)
    assert.ok(verb.examples.length > 0 && verb.examples.every((line) => line.split(' ')[0] === name), help)
    const inUsage = [...verb.usage.matchAll(/--[a-z-]+/g)].map(([option]) => option)
    const explained = Object.keys(verb.options).map((option) => option.split(' ')[0])
    assert.equal(
      inUsage.filter((option) => !explained.includes(option)),
      []
    )
    for (const line of help.split('\n')) assert.ok(line.length <= 160, line)
    const headings = [...help.matchAll(/^(Usage|Examples?|Options|Exit codes):/gm)].map(([, word]) => word)
    assert.equal(
      headings.map((word) => word?.replace('Examples', 'Example')),
      ['Usage', 'Example', 'Options', 'Exit codes']
    )
    assert.not.match(help, /^Usage/, 'its purpose comes first')
    assert.ok(existsSync(join(root, 'commands', `${name}.ts`)))
    const part = sectionOf(name)
    assert.ok(part !== '', `docs/commands.md has no part on ${name}`)
    for (const option of new Set(inUsage)) assert.ok(`${forAll}${part}`.includes(option), `${name}: ${option}`)
  })

test("the audit's help has each of its formats and options", () => {
  const help = verbHelp('audit', audit)
  const words = auditUsage.match(/(?<=--format )\S+(?=\])|--[a-z-]{3,}/g) ?? []
  assert.ok(words.length > 6, words.join())
  for (const word of words.flatMap((one) => one.split('|')).filter((one) => one !== '--silent'))
    assert.match(help, word)
})

test('each verb shows its help, without doing anything', async () => {
  const folder = temporaryFolder()
  const asked = await Promise.all([
    compliance(folder, 'check', '--help'),
    compliance(folder, 'help', 'collect'),
    compliance(folder)
  ])
  assert.equal(
    asked.map(({ code, stderr }) => [code, stderr]),
    asked.map(() => [0, ''])
  )
  assert.match(asked[0]?.stdout ?? '', /^Usage: .*compliance check \[SERVER/m)
  assert.match(asked[1]?.stdout ?? '', /^Usage: .*compliance collect \(--stack/m)
  for (const name of Object.keys(verbs)) assert.match(asked[2]?.stdout ?? '', `  ${name} `)
})

const slips: ReadonlyArray<readonly [ReadonlyArray<string>, string]> = [
  [['restore', 'EX01', '--stack', 'dem'], 'Pulumi.dem.yaml; did you mean demo?'],
  [['restore', 'EX61', '--stack', 'demo'], 'the stack demo lists no server EX61; did you mean EX16?'],
  [['chek'], 'chek is not a verb; did you mean check?'],
  [['EX01'], 'EX01 is not a verb; to see a server, write '],
  [['waive', 'EX16'], "waive is not a verb; waivers is a setting of the stack's file (docs/operations.md, "],
  [['EX01'], 'compliance check EX01; else use one of: check, ready, explain'],
  [['--stack', 'demo', 'check'], '--stack is an option: write the verb before it, such as '],
  [['--stack', 'demo', 'check'], 'compliance check --stack demo\n'],
  [['check', '--json'], '--json is not an option; write --format json'],
  [['audit', '--sarif'], '--sarif is not an option; write --format sarif'],
  [
    ['check', 'DAG1', '--stack', 'demo'],
    'DAG1 is a DAG and no server; write --dag DAG1 for check and ready, or one of: EX19A, EX19B'
  ],
  [
    ['check', 'Hamburg', '--stack', 'demo'],
    'Hamburg is a site and no server; write --site Hamburg for check and ready, or one of: CAS13'
  ],
  [['explain', 'ExchangeSetup.log', '--stack', 'demo'], 'ExchangeSetup.log is a file and no server; '],
  [
    ['explain', 'ExchangeSetup.log', '--stack', 'demo'],
    'compliance audit ExchangeSetup.log judges files and setup logs'
  ],
  [['check', 'demo', '--stack', 'demo'], 'demo is a stack and no server: write --stack demo'],
  [['check', 'logs/EX01', '--stack', 'demo'], 'compliance audit logs/EX01 judges'],
  [
    ['explain', 'EX16', 'EX19A', '--stack', 'demo'],
    'there is no policy EX19A; explain takes one server at a time, then a policy'
  ],
  [['report', 'dem'], 'Pulumi.dem.yaml; did you mean demo?'],
  [['validate', 'production-of-none'], 'Pulumi.production-of-none.yaml; '],
  [['validate', 'production-of-none'], 'compliance init production-of-none makes one, or use one of: '],
  [['check', '--stak', 'demo'], '--stak is not an option; did you mean --stack?'],
  [['check', '--stack', 'dem'], 'did you mean demo?'],
  [['check', '--stack', 'demo', '--format', 'jsn'], '--format jsn: did you mean json?'],
  [['check', '--stack', 'demo', 'EX19C'], 'the stack demo lists no server EX19C; did you mean EX19A?'],
  [['ready', '--stack', 'demo', '--update', 'CU15'], '--update CU15: name a build of Exchange'],
  [['explain', '--stack', 'demo'], 'Name one server'],
  [['explain', 'EX16', 'buildd', '--stack', 'demo'], 'there is no policy buildd; did you mean build?'],
  [['script', 'EX19C', '--stack', 'demo'], 'the stack demo lists no server EX19C; did you mean EX19A?'],
  [['script', 'EX16', '--stack', 'dem'], 'did you mean demo?'],
  [['script', 'EX16', '--stack', 'demo'], 'the level of demo is advisory, at which nothing is changed: at remediate'],
  [['script', '--stack', 'demo'], 'Name one server'],
  [['policies', '--jsn'], '--jsn: policies takes no words and no options but --help'],
  [['policies', 'build'], 'build: policies takes no words'],
  [['doctor', 'EX91', '--stack', 'demo'], 'the stack demo lists no server EX91'],
  [['check', '', '--stack', 'demo'], 'one of the arguments is empty, as an unset variable in quotes is'],
  [['explain', '.', '--anonymous'], 'is a folder, not a file: name a file in it'],
  [['report', '', '--html', 'a.html'], 'one of the arguments is empty'],
  [['audit', ''], 'one of the arguments is empty'],
  [['restore', '', '--stack', 'demo'], 'one of the arguments is empty'],
  [['check', '--stack', 'demo', '--stack', 'dem'], '--stack is given more than once (demo, dem): keep one'],
  [['validate', '/tmp/servers.csv'], '/tmp/servers.csv is no stack: name it, or its file (.yaml)'],
  [['check', '--stack', './stacks'], './stacks is no stack: name it, or its file (.yaml)'],
  [['validate', 'demo', '--stack', 'dem'], 'validate takes one stack: name demo, or --stack dem, not both'],
  [
    ['report', 'demo', '--stack', 'dem', '--html', 'a.html'],
    'report takes one stack: name demo, or --stack dem, not both'
  ]
]

/** On Windows a process takes several times as long to start: there some of them have to do. */
const tried = process.platform === 'win32' ? slips.filter((_, index) => index % 5 === 0) : slips

for (const [words, part] of tried)
  test(`a slip is one sentence with a suggestion: ${words.join(' ')}`, async () => {
    assertRefused(await compliance(temporaryFolder(), ...words), part)
  })

test('settings that can not be used are one sentence, which leads to validate', async () => {
  const folder = temporaryFolder()
  writeStack(folder, { servers: [{ name: 'EX01', connection: { type: 'shh' } }], stage: 'late' })
  const ending = await compliance(folder, 'check', '--stack', 'Pulumi.test.yaml')
  assertRefused(ending, 'Pulumi.test.yaml has 2 faults')
  assert.match(ending.stderr, 'compliance validate Pulumi.test.yaml')
})

test('a stray key does not hide how many other faults the settings have', async () => {
  const folder = temporaryFolder()
  const keys = ['exchange-complaince:stage: always', 'exchange-compliance:enforcment: mandatory']
  writeFileSync(join(folder, 'Pulumi.test.yaml'), `config:\n${keys.map((key) => `  ${key}\n`).join('')}`)
  const { stdout } = await compliance(folder, 'validate', 'Pulumi.test.yaml')
  const [count = ''] = /has \d+ faults/.exec(stdout) ?? []
  assert.is(count, 'has 3 faults', stdout)
  assertRefused(await compliance(folder, 'check', '--stack', 'Pulumi.test.yaml'), count)
})

const shown = [...docs.matchAll(/^\.\/compliance (.* --stack demo.*|validate .*)$/gm)].flatMap(([, words]) =>
  words === undefined ? [] : [words]
)

/** A command of the documentation that is the last of its block, and the lines that it is said to print. */
const printed = [...docs.matchAll(/^\.\/compliance (.* --stack demo.*|validate .*)\n```\n\n```text\n([^`]*)```/gm)]

/** Each day a recording is a day older. */
const ageless = (text: string): string => text.replace(/\d+ days? old/g, 'some days old')

onPosix('what the documentation says that the demo prints is what it prints', async () => {
  assert.ok(printed.length > 2, String(printed.length))
  for (const [, words = '', text = ''] of printed.filter(([, words = '']) => !words.startsWith('validate'))) {
    const { stdout } = await compliance(root, ...words.split(' '))
    for (const line of text.split('\n').filter((one) => one !== '...' && one !== ''))
      assert.ok(ageless(stdout).split('\n').includes(ageless(line)), `${words} does not print: ${line}\n${stdout}`)
  }
})

test('the examples with the demo work in a fresh clone', async () => {
  assert.ok(shown.length > 8, String(shown.length))
  for (const words of shown) {
    const { code, stdout, stderr } = await compliance(root, ...words.split(' '))
    assert.ok(code !== 2 && stdout.length > 20, `${words}: ${stderr}`)
  }
})

test('the answer goes to a file in UTF-8, and the exit code stays', async () => {
  const folder = temporaryFolder()
  const { code, stdout, stderr } = await compliance(folder, 'check', 'EX16', '--stack', 'demo', '--out', 'a.txt')
  assert.equal([code, stdout, stderr], [1, '', 'Written to a.txt\n'])
  assert.match(readFileSync(join(folder, 'a.txt'), 'utf8'), /^EX16 \(Berlin\)/)
  assertRefused(
    await compliance(folder, 'check', 'EX16', '--stack', 'demo', '--out', 'no/a.txt'),
    "a.txt can't be written, its folder does not exist: make the folder first"
  )
})

test('a usage names the command as it was called, after a sentence on what is missing', async () => {
  const folder = temporaryFolder()
  const said = async (...words: ReadonlyArray<string>) => (await compliance(folder, ...words)).stderr
  assert.match(await said('collect'), /^Say whose facts are recorded: .* Usage: \S+compliance collect \(/)
  assert.match(await said('collect', '--stack', 'demo'), /^Say where the files go: --out FOLDER\. Usage: \S+compliance/)
  assert.match(await said('restore'), /^Name one server\. Usage: \S+compliance restore \[/)
})

onPosix('the launcher runs a verb from any folder, and passes its exit code on', () => {
  const { status, stderr } = spawnSync(join(root, 'compliance'), ['chek'], { cwd: temporaryFolder(), encoding: 'utf8' })
  assert.equal([status, stderr], [2, 'chek is not a verb; did you mean check?\n'])
})

test('the version is a word of its own', async () => {
  const { code, stdout } = await compliance('/', '--version')
  assert.is(code, 0)
  assert.match(stdout, /^exchange-compliance \d+\.\d+\.\d+\n$/)
})

test('a recording has no script, and that is said at once', async () => {
  const connection = { type: 'recorded', path: join(__dirname, '../../stacks/demo-fleet/EX16.json') }
  const servers = [{ name: 'EX16', connection }]
  const file = writeStack(temporaryFolder(), { servers, enforcement: 'remediate' })
  const { code, stderr } = await compliance('/', 'script', 'EX16', '--stack', file)
  assert.is(code, 1)
  assert.match(stderr, /^EX16 is read from a recording, so pulumi up runs nothing there; /)
  const { stdout } = await compliance('/', 'explain', 'EX16', '--stack', file)
  assert.match(stdout, 'Automatic: not for a recording; with local, remoting or ssh, at the level remediate.')
})

test.run()
