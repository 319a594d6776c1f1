import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as built from '../policies/remediated'
import { powershellMissing } from '../simulated-host/powershell'
import type { Hand } from '../simulated-host/servers'
import { copy, mounted, offlineState } from '../support/dag'
import { stackOutputs } from '../support/engine'
import { type RecordedSections, recording } from '../support/server'
import { assertHolds, assertLacks, stopped } from './fleet'
import { enrolledFleet } from './simulatedFleet'

const test = suite('engine: remediation')
const simulated = powershellMissing === null ? test : test.skip
if (powershellMissing !== null)
  process.stdout.write(`skipped: ${powershellMissing}, so that no server was remediated\n`)

/** The titles of the steps that changed something, in their order. */
const done = (hands: ReadonlyArray<Hand>): ReadonlyArray<string> => {
  const titles = hands.filter(({ event }) => event === 'step').map(({ number, title }) => ({ number, title }))
  const set = new Set(hands.filter(({ event }) => event === 'set').map(({ number }) => number))
  return titles.flatMap(({ number, title }) => (set.has(number) && title !== undefined ? [title] : []))
}

const restarts = (hands: ReadonlyArray<Hand>): number => hands.filter(({ event }) => event === 'restart').length

const webConfig: RecordedSections = { sharedWebConfig: { clientAccess: 'absent', httpProxy: 'present' } }
const rights = built.owaHas('D:PAI(A;;FA;;;SY)(A;;FA;;;BA)', false)

const remedies: ReadonlyArray<{
  readonly name: string
  readonly drift: RecordedSections
  readonly first: RegExp
  readonly last: RegExp
  readonly restarts: number
}> = [
  { name: 'services', drift: built.allDisabled, first: /^Set the start type of /, last: /^Start /, restarts: 0 },
  { name: 'SSL bindings', drift: built.bindingsLost, first: /^Assign .* \*:443 /, last: /^Restart IIS/, restarts: 1 },
  { name: 'SharedWebConfig.config', drift: webConfig, first: /^Generate /, last: /^Restart IIS/, restarts: 1 },
  { name: 'rights of folders', drift: rights, first: /^Turn inheritance on at /, last: /^(?:Turn|Grant) /, restarts: 0 }
]

