import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { faultsOfHosts } from '../../commands/namedHosts'
import { faultsOfStack } from '../../commands/stackFaults'
import { parseStackText } from '../../commands/stackText'
import { decodeSettings } from '../../stacks/settings'
import { temporaryFolder } from '../support/engine'
import { assertRefused, compliance, writeStack } from './run'

const test = suite('commands: validate')

const servers = ['  exchange-compliance:servers:', '    - name: EX01', '      connection: {type: ssh}']
const file = (...lines: ReadonlyArray<string>): string => ['config:', ...servers, ...lines, ''].join('\n')

const faultsIn = (text: string) =>
  faultsOfStack(parseStackText(text)).map(({ line, what, why }) => `${line} ${what} | ${why}`)

const rows: Readonly<Record<string, readonly [ReadonlyArray<string>, ReadonlyArray<string>]>> = {
  'no fault': [[], []],
  'a mistyped setting': [
    ['  exchange-compliance:enforcment: mandatory'],
    ['5 enforcment | "enforcment" is not a setting here; did you mean enforcement?']
  ],
  'a mistyped namespace': [
    ['  exchange-complience:stage: always'],
    ['5 exchange-complience:stage | is not a setting of this project; did you mean exchange-compliance:stage?']
  ],
  'a duration in words': [
    ['  exchange-compliance:maxAge: 7 days'],
    ['5 maxAge | "7 days" is not a duration; write 7d']
  ],
  'a key without its namespace is the same setting': [
    ['  maxAge: 7 days'],
    ['5 maxAge | "7 days" is not a duration; write 7d']
  ],
  'one setting under three spellings': [
    [
      '  enforcement: mandatory',
      '  exchange-compliance:enforcement: advisory',
      '  exchange-compliance:config:enforcement: advisory'
    ],
    [
      '6 exchange-compliance:enforcement | is set on line 5 already, as enforcement: Pulumi takes one by chance; keep one',
      '7 exchange-compliance:config:enforcement | is set on line 5 already, as enforcement: Pulumi takes one by chance; keep one'
    ]
  ],
  'a mistyped policy': [
    ['  exchange-compliance:policies:', '    build: advisory', '    services-strat: advisory'],
    ['7 policies.services-strat | names no policy: services-strat; did you mean services-start?']
  ],
  'a setting beside config': [
    ['exchange-compliance:enforcement: mandatory'],
    ['5 exchange-compliance:enforcement | Pulumi passes over it; settings stand below config:, indented']
  ],
  'several, all at once, in the order of the lines': [
    [
      '    - name: EX02',
      '      Site: Berlin',
      '      connection:',
      '        type: shh',
      '    - name: EX01',
      '      connection: {type: ssh, prot: 22}',
      '  exchange-compliance:waivers:',
      '    - {server: EX1, policy: build, reason: x, expires: 2026-13-01}'
    ],
    [
      '6 EX02: Site | "Site" is not a setting here; did you mean site?',
      '8 EX02: connection.type | "shh" is not a connection type; did you mean ssh?',
      '9 EX01: name | servers lists EX01 twice; keep one of the entries',
      '10 EX01: connection.prot | "prot" is not a setting here; did you mean port?',
      '12 waivers[0].expires | "2026-13-01" is not a day such as 2026-12-31',
      '12 waivers[0].server | names no server of this stack: EX1; did you mean EX01?'
    ]
  ],
  'texts that are empty': [
    ['    - name:', '      connection: {type: recorded, path: ""}', '    - name: EX03'],
    [
      '5 servers[1]: name | is empty; write a value',
      '6 servers[1]: connection.path | is empty; write a value',
      '7 EX03: connection | is missing or no map; write connection: {type: ssh}, for example'
    ]
  ],
  'a tab': [['\texchange-compliance:stage: always'], ['5 YAML | a line begins with a tab; YAML wants blanks']]
}

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
  ['a key twice', ['  a: 1', '  a: 2'], '6 YAML | the key stands there before already; keep one'],
  ['a colon in a value', ['  a: b: c'], '5 YAML | a value with a colon in it needs quotes'],
  ['a path of Windows in double quotes', ['  a: "C:\\x\\q"'], '5 YAML | a backslash in double quotes begins an escape'],
  ['an indentation of its own', ['    a: 1', '   b: 2'], 'YAML | '],
  ['an alias of nothing', ['  a: *x'], 'YAML | ']
]

