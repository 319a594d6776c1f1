import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { faultsOfHosts } from '../../commands/namedHosts'
import { faultsOfStack } from '../../commands/stackFaults'
import { parseStackText } from '../../commands/stackText'
import { decodeSettings } from '../../stacks/settings'
import { faultsIn, file } from './stackLines'

const test = suite('commands: validate, faults of settings')

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
    ['5 exchange-compliance:enforcement | Pulumi ignores it; settings stand below config:, indented']
  ],
  'a misspelt config beside the right one': [['confg:'], ['5 confg | Pulumi ignores it; did you mean config?']],
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
  'parameters of a policy': [
    [
      '  exchange-compliance:policies:',
      '    build:',
      '      level: mandatry',
      '      targt: latest',
      '    folder-acls: {level: advisory, x: 1}'
    ],
    [
      '7 policies.build.level | "mandatry" is not an enforcement level; did you mean mandatory?',
      '8 policies.build.targt | "targt" is not a setting here; did you mean target?',
      '9 policies.folder-acls.x | "x" is not a setting here; use one of: level'
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
  'a number where a text is needed': [
    ['    - name: EX02', '      dag: 1', '      connection: {type: ssh}'],
    ['6 EX02: dag | 1 is not a text; put it in quotes: "1"']
  ],
  'a tab': [['\texchange-compliance:stage: always'], ['5 YAML | a line begins with a tab; YAML wants blanks']]
}

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
