import { setTimeout as sleep } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { powershellMissing } from '../simulated-host/powershell'
import { copy, mounted, offlineState } from '../support/dag'
import { healthyDirectory } from '../support/inOrganization'
import { frontEndCertificate } from '../support/server'
import { assertHolds, stopped } from './fleet'
import { assertGreen, changesMade, type SimulatedFleet, simulatedFleet, turnsTaken, up } from './simulatedFleet'

const test = suite('engine: remediation of DAGs')
const simulated = powershellMissing === null ? test : test.skip
if (powershellMissing !== null)
  process.stdout.write(`skipped: ${powershellMissing}, so that no server was remediated\n`)

const down = stopped('MSExchangeServiceHost')

/** A member of DAG1 with its own database mounted, and a copy of the other's. */
const member = (place: number, fields: Readonly<Record<string, unknown>> = {}) => ({
  componentStates: offlineState('Active'),
  databaseCopies: [mounted(`DB0${place}`), copy(`DB0${3 - place}`, fields)],
  activation: { dag: 'DAG1', autoActivationPolicy: 'Unrestricted', disabledAndMoveNow: false },
  queues: { deliveryMessages: 0 }
})

const listed = (name: string) => ({
  ...{ name, fqdn: `${name.toLowerCase()}.contoso.example`, site: 'Berlin' },
  ...{ roles: ['Mailbox'], edition: 'Enterprise', version: '15.2.1748.10' }
})

const organization = (servers: Readonly<Record<string, unknown>> = {}) => ({
  version: 1,
  organization: 'Contoso',
  collectedAt: new Date().toISOString(),
  facts: {
    servers: ['EX01', 'EX02'].map(listed),
    dags: [
      {
        name: 'DAG1',
        members: ['EX01', 'EX02'],
        operationalMembers: ['EX01', 'EX02'],
        witnessServer: 'fs01',
        witnessShareInUse: 'Primary',
        primaryActiveManager: 'EX01'
      }
    ],
    authConfig: { currentThumbprint: frontEndCertificate },
    directory: healthyDirectory
  },
  servers: { EX01: member(1), EX02: member(2), ...servers }
})

const dagFleet = async (settings: Readonly<Record<string, unknown>> = {}): Promise<SimulatedFleet> => {
  const servers = { EX01: { dag: 'DAG1' }, EX02: { dag: 'DAG1' } }
  const fleet = await simulatedFleet(servers, { organization: { endpoint: 'ex01.contoso.example' }, ...settings })
  fleet.hosts.organize({ answer: organization() })
  const enrolment = await up(fleet)
  if (enrolment.code !== 0) throw new Error(enrolment.all)
  for (const server of ['EX01', 'EX02']) fleet.hosts.change(server, down)
  return fleet
}

const oneByOne = ['EX01 begin', 'EX01 end', 'EX02 begin', 'EX02 end']

const until = async (isSo: () => boolean): Promise<void> => {
  for (let waited = 0; !isSo() && waited < 300; waited++) await sleep(100)
}

const lookedAtDag = ({ hosts }: SimulatedFleet): number =>
  hosts.log('arguments').filter((line) => line.includes('Get-ExchangeOrganizationFacts.ps1')).length

simulated('two members are never in hand at once, and the second one waits until the first has settled', async () => {
  const fleet = await dagFleet()
  const { hosts } = fleet
  hosts.behave('EX01', { seconds: 1 })
  const update = up(fleet)
  await until(() => turnsTaken(hosts.hands()).includes('EX01 begin'))
  hosts.organize({ answer: organization({ EX01: member(1, { replayQueueLength: 5_000, replayLagSeconds: 0 }) }) })
  await until(() => turnsTaken(hosts.hands()).includes('EX01 end'))
  const looks = lookedAtDag(fleet)
  // The first of these is the second look at EX01.
  await until(() => lookedAtDag(fleet) > looks + 1)
  await sleep(500)
  const settledAt = Date.now()
  hosts.organize({ answer: organization() })
  const { code, all } = await update
  assert.is(code, 0, all)
  assertHolds(all, '"waiting":["its copy of DB02 is not ready: 5000 logs to replay"]')
  assert.equal(turnsTaken(hosts.hands()), oneByOne)
  const second = hosts.hands().find(({ server, event }) => server === 'EX02' && event === 'begin')
  assert.ok(second !== undefined && second.at >= settledAt)
  await assertGreen(fleet)
})

