import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { explanation } from '../../commands/explanation'
import { verdictsText } from '../../commands/verdictsText'
import { inPowerShell, say } from '../../policies/resolutionSteps'
import { plainStyle } from '../../reports/text'
import type { JudgedPlan } from '../../stacks/judgePlan'
import { planServers } from '../../stacks/plan'
import { decodeSettings } from '../../stacks/settings'
import { serverFacts } from '../support/server'
import { aDrift, aVerdict } from '../support/verdict'

const test = suite('commands: explanation')

const layout = { width: 100, full: true, style: plainStyle }

const judgedAs = (verdicts: JudgedPlan['verdicts']): JudgedPlan => {
  const servers = JSON.stringify([{ name: 'CAS13', connection: { type: 'ssh' } }])
  const settings = decodeSettings({ servers })
  if (E.isLeft(settings)) throw new Error(settings.left.join())
  const [plan] = planServers(settings.right, '2026-11-25', () => null)
  if (plan === undefined) throw new Error('no server is planned')
  return { plan, facts: serverFacts({}), errors: [], verdicts }
}

test('it leaves nothing out, and each command stands alone on its line', () => {
  const path = (index: number) => ['services', `Service${index}`] as const
  const values = Array.from({ length: 130 }, (_, index) => index)
  const steps = [say('Look.'), inPowerShell('Start it, in PowerShell:', 'Set-Thing\nStart-Thing')]
  const resolution = { summary: 'Expected it to run; start it.', steps, link: 'https://a.example/' }
  const shown = explanation(
    layout,
    judgedAs([
      aVerdict({
        status: 'drift',
        drifts: values.map((index) => aDrift({ path: path(index), resolution })),
        compliances: values.map((index) => ({ path: path(index + 200), actual: 'Running' }))
      })
    ]),
    null
  )
  const lines = shown.split('\n')
  for (const index of values)
    for (const name of [`Service${index}`, `Service${index + 200}`])
      assert.ok(
        lines.some((line) => line.includes(`services.${name}: `)),
        name
      )
  // The title names how many there are; they follow.
  assert.is(lines.filter((line) => /\d+ more\b/.test(line)).length, 1)
  for (const command of ['Set-Thing', 'Start-Thing']) assert.ok(lines.includes(`            ${command}`), shown)
})

test('it counts as check does', () => {
  const judged = judgedAs([
    aVerdict({ status: 'compliant' }),
    aVerdict({ policy: 'build', status: 'not-applicable', reason: 'an Edge server' })
  ])
  const counted = '2 policies: 1 in order, 1 not applicable.'
  assert.match(explanation(layout, judged, null), `Nothing is wrong with CAS13: ${counted}`)
  assert.match(verdictsText(layout, [judged]), counted)
})

test('the level of a policy is not called as that of the stack', () => {
  const judged = judgedAs([aVerdict({ status: 'compliant', level: 'advisory', binding: true })])
  assert.match(
    explanation(layout, judged, 'services-start'),
    'services-start: compliant, mandatory (this stack only advises)'
  )
})

test.run()
