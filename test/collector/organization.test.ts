import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { MemberFacts } from '../../facts/organization/organizationFacts'
import { all, collect, engine } from './collectOrganization'

const test = suite('the collector of organization facts, in a real PowerShell')
const real = engine.missing === null ? test : test.skip
if (engine.missing !== null) process.stdout.write(`skipped: ${engine.missing}\n`)

real('all servers but Edge are asked, by several sessions, and come in the order of the list', async () => {
  const { asked, facts, members, read } = await collect({}, all)
  assert.is(facts?.organization, 'Contoso')
  assert.equal(members, ['EX01', 'EX02', 'EX03', 'EX04', 'EX05', 'OLD'])
  assert.is(asked.length, 3)
  for (const section of ['componentStates', 'databaseCopies', 'activation', 'queues'] as const)
    assert.is(read('EX05', section), 'read')
  const queues = facts?.members.get('EX01')?.queues
  assert.equal(queues, E.right({ deliveryMessages: 43, retryMessages: 40 }))
  assert.is(read('OLD', 'componentStates'), 'Exchange 2010 has no component states')
  assert.is(read('OLD', 'databaseCopies'), 'read')
  assert.is(read('OLD', 'activation'), 'the server has no Mailbox role')
})

const meters = (member: MemberFacts | undefined) => member?.resourceThrottling ?? E.left({ reason: 'not asked' })

real('the back pressure of a server is read of what Exchange tells as XML', async () => {
  const { facts } = await collect({}, all)
  assert.equal(
    meters(facts?.members.get('EX01')),
    E.right({
      aggregate: 'Low',
      resources: [
        { resource: 'SystemMemory', path: null, use: 'High', pressure: 97, transitions: null },
        {
          ...{ resource: 'UsedDiskSpace', path: 'D:\\Queue', use: 'Low', pressure: 33 },
          transitions: { lowToMedium: 90, mediumToHigh: 99, highToMedium: 94, mediumToLow: 88 }
        }
      ]
    })
  )
})

const damaged: ReadonlyArray<readonly [answer: string, reason: RegExp]> = [
  ["return New-Answer @{ Result = '<Diagnostics>' }", /no well-formed XML/],
  ["return New-Answer @{ Result = '<Diagnostics />' }", /tells nothing of ResourceThrottling/],
  [
    'return New-Answer @{ Result = \'<!DOCTYPE a [<!ENTITY b "c">]><Diagnostics>&b;</Diagnostics>\' }',
    /no well-formed XML/
  ],
  ['return', /gave 0 objects/]
]

real(
  'another answer of back pressure costs its own section, and servers before Exchange 2016 are not asked',
  async () => {
    for (const [answer, reason] of damaged) {
      const { read } = await collect({ 'Get-ExchangeDiagnosticInfo': answer }, all)
      assert.match(read('EX01', 'resourceThrottling'), reason)
      assert.is(read('EX01', 'queues'), 'read')
      assert.match(read('OLD', 'resourceThrottling'), /no Mailbox role/)
    }
  }
)

real('of a DAG only the members are asked', async () => {
  const { members, facts } = await collect({}, `${all} -Dag dag1`)
  assert.equal(members, ['EX01', 'EX02'])
  const { servers } = facts?.sections ?? {}
  assert.is(servers !== undefined && E.isRight(servers) && servers.right.length, 7)
})

real('one server that does not answer costs itself alone', async () => {
  const silent = { 'Get-MailboxDatabaseCopyStatus': "if ($Server -eq 'EX01') { Start-Sleep 60 }" }
  const { read } = await collect(silent, `${all} -Seconds 12`)
  assert.is(read('EX01', 'componentStates'), 'read')
  assert.is(read('EX01', 'databaseCopies'), 'Get-MailboxDatabaseCopyStatus gave no answer within 3 s')
  assert.match(read('EX01', 'queues'), 'not asked, since Get-MailboxDatabaseCopyStatus gave no answer')
  for (const server of ['EX02', 'EX03', 'EX04', 'EX05']) assert.is(read(server, 'queues'), 'read', server)
})

real('a cmdlet that is silent for the organization costs its own section', async () => {
  const { facts, read } = await collect({ 'Get-AuthConfig': 'Start-Sleep 60' }, `${all} -Seconds 12`)
  const { authConfig } = facts?.sections ?? {}
  assert.equal(
    authConfig !== undefined && E.isLeft(authConfig) && authConfig.left.reason,
    'Get-AuthConfig gave no answer within 3 s'
  )
  assert.is(read('EX05', 'queues'), 'read')
})

real('what is not read in time says so', async () => {
  const slow = { 'Get-Queue': 'Start-Sleep 2' }
  const { read } = await collect(slow, `${all} -Seconds 4`)
  const reasons = ['EX01', 'EX02', 'EX03', 'EX04', 'EX05'].map((server) => read(server, 'queues'))
  assert.ok(
    reasons.some((reason) => /not read within 4 s|no answer within/.test(reason)),
    reasons.join()
  )
})

real('what the account may not call is told with both reasons there can be', async () => {
  const { read, facts } = await collect({ session: 'Remove-Item function:Get-Queue' }, all)
  const queues = facts?.members.get('EX01')?.queues
  assert.is(queues !== undefined && E.isLeft(queues) && queues.left.denied, true)
  assert.match(
    read('EX01', 'queues'),
    "the account's roles do not include it, or the server that answered is of an older version"
  )
})

real('a missing right is told as such, and what fails otherwise is not', async () => {
  const queues = `if ($Server -eq 'EX01') { throw (New-Object UnauthorizedAccessException 'Zugriff verweigert') }
    throw (New-Object Exception 'access denied')`
  const { facts } = await collect({ 'Get-Queue': queues }, all)
  assert.equal(facts?.members.get('EX01')?.queues, E.left({ reason: 'access denied', denied: true }))
  const failed = facts?.members.get('EX02')?.queues
  assert.ok(failed !== undefined && E.isLeft(failed) && failed.left.denied !== true, JSON.stringify(failed))
})

test.run()
