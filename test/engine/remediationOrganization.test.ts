import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { powershellMissing } from '../simulated-host/powershell'
import { mounted } from '../support/dag'
import { component, components, healthyDirectory } from '../support/inOrganization'
import { frontEndCertificate } from '../support/server'
import { assertHolds, stopped } from './fleet'
import { assertGreen, remediatedOf, type SimulatedFleet, simulatedFleet, turnsTaken, up } from './simulatedFleet'

const test = suite('engine: remediation through the endpoint')
const simulated = powershellMissing === null ? test : test.skip
if (powershellMissing !== null) process.stdout.write(`skipped: ${powershellMissing}, so that nothing was remediated\n`)

const left = ['ServerWideOffline', 'Monitoring', 'RecoveryActionsEnabled']

const organization = (componentStates: unknown) => ({
  version: 1,
  organization: 'Contoso',
  collectedAt: new Date().toISOString(),
  facts: {
    servers: [
      {
        ...{ name: 'EX01', fqdn: 'ex01.contoso.example', site: 'Berlin' },
        ...{ roles: ['Mailbox'], edition: 'Enterprise', version: '15.2.1748.10' }
      }
    ],
    dags: [],
    authConfig: { currentThumbprint: frontEndCertificate },
    directory: healthyDirectory
  },
  servers: {
    EX01: {
      componentStates,
      databaseCopies: [mounted('DB01')],
      activation: { dag: null, autoActivationPolicy: 'Unrestricted', disabledAndMoveNow: false },
      queues: { deliveryMessages: 0 }
    }
  }
})

const afterFailedUpdate = async (): Promise<SimulatedFleet> => {
  const endpoint = { organization: { endpoint: 'ex01.contoso.example' } }
  const fleet = await simulatedFleet({ EX01: {} }, { ...endpoint, policies: { maintenance: 'remediate' } })
  fleet.hosts.organize({ answer: organization(components()) })
  const enrolment = await up(fleet)
  if (enrolment.code !== 0) throw new Error(enrolment.all)
  fleet.hosts.organize({
    answer: organization(components(...left.map((one) => component(one, 'Inactive', ['Functional']))))
  })
  return fleet
}

const asked = left.map((one) => `EX01 ${one} Functional`)

simulated('what a failed update left Inactive is set to Active, and seen to be so', async () => {
  const fleet = await afterFailedUpdate()
  const preview = await fleet.stack.pulumi('preview', '--diff')
  for (const part of [
    '3 changes by the endpoint of Exchange',
    "Set-ComponentActive 'EX01' 'ServerWideOffline' 'Functional'",
    'Way back: In the Exchange Management Shell:',
    "-Component 'Monitoring' -State Inactive -Requester 'Functional'"
  ])
    assertHolds(preview.all, part)
  assert.equal(fleet.hosts.log('endpoint'), [])
  const { code, all } = await up(fleet)
  assert.is(code, 0, all)
  assert.equal(fleet.hosts.log('endpoint'), asked)
  assert.equal(turnsTaken(fleet.hosts.hands()), [])
  assert.equal(await remediatedOf(fleet, 'EX01'), {
    ...Object.fromEntries(left.map((one) => [`componentStates.${one}`, 'Inactive, held by Functional => Active']))
  })
  await assertGreen(fleet)
})

simulated(
  'where a service is stopped too, the server comes first, and its components with the next update',
  async () => {
    const fleet = await afterFailedUpdate()
    fleet.hosts.change('EX01', stopped('MSExchangeServiceHost'))
    const first = await up(fleet)
    assert.equal(turnsTaken(fleet.hosts.hands()), ['EX01 begin', 'EX01 end'])
    assert.equal(fleet.hosts.log('endpoint'), [])
    assertHolds(first.all, 'ServerWideOffline')
    const second = await up(fleet)
    assert.is(second.code, 0, second.all)
    assert.equal(fleet.hosts.log('endpoint'), asked)
    await assertGreen(fleet)
  }
)

simulated('a second failed update is mended, too', async () => {
  const fleet = await afterFailedUpdate()
  const { code, all } = await up(fleet)
  assert.is(code, 0, all)
  const again = components({
    ...component('ServerWideOffline', 'Inactive', ['Functional']),
    localStates: [{ requester: 'Functional', state: 'Inactive', time: '2026-11-20T02:00:00Z' }]
  })
  fleet.hosts.organize({ answer: organization(again) })
  const second = await up(fleet)
  assert.is(second.code, 0, second.all)
  assert.equal(fleet.hosts.log('endpoint'), [...asked, 'EX01 ServerWideOffline Functional'])
  await assertGreen(fleet)
})

test.run()