for (const { name, drift, first, last, restarts: wanted } of remedies)
  simulated(`${name}: the script of the preview is carried out, verified, and leaves nothing to do`, async () => {
    const { stack, hosts } = await enrolledFleet({ EX01: {} })
    hosts.change('EX01', drift)
    const preview = await stack.pulumi('preview', '--diff')
    assert.is(preview.code, 0, preview.all)
    assertHolds(preview.all, 'Remediation: pulumi up will change 1 server, in this order:')
    const up = await stack.pulumi('up', '--yes')
    assert.is(up.code, 0, up.all)
    const steps = done(hosts.hands())
    assert.match(steps[0] ?? '', first)
    assert.match(steps[steps.length - 1] ?? '', last)
    assert.is(restarts(hosts.hands()), wanted)
    for (const step of steps) assertHolds(preview.all, step.replaceAll("'", "''"))
    const after = await stack.pulumi('preview', '--expect-no-changes')
    assert.is(after.code, 0, after.all)
    assert.match((await stack.pulumi('stack', 'export')).stdout, /"remediated": \{\s+".* => /)
  })

simulated('drift that returns is ended again by the same steps, as often as it returns', async () => {
  const { stack, hosts } = await enrolledFleet({ EX01: {} })
  for (const time of [1, 2, 3]) {
    hosts.change('EX01', stopped('MSExchangeServiceHost'))
    const preview = await stack.pulumi('preview', '--diff')
    assertHolds(preview.stdout, `+ # It follows entry ${time - 1} of the journal there.`)
    const up = await stack.pulumi('up', '--yes', '--skip-preview')
    assert.is(up.code, 0, up.all)
    assert.is(done(hosts.hands()).length, time)
  }
})

simulated(
  'a failure midway names step, server and what was done, stops what comes after, and is gone on from',
  async () => {
    const { stack, hosts } = await enrolledFleet({ EX01: {}, EX02: {} })
    hosts.change('EX01', stopped('MSExchangeServiceHost', 'MSExchangeThrottling', 'W3SVC'))
    hosts.behave('EX01', { failAt: { step: 2, message: 'the service did not answer' } })
    hosts.change('EX02', stopped('MSExchangeServiceHost'))
    const failed = await stack.pulumi('up', '--yes', '--skip-preview')
    assert.is(failed.code, 1, failed.all)
    assert.match(
      failed.all,
      /EX01: step 2 \(services-start\), "Start \w+", failed: the service did not answer; done before/
    )
    assert.equal(
      hosts.hands().filter(({ server }) => server === 'EX02'),
      []
    )
    assert.is((await stackOutputs(stack)).summary.drift, 2)
    hosts.behave('EX01', { failAt: undefined })
    const again = await stack.pulumi('up', '--yes', '--skip-preview')
    assert.is(again.code, 0, again.all)
    assert.is((await stackOutputs(stack)).summary.drift, 0)
    assert.is((await stack.pulumi('preview', '--expect-no-changes')).code, 0)
  }
)

simulated('a fix that does not hold fails the update and names what remains', async () => {
  const { stack, hosts } = await enrolledFleet({ EX01: { ways: { stubborn: ['MSExchangeServiceHost'] } } })
  hosts.change('EX01', stopped('MSExchangeServiceHost'))
  const up = await stack.pulumi('up', '--yes', '--skip-preview')
  assert.is(up.code, 1, up.all)
  assertHolds(up.all, 'EX01: its remediation was carried out, and yet the server, read again, is not as desired')
  assertHolds(up.all, 'services.MSExchangeServiceHost is "Automatic, Stopped" and should be "Automatic, Running"')
})

simulated('what can be fixed is fixed, and what is for a person fails the update at its end alone', async () => {
  const old = {
    build: { exSetup: '15.2.986.5', binaries: [{ path: 'Bin\\EdgeTransport.exe', version: '15.2.986.5' }] }
  }
  const { stack, hosts } = await enrolledFleet({ EX01: {}, EX02: {} })
  hosts.change('EX01', stopped('MSExchangeServiceHost'))
  hosts.change('EX02', old)
  const preview = await stack.pulumi('preview')
  assert.is(preview.code, 0, preview.all)
  assertHolds(preview.all, 'For a person, one server after the other, by the resolutions:')
  assert.is((await stack.pulumi('preview', '--expect-no-changes')).code, 7)
  const up = await stack.pulumi('up', '--yes')
  assert.is(up.code, 1, up.all)
  assertHolds(up.all, 'Policies at the level remediate are not met on 1 of 2 servers: EX02 (build).')
  assert.equal(done(hosts.hands()), ['Start MSExchangeServiceHost'])
  assert.is((await stackOutputs(stack)).drifts.length, 1)
})

simulated('only the policy that has the level is remediated, and nothing once it is lowered', async () => {
  const levels = { enforcement: 'mandatory', policies: { 'services-start': 'remediate' } }
  const { stack, hosts, settings } = await enrolledFleet({ EX01: {} }, levels)
  hosts.change('EX01', { ...stopped('MSExchangeServiceHost'), ...webConfig })
  const held = await stack.pulumi('up', '--yes')
  assert.is(held.code, 1, held.all)
  assert.equal(hosts.hands(), [])
  hosts.change('EX01', { sharedWebConfig: { clientAccess: 'present', httpProxy: 'present' } })
  assert.is((await stack.pulumi('up', '--yes')).code, 0)
  assert.is(done(hosts.hands()).length, 1)
  hosts.change('EX01', stopped('MSExchangeServiceHost'))
  settings({ enforcement: 'advisory', policies: {} })
  const lowered = await stack.pulumi('up', '--yes')
  assert.is(lowered.code, 0, lowered.all)
  assert.is(done(hosts.hands()).length, 1)
})

simulated('a waived drift, a half-updated server and a server that can not be read are left alone', async () => {
  const half = {
    build: { exSetup: '15.2.1748.53', binaries: [{ path: 'Bin\\EdgeTransport.exe', version: '15.2.1544.4' }] }
  }
  const waiver = { server: 'EX01', policy: 'services-start', reason: 'CHG-7', expires: '2999-12-31' }
  const { stack, hosts } = await enrolledFleet({ EX01: {}, EX02: {}, EX03: {} }, { waivers: [waiver] })
  for (const server of ['EX01', 'EX02', 'EX03']) hosts.change(server, stopped('MSExchangeServiceHost'))
  hosts.change('EX02', half)
  hosts.behave('EX03', { behaviour: 'failing', sentence: 'access denied' })
  const preview = await stack.pulumi('preview')
  assert.is(preview.code, 0, preview.all)
  assertHolds(preview.all, 'half-updated: Bin\\EdgeTransport.exe is 15.2.1544.4, and ExSetup.exe 15.2.1748.53')
  const up = await stack.pulumi('up', '--yes')
  assert.is(up.code, 1, up.all)
  assert.match(up.all, /not met on 2 of 3 servers: EX02 \(.*\); EX03 \(/)
  assert.equal(hosts.hands(), [])
})

simulated('a setup that begins after the preview is left alone by the script itself', async () => {
  const { stack, hosts } = await enrolledFleet({ EX01: {} })
  hosts.change('EX01', stopped('MSExchangeServiceHost'))
  hosts.behave('EX01', { installing: true })
  const up = await stack.pulumi('up', '--yes', '--skip-preview')
  assert.is(up.code, 1, up.all)
  assertHolds(up.all, 'EX01: nothing was touched: an installation runs')
  assert.equal(done(hosts.hands()), [])
})

simulated('one run changes as many servers as it may, and a recording never', async () => {
  const { stack, hosts, settings } = await enrolledFleet({ EX01: {}, EX02: {} }, { remediation: { maxServers: 1 } })
  for (const server of ['EX01', 'EX02']) hosts.change(server, stopped('MSExchangeServiceHost'))
  assert.is((await stack.pulumi('up', '--yes')).code, 1)
  assert.equal([...new Set(hosts.hands().map(({ server }) => server))], ['EX01'])
  assert.is((await stack.pulumi('up', '--yes')).code, 0)
  assert.equal([...new Set(hosts.hands().map(({ server }) => server))], ['EX01', 'EX02'])
  const connection = stack.record('EX01.json', recording({ journal: { lastEntry: 1 }, ...stopped('W3SVC') }))
  settings({ servers: [{ name: 'EX01', connection }] })
  const recorded = await stack.pulumi('preview')
  assertHolds(
    recorded.all,
    'Nothing is remediated here: its connection is a recording, in which nothing can be changed.'
  )
  assertLacks(recorded.all, 'will change 1 server')
})

simulated('a saved plan runs exactly what was shown, and nothing where other drift appears in between', async () => {
  const { stack, hosts } = await enrolledFleet({ EX01: {} })
  hosts.change('EX01', stopped('MSExchangeServiceHost'))
  assert.is((await stack.pulumi('preview', '--save-plan', 'plan.json')).code, 0)
  hosts.change('EX01', stopped('MSExchangeServiceHost', 'W3SVC'))
  const refused = await stack.pulumi('up', '--plan', 'plan.json', '--yes')
  assert.is(refused.code, 1)
  assertHolds(refused.all, 'violates plan')
  assert.equal(hosts.hands(), [])
  const strict = await stack.pulumi('up', '--strict', '--yes')
  assert.is(strict.code, 0, strict.all)
  assert.is(done(hosts.hands()).length, 2)
})

const member = (place: number) => ({
  componentStates: offlineState('Active'),
  databaseCopies: [mounted(`DB0${place}`), copy(`DB0${3 - place}`)],
  activation: { dag: 'DAG1', autoActivationPolicy: 'Unrestricted', disabledAndMoveNow: false },
  queues: { deliveryMessages: 0 }
})

const organization = {
  version: 1,
  organization: 'Contoso',
  collectedAt: '2026-06-30T12:00:00Z',
  facts: {
    servers: [],
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
    authConfig: { error: 'not asked' }
  },
  servers: { EX01: member(1), EX02: member(2) }
}

simulated('two members of a DAG are never in hand at once', async () => {
  const members = { EX01: { dag: 'DAG1' }, EX02: { dag: 'DAG1' } }
  const { stack, hosts } = await enrolledFleet(members, { organization: { endpoint: 'ex01.contoso.example' } })
  hosts.organize({ answer: organization })
  for (const server of ['EX01', 'EX02']) hosts.change(server, stopped('MSExchangeServiceHost'))
  const up = await stack.pulumi('up', '--yes')
  assert.is(up.code, 0, up.all)
  const turns = hosts.hands().filter(({ event }) => event === 'begin' || event === 'end')
  assert.equal(
    turns.map(({ server, event }) => `${server} ${event}`),
    ['EX01 begin', 'EX01 end', 'EX02 begin', 'EX02 end']
  )
})

test.run()