for (const [name, lines, expected] of slips)
  test(`a slip of YAML is one sentence with its line: ${name}`, () => {
    const faults = faultsIn(file(...lines))
    assert.is(faults.length, 1, faults.join('\n'))
    assert.ok(faults[0]?.includes(expected), faults[0])
    assert.not.match(faults[0] ?? '', / at line |\n/)
  })

for (const [name, [lines, expected]] of Object.entries(rows))
  test(`${name}: ${expected.length} faults, each with its line`, () => {
    assert.equal(faultsIn(file(...lines)), expected)
  })

test('a key that is meant to be a required one is one fault', () => {
  const text = 'config:\n  exchange-compliance:servers:\n    - nam: EX01\n      connection: {type: ssh}\n'
  assert.equal(faultsIn(text), ['3 servers[0]: nam | "nam" is not a setting here; did you mean name?'])
})

test('a file without servers has a fault, also an empty one', () => {
  for (const text of ['', 'config: {}\n', 'config:\n  exchange-compliance:stage: always\n'])
    assert.match(faultsIn(text).join(), /servers is missing/)
})

test('servers that come from elsewhere are not missed, and a secret is not taken for a fault', () => {
  assert.equal(faultsIn('environment: [production]\nconfig: {}\n'), [])
  const secret = '  exchange-compliance:organization:\n    secure: v1:abc\n'
  assert.equal(faultsIn(file(secret)), [])
})

test('there are faults where the program refuses the settings, and only there', () => {
  for (const [, [lines]] of Object.entries(rows).filter(([name]) => !/namespace|beside|tab|spellings/.test(name))) {
    const text = parseStackText(file(...lines))
    const prefix = 'exchange-compliance:'
    const own = Object.entries(text.texts).map(([key, value]) => [key.slice(prefix.length), value])
    assert.is(faultsOfStack(text).length > 0, E.isLeft(decodeSettings(Object.fromEntries(own))), lines.join())
  }
})

test('the verb shows them in columns and ends with 2, else with 0', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'Pulumi.good.yaml'), file())
  writeFileSync(
    join(folder, 'Pulumi.bad.yaml'),
    file('  exchange-compliance:maxAge: 7 days', '  exchange-compliance:x: 1')
  )
  const good = await compliance(folder, 'validate', 'Pulumi.good.yaml')
  assert.equal([good.code, good.stdout, good.stderr], [0, 'Pulumi.good.yaml has no faults.\n', ''])
  const bad = await compliance(folder, 'validate', '--stack', 'Pulumi.bad.yaml')
  assert.is(bad.code, 2)
  assert.match(
    bad.stdout,
    /^Pulumi\.bad\.yaml has 2 faults:\n {2}line 5 {2}maxAge {2}"7 days" is not a duration; write 7d\n {2}line 6/
  )
})

