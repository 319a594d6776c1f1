import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { OrganizationSource } from '../../../connections/organization'
import type { Probe } from '../../../resources/command/probes'
import type { SecondLookRule } from '../../../resources/command/secondLookRule'
import { serverInputs } from '../../../resources/serverInputs'
import { ex01, inputs, judging, organizationWith, provider, running, source, stopped } from './recordedProvider'

const endpoint: OrganizationSource = { type: 'endpoint', endpoint: 'ex01.contoso.example' }

const lookedAgain = (rule: Partial<SecondLookRule> = {}, organization: OrganizationSource | null = null) => ({
  ...inputs(ex01, { services: { W3SVC: 'Automatic, Running' } }),
  ...serverInputs(
    {
      ...{ target: ex01, judging: { ...judging, organization }, waivers: [] },
      verify: { 'services-start': ['services.W3SVC'] },
      secondLook: { minutes: 5, probes: false, inMaintenance: 'refuse', ...rule }
    },
    {}
  )
})

/** A server whose W3SVC was started by a remediation, and what becomes of it while the second look is waited for. */
const afterRemediation = async (
  news: Readonly<Record<string, unknown>>,
  change: (seen: ReturnType<typeof provider>['seen']) => void,
  probes: ReadonlyArray<Probe> = []
) => {
  const { scopes, seen, waited, whileWaiting, lifecycle } = provider({ services: stopped, journal: { lastEntry: 0 } })
  await lifecycle.collect([ex01])
  seen.sections = { services: running, journal: { lastEntry: 1 } }
  Object.assign(whileWaiting, { change: () => change(seen), probes })
  const ending = await lifecycle.update('ex01', {}, news).then(
    ({ outputs }) => String(outputs.lookedAgain),
    (error: unknown) => String(error)
  )
  return { ending, scopes, waited }
}

const test = suite('resources: the second look of the provider')

test('the second look reads of the organization the DAG of its server alone', async () => {
  const { scopes } = await afterRemediation(lookedAgain({}, endpoint), () => undefined)
  assert.equal(scopes, [null, { dag: 'DAG1', changing: 'EX01' }])
})

const unasked = 'its pages and its port 25 (remediation: probes)'

const failure = 'Error: EX01: its remediation was carried out, and 5 minutes later this does not hold: '

const well: Probe = { what: 'ex01:25', fault: null, note: null }

const distrusted: Probe = { what: 'https://ex01/ecp/', fault: null, note: 'its certificate is not trusted here' }

const silent: Probe = { what: 'ex01:25', fault: 'no greeting within 10 s', note: null }

const looks: ReadonlyArray<
  readonly [
    string,
    ReturnType<typeof lookedAgain>,
    Parameters<typeof afterRemediation>[1],
    ReadonlyArray<Probe>,
    string
  ]
> = [
  [
    'all holds, and it is told what was not looked at',
    lookedAgain(),
    () => undefined,
    [],
    `5 minutes later all still holds; not looked at: its component states and databases, since no endpoint of the organization is named; ${unasked}`
  ],
  [
    'all holds, the organization too',
    lookedAgain({}, endpoint),
    () => undefined,
    [],
    `5 minutes later all still holds; not looked at: ${unasked}`
  ],
  [
    'the service stopped again',
    lookedAgain(),
    (seen) => {
      seen.sections = { services: stopped }
    },
    [],
    `${failure}services-start: services.W3SVC is "Disabled, Stopped" and should be "Automatic, Running"; ` +
      'W3SVC ran after the remediation, and is Stopped; see the resolutions of the server'
  ],
  [
    'the server is out of service by then',
    lookedAgain({}, endpoint),
    (seen) => {
      seen.organization = organizationWith('Inactive')
    },
    [],
    `${failure}ServerWideOffline is Inactive, held by Maintenance; see the resolutions of the server`
  ],
  [
    'the server is in a maintenance that is meant',
    lookedAgain({ inMaintenance: 'allow' }, endpoint),
    (seen) => {
      seen.organization = organizationWith('Inactive')
    },
    [],
    `5 minutes later all still holds; not looked at: ${unasked}`
  ],
  [
    'a recording of the organization says nothing of now',
    lookedAgain({}, source),
    () => undefined,
    [],
    `5 minutes later all still holds; not looked at: its component states and databases, since no endpoint of the organization is named; ${unasked}`
  ],
  [
    'its ports answer',
    lookedAgain({ probes: true }, endpoint),
    () => undefined,
    [well, distrusted],
    '5 minutes later all still holds; ex01:25 answers; https://ex01/ecp/ answers, but its certificate is not trusted here'
  ],
  [
    'a port does not answer',
    lookedAgain({ probes: true }, endpoint),
    () => undefined,
    [silent],
    `${failure}ex01:25: no greeting within 10 s; see the resolutions of the server`
  ],
  [
    'in a maintenance that is meant no port is asked',
    lookedAgain({ probes: true, inMaintenance: 'allow' }, endpoint),
    () => undefined,
    [silent],
    `5 minutes later all still holds; not looked at: ${unasked}`
  ]
]

for (const [name, news, change, probes, expected] of looks)
  test(`a second look: ${name}`, async () => {
    const { ending, waited } = await afterRemediation(news, change, probes)
    assert.is(ending, expected)
    assert.equal(waited, [300])
  })

test('a wait for a second look that is broken off is told', async () => {
  const { ending } = await afterRemediation(lookedAgain(), () => {
    throw new Error('aborted')
  })
  assert.match(ending, 'EX01: its remediation was carried out, and the wait for a second look was broken off')
})

test.run()
