import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { registry } from '../../toolchain/scaffoldFact'
import { catalogue, scaffoldPolicy } from '../../toolchain/scaffoldPolicy'
import { rooms } from '../support/rooms'
import { copyOf, runIn, tools } from './projectCopy'

const test = suite('a new policy with a fact section')
/** Links of Windows need a right, and its tools look for packages through them. */
const onPosix = process.platform === 'win32' ? test.skip : test
if (process.platform === 'win32') process.stdout.write('skipped: the checks of a copy that links its packages\n')

const [name, section] = ['secure-channel', 'tlsVersion']
const project = copyOf([
  ...[...rooms, 'docs', 'toolchain', 'test', 'bench', 'examples'],
  ...['package.json', 'tsconfig.json', 'biome.json', '.gitignore', 'CONTRIBUTING.md']
])
const written = scaffoldPolicy(project, { name, section, value: null })
const files = E.isRight(written) ? written.right : []
const lists: ReadonlyArray<string> = [catalogue, registry]

/** As somebody leaves it who changes no more than each TODO. */
const fillIn = (): void => {
  for (const file of files.filter((one) => !lists.includes(one))) {
    const text = readFileSync(join(project, file), 'utf8')
    const filled = text.replace(/notApplicable: \[\{.*\}\]/, 'notApplicable: []').replaceAll('TODO', 'Thing')
    writeFileSync(join(project, file), filled)
  }
}

const runTool = (...args: ReadonlyArray<string>): void => {
  const { status, output } = runIn(project, '--import', './toolchain/loader.mjs', ...args)
  assert.is(status, 0, output)
}

test('its files and its lines in the two lists are written', () => {
  assert.equal(files, [
    ...['policy.ts', 'resolution.ts', 'headline.ts', 'example.json'].map((file) => `policies/${name}/${file}`),
    `test/policies/${name}/policy.test.ts`,
    catalogue,
    ...[`facts/sections/${section}.ts`, `facts/sections/${section}.md`, `collector/sections/${section}.ps1`],
    'test/windows-mock/collectorOfTlsVersion.ts',
    registry
  ])
  const list = readFileSync(join(project, registry), 'utf8')
  assert.match(list, `import { ${section} } from './sections/${section}'\n`)
  assert.match(list, new RegExp(`,\\n {2}${section}: factOf\\(${section}\\)\\n\\}\\n`))
})

onPosix('what is written passes lint, format and types', () => {
  const lint = runIn(project, tools.lint, 'check', ...files.filter((file) => /\.(?:ts|json)$/.test(file)))
  assert.is(lint.status, 0, lint.output)
  const own = files.filter((file) => file.endsWith('.ts'))
  const users = [
    'test/collector/sections.test.ts',
    'test/conformance.test.ts',
    'docs/generate.ts',
    'commands/audit/audit.ts'
  ]
  const settings = { extends: './tsconfig.json', files: [...own, ...users, 'toolchain/powershell.d.ts'], include: [] }
  writeFileSync(join(project, 'tsconfig.new.json'), JSON.stringify(settings))
  const { status, output } = runIn(project, tools.types, '-p', 'tsconfig.new.json')
  assert.is(status, 0, output)
})

onPosix('until each TODO is filled in, a test names the files', () => {
  const { status, output } = runIn(project, '--import', './toolchain/loader.mjs', 'test/run.ts', 'conformance')
  assert.is(status, 1, output)
  for (const file of files.filter((one) => !lists.includes(one) && !one.endsWith('.json'))) assert.match(output, file)
})

onPosix('then all that is generated follows, and its tests pass', () => {
  fillIn()
  runTool('toolchain/collector.ts')
  runTool('test/run.ts', '--update-golden', `policies/${name}`, 'demoFleet')
  runTool('docs/generate.ts')
  runTool('test/run.ts', `policies/${name}`, ...['conformance', 'headlines', 'collector/s'])
})

for (const wrong of ['', 'TlsVersion', 'tls-version', 'tls_version', '../x', '2x'])
  test(`a name that can't be one: "${wrong}"`, () => {
    const refused = scaffoldPolicy(project, { name: 'another-one', section: wrong, value: null })
    assert.match(E.isLeft(refused) ? refused.left : '', 'is no name of a fact section')
  })

test('of a section that is a named value of the registry, the page alone is left to be filled in', () => {
  const value = 'HKLM:\\SOFTWARE\\Microsoft\\Some Key\\Enabled'
  const more = scaffoldPolicy(project, { name: 'some-key', section: 'someKey', value })
  const made = (E.isRight(more) ? more.right : []).filter((file) => !lists.includes(file) && file.includes('omeKey'))
  const open = made.filter((file) => readFileSync(join(project, file), 'utf8').includes('TODO'))
  assert.equal([made.length, open], [4, ['facts/sections/someKey.md']])
  const script = readFileSync(join(project, 'collector/sections/someKey.ps1'), 'utf8')
  assert.match(script, "'SOFTWARE\\Microsoft\\Some Key'\n")
  assert.match(script, "(Get-MachineValue $someKeyKey 'Enabled')")
})

for (const wrong of ['', 'Enabled', "SOFTWARE\\It's\\X", 'HKCU:\\SOFTWARE\\X\\Y', 'SOFTWARE\\X\\$(y)'])
  test(`a path that is no value of the registry: "${wrong}"`, () => {
    const refused = scaffoldPolicy(project, { name: 'another-one', section: 'anotherOne', value: wrong })
    assert.match(E.isLeft(refused) ? refused.left : '', 'is no value of the registry')
  })

test('a section that is there already is left alone, and no policy is written for it', () => {
  const refused = scaffoldPolicy(project, { name: 'another-one', section: 'services', value: null })
  assert.equal(refused, E.left('facts/sections/services.ts is there already'))
})

test.run()
