import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { catalogue, scaffoldPolicy } from '../../toolchain/scaffoldPolicy'
import { copyOf, runIn, tools } from './projectCopy'

const test = suite('a new policy')
/** Links of Windows need a right, and its tools look for packages through them. */
const onPosix = process.platform === 'win32' ? test.skip : test
if (process.platform === 'win32') process.stdout.write('skipped: the checks of a copy that links its packages\n')
const name = 'page-files'

const copied = [
  ...[
    'kernel',
    'facts',
    'setup-log',
    'judging',
    'collector',
    'remediation',
    'policies',
    'reports',
    'docs',
    'test/support'
  ],
  ...['toolchain/loader.mjs', 'toolchain/powershellText.cjs', 'toolchain/powershell.d.ts'],
  ...['package.json', 'tsconfig.json', 'biome.json', '.gitignore']
]

const project = copyOf(copied)
const scaffold = (wanted: string) => scaffoldPolicy(project, { name: wanted, section: null, value: null })
const written = scaffold(name)
const files = E.isRight(written) ? written.right : []

test('its files and its lines in the catalogue are written', () => {
  assert.equal(files, [
    `policies/${name}/policy.ts`,
    `policies/${name}/resolution.ts`,
    `policies/${name}/headline.ts`,
    `policies/${name}/example.json`,
    `test/policies/${name}/policy.test.ts`,
    catalogue
  ])
  const list = readFileSync(join(project, catalogue), 'utf8')
  assert.match(list, `import { pageFiles } from './${name}/policy'\n`)
  assert.match(list, /,\n {2}pageFiles\n\]/)
})

onPosix('what is written passes lint and format', () => {
  const { status, output } = runIn(project, tools.lint, 'check', ...files)
  assert.is(status, 0, output)
})

onPosix('what is written passes the types', () => {
  const own = files.filter((file) => file.endsWith('.ts'))
  const settings = { extends: './tsconfig.json', files: [...own, 'toolchain/powershell.d.ts'], include: [] }
  writeFileSync(join(project, 'tsconfig.new.json'), JSON.stringify(settings))
  const { status, output } = runIn(project, tools.types, '-p', 'tsconfig.new.json')
  assert.is(status, 0, output)
})

onPosix('its test fails until the table is filled in, and says so', () => {
  const { status, output } = runIn(
    project,
    '--import',
    './toolchain/loader.mjs',
    `test/policies/${name}/policy.test.ts`
  )
  assert.is(status, 1, output)
  assert.match(
    output,
    `The table of ${name} still has rows named TODO for compliant, drifting, unknown, notApplicable:`
  )
})

test('what is there already is left alone', () => {
  assert.equal(scaffold(name), E.left(`policies/${name} is there already`))
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
    const refused = scaffold(wrong)
    assert.match(E.isLeft(refused) ? refused.left : '', 'is no name of a policy')
  })

test('a catalogue without its list is not touched, and nothing is written', () => {
  writeFileSync(join(project, catalogue), 'export {}\n')
  const refused = scaffold('another-one')
  assert.match(E.isLeft(refused) ? refused.left : '', 'has no line "export const policies')
})

test.run()
