import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { explanation } from '../../commands/explanation'
import { verdictsText } from '../../commands/verdictsText'
import { inPowerShell, say } from '../../judging/resolutionSteps'
import type { Verdict } from '../../judging/verdict'
import { ownTable } from '../../kernel/builds/buildTable'
import { plainStyle } from '../../reports/text'
import type { JudgedPlan } from '../../stacks/judgePlan'
import { planServers } from '../../stacks/plan'
import { decodeSettings } from '../../stacks/settings'
import { serverFacts } from '../support/server'
import { aDrift, anUnknown, aVerdict } from '../support/verdict'

const test = suite('commands: explanation')

const judgedAs = (...verdicts: ReadonlyArray<Verdict>): JudgedPlan => {
  const settings = decodeSettings({ servers: JSON.stringify([{ name: 'EX01', connection: { type: 'ssh' } }]) })
  const [plan] = E.isRight(settings) ? planServers(settings.right, '2026-11-01', () => null) : []
  if (plan === undefined) throw new Error('there is a plan')
  return { plan, facts: serverFacts(), errors: [], verdicts }
}

const layout = { width: 100, full: true, style: plainStyle }

const asked = { stack: 'production', now: Date.parse('2026-11-26T06:00:00Z') }

const explained = (verdict: Verdict): string => explanation(layout, judgedAs(verdict), verdict.policy, ownTable, asked)

const resolution = {
  summary: 'Expected it to run; start it.',
  steps: [say('Look.'), inPowerShell('Start it, in PowerShell:', 'Set-Thing', 'Start-Thing')],
  link: 'https://a.example/'
}

test('begins with the server, what is installed by the table of builds, and when it was read', () => {
  assert.match(explained(aVerdict()), /^EX01 {3}\S+ CU\S+ .* {3}read 2026-11-01 08:00 UTC {3}stack production\n/)
})

test('says the own and the effective level of a policy, and what is in order', () => {
  const text = explained(aVerdict({ compliances: [{ path: ['services', 'W3SVC'], actual: 'Automatic' }] }))
  assert.match(
    text,
    'services-start: compliant (own level mandatory, effective level advisory, article section #services)'
  )
  assert.match(text, '  In order (1):\n    services.W3SVC: Automatic\n')
  assert.match(explained(aVerdict({ section: null, level: 'mandatory' })), 'services-start: compliant (mandatory)\n')
})

test('a finding has everything: its steps, evidence, link and note, also where a waiver covers it', () => {
  const waiver = 'CHG-7 (until 2999-12-31)'
  const drifts = [aDrift({ resolution, evidence: ['Seen.', 'Seen again.'], waiver })]
  const unknowns = [anUnknown({ path: ['services', 'IIS Admin'] })]
  const text = explained(aVerdict({ status: 'drift', reason: 'judged from 2 sections', drifts, unknowns }))
  const parts = [
    'services-start: drift',
    'Note: judged from 2 sections',
    'Do   Expected it to run; start it.',
    '1. Look.',
    '2. Start it, in PowerShell:',
    '     Set-Thing',
    '     Start-Thing',
    'services.W3SVC: "Disabled, Stopped" => "Automatic, Running"',
    'Evidence: Seen again.',
    'More: https://a.example/',
    `Waived: ${waiver}`,
    'services["IIS Admin"]: unknown: access denied',
    'About this policy:'
  ]
  const at = parts.map((part) => text.indexOf(part))
  assert.not(at.includes(-1), `${parts[at.indexOf(-1)]}: ${text}`)
  assert.equal(
    at,
    [...at].sort((a, b) => a - b)
  )
})

test('the reason of an unknown verdict stands with its findings, not twice', () => {
  assert.not.match(explained(aVerdict({ status: 'unknown', reason: 'gone', unknowns: [anUnknown()] })), 'Note: ')
})

test('what a server says stays text', () => {
  const drifts = [aDrift({ actual: '\u001b[2J', evidence: ['\u202e'] })]
  const text = explained(aVerdict({ status: 'drift', reason: '\u001b', drifts }))
  assert.not.match(text, /[\u001b\u202e]/)
})

test('it leaves nothing out, however many values there are', () => {
  const path = (index: number) => ['services', `Service${index}`] as const
  const values = Array.from({ length: 130 }, (_, index) => index)
  const text = explained(
    aVerdict({
      status: 'drift',
      drifts: values.map((index) => aDrift({ path: path(index), resolution })),
      compliances: values.map((index) => ({ path: path(index + 200), actual: 'Running' }))
    })
  )
  for (const index of values)
    for (const name of [`Service${index}`, `Service${index + 200}`])
      assert.ok(text.includes(`services.${name}: `), name)
  // The title says how many there are; they follow.
  assert.is(text.split('\n').filter((line) => /\d+ more\b/.test(line)).length, 1)
})

test('it counts as check does', () => {
  const judged = judgedAs(aVerdict(), aVerdict({ policy: 'build', status: 'not-applicable', reason: 'an Edge server' }))
  const counted = '2 policies: 1 in order, 1 not applicable.'
  assert.match(explanation(layout, judged, null, ownTable, asked), `Nothing is wrong with EX01: ${counted}`)
  assert.match(verdictsText(layout, [judged], ownTable, [], asked), counted)
})

test.run()
