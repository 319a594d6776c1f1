import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { inputsOf, outFault } from '../../commands/outFile'
import { stackSettings } from '../../commands/stackSettings'
import { isObject } from '../../kernel/settingCodecs'
import { reportPlaceFaults } from '../../stacks/inputs'
import { isOwn } from '../../stacks/ownFiles'
import { temporaryFolder } from '../support/engine'
import { assertRefused, compliance, writeStack } from './run'

const test = suite('commands: where an answer may go')

const root = join(__dirname, '../..')
const posix = process.platform === 'win32' ? test.skip : test
if (process.platform === 'win32') process.stdout.write('skipped: links and devices of Linux and macOS\n')

/** A folder with a stack of one server, and a file for each thing that its settings name. */
const aStack = (): string => {
  const folder = temporaryFolder()
  for (const name of ['baselines', 'captures']) mkdirSync(join(folder, name))
  copyFileSync(join(root, 'stacks/demo-fleet/EXSE.json'), join(folder, 'EXSE.json'))
  copyFileSync(join(root, 'stacks/demo-fleet/EXSE.json'), join(folder, 'baselines', 'EXSE.json'))
  copyFileSync(join(root, 'stacks/demo-fleet/organization.json'), join(folder, 'organization.json'))
  copyFileSync(join(root, 'kernel/builds/buildTable.json'), join(folder, 'builds.json'))
  writeFileSync(join(folder, 'ssh_config'), '')
  writeFileSync(join(folder, 'captures', 'x.xml'), '')
  writeStack(folder, {
    servers: [
      { name: 'EXSE', connection: { type: 'recorded', path: join(folder, 'EXSE.json') } },
      { name: 'EX02', connection: { type: 'captures', path: join(folder, 'captures') } },
      { name: 'EX03', connection: { type: 'ssh', config: join(folder, 'ssh_config') } }
    ],
    baseline: join(folder, 'baselines'),
    organization: { recorded: join(folder, 'organization.json') },
    buildTable: join(folder, 'builds.json')
  })
  return folder
}

const readByStack = [
  'Pulumi.test.yaml',
  './baselines/../Pulumi.test.yaml',
  'EXSE.json',
  'organization.json',
  'builds.json',
  'ssh_config',
  join('baselines', 'EXSE.json'),
  join('captures', 'x.xml')
]

const faultOf = async (folder: string, out: string): Promise<string | null> => {
  const found = await stackSettings(join(folder, 'Pulumi.test.yaml'))
  if (E.isLeft(found)) throw new Error(found.left)
  return outFault(join(folder, out), inputsOf(found.right.stack, found.right.settings))
}

for (const out of readByStack)
  test(`not over what the stack reads: ${out}`, async () => {
    const fault = await faultOf(aStack(), out)
    assert.ok(fault?.endsWith(' is read for this answer and would be overwritten: name another file'), fault ?? '')
  })

posix('not over what the stack reads, through a link', async () => {
  const folder = aStack()
  symlinkSync(join(folder, 'EXSE.json'), join(folder, 'answer.txt'))
  assert.match((await faultOf(folder, 'answer.txt')) ?? '', 'is read for this answer')
})

test('not where no file can be', async () => {
  assert.match((await faultOf(aStack(), 'no/a.txt')) ?? '', 'its folder does not exist: make the folder first')
  assert.match((await faultOf(aStack(), 'EXSE.json/a.txt')) ?? '', 'its folder does not exist: make the folder first')
  assert.match((await faultOf(aStack(), 'baselines')) ?? '', 'is a folder: name a file in it')
})

test('beside what the stack reads', async () => {
  for (const out of ['answer.txt', join('baselines', 'answer.json')]) assert.is(await faultOf(aStack(), out), null)
})

const verbs: ReadonlyArray<readonly [string, ReadonlyArray<string>]> = [
  ['check', ['EXSE', '--stack', 'demo', '--out']],
  ['ready', ['EXSE', '--stack', 'demo', '--out']],
  ['explain', ['EXSE', '--stack', 'demo', '--out']],
  ['doctor', ['EXSE', '--stack', 'demo', '--out']],
  ['validate', ['demo', '--out']],
  ['report', ['demo', '--html']],
  ['audit', [join(root, 'stacks/demo-fleet/EXSE.json'), '--out']]
]

for (const [verb, words] of verbs)
  test(`${verb}: not over the project's own files`, async () => {
    const own = join(root, 'package.json')
    const before = readFileSync(own)
    assertRefused(await compliance(temporaryFolder(), verb, ...words, own), "is among this project's own files")
    assert.equal(readFileSync(own), before)
  })

test('audit does not write over what it judges, and writes beside it', async () => {
  const folder = temporaryFolder()
  copyFileSync(join(root, 'stacks/demo-fleet/EXSE.json'), join(folder, 'EXSE.json'))
  assertRefused(await compliance(folder, 'audit', '.', '--out', 'EXSE.json'), 'EXSE.json is read for this answer')
  assert.is((await compliance(folder, 'audit', '.', '--out', 'answer.txt')).code, 0)
})

const spellings: Readonly<Record<string, (folder: string) => string>> = {
  'as it is named': () => 'last.json',
  'by another spelling': (folder) => join(folder, 'baselines', '..', 'last.json'),
  ...(process.platform === 'win32'
    ? {}
    : {
        'through a link': (folder: string) => {
          symlinkSync(join(folder, 'last.json'), join(folder, 'link.json'))
          return 'link.json'
        }
      })
}

