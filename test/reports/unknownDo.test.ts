import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { toEndUnknown } from '../../reports/unknownDo'

const test = suite('reports: what to do about what is unknown')

const ways: ReadonlyArray<readonly [reason: string, todo: string]> = [
  ['services: access denied by the service manager', 'elevated local administrator'],
  ["queues: the cmdlet is not there: the account's roles do not include it, or the server", 'role group'],
  ["build: EX01.contoso.com can't be resolved to an address", 'compliance doctor'],
  ['build: the connection timed out', 'compliance doctor'],
  ['setupLog: missing in this recording; record it again', 'compliance collect'],
  ['build: recorded at 2026-01-01T00:00:00Z, longer ago than maxAge (1d) allows', 'compliance collect'],
  [
    'setupMedia: the settings name D:\\, and the recording holds no look at it; record it with the option -SetupMedia of the collector',
    'Record the server again with the option that is named above'
  ],
  ['organization: the settings name no source of organization facts', 'exchange-compliance:organization'],
  ['organization: the audit was given no facts of the organization', 'Get-ExchangeOrganizationFacts.ps1'],
  ['build.dag: the build of EX09 was not read: not among the servers that are judged here', 'List it in the stack'],
  ['componentStates: Edge servers are not asked; run Get-ServerComponentState there', 'Check it yourself, as it says'],
  [
    'webRoots: the assembly binding in C:\\a holds no entry, so that a person must look what made it so',
    'Check it yourself'
  ],
  [
    'webRoots: whether Exchange ships the page a is not known; compare it with a server of the same build',
    'Check it yourself'
  ],
  ['iocTraces: what traces intruders leave in the logs of Exchange 2010 is not known here', 'or waive it'],
  ['iocTraces: the logs of OAB reach back to 2026-10-01 only, later than the last update', 'or waive it'],
  ['iocTraces: the log Application is empty, so that no trace could be seen', 'or waive it'],
  ['bindings: whether clients reach Exchange by it was not read', 'No reading tells this. Check it yourself'],
  ['build: 15.9.1.1 belongs to no version of Exchange Server that is known here', 'newer table of builds'],
  ['updates: KB5000001 is not in the table of builds of 2026-10-02', 'newer table of builds'],
  ['setupLog: a capture holds no logs of setup', 'compliance collect'],
  ["acls: missing in the collector's answer; see which collector answered", 'Fix the cause where one is named above'],
  ['setupLog: s.log breaks off after 15 lines without an error', 'See whether setup.exe or msiexec.exe still runs.'],
  [
    'the setting exchange-compliance:build gives no minimum for Exchange Server 2013',
    'Add the version to that setting'
  ],
  ['appPools: the configuration of IIS lists no application of Exchange', 'complete or repair the setup'],
  ['services: something that nobody foresaw', 'Fix the cause where one is named above']
]

for (const [reason, todo] of ways) test(reason, () => assert.match(toEndUnknown(reason), todo))

test.run()
