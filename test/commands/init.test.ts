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
import { createPowerShell, powershellMissing } from '../simulated-host/powershell'
import { temporaryFolder } from '../support/engine'
import { assertRefused, compliance, complianceWith } from './run'

const test = suite('commands: init')

const listOf = (text: string): unknown => {
  const servers = serversIn(text)
  return E.isLeft(servers)
    ? servers.left.join('\n')
    : servers.right.servers.map(({ name, dag, site, connection }) => [name, dag, site, connection])
}

test('columns that tell nothing here are left out, and named', () => {
  const read = serversIn('Server;Remark;Standort\nEX01;old;Ulm\n')
  assert.is(E.isRight(read) ? read.right.doubt : read.left.join(), 'Not used: the columns Remark, Standort')
})

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
  'the address for a name, in any case': ['ADDRESS\nex01.b.example\n', [['ex01.b.example', '', '', { type: 'ssh' }]]],
  'the host for a name': ['Host;Site\nEX01;Berlin\n', [['EX01', '', 'Berlin', { type: 'ssh' }]]],
  'a name beside its host': [
    'Server,FQDN\nEX01,ex01.b.example\n',
    [['EX01', '', '', { type: 'ssh', host: 'ex01.b.example' }]]
  ],
  'what Windows PowerShell 5.1 exports': [
    '#TYPE Selected.System.Management.Automation.PSCustomObject\r\n"Name","Site"\r\n"EX01","Berlin"\r\n',
    [['EX01', '', 'Berlin', { type: 'ssh' }]]
  ],
  "Excel's line on the separator": ['sep=;\r\nName;Site\r\nEX01;Berlin\r\n', [['EX01', '', 'Berlin', { type: 'ssh' }]]],
  'no heading': [
    'EX01;DAG1;Berlin\nEX02;DAG1;Berlin\n',
    'line 1: the list has no heading; name the columns in its first line, such as name,dag,site'
  ],
  'no heading, and names alone': [
    'ex01.b.example\nex02.b.example\n',
    'line 1: the list has no heading; name the columns in its first line, such as name,dag,site'
  ],
  'a mistyped other name of a column': [
    'server,adress\nEX01,a\n',
    'line 1: the column adress is not known; did you mean address?'
  ],
  'a mistyped column': ['nam\nEX01\n', 'line 1: the column nam is not known; did you mean name?'],
  'all faults at once, and a letter that an encoding has lost': [
    'name;site;connection\nEX 1;;\nEX02;M?nchen;\nEX03;;shh\n',
    [
      'line 2: EX 1 is no name of a server, since it holds a blank',
      'line 3: M?nchen has lost a letter; save the list as UTF-8, in Excel as "CSV UTF-8 (Comma delimited)"',
      'line 4: shh is not a connection; did you mean ssh?'
    ].join('\n')
  ],
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
  assert.match(made.stdout, /^Written: .*Pulumi\.prod\.yaml \(2 servers\)\nNext: .*validate Pulumi\.prod\.yaml/)
  assert.match(made.stdout, 'Its level is advisory: the gate passes whatever is found.')
  const text = readFileSync(join(folder, 'Pulumi.prod.yaml'), 'utf8')
  assert.match(text, '# Deviations that are accepted for a time.')
  assert.match(text, 'organization: {endpoint: ex01.contoso.example}')
  assert.is((await compliance(folder, 'validate', 'Pulumi.prod.yaml')).code, 0)
  assertRefused(await compliance(folder, ...words), 'Pulumi.prod.yaml is there already; it was left as it is')
  assert.is(readFileSync(join(folder, 'Pulumi.prod.yaml'), 'utf8'), text)
})

test('a list in UTF-16, as Windows PowerShell 5.1 writes it, is read', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'servers.csv'), '\ufeffName;Site\r\nEX01;K\u00f6ln\r\n', 'utf16le')
  const { code } = await compliance(folder, 'init', 'x', '--from', 'servers.csv', '--out', 'made.yaml')
  assert.is(code, 0)
  assert.match(readFileSync(join(folder, 'made.yaml'), 'utf8'), /site: "?K\u00f6ln/)
})

test('it makes no folder', async () => {
  const folder = temporaryFolder()
  assertRefused(
    await compliance(folder, 'init', 'x', '--out', 'no/made.yaml'),
    "no/made.yaml can't be written, its folder does not exist: make the folder first"
  )
  assert.not.ok(existsSync(join(folder, 'no')))
})

const withPowerShell = powershellMissing === null ? test : test.skip
if (powershellMissing !== null) process.stdout.write(`skipped: ${powershellMissing}\n`)

const askOrganization = (answer: object) => {
  const folder = temporaryFolder()
  const simulated = createPowerShell()
  writeFileSync(join(simulated.folder, 'organization.json'), JSON.stringify(answer))
  const words = ['init', 'x', '--organization', 'ex01.contoso.example', '--out', 'made.yaml']
  return { folder, ending: complianceWith({ PATH: simulated.path }, folder, ...words) }
}

withPowerShell('the organization itself lists its servers, with DAG, site, roles and version', async () => {
  const recording = JSON.parse(readFileSync(join(__dirname, '../../stacks/demo-fleet/organization.json'), 'utf8'))
  const { folder, ending } = askOrganization({ answer: recording })
  const { code, stdout, stderr } = await ending
  assert.equal([code, stderr], [0, ''])
  assert.match(stdout, 'made.yaml (7 servers)')
  const text = readFileSync(join(folder, 'made.yaml'), 'utf8')
  assert.match(
    text,
    [
      '    # Mailbox · Exchange Server 2019 CU15, without a security update',
      '    - name: EX19A',
      '      dag: DAG1',
      '      site: Berlin',
      '      connection: {type: remoting, computer: ex19a.contoso.example}'
    ].join('\n')
  )
  assert.match(text, 'connection: {type: ssh, host: edge1.perimeter.contoso.example}')
  assert.equal(faultsOfStack(parseStackText(text)), [])
})

withPowerShell('an organization that can not be asked is one sentence, and nothing is written', async () => {
  const { folder, ending } = askOrganization({ sentence: 'Access is denied.' })
  assertRefused(
    await ending,
    "Nothing was written, since the organization can't be asked: the organization facts by ex01"
  )
  assert.match((await ending).stderr, /Access is denied\. The account needs the role group View-Only/)
  assert.not.ok(existsSync(join(folder, 'made.yaml')))
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

test('says what is still to be done after the file is written', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'list.csv'), 'Server;Connection\nEX77;recorded\n')
  const { code, stderr } = await compliance(folder, 'init', 'x', '--from', 'list.csv', '--out', 'Pulumi.x.yaml')
  assert.is(code, 0, stderr)
  assert.match(stderr, /^Still to do: EX77: connection.path: "\.\.\/recordings\/EX77\.json" does not exist/)
})

test('a list in the encoding of Windows says how Excel saves it', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'list.csv'), Buffer.from('name;site\nEX01;M\xfcnchen\n', 'latin1'))
  const ending = await compliance(folder, 'init', 'x', '--from', 'list.csv', '--out', 'Pulumi.x.yaml')
  assertRefused(ending, 'save it as UTF-8, in Excel as "CSV UTF-8 (Comma delimited)"')
})

test.run()
