import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { fleetDocument } from '../../reports/fleetJson'
import { reportFormats } from '../../reports/formats'
import { renderReport } from '../../stacks/reportFiles'
import { aFleet } from '../support/fleet'
import { demoFleet } from './fleets'

const test = suite('reports: what to do, as one list')

/** One policy of the demo on one server, as the only one of a fleet. */
const only = async (server: string, policy: string) => {
  const all = await demoFleet()
  const found = all.filter((one) => one.server === server)
  return found.map((one) => ({ ...one, verdicts: one.verdicts.filter((verdict) => verdict.policy === policy) }))
}

const times = (text: string, part: string): number => text.split(part).length - 1

for (const format of reportFormats.filter((one) => one !== 'json'))
  test(`${format} enables all services before it starts the first one, and restarts IIS once`, async () => {
    const services = renderReport(format, aFleet(await only('EX19A', 'services-start')))
    assert.is(times(services, 'Set the start types first'), 1)
    assert.ok(services.lastIndexOf('Set-Service -Name') < services.indexOf('Start-Service -Name'))
    const bindings = renderReport(format, aFleet(await only('CAS13', 'ssl-bindings')))
    assert.is(times(bindings, 'Restart-Service W3SVC,WAS -Force'), 1)
  })

test('the JSON holds one list for each finding, and for each value its own', async () => {
  const { servers } = fleetDocument(aFleet(await only('EX19A', 'services-start')))
  const [finding] = servers.flatMap(({ findings }) => findings)
  const [verdict] = servers.flatMap(({ verdicts }) => verdicts)
  assert.is(finding?.do.length, 1)
  assert.is(verdict?.drifts.length, 3)
  assert.is.not(verdict?.drifts[0]?.resolution.steps.length, finding?.do[0]?.steps.length)
})

test.run()
