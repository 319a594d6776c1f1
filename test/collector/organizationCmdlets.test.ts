import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { nodesOf, parsePowerShell, readScript, textsOf } from '../support/powershell'

test('the organization is asked by cmdlets that view, and only so', async () => {
  const script = await parsePowerShell(readScript('Get-ExchangeOrganizationFacts.ps1'))
  const called = nodesOf(script, 'command')
    .filter((command) => command.childForFieldName('command_name')?.text === 'Invoke-Exchange')
    .map((command) => textsOf(command, 'string_literal')[0] ?? '')
  const listed = [...readScript('Get-ExchangeOrganizationFacts.ps1').matchAll(/^ {4}cmdlet = ('.*')$/gm)]
  const asked = [...called, ...listed.map(([, cmdlet]) => cmdlet ?? '')]
  assert.equal([...new Set(asked)].sort(), [
    "'Get-AuthConfig'",
    "'Get-DatabaseAvailabilityGroup'",
    "'Get-ExchangeDiagnosticInfo'",
    "'Get-ExchangeServer'",
    "'Get-MailboxDatabaseCopyStatus'",
    "'Get-MailboxServer'",
    "'Get-OrganizationConfig'",
    "'Get-Queue'",
    "'Get-ServerComponentState'"
  ])
})

test.run()
