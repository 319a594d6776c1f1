import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { parseCommandLine } from '../../commands/commandLine'

const test = suite('audit: command lines')

const options = {
  stack: { type: 'string' },
  format: { type: 'string' },
  policy: { type: 'string', multiple: true },
  verbose: { type: 'boolean' }
} as const

const usage = 'check [SERVER...] [--stack NAME] [--format text|json] [--policy NAME]... [--verbose]'

const slips: ReadonlyArray<readonly [string, string]> = [
  ['--stack', '--stack needs a value: --stack NAME'],
  ['--stack --format json', '--stack needs a value: --stack NAME'],
  ['--stack=', '--stack needs a value: --stack NAME'],
  ['EX01 --format', '--format needs a value: --format text|json'],
  ['--policy', '--policy needs a value: --policy NAME'],
  ['--verbose=yes', '--verbose takes no value'],
  ['--stak demo', '--stak is not an option; did you mean --stack?'],
  ['-v', '-v is not an option; use one of: --stack, --format, --policy, --verbose']
]

for (const [line, expected] of slips)
  test(`${line}: ${expected}`, () => {
    assert.equal(parseCommandLine(options, usage, line.split(' ')), E.left(expected))
  })

const faults: ReadonlyArray<readonly [string, ReadonlyArray<string>, string]> = [
  [
    'two stacks',
    ['--stack', 'demo', '--stack=production'],
    '--stack is given more than once (demo, production): keep one'
  ],
  [
    'a variable that is not set',
    ['', '--stack', 'demo'],
    'one of the arguments is empty, as an unset variable in quotes is: write its value, or leave it out'
  ]
]

for (const [what, words, expected] of faults)
  test(`${what}: ${expected}`, () => {
    assert.equal(parseCommandLine(options, usage, words), E.left(expected))
  })

test('what may be repeated is kept', () => {
  const parsed = parseCommandLine(options, usage, [
    '--policy',
    'build',
    '--policy',
    'framework',
    '--verbose',
    '--verbose'
  ])
  assert.ok(E.isRight(parsed))
  if (E.isRight(parsed)) assert.equal(parsed.right.values.policy, ['build', 'framework'])
})

test('what is right is taken apart', () => {
  const parsed = parseCommandLine(options, usage, ['EX01', '--stack', 'a b', '--policy', 'build', '--verbose'])
  assert.ok(E.isRight(parsed))
  if (E.isLeft(parsed)) return
  assert.equal({ ...parsed.right.values }, { stack: 'a b', policy: ['build'], verbose: true })
  assert.equal(parsed.right.positionals, ['EX01'])
})

test.run()
