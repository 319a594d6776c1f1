import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type Backup, decodeBackup } from '../../remediation/backup'
import { restore } from '../../remediation/restore'
import openRecord from '../../remediation/restore/openRecord.ps1'
import removeBinding from '../../remediation/restore/removeBinding.ps1'
import removeRecord from '../../remediation/restore/removeRecord.ps1'
import replaceRecord from '../../remediation/restore/replaceRecord.ps1'
import { hostileText } from '../support/hostile'
import { commandsIn, functionsOf, keysOf, orderedLiterals, parsePowerShell, syntaxErrors } from '../support/powershell'
import { scanPowerShell } from '../support/powershellText'

const test = suite('policies: restore')

const record = {
  SslCertHash: 'C'.repeat(40),
  SslCertStoreName: 'MY',
  AppId: '{4dc3e181-e14b-4a21-b022-59fc669b0914}',
  DefaultFlags: 0,
  DefaultSslCertCheckMode: 0,
  DefaultSslRevocationFreshnessTime: 0,
  DefaultSslRevocationUrlRetrievalTimeout: 0,
  DefaultSslCtlIdentifier: '',
  DefaultSslCtlStoreName: null
}
const binding = {
  kind: 'binding',
  site: 'Default Web Site',
  forms: [':443:', '*:443:'],
  isBound: true,
  endpoint: '0.0.0.0:443',
  record
}
const startType = { kind: 'start-type', service: 'MSExchangeIS', start: 4, delayedAutostart: null }
const rights = { kind: 'rights', path: 'C:\\owa', sddl: 'O:SYG:SYD:PAI(A;;FA;;;BA)' }
const file = { kind: 'file', path: 'C:\\a b\\Shared.config', copy: 'Shared.config' }

const sc = (arguments_: string) => [`& "$env:SystemRoot\\System32\\sc.exe" config ${arguments_}`]
const linesOf = (text: string): ReadonlyArray<string> => text.trimEnd().split('\n')
const ofEndpoint = ["$endpoint = '0.0.0.0:443'", ...linesOf(openRecord)]
const replaced = (options: string, store = 'MY') => [
  ...ofEndpoint,
  `$store = '${store}'`,
  `$thumbprint = '${'C'.repeat(40)}'`,
  `$options = 'ipport=0.0.0.0:443','certhash=${'C'.repeat(40)}','appid={4dc3e181-e14b-4a21-b022-59fc669b0914}',${options}`,
  ...linesOf(replaceRecord)
]
const removed = [...ofEndpoint, ...linesOf(removeRecord)]
const unbound = ["$site = 'Default Web Site'", "$forms = @(':443:','*:443:')", ...linesOf(removeBinding)]

