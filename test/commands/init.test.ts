import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type NewServer, newStackText, serversIn } from '../../commands/newStack'
import { faultsOfStack } from '../../commands/stackFaults'
import { parseStackText } from '../../commands/stackText'
import { decodeSettings } from '../../stacks/settings'
import { temporaryFolder } from '../support/engine'
import { assertRefused, compliance } from './run'

const test = suite('commands: init')

const listOf = (text: string): unknown => {
  const servers = serversIn(text)
  return E.isLeft(servers)
    ? servers.left
    : servers.right.map(({ name, dag, site, connection }) => [name, dag, site, connection])
}

const lists: Readonly<Record<string, readonly [string, unknown]>> = {
  'names alone are reached by ssh': ['name\nEX01\n', [['EX01', '', '', { type: 'ssh' }]]],
  'semicolons, other words, a byte order mark and line ends of Windows': [
    '\ufeffServer Name;DAG;AD Site\r\nEX01;DAG1;Berlin\r\n',
    [['EX01', 'DAG1', 'Berlin', { type: 'ssh' }]]
  ],
  tabs: ['name\tconnection\nEX01\tremoting\n', [['EX01', '', '', { type: 'remoting' }]]],
  'quotes, and empty lines': [
    'name,site\n\n"EX01","Berlin, Mitte"\n,\n',
    [['EX01', '', 'Berlin, Mitte', { type: 'ssh' }]]
  ],
  'what belongs to a connection': [
    'name,connection,address,user,path\nA,ssh,a.b.example,DOM\\u,\nB,remoting,b.b.example,x,\nC,recorded,,,\nD,captures,,,/d\n',
    [
      ['A', '', '', { type: 'ssh', host: 'a.b.example', user: 'DOM\\u' }],
      ['B', '', '', { type: 'remoting', computer: 'b.b.example' }],
      ['C', '', '', { type: 'recorded', path: '../recordings/C.json' }],
      ['D', '', '', { type: 'captures', path: '/d' }]
    ]
  ],
  'a mistyped column': ['nam\nEX01\n', 'line 1: the column nam is not known; did you mean name?'],
  'two columns of one meaning': ['name,server\nEX01,EX01\n', 'line 1: two columns are for name'],
  'no names': ['dag\nDAG1\n', 'line 1: no column holds the names; call one name (others: dag, site, connection)'],
  'a row without a name': ['name,site\nEX01,a\n,b\n', 'line 3: the server has no name'],
  'a row with more cells than the heading': [
    'name,site\nEX01,Berlin\nEX02,Berlin, Mitte\n',
    'line 3: it has 3 cells, and the heading has 2; put a value that holds a separator in quotes'
  ],
  'a name with a blank': ['name\nEX01\nEX 02\n', 'line 3: EX 02 is no name of a server, since it holds a blank'],
  'a mistyped connection': ['name,connection\nEX01,shh\n', 'line 2: shh is not a connection; did you mean ssh?'],
  nothing: ['', 'is empty'],
  'a heading alone': ['name,dag\n', 'lists no server']
}

for (const [name, [text, expected]] of Object.entries(lists))
  test(`a list: ${name}`, () => {
    assert.equal(listOf(text), expected)
  })

const broken = (text: string): boolean => /[\p{Cc}\p{Cf}\p{Cs}<\u2028\u2029]/u.test(text)
const word = fc
  .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
  .filter((text) => text.trim() !== '' && !broken(text))

test('whatever the names, the file holds them as they were, and has no faults', () => {
  const name = fc.oneof(
    word,
    fc.constantFrom('yes', '010', '1e3', '~', 'null', '- a', 'a: b', 'a #b', '"', "'", '{', '&a', '*a', '%a')
  )
  fc.assert(
    fc.property(name, fc.option(name, { nil: '' }), name, (server, dag, path) => {
      const entry: NewServer = { name: server, dag, site: dag, connection: { type: 'recorded', path } }
      const text = parseStackText(newStackText([entry], null))
      assert.equal(faultsOfStack(text), [])
      const decoded = decodeSettings({ servers: text.texts['exchange-compliance:servers'] ?? '' })
      const [found] = E.isRight(decoded) ? decoded.right.servers : []
      assert.equal([found?.name, found?.dag ?? '', found?.connection], [server, dag, { type: 'recorded', path }])
    })
  )
})

test('the verb writes a file that validate finds right, with comments, and says what comes next', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'servers.csv'), 'name,dag\nEX01,DAG1\nEX02,DAG1\n')
  const words = [
    'init',
    'prod',
    '--from',
    'servers.csv',
    '--organization',
    'ex01.contoso.example',
    '--out',
    'Pulumi.prod.yaml'
  ]
  const made = await compliance(folder, ...words)
  assert.equal([made.code, made.stderr], [0, ''])
  assert.match(made.stdout, /^Pulumi\.prod\.yaml: 2 servers\nNext: .*validate Pulumi\.prod\.yaml/)
  const text = readFileSync(join(folder, 'Pulumi.prod.yaml'), 'utf8')
  assert.match(text, '# Deviations that are accepted for a time.')
  assert.match(text, 'organization: {endpoint: ex01.contoso.example}')
  assert.is((await compliance(folder, 'validate', 'Pulumi.prod.yaml')).code, 0)
  assertRefused(await compliance(folder, ...words), 'Pulumi.prod.yaml is there already; it was left as it is')
  assert.is(readFileSync(join(folder, 'Pulumi.prod.yaml'), 'utf8'), text)
})

const refused: ReadonlyArray<readonly [string, ReadonlyArray<string>, string]> = [
  ['no name', [], 'Name one stack'],
  ['a name that leaves the folder', ['../x'], 'Name one stack'],
  ['a list that is not there', ['x', '--from', 'no.csv'], 'no.csv does not exist'],
  [
    'a server twice',
    ['x', '--from', 'twice.csv'],
    'Nothing was written: twice.csv: ex01: name: servers lists ex01 twice'
  ],
  [
    'an endpoint without a domain',
    ['x', '--organization', 'ex01'],
    '--organization ex01: name the server with its domain'
  ],
  ['a mistyped option', ['x', '--form', 'twice.csv'], '--form is not an option; did you mean --from?']
]

for (const [name, words, part] of refused)
  test(`it refuses ${name}, and writes nothing`, async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'twice.csv'), 'name\nEX01\nex01\n')
    assertRefused(await compliance(folder, 'init', ...words, '--out', 'made.yaml'), part)
    assert.not.ok(existsSync(join(folder, 'made.yaml')))
  })

test.run()
