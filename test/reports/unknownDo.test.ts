import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { toEndUnknown } from '../../reports/unknownDo'

const test = suite('reports: what to do about what is unknown')

const ways: ReadonlyArray<readonly [reason: string, todo: string]> = [
  ['services: access denied by the service manager', 'elevated local administrator'],
  ["queues: the cmdlet is not there: the account's roles do not include it, or the server", 'role group'],
  ["build: EX01.contoso.com can't be resolved to an address", 'compliance doctor'],
  ['build: the connection timed out', 'compliance doctor'],
  ['setupLog: this recording has no section setupLog; record it again', 'compliance collect'],
  ['build: recorded at 2026-01-01T00:00:00Z, longer ago than maxAge (1d) allows', 'compliance collect'],
  [
    'setupMedia: the settings name D:\\, and the recording holds no look at it; record it with the option -SetupMedia of the collector',
    'Record the server again with the option that is named above'
  ],
  ['organization: the settings name no source of organization facts', 'exchange-compliance:organization'],
  ['organization: the audit was given no facts of the organization', 'Get-ExchangeOrganizationFacts.ps1'],
  ['build.dag: the build of EX09 was not read: not among the servers that are judged here', 'List it in the stack'],
  ['services: something that nobody foresaw', 'Fix the cause that is named above']
]

for (const [reason, todo] of ways) test(reason, () => assert.match(toEndUnknown(reason), todo))

test.run()
