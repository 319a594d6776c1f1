import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { parseDocument } from 'yaml'

const root = join(__dirname, '..')
const examples = readdirSync(join(root, 'examples'))
const textOf = (name: string): string => readFileSync(join(root, 'examples', name), 'utf8')

/** The commands of this project in a pipeline, as a shell of Unix takes them. */
const commandsOf = (name: string): ReadonlyArray<string> =>
  [...textOf(name).matchAll(/[.][\\/](compliance [^\n;]*)/g)].map(([, command = '']) =>
    command.replace(/\$env:(\w+)/g, '"$$$1"')
  )

const previewsOf = (name: string): ReadonlyArray<string> =>
  [...textOf(name).matchAll(/(?:npm run pulumi --|compliance pulumi) (preview [^\n;]*)/g)].map(([, words = '']) =>
    words.replace(/"?\$(?:env:)?STACK"?/, 'STACK')
  )

const test = suite('pipeline examples')
const onUnix = process.platform === 'win32' ? test.skip : test
let folder = ''
test.before(() => {
  folder = mkdtempSync(join(tmpdir(), 'examples-'))
})
test.after(() => rmSync(folder, { recursive: true, force: true }))

test('there is one for each of three systems', () => {
  assert.equal([...examples].sort(), ['azure-pipelines.yml', 'github-actions.yml', 'gitlab-ci.yml'])
})

for (const name of examples) {
  test(`${name} is YAML, and its last gate is a preview of the fleet`, () => {
    assert.equal(parseDocument(textOf(name)).errors, [])
    assert.equal(previewsOf(name), ['preview --stack STACK --suppress-progress'])
  })

  onUnix(`each command of ${name} runs as it stands: on the demo, none has a word that can't be used`, () => {
    const commands = commandsOf(name).filter((command) => !command.startsWith('compliance pulumi'))
    assert.equal(
      commands.map((command) => command.split(' ')[1]),
      ['validate', 'ready', 'check', 'report']
    )
    for (const command of commands) {
      const { status, stderr } = spawnSync('sh', ['-c', `"$ROOT"/${command}`], {
        ...{ cwd: folder, encoding: 'utf8', timeout: 120_000 },
        env: { ...process.env, ROOT: root, STACK: 'demo', SERVER: 'EXSE' }
      })
      assert.ok([0, 1, 3].includes(status ?? -1), `${command} ended with ${status}: ${stderr}`)
    }
  })
}

onUnix('a gate of GitLab that nobody knows fails, and says which there are', () => {
  const guard = textOf('gitlab-ci.yml')
    .split('\n')
    .flatMap((line) => /^ +- (case .* esac)$/.exec(line)?.[1] ?? [])
    .join('\n')
  const statusOf = (GATE: string) => spawnSync('sh', ['-c', guard], { env: { ...process.env, GATE } }).status
  assert.equal(['before', 'server', 'fleet', 'after', ''].map(statusOf), [0, 0, 0, 2, 2])
})

test('each example says that a gate may pass whatever is found', () => {
  for (const name of examples) assert.match(textOf(name), 'With "enforcement: advisory" it passes whatever is found')
})

onUnix('the reports are where the examples publish them from', () => {
  for (const name of ['report.html', 'report.xml', 'report.sarif']) assert.ok(readdirSync(folder).includes(name), name)
})

test.run()
