import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { faultsIn, file } from './stackLines'

const test = suite('commands: validate, slips of YAML')

/** Slips of YAML: the first line of each is line 5. */
const slips: ReadonlyArray<readonly [string, ReadonlyArray<string>, string]> = [
  [
    'tabs',
    ['\t  - name: EX02', '\t    connection: {type: ssh}'],
    '5 YAML | a line begins with a tab; YAML wants blanks'
  ],
  ['a tab in a bracket', ['  a: [', '\t1', ' ]'], '6 YAML | a line begins with a tab; YAML wants blanks'],
  [
    'a brace that is not closed',
    ['  a: {type: ssh', '  b: c'],
    '6 YAML | a bracket or brace is not closed, or lacks a comma'
  ],
  ['a quotation mark that is not closed', ['  a: "x'], '6 YAML | a quotation mark is not closed'],
  ['a key without its colon', ['  a: 1', '  b'], '6 YAML | a key lacks its colon'],
  [
    'a setting without its colon',
    ['  exchange-compliance:stage after-update', '  a: 1'],
    '5 YAML | a key lacks its colon; write exchange-compliance:stage: after-update'
  ],
  [
    'an entry of a list without its colon',
    ['  a:', '    - name EX02', '      connection: { type: ssh }'],
    '6 YAML | a key lacks its colon; write name: EX02'
  ],
  [
    'a key without its colon before braces',
    ['  a:', '    - name: EX02', '      connection { type: ssh, host: b }'],
    '7 YAML | a key lacks its colon; write connection:'
  ],
  [
    'a key without its colon among others',
    ['  a:', '    build advisory', '    framework: disabled'],
    '6 YAML | a key lacks its colon; write build: advisory'
  ],
  ['a key without its colon before a list', ['  a', '    - b: 1'], '5 YAML | a key lacks its colon; write a:'],
  ['a key twice', ['  a: 1', '  a: 2'], '6 YAML | a stands on line 5 already; keep one'],
  ['a colon in a value', ['  a: b: c'], '5 YAML | a value with a colon in it needs quotes'],
  ['a path of Windows in double quotes', ['  a: "C:\\x\\q"'], '5 YAML | a backslash in double quotes begins an escape'],
  ['an indentation of its own', ['    a: 1', '   b: 2'], '5 YAML | the line is not indented as those around it'],
  ['an alias of nothing', ['  a: *x'], '5 YAML | a value that begins with such a sign needs quotes'],
  ['a sign of YAML', ['  a: @x'], '5 YAML | a value that begins with such a sign needs quotes'],
  ['a comma that is missing', ['  a: {type: ssh host: b}'], '5 YAML | in brackets or braces a comma is missing here'],
  [
    'hyphens in brackets',
    ['  a: [', '    - b', '  ]'],
    '6 YAML | in brackets or braces a comma is missing here, or a list'
  ],
  ['a bracket too many', ['  a: [b]]'], '5 YAML | a bracket or brace is closed here that was not opened'],
  ['an entry indented too little', ['  a:', '    - b: 1', '     c: 2'], '7 YAML | the line is not indented as those'],
  ['a line indented too far', ['  a:', '    - b: c', '        d: 2'], '6 YAML | the next line is indented further'],
  [
    'a colon without a blank',
    ['  a: 1', '  build:latest'],
    '6 YAML | the colon of a key needs a blank after it; write build: latest'
  ],
  [
    'a colon without a blank in a key with its namespace',
    ['  exchange-compliance:build:latest', '  b: 1'],
    '5 YAML | the colon of a key needs a blank after it; write exchange-compliance:build: latest'
  ],
  [
    'a key with its namespace and no colon',
    ['  a: 1', '  exchange-compliance:build'],
    '6 YAML | a key lacks its colon'
  ],
  ['a key twice in an entry', ['  a:', '    - {b: 1, c: 2, b: 3}'], '6 YAML | b stands on line 6 already; keep one'],
  [
    'a setting without its indentation',
    [
      '  exchange-compliance:stage: after-update',
      'exchange-compliance:build: latest',
      '  exchange-compliance:level: x'
    ],
    '6 YAML | the setting is not indented as the other settings'
  ],
  [
    'a setting indented too far',
    [
      '    exchange-compliance:stage: after-update',
      '  exchange-compliance:build: latest',
      '  exchange-compliance:x: y'
    ],
    '5 YAML | the setting is not indented as the other settings'
  ],
  ['text behind quotes', ['  a: "b" c'], '5 YAML | the value is complete before this place, and more follows']
]

for (const [name, lines, expected] of slips)
  test(`a slip of YAML is one sentence with its line: ${name}`, () => {
    const faults = faultsIn(file(...lines))
    assert.is(faults.length, 1, faults.join('\n'))
    assert.ok(faults[0]?.includes(expected), faults[0])
    assert.not.match(faults[0] ?? '', / at line |\n/)
  })

test.run()