const rows: ReadonlyArray<readonly [string, unknown, ReadonlyArray<string>, boolean]> = [
  ['a Disabled service', startType, sc("'MSExchangeIS' start= disabled"), false],
  ['a Manual service', { ...startType, start: 3 }, sc("'MSExchangeIS' start= demand"), false],
  ['an Automatic service', { ...startType, start: 2 }, sc("'MSExchangeIS' start= auto"), false],
  ['no delay', { ...startType, start: 2, delayedAutostart: 0 }, sc("'MSExchangeIS' start= auto"), false],
  ['a delay', { ...startType, start: 2, delayedAutostart: 1 }, sc("'MSExchangeIS' start= delayed-auto"), false],
  ['a delay left behind', { ...startType, delayedAutostart: 1 }, sc("'MSExchangeIS' start= disabled"), false],
  [
    'rights',
    rights,
    [
      "$acl = Get-Acl -LiteralPath 'C:\\owa'",
      "$acl.SetSecurityDescriptorSddlForm('O:SYG:SYD:PAI(A;;FA;;;BA)', 'Access')",
      "Set-Acl -LiteralPath 'C:\\owa' -AclObject $acl"
    ],
    false
  ],
  [
    'a file',
    file,
    [
      "Copy-Item -LiteralPath (Join-Path $env:ProgramData 'ExchangeCompliance\\7\\2\\Shared.config') -Destination 'C:\\a b\\Shared.config' -Force"
    ],
    true
  ],
  ['no file', { ...file, copy: null }, ["Remove-Item -LiteralPath 'C:\\a b\\Shared.config'"], true],
  ['a record', binding, replaced("'certstorename=MY'"), true],
  [
    'a record of another store with its own settings',
    {
      ...binding,
      record: {
        ...record,
        SslCertStoreName: 'WebHosting',
        DefaultFlags: 3,
        DefaultSslCertCheckMode: 0x10007,
        DefaultSslRevocationFreshnessTime: 60,
        DefaultSslRevocationUrlRetrievalTimeout: 5000,
        DefaultSslCtlIdentifier: 'my list',
        DefaultSslCtlStoreName: 'CA'
      }
    },
    replaced(
      "'certstorename=WebHosting','verifyclientcertrevocation=disable','verifyrevocationwithcachedclientcertonly=enable'," +
        "'usagecheck=disable','revocationfreshnesstime=60','urlretrievaltimeout=5000','sslctlidentifier=my list'," +
        "'sslctlstorename=CA','dsmapperusage=enable','clientcertnegotiation=enable'",
      'WebHosting'
    ),
    true
  ],
  [
    'a record without a store',
    { ...binding, record: { ...record, SslCertStoreName: null } },
    replaced("'certstorename=MY'"),
    true
  ],
  ['no record', { ...binding, record: null }, removed, true],
  ['a record without a certificate', { ...binding, record: { ...record, SslCertHash: '' } }, removed, true],
  ['no binding', { ...binding, isBound: false, record: null }, [...unbound, ...removed], true]
]

const decoded = (input: unknown): Backup => {
  const backup = decodeBackup(input)
  if (E.isLeft(backup)) throw new Error(backup.left)
  return backup.right
}

for (const [name, backup, commands, needsRestart] of rows)
  test(`${name} is put back`, async () => {
    const restoration = restore(decoded(backup), '7\\2')
    assert.equal(restoration.commands, commands)
    assert.is(restoration.needsRestart, needsRestart)
    assert.equal(syntaxErrors(await parsePowerShell(commands.join('\n'))), [])
  })

test('what a command leaves undone is said', () => {
  assert.match(restore(decoded(startType), '7\\2').remark ?? '', 'neither started nor stopped')
  assert.match(restore(decoded({ ...file, copy: null }), '7\\2').remark ?? '', 'is removed')
})

const refused: ReadonlyArray<readonly [string, unknown, string]> = [
  ['no kind', {}, 'kind'],
  ['another kind', { kind: 'toString' }, 'kind'],
  ['a text', 'x', 'expected'],
  ['a service that is a pattern', { ...startType, service: '*' }, 'service'],
  ['a service that is an option', { ...startType, service: '-x' }, 'service'],
  ['a driver', { ...startType, start: 0 }, 'start'],
  ['a start type in words', { ...startType, start: '2' }, 'start'],
  ['a share', { ...rights, path: '\\\\evil\\c$' }, 'path'],
  ['a path from here', { ...file, path: 'web.config' }, 'path'],
  ['a copy elsewhere', { ...file, copy: '..\\..\\evil.exe' }, 'copy'],
  ['a copy above', { ...file, copy: '..' }, 'copy'],
  ['rights that are none', { ...rights, sddl: 'everything' }, 'sddl'],
  ['rights without a list', { ...rights, sddl: 'O:SY' }, 'sddl'],
  ['rights for all', { ...rights, sddl: 'D:NO_ACCESS_CONTROL' }, 'sddl'],
  ['a host name for an address', { ...binding, endpoint: 'mail:443' }, 'endpoint'],
  ['an option for an endpoint', { ...binding, endpoint: '0.0.0.0:443 x=y' }, 'endpoint'],
  ['forms that are no list', { ...binding, forms: '*:443:' }, 'forms'],
  ['flags of newer versions', { ...binding, record: { ...record, DefaultFlags: 16 } }, 'DefaultFlags'],
  ['an unknown check mode', { ...binding, record: { ...record, DefaultSslCertCheckMode: 8 } }, 'CheckMode'],
  ['a store with quotes', { ...binding, record: { ...record, SslCertStoreName: 'a" b' } }, 'SslCertStoreName'],
  ['no application', { ...binding, record: { ...record, AppId: null } }, 'AppId']
]