simulated(
  'the order all takes the members of a DAG one after the other nevertheless, by a saved plan too',
  async () => {
    const fleet = await dagFleet({ remediation: { order: 'all' } })
    fleet.hosts.behave('EX01', { seconds: 1 })
    assert.is((await fleet.stack.pulumi('preview', '--save-plan', 'plan.json')).code, 0)
    const { code, all } = await fleet.stack.pulumi('up', '--yes', '--plan', 'plan.json')
    assert.is(code, 0, all)
    assert.equal(turnsTaken(fleet.hosts.hands()), oneByOne)
  }
)

for (const [what, organized, reason] of [
  [
    'is weak',
    { answer: organization({ EX02: member(2, { status: 'Failed' }) }) },
    'no other member has a copy of DB01 that could serve'
  ],
  ['can not be asked', { answer: null, sentence: 'Access is denied.' }, 'unknown: the state of the DAG DAG1']
] as const)
  simulated(`where the DAG ${what}, a member is left alone and the preview says why`, async () => {
    const fleet = await dagFleet()
    const { stack, hosts } = fleet
    hosts.change('EX02', stopped())
    hosts.organize(organized)
    const preview = await stack.pulumi('preview')
    assert.is(preview.code, 0, preview.all)
    assertHolds(preview.all, reason)
    assertHolds(preview.all, 'pulumi up will change no server')
    assert.is((await up(fleet)).code, 1)
    assert.equal(changesMade(hosts.hands()), [])
  })

simulated('a DAG that grows weak between preview and update is told by the update, which touches nothing', async () => {
  const fleet = await dagFleet()
  const { stack, hosts } = fleet
  hosts.change('EX02', stopped())
  assert.is((await stack.pulumi('preview', '--save-plan', 'plan.json')).code, 0)
  hosts.organize({ answer: organization({ EX02: member(2, { status: 'Failed' }) }) })
  const update = await stack.pulumi('up', '--yes', '--plan', 'plan.json')
  assert.is(update.code, 1, update.all)
  assert.equal(hosts.hands(), [])
})

const offline = [
  {
    ...{ component: 'ServerWideOffline', state: 'Inactive' },
    localStates: [{ requester: 'Maintenance', state: 'Inactive', time: '2026-10-31T22:10:00Z' }]
  },
  { component: 'HubTransport', state: 'Active', localStates: [] }
]

simulated('IIS is restarted on a member only where that is drained, and the maintenance is meant', async () => {
  const fleet = await dagFleet()
  const { stack, hosts, settings } = fleet
  hosts.change('EX01', { ...down, sharedWebConfig: { clientAccess: 'absent', httpProxy: 'present' } })
  hosts.change('EX02', stopped())
  const serving = await stack.pulumi('up', '--yes')
  assert.is(serving.code, 1, serving.all)
  assertHolds(
    serving.all,
    'IIS is not restarted here (shared-web-config), since active copies are mounted on EX01: DB01'
  )
  assertHolds(serving.all, "Set-MailboxServer -Identity 'EX01' -DatabaseCopyAutoActivationPolicy 'Unrestricted'")
  assert.equal(changesMade(hosts.hands()), ['EX01: Start MSExchangeServiceHost'])

  const drained = { ...member(1), componentStates: offline, databaseCopies: [copy('DB01'), copy('DB02')] }
  const holding = { ...member(2), databaseCopies: [mounted('DB01'), mounted('DB02')] }
  hosts.organize({ answer: organization({ EX01: drained, EX02: holding }) })
  const componentStates = { ServerWideOffline: { Maintenance: '1:0:638975000000000000' } }
  hosts.behave('EX01', { componentStates })
  const refused = await stack.pulumi('preview')
  assertHolds(refused.all, 'somebody has taken the server out of service: Maintenance holds ServerWideOffline Inactive')
  assertHolds(refused.all, 'pulumi up will change no server')
  settings({ remediation: { inMaintenance: 'allow' } })
  const allowed = await up(fleet)
  assertHolds(
    allowed.all,
    '"step":"Restart IIS (W3SVC, WAS), and start again what ran among the services that depend on it","result":"done"'
  )
  assertHolds(allowed.all, 'Policies at the level remediate are not met on 1 of 2 servers: EX01 (maintenance)')
})

test.run()