for (const [name, spelling] of Object.entries(spellings))
  test(`report and audit do not write over their baseline: ${name}`, async () => {
    const folder = aStack()
    writeFileSync(join(folder, 'last.json'), '{}')
    const out = spelling(folder)
    const report = ['report', 'Pulumi.test.yaml', '--baseline', 'last.json', '--json', out]
    assertRefused(await compliance(folder, ...report), 'is read for this answer and would be overwritten')
    const audit = ['audit', 'EXSE.json', '--format', 'json-2', '--baseline', 'last.json', '--out', out]
    assertRefused(await compliance(folder, ...audit), 'is read for this answer and would be overwritten')
    assert.is(readFileSync(join(folder, 'last.json'), 'utf8'), '{}')
  })

posix('two reports do not go to one file by two spellings', async () => {
  const folder = aStack()
  const words = ['report', 'Pulumi.test.yaml', '--html', 'a.html', '--junit', './baselines/../a.html']
  assertRefused(await compliance(folder, ...words), 'report writes each report to a file of its own')
})

for (const out of ['EXSE.json', join('baselines', 'EXSE.json'), join('captures', 'x.xml'), 'Pulumi.test.yaml'])
  test(`validate does not write over what it reads: ${out}`, async () => {
    const folder = aStack()
    const before = readFileSync(join(folder, out))
    assertRefused(await compliance(folder, 'validate', 'Pulumi.test.yaml', '--out', out), 'is read for this answer')
    assert.equal(readFileSync(join(folder, out)), before)
  })

test('ready does not write over the update that it is asked about', async () => {
  const folder = aStack()
  const update = 'Exchange2019-KB5063221-x64-en.exe'
  writeFileSync(join(folder, update), '')
  const words = ['ready', '--stack', 'Pulumi.test.yaml', '--update', update, '--out', update]
  assertRefused(await compliance(folder, ...words), 'is read for this answer')
})

test('audit does not write over what it could not read', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'broken.txt'), 'no log')
  assertRefused(await compliance(folder, 'audit', 'broken.txt', '--out', 'broken.txt'), 'is read for this answer')
})

test('reports of the settings are not over what the settings name to be read, and have a file each', async () => {
  const folder = aStack()
  const file = join(folder, 'Pulumi.test.yaml')
  const stated: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const config = isObject(stated) && isObject(stated.config) ? stated.config : {}
  const reports = {
    json: join(folder, 'baselines', '..', 'EXSE.json'),
    html: join(folder, 'a'),
    junit: join(folder, 'a')
  }
  writeFileSync(file, JSON.stringify({ config: { ...config, 'exchange-compliance:reports': reports } }, null, 1))
  const found = await stackSettings(file)
  if (E.isLeft(found)) throw new Error(found.left)
  const inputs = inputsOf(found.right.stack, found.right.settings)
  assert.equal(await reportPlaceFaults(found.right.settings.reports, folder, inputs), [
    `${reports.json} is read, and would be overwritten: name another file`,
    'two reports have one file: name another'
  ])
  const own = { json: '../README.md', html: 'Pulumi.other.yaml' }
  assert.equal(
    await reportPlaceFaults({ ...found.right.settings.reports, junit: null, ...own }, join(root, 'stacks'), inputs),
    Object.values(own).map((name) => `${name} is among this project's own files: name one elsewhere`)
  )
  const { code, stdout } = await compliance(folder, 'validate', 'Pulumi.test.yaml')
  assert.is(code, 2)
  assert.match(stdout, 'is read, and would be overwritten; name another file')
})

test('collect writes no recordings into the project, and none where a file is', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'file'), '')
  const collect = (out: string) => compliance(folder, 'collect', '--connection', 'ssh', '--out', out, 'EX01')
  assertRefused(await collect('file'), 'is a file: name another folder')
  assertRefused(await collect(join(root, 'policies')), "is among this project's own folders")
})

posix('a device takes the answer, or says why not', async () => {
  const words = ['check', 'EXSE', '--stack', 'demo', '--out']
  assert.is((await compliance('/', ...words, '/dev/null')).code, 0)
  if (process.platform === 'linux') assertRefused(await compliance('/', ...words, '/dev/full'), '/dev/full')
})

posix('a pipe that nobody reads is refused, not waited for', async () => {
  const folder = temporaryFolder()
  execFileSync('mkfifo', [join(folder, 'pipe')])
  assert.match(
    (await outFault(join(folder, 'pipe'), { files: [], folders: [] })) ?? '',
    'is a pipe or a socket: name a file'
  )
})

const inCheckout = existsSync(join(root, '.git')) ? test : test.skip
if (!existsSync(join(root, '.git'))) process.stdout.write('skipped: this is no checkout of git\n')

inCheckout('all files of the project are its own, and what people write beside them is not', () => {
  const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n')
  assert.equal(
    files.filter((file) => !isOwn(file)),
    []
  )
  for (const file of ['report.html', 'reports.html', 'stacks/report.html', 'recordings/EX01.json', '../package.json'])
    assert.not.ok(isOwn(file), file)
})

test.run()
