import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readSetupLog } from '../../../connections/setup-log/readLog'
import { withFolder } from '../folders'

test('what setup requires is known by its own words where the address of the page is missing', async () => {
  const schema =
    "The Active Directory schema isn't up-to-date, and this user account isn't a member of the 'Schema Admins' and/or 'Enterprise Admins' groups."
  const domain = 'The local domain needs to be updated. You must be a member of a group.'
  const texts: Readonly<Record<string, string>> = {
    wizard: ['Error:', schema, '', 'Error:', domain].join('\n'),
    quoted: ['Hello,', '', '> Error:', `> ${schema}`, '>', '> Error:', `> ${domain}`, '', 'Thanks'].join('\n'),
    console: [
      '    Prerequisite Analysis                                     FAILED',
      `     ${schema}`,
      `     ${domain}`,
      '',
      "The Exchange Server setup operation didn't complete.  More details can be found",
      'in ExchangeSetup.log located in the <SystemDrive>:\\ExchangeSetupLogs folder.'
    ].join('\n')
  }
  for (const [name, text] of Object.entries(texts)) {
    const read = await withFolder({ 'screen.txt': text }, (folder) => readSetupLog(join(folder, 'screen.txt'))())
    const log = E.isRight(read) ? read.right : null
    assert.equal(
      [log?.errors, log?.prerequisites.map(({ rule, message }) => [rule, message])],
      [
        [],
        [
          ['SchemaUpdateRequired', schema],
          ['LocalDomainPrep', domain]
        ]
      ],
      name
    )
  }
})

test('a type of an exception that the console broke at the end of a line is whole again', async () => {
  const text = [
    'Finalizing Setup FAILED',
    'The following error was generated when "$error.Clear();',
    'start-SetupService -ServiceName MSExchangeFrontendTransport',
    '" was run: "Microsoft.Exchange.Configuration.Tasks.ServiceDidNotReachStatusExcep',
    "tion: Service 'MSExchangeFrontendTransport' failed to reach status 'Running' on",
    'this server.".'
  ].join('\n')
  const read = await withFolder({ 'screen.txt': text }, (folder) => readSetupLog(join(folder, 'screen.txt'))())
  const [error] = E.isRight(read) ? read.right.errors : []
  assert.equal(
    error?.exceptions.map(({ type }) => type),
    ['Microsoft.Exchange.Configuration.Tasks.ServiceDidNotReachStatusException']
  )
})

test.run()