for (const [name, backup, where] of refused)
  test(`refused: ${name}`, () => {
    const found = decodeBackup(backup)
    assert.ok(E.isLeft(found) && found.left.includes(where), JSON.stringify(found))
  })

/** Backups of all kinds with two texts in them, past the codecs: what quotes them must do without these. */
const holding = (a: string, b: string): ReadonlyArray<Backup> => [
  { kind: 'start-type', service: a, start: 2, delayedAutostart: 1 },
  { kind: 'rights', path: a, sddl: b },
  { kind: 'file', path: a, copy: b },
  { kind: 'file', path: a, copy: null },
  { kind: 'binding', site: a, forms: [b, a], isBound: false, endpoint: b, record: null },
  {
    kind: 'binding',
    site: 'x',
    forms: [],
    isBound: true,
    endpoint: a,
    record: { ...record, AppId: b, SslCertHash: `x${b}`, SslCertStoreName: `x${a}`, DefaultSslCtlIdentifier: `x${a}` }
  }
]

const commandsOf = (backup: Backup): string => restore(backup, '7\\2').commands.join('\n')

test('whatever a backup holds, it stays data, and the code around it is the same', () => {
  const plain = holding('a', 'b').map((backup) => scanPowerShell(commandsOf(backup)).code)
  fc.assert(
    fc.property(hostileText, hostileText, (a, b) => {
      const scanned = holding(a, b).map((backup) => scanPowerShell(commandsOf(backup)))
      assert.equal(
        scanned.map(({ code }) => code),
        plain
      )
      assert.ok(scanned[1]?.values.includes(a) && scanned[1].values.includes(b))
      assert.ok(scanned[4]?.values.includes(a) && scanned[4].values.includes(b))
    }),
    { numRuns: 500 }
  )
})

test('of hostile backups, those that decode hold no text that a program would split or expand', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const inputs = [
        { ...startType, service: text },
        { ...file, copy: text },
        { ...rights, path: `C:\\${text}` },
        { ...binding, endpoint: text },
        { ...binding, record: { ...record, SslCertStoreName: text, DefaultSslCtlIdentifier: text } }
      ]
      for (const backup of inputs.map(decodeBackup))
        if (E.isRight(backup))
          for (const value of scanPowerShell(commandsOf(backup.right)).values) assert.not.match(value, /["\n\u0000]/)
    }),
    { numRuns: 1_000 }
  )
})

const scripts = join(__dirname, '../fixtures/remediation')

test('the scripts write what is decoded here, key by key', async () => {
  const samples = [binding, file, rights, startType, startType]
  const written = new Map<string, ReadonlyArray<string>>()
  for (const name of readdirSync(scripts)) {
    const script = await parsePowerShell(readFileSync(join(scripts, name), 'utf8'))
    for (const [function_, body] of functionsOf(script))
      for (const literal of commandsIn(body).includes('Save-Backup') ? orderedLiterals(body).slice(-1) : [])
        written.set(function_, [...keysOf(literal)].sort())
  }
  assert.equal([...written.keys()].sort(), [
    ...['Save-Binding', 'Save-File', 'Save-Rights', 'Save-StartType', 'Start-Winmgmt']
  ])
  assert.equal(
    [...written].sort().map(([, keys]) => keys),
    samples.map((sample) => Object.keys(sample).sort())
  )
})

test.run()
