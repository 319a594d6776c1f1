import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { catalogue, scaffoldPolicy } from '../../toolchain/scaffoldPolicy'
import { temporaryFolder } from '../support/engine'

const test = suite('a new policy')
const root = join(__dirname, '../..')
/** Links of Windows need a right, and its tools look for packages through them. */
const onPosix = process.platform === 'win32' ? test.skip : test
if (process.platform === 'win32') process.stdout.write('skipped: the checks of a copy that links its packages\n')
const name = 'pending-restart'

const copied = [
  ...['kernel', 'facts', 'setup-log', 'judging', 'collector', 'remediation', 'policies', 'test/support'],
  ...['toolchain/loader.mjs', 'toolchain/powershellText.cjs', 'toolchain/powershell.d.ts'],
  ...['package.json', 'tsconfig.json', 'biome.json', '.gitignore']
]

/** A copy of the project, as far as a policy needs it. */
const copy = (): string => {
  const folder = temporaryFolder()
  for (const part of copied) cpSync(join(root, part), join(folder, part), { recursive: true })
  if (process.platform !== 'win32') symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

const run = (folder: string, ...args: ReadonlyArray<string>) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  return { status, output: `${stdout}${stderr}` }
}

const project = copy()
const written = scaffoldPolicy(project, name)
const files = E.isRight(written) ? written.right : []

test('its files and its lines in the catalogue are written', () => {
  assert.equal(files, [
    `policies/${name}/policy.ts`,
    `policies/${name}/resolution.ts`,
    `policies/${name}/example.json`,
    `test/policies/${name}/policy.test.ts`,
    catalogue
  ])
  const list = readFileSync(join(project, catalogue), 'utf8')
  assert.match(list, `import { pendingRestart } from './${name}/policy'\n`)
  assert.match(list, /,\n {2}pendingRestart\n\]/)
})

onPosix('what is written passes lint and format', () => {
  const { status, output } = run(project, join(root, 'node_modules/@biomejs/biome/bin/biome'), 'check', ...files)
  assert.is(status, 0, output)
})

onPosix('what is written passes the types', () => {
  const own = files.filter((file) => file.endsWith('.ts'))
  const settings = { extends: './tsconfig.json', files: [...own, 'toolchain/powershell.d.ts'], include: [] }
  writeFileSync(join(project, 'tsconfig.new.json'), JSON.stringify(settings))
  const { status, output } = run(project, join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.new.json')
  assert.is(status, 0, output)
})

onPosix('its test fails until the table is filled in, and says so', () => {
  const { status, output } = run(project, '--import', './toolchain/loader.mjs', `test/policies/${name}/policy.test.ts`)
  assert.is(status, 1, output)
  assert.match(
    output,
    `The table of ${name} still has rows named TODO for compliant, drifting, unknown, notApplicable:`
  )
})

test('what is there already is left alone', () => {
  assert.equal(scaffoldPolicy(project, name), E.left(`policies/${name} is there already`))
})

for (const wrong of [
  '',
  'PendingRestart',
  'pending_restart',
  '-pending',
  'pending-',
  'a--b',
  'tls12',
  '../x',
  '2-x',
  'a-1-2'
])
  test(`a name that can't be one: "${wrong}"`, () => {
    const refused = scaffoldPolicy(project, wrong)
    assert.match(E.isLeft(refused) ? refused.left : '', 'is no name of a policy')
  })

test('a catalogue without its list is not touched, and nothing is written', () => {
  writeFileSync(join(project, catalogue), 'export {}\n')
  const refused = scaffoldPolicy(project, 'another-one')
  assert.match(E.isLeft(refused) ? refused.left : '', 'has no list named policies')
})

test.run()
