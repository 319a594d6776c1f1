import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { commandEnvironment, commandPlugin } from '../support/commandPlugin'
import { createStack, type Stack, temporaryFolder } from '../support/engine'
import { assertHolds } from './fleet'

const plugin = commandPlugin()
const test = suite(`engine: the command plugin (${plugin.name})`)

const program = temporaryFolder()
const log = join(program, 'ran.txt')
const permission = join(program, 'permission.txt')

/** Writes down the command's name and what it was given, and fails as long as a file that it needs is missing. */
const script = `
  const { appendFileSync, existsSync, readFileSync } = require('node:fs')
  const { LOG, NAME, NEEDS } = process.env
  appendFileSync(LOG, NAME + ': ' + JSON.stringify(readFileSync(0, 'utf8')) + '\\n')
  console.log(NAME + ' began')
  if (NEEDS && !existsSync(NEEDS)) {
    console.error('no permission yet')
    process.exit(3)
  }`

const source = `
  const { local } = require('@pulumi/command')
  const commands = require('./commands.json')
  const made = []
  for (const [name, { args, ignoreChanges }] of Object.entries(commands))
    made.push(new local.Command(name, args, { ignoreChanges, dependsOn: [...made] }))
  exports.printed = made[0].stdout`

const command = (name: string, args: Readonly<Record<string, unknown>>, ignoreChanges: ReadonlyArray<string> = []) => ({
  args: {
    interpreter: [process.execPath, '-e'],
    create: script,
    environment: { LOG: log, NAME: name, NEEDS: name === 'broken' ? permission : '' },
    ...args
  },
  ignoreChanges
})

const commands = (trigger: string, ignored: string) => ({
  steady: command('steady', { stdin: 'one\ntwo\n' }),
  triggered: command('triggered', { stdin: trigger, triggers: [trigger] }),
  ignoring: command('ignoring', { stdin: ignored, triggers: [ignored] }, ['*']),
  broken: command('broken', { stdin: 'try' })
})

const write = (name: string, content: unknown): void =>
  writeFileSync(join(program, name), typeof content === 'string' ? content : JSON.stringify(content))

const ran = (): ReadonlyArray<string> =>
  existsSync(log)
    ? readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : []

let stack: Stack

test.before(async () => {
  const modules = dirname(dirname(dirname(require.resolve('@pulumi/command/package.json'))))
  symlinkSync(modules, join(program, 'node_modules'), 'junction')
  write('package.json', { name: 'commands', main: 'index.js' })
  write('index.js', source)
  write('commands.json', commands('first', 'first'))
  stack = await createStack('test', commandEnvironment(plugin), program)
})

test('a preview runs nothing', async () => {
  const preview = await stack.pulumi('preview', '--diff')
  assert.is(preview.code, 0, preview.all)
  assertHolds(preview.all, '+ command:local:Command: (create)')
  assert.equal(ran(), [])
})

test('an update runs each command once with its standard input, and fails by the one that fails', async () => {
  const update = await stack.pulumi('up', '--skip-preview', '--yes')
  assert.not.equal(update.code, 0, update.all)
  assert.equal(ran(), ['steady: "one\\ntwo\\n"', 'triggered: "first"', 'ignoring: "first"', 'broken: "try"'])
  const [, diagnostics = ''] = update.all.split('Diagnostics:')
  for (const told of ['error: exit status 3: running "', 'broken began', 'no permission yet'])
    assertHolds(diagnostics, told)
})

test('the next update runs the one that failed and the one whose trigger changed, and no other', async () => {
  const before = ran().length
  write('commands.json', commands('second', 'second'))
  write('permission.txt', 'granted')
  const update = await stack.pulumi('up', '--skip-preview', '--yes')
  assert.is(update.code, 0, update.all)
  assert.equal(ran().slice(before), ['triggered: "second"', 'broken: "try"'])
  assertHolds(update.all, '+-1 replaced')
  assert.is((await stack.pulumi('stack', 'output', 'printed')).stdout, 'steady began\n')
})

test.run()