test('files that the settings name and that are not there are faults, and an expired waiver is mentioned', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'EX01.json'), '{}')
  const lines = [
    'config:',
    '  exchange-compliance:servers:',
    `    - {name: EX01, connection: {type: recorded, path: "${folder}/EX1.json"}}`,
    `    - {name: EX02, connection: {type: captures, path: "${folder}/EX01.json"}}`,
    `    - {name: EX03, connection: {type: ssh, config: "${folder}"}}`,
    `    - {name: EX04, connection: {type: recorded, path: "${folder}/EX01.json"}}`,
    `  exchange-compliance:baseline: ${folder}/none`,
    `  exchange-compliance:buildTable: ${folder}/builds.json`,
    `  exchange-compliance:organization: {recorded: ${folder}/organization.json}`,
    `  exchange-compliance:reports: {html: ${folder}/none/report.html, junit: ${folder}/report.xml}`,
    '  exchange-compliance:stage: late',
    '  exchange-compliance:waivers:',
    '    - {server: EX01, policy: build, reason: x, expires: 2026-01-31}'
  ]
  writeFileSync(join(folder, 'Pulumi.x.yaml'), lines.join('\n').replaceAll('\\', '/'))
  const { code, stdout } = await compliance(folder, 'validate', 'Pulumi.x.yaml')
  assert.is(code, 2)
  assert.equal(
    stdout
      .replaceAll(folder.replaceAll('\\', '/'), 'F')
      .trim()
      .split('\n')
      .map((line) => line.replace(/ {2,}/g, '  ').trim()),
    [
      'Pulumi.x.yaml has 8 faults:',
      'line  3  EX01: connection.path  "F/EX1.json" does not exist; did you mean EX01.json?',
      'line  4  EX02: connection.path  "F/EX01.json" is a file; name a folder',
      'line  5  EX03: connection.config  "F" is a folder; name a file in it',
      'line  7  baseline  "F/none" does not exist; a path is relative to stacks/',
      'line  8  buildTable  "F/builds.json" does not exist; a path is relative to stacks/',
      'line  9  organization.recorded  "F/organization.json" does not exist; a path is relative to stacks/',
      'line 10  reports.html  the folder of "F/none/report.html" does not exist; make it',
      'line 11  stage  "late" is not a stage; use one of: before-update, after-update, always',
      'No fault, but to be looked at:',
      'line 13  waivers[0].expires  the waiver of EX01 for build expired on 2026-01-31 and covers nothing; renew it or remove it'
    ].map((line) => line.replace(/ {2,}/g, '  '))
  )
})

test('a key that ssh would not find is a fault, and a server without a baseline is mentioned', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'baselines'))
  writeFileSync(join(folder, 'baselines', 'ex01.json'), '{}')
  writeFileSync(join(folder, 'key'), '')
  writeFileSync(join(folder, 'good'), `Host *\n  IdentityFile "${join(folder, 'key')}"\n  IdentityFile ~/.ssh/%h\n`)
  writeFileSync(join(folder, 'bad'), `Host *\n  identityfile=${join(folder, 'no key')}\n`)
  const server = (name: string, config: string) => ({ name, connection: { type: 'ssh', config: join(folder, config) } })
  const servers = [server('EX01', 'good'), server('EX02', 'bad')]
  const { stdout } = await compliance(
    folder,
    'validate',
    writeStack(folder, { servers, baseline: join(folder, 'baselines') })
  )
  assert.match(stdout, 'has 1 fault:')
  assert.match(stdout, /EX02: connection\.config {2}its IdentityFile ".*no key" does not exist\n/)
  assert.match(stdout, /looked at:\n.* baseline +it holds no facts of EX02; record them by collect before the update\n/)
})

test('a stack that is not there is refused with a suggestion', async () => {
  assertRefused(await compliance(temporaryFolder(), 'validate', 'dmeo'), 'Pulumi.dmeo.yaml; did you mean demo?')
  assertRefused(await compliance(temporaryFolder(), 'validate', 'nowhere.yaml'), 'there is no file nowhere.yaml')
})

test('a server that is reached by a name that is no host name is a fault', () => {
  const entry = (name: string, connection: string) => `    - { name: '${name}', connection: ${connection} }`
  const text = [
    'config:',
    '  exchange-compliance:servers:',
    entry('EX01', '{type: ssh}'),
    entry('=cmd|calc!A0', '{type: remoting}'),
    entry('-oProxyCommand=id', '{type: ssh}'),
    entry('the old one', '{type: ssh, host: ex02}'),
    entry('a recording', '{type: recorded, path: x.json}')
  ].join('\n')
  assert.equal(
    faultsOfHosts(parseStackText(text)).map(({ line, what, why }) => `${line} ${what} | ${why}`),
    [
      '4 =cmd|calc!A0: name | it is no host name; correct it, or name the computer in its connection',
      '5 -oProxyCommand=id: name | it is no host name; correct it, or name the host in its connection'
    ]
  )
})

test.run()
