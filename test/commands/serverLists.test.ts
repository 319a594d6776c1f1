import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { serversIn } from '../../commands/newStack'

const test = suite('commands: init, lists of servers')

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

const foreign = [
  ...['Role', 'Port', 'State', 'Size', 'Line', 'Date', 'Patch', 'Tier', 'Used', 'Hash', 'ExchangeVersion', 'Typ'],
  ...['ServerRole', 'Edition', 'Domain', 'DataPath', 'Servers', 'Type', 'Kind', 'IPv4Address', 'OSName', 'Version']
]

for (const column of foreign)
  test(`a column of other things is left out beside the names: ${column}`, () => {
    const read = serversIn(`Name,Site,${column}\nEX01,Berlin,Mailbox\n`)
    assert.equal(E.isRight(read) ? [read.right.servers[0]?.connection, read.right.doubt] : read.left, [
      { type: 'ssh' },
      `Not used: the column ${column}`
    ])
  })

const slips: Readonly<Record<string, string>> = {
  ...{ DGA: 'dag', DAGs: 'dag', 'DA G s': 'dag', DDAG: 'dag', 'DAG Nmae': 'dagname' },
  ...{ Pth: 'path', Paht: 'path', Fil: 'file', Files: 'file', Usr: 'user', Hots: 'host', Addres: 'address' }
}

for (const [column, meant] of Object.entries(slips))
  test(`a column that is missing is not lost by a slip: ${column}`, () => {
    assert.is(listOf(`Name,${column}\nEX01,a\n`), `line 1: the column ${column} is not known; did you mean ${meant}?`)
  })

test('all columns of other things are named at once', () => {
  const read = serversIn(`${['Host', ...foreign].join(';')}\nEX01\n`)
  assert.is(E.isRight(read) ? read.right.doubt : read.left.join(), `Not used: the columns ${foreign.join(', ')}`)
})

test('the lists that Get-ExchangeServer gives are read as they are', () => {
  const heading = 'Name,Fqdn,Site,ServerRole,Edition,AdminDisplayVersion,ExchangeVersion,IsEdgeServer'
  const row =
    'EX01,ex01.contoso.com,contoso.com/Configuration/Sites/Berlin,Mailbox,Enterprise,Version 15.2,0.1 (15.0.0.0),False'
  assert.equal(listOf(`${heading}\n${row}\n`), [['EX01', '', 'Berlin', { type: 'ssh', host: 'ex01.contoso.com' }]])
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
    'name,connection,address,user,path\nA,ssh,a.b.example,DOM\\u,\nB,remoting,b.b.example,,\nC,recorded,,,\nD,captures,,,/d\n',
    [
      ['A', '', '', { type: 'ssh', host: 'a.b.example', user: 'DOM\\u' }],
      ['B', '', '', { type: 'remoting', computer: 'b.b.example' }],
      ['C', '', '', { type: 'recorded', path: '../recordings/C.json' }],
      ['D', '', '', { type: 'captures', path: '/d' }]
    ]
  ],
  'cells that their connection has no use for': [
    'name,connection,user,path\nA,remoting,CONTOSO\\adm,\nB,,,b.json\nC,recorded,adm,c.json\nD,captures,,d\n',
    [
      'line 2: user is not used with remoting; leave it empty (docs/connections.md says how another account is given)',
      'line 3: path is not used with ssh; leave it empty, or name the connection recorded or captures',
      'line 4: user is not used with recorded; leave it empty (docs/connections.md says how another account is given)'
    ].join('\n')
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
  'a site by its distinguished name': [
    'name;site\nEX01;CN=Ulm,CN=Sites,CN=Configuration,DC=contoso,DC=com\n',
    [['EX01', '', 'Ulm', { type: 'ssh' }]]
  ],
  'a site whose name only looks like a path': [
    'name;site\nEX01;Berlin/Mitte\n',
    [['EX01', '', 'Berlin/Mitte', { type: 'ssh' }]]
  ],
  'a type that is one of connection': ['name,type\nEX01,Remoting\n', [['EX01', '', '', { type: 'remoting' }]]],
  'two columns that tell one thing: the better name counts': [
    'name,ip,fqdn\nEX01,10.0.0.1,ex01.b.example\n',
    [['EX01', '', '', { type: 'ssh', host: 'ex01.b.example' }]]
  ],
  'a site and a DAG by name': [
    'Server Name,DAG Name,AD Site Name\nEX01,DAG1,Berlin\n',
    [['EX01', 'DAG1', 'Berlin', { type: 'ssh' }]]
  ],
  'a quote that nobody closes': [
    'name,dag\nEX01,DAG1\n"EX02,DAG1\nEX03,DAG1\n',
    'line 3: a quote (") is opened and never closed'
  ],
  'a quote inside a value': [
    'name,dag\nEX"01,DAG1\n',
    'line 2: a quote (") stands inside a value; put the value in quotes and write "" for each quote in it'
  ],
  'text behind a closed quote': [
    'name,dag\nEX01,"DAG"1\n',
    'line 2: a quote (") stands inside a value; put the value in quotes and write "" for each quote in it'
  ],
  'a slip in a long column that is missing, and faults of rows': [
    'name,conection,site,siet\nEX 1,ssh,a,b\n',
    [
      'line 1: the column conection is not known; did you mean connection?',
      'line 2: EX 1 is no name of a server, since it holds a blank'
    ].join('\n')
  ],
  'a column that changed two letters, where it is missing': [
    'name,siet\nEX01,b\n',
    'line 1: the column siet is not known; did you mean site?'
  ],
  'all faults at once, and a letter that an encoding has lost': [
    'name;site;connection\nEX 1;;\nEX02;M?nchen;\nEX03;;shh\n',
    [
      'line 2: EX 1 is no name of a server, since it holds a blank',
      'line 3: M?nchen has lost a letter; save the list as UTF-8, in Excel as "CSV UTF-8 (Comma delimited)"',
      'line 4: shh is not a connection; did you mean ssh?'
    ].join('\n')
  ],
  'two columns of one meaning': [
    'name,server\nEX01,EX01\n',
    'line 1: two columns are for name: name and server; keep one'
  ],
  'no names': ['dag\nDAG1\n', 'line 1: no column holds the names; call one name (others: dag, site, connection)'],
  'a row without a name': ['name,site\nEX01,a\n,b\n', 'line 3: the server has no name'],
  'a row with more cells than the heading': [
    'name,site\nEX01,Berlin\nEX02,Berlin, Mitte\n',
    'line 3: it has 3 cells, and the heading has 2; put a value that holds a separator in quotes'
  ],
  'a row in quotes': ['name,dag\n"EX01,DAG1"\n', 'line 2: EX01,DAG1 is no name of a server'],
  'a name with a blank': ['name\nEX01\nEX 02\n', 'line 3: EX 02 is no name of a server, since it holds a blank'],
  'a mistyped connection': ['name,connection\nEX01,shh\n', 'line 2: shh is not a connection; did you mean ssh?'],
  nothing: ['', 'is empty'],
  'a heading alone': ['name,dag\n', 'lists no server']
}

for (const [name, [text, expected]] of Object.entries(lists))
  test(`a list: ${name}`, () => {
    assert.equal(listOf(text), expected)
  })

test.run()
