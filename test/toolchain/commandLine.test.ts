import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { split } from './commandLines'
import { load } from './support'

interface CommandLine {
  readonly readArguments: (words: ReadonlyArray<string>) => {
    readonly command: string | undefined
    readonly options: ReadonlyArray<{ readonly name: string; readonly value: string | null }>
    readonly operands: ReadonlyArray<string>
  }
}

const commands: ReadonlyArray<readonly [string, string | undefined]> = [
  ['up --yes', 'up'],
  ['update --yes', 'up'],
  ['pre', 'preview'],
  ['down', 'destroy'],
  ['--color never -C .. --non-interactive preview --stack up', 'preview'],
  ['--stack fixes up', 'up'],
  ['-s up preview', 'preview'],
  ['-ys up fixes', 'up'],
  ['--stack=fixes -e up', 'up'],
  ['constructor', 'constructor'],
  ['-- up', undefined],
  ['--version', undefined]
]

for (const [line, command] of commands)
  test(`the command of "pulumi ${line}" is ${command}`, async () => {
    const { readArguments } = await load<CommandLine>('commandLine.mjs')
    assert.is(readArguments(split(line)).command, command)
  })

const readings: ReadonlyArray<readonly [string, ReadonlyArray<readonly [string, string | null]>, string]> = [
  [
    'up -yfs fixes',
    [
      ['yes', null],
      ['skip-preview', null],
      ['stack', 'fixes']
    ],
    ''
  ],
  ['up -sfixes rest', [['stack', 'fixes']], 'rest'],
  ['up -s=fixes', [['stack', 'fixes']], ''],
  [
    'up -yc a:b=c=d -r',
    [
      ['yes', null],
      ['config', 'a:b=c=d'],
      ['refresh', null]
    ],
    ''
  ],
  [
    'up --config=a:b=c --stack fixes --diff rest',
    [
      ['config', 'a:b=c'],
      ['stack', 'fixes'],
      ['diff', null]
    ],
    'rest'
  ],
  ['up --refresh=false -- --strict', [['refresh', 'false']], '--strict'],
  [
    '-ys up fixes',
    [
      ['yes', null],
      ['stack', 'fixes']
    ],
    ''
  ]
]

for (const [line, options, operands] of readings)
  test(`the options of "pulumi ${line}" are read as Pulumi does`, async () => {
    const { readArguments } = await load<CommandLine>('commandLine.mjs')
    const read = readArguments(split(line))
    assert.equal(
      read.options.map(({ name, value }) => [name, value]),
      options
    )
    assert.equal(read.operands, split(operands))
  })

test.run()
