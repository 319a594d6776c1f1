import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type Backup, decodeBackup } from '../../remediation/backup'
import { restore } from '../../remediation/restore'
import openRecord from '../../remediation/restore/openRecord.ps1'
import removeBinding from '../../remediation/restore/removeBinding.ps1'
import removeRecord from '../../remediation/restore/removeRecord.ps1'
import replaceRecord from '../../remediation/restore/replaceRecord.ps1'
import { parsePowerShell, syntaxErrors } from '../support/powershell'
import { binding, file, record, rights, startType } from './backups'

const test = suite('policies: restore')

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
  [
    'the check for revocation',
    { kind: 'revocation', sid: 'S-1-5-18', state: -1 },
    [
      "$key = [Microsoft.Win32.RegistryKey]::OpenBaseKey('Users', 'Registry64').OpenSubKey('S-1-5-18\\Software\\Microsoft\\Windows\\CurrentVersion\\WinTrust\\Trust Providers\\Software Publishing', $true)",
      "$key.SetValue('State', [int] -1, 'DWord')"
    ],
    false
  ],
  [
    'a record of the services',
    {
      ...file,
      path: 'D:\\Logs of `Bob\\ServiceStartupMode15.02.1748.010.xml',
      copy: 'ServiceStartupMode15.02.1748.010.xml'
    },
    [
      "Copy-Item -LiteralPath (Join-Path $env:ProgramData 'ExchangeCompliance\\7\\2\\ServiceStartupMode15.02.1748.010.xml') -Destination 'D:\\Logs of `Bob\\ServiceStartupMode15.02.1748.010.xml' -Force"
    ],
    false
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
  const record = { ...file, path: 'C:\\ExchangeSetupLogs\\ServiceState.xml', copy: 'ServiceState.xml' }
  assert.match(restore(decoded(record), '7\\2').remark ?? '', 'An update takes this file for the state before it.')
})

test.run()
