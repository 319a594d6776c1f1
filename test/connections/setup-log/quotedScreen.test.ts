import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readSetupLog } from '../../../connections/setup-log/readLog'
import { readLogFile } from '../../../connections/setup-log/setupFolder'
import { judgeLog, missingTokens } from '../../support/setupLogs'
import { withFolder } from '../folders'

const screen = [
  'Configuring Microsoft Exchange Server',
  '    Mailbox role: Transport service                           FAILED',
  '     The following error was generated when "$error.Clear();',
  '          Set-Something -Name:"$name"',
  '        " was run: "Some.Space.ThingException: The thing is not there.',
  '   at Some.Space.Thing.Do(String name)".'
]

const readText = (name: string, content: string) =>
  withFolder({ [name]: content }, (folder) => readSetupLog(join(folder, name))())

test('ldif.err alone tells the entry and the answer of the directory', () =>
  withFolder(
    {
      'ldif.err': [
        'Entry DN: CN=ms-Exch-Odd-Link,CN=Schema,CN=Configuration,DC=contoso,DC=com',
        'Add error on entry starting on line 358: Unwilling To Perform',
        '',
        'The server side error is: 0x2114 Schema update failed: An attribute with the same link identifier already exists.',
        '',
        'The extended server error is:',
        '',
        '00002114: SvcErr: DSID-032603BC, problem 5003 (WILL_NOT_PERFORM), data 8468',
        '',
        'An error has occurred in the program'
      ].join('\r\n')
    },
    async (folder) => {
      const verdicts = judgeLog(await readLogFile(join(folder, 'ldif.err'))())
      const tokens = ['CN=ms-Exch-Odd-Link,CN=Schema', 'same link identifier', 'Duplicate OID']
      assert.equal(missingTokens(verdicts, tokens), [])
    }
  ))

test('a call of setup within another text ends at its quotation mark', async () => {
  const calls: ReadonlyArray<readonly [string, string]> = [
    [
      'fatal: [srv01]: FAILED! => {"cmd": "& E:\\\\Setup.exe /Mode:Install /Role:Mailbox", "rc": 1}',
      '/Mode:Install /Role:Mailbox'
    ],
    ["cmd: 'E:\\Setup.exe /Mode:Upgrade'", '/Mode:Upgrade'],
    [
      'PS E:\\> .\\Setup.exe /PrepareAD /OrganizationName:"First Organization" /X',
      '/PrepareAD /OrganizationName:"First Organization" /X'
    ],
    ["PS E:\\> .\\Setup.exe /PrepareAD /OrganizationName:O'Brien", "/PrepareAD /OrganizationName:O'Brien"]
  ]
  for (const [line, command] of calls) {
    const read = await readText('screen.txt', [line, ...screen].join('\n'))
    assert.is(E.isRight(read) ? read.right.command : null, command)
  }
})

test('a removal that a screen shows only by its script is run again as one, and broken lines are read whole', () =>
  withFolder(
    {
      'screen.txt': [
        'Configuring Microsoft Exchange Server',
        '    Language Files                                            FAILED',
        '     The following error was generated when "$error.Clear();',
        '          Get-Childitem -Path $InstallPath -recurse | foreach ($_) {remove-item $_.fullname};',
        '          Write-ExchangeSetupLog -info "Remove Language Packs completed.";',
        '        " was run: "System.UnauthorizedAccessException: Access is denied ---> System.ComponentModel.Win32Exception: Acce',
        'ss is denied',
        '   --- End of inner exception stack trace ---',
        '   at System.Management.Automation.SessionStateInternal.IsItemContainer(CmdletProvider instance, String path, Cm',
        'dletProviderContext context)".'
      ].join('\r\n')
    },
    async (folder) => {
      const read = await readSetupLog(join(folder, 'screen.txt'))()
      assert.equal(
        E.isRight(read) ? read.right.errors.flatMap(({ exceptions }) => exceptions.map(({ message }) => message)) : [],
        ['Access is denied', 'Access is denied']
      )
      const verdicts = judgeLog(await readLogFile(join(folder, 'screen.txt'))())
      assert.equal(missingTokens(verdicts, ['/m:Uninstall', 'nothing holds the files']), [])
      assert.not.match(JSON.stringify(verdicts.map(({ drifts }) => drifts)), /\/m:upgrade/)
    }
  ))

test.run()
