import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { explanation } from '../../commands/explanation'
import { inPowerShell } from '../../judging/resolutionSteps'
import type { Verdict } from '../../judging/verdict'
import { ownTable } from '../../kernel/builds/buildTable'
import { aDrift, anUnknown, aVerdict } from '../support/verdict'
import { asked, judgedAs, layout, resolution } from './judgedPlans'

const test = suite('commands: explanation')

const explained = (verdict: Verdict, isVerbose = false): string =>
  explanation(layout, judgedAs(verdict), ownTable, { ...asked, policy: verdict.policy, isVerbose })

test('begins with the server, what is installed by the table of builds, and when it was read', () => {
  assert.match(explained(aVerdict()), /^EX01 {3}\S+ CU\S+ .* {3}read 2026-11-01 08:00 UTC {3}stack production\n/)
})

test('of a policy that is compliant it shows what can be done next', () => {
  const text = explained(
    aVerdict({ reason: 'it can be installed', steps: [inPowerShell('Run in PowerShell:', 'Set-Thing')] })
  )
  assert.match(text, '  Note: it can be installed\n    Next 1. Run in PowerShell:\n              Set-Thing\n')
  assert.not.match(explained(aVerdict()), 'Next')
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

test('what keeps many policies from a verdict stands once, with their names; all else as ever', () => {
  const unread = (policy: string) =>
    aVerdict({ policy, status: 'unknown', unknowns: [anUnknown({ reason: "EX01 can't be resolved to an address" })] })
  const names = ['build', 'services-start', 'folder-acls', 'framework']
  const drifting = aVerdict({ policy: 'pending-restart', status: 'drift', drifts: [aDrift({ resolution })] })
  const text = explanation(layout, judgedAs(...names.map(unread), drifting), ownTable, asked)
  assert.is(text.split('This was not checked').length, 2, text)
  assert.match(text, /^EX01 {2}services: EX01 can't be resolved to an address +\[4 policies\]$/m)
  assert.match(text, '  It keeps 4 policies from a verdict: build, services-start, folder-acls, framework.\n')
  assert.match(text, 'Set-Thing')
  assert.match(text, 'docs/policies/pending-restart.md')
  const none = explanation(layout, judgedAs(...names.map(unread)), ownTable, asked)
  assert.match(none, /^EX01 {2}not read: EX01 can't be resolved to an address +\[4 policies\]$/m)
  assert.match(none, '  It keeps all 4 policies from a verdict.\n')
  const one = explanation(layout, judgedAs(...names.map(unread)), ownTable, { ...asked, policy: 'build' })
  assert.match(one, 'build: unknown (')
  assert.not.match(one, 'folder-acls')
})

test('a policy of another stage says by which stage it is judged', () => {
  const text = explanation(layout, judgedAs(aVerdict()), ownTable, {
    ...{ ...asked, policy: 'services-start' },
    stage: 'before-update'
  })
  assert.match(text, /\n {2}Judged by the stage before-update, which is not the stack's\.\n/)
})

test('the other policies of the server are counted at the end, and the exit code is explained', () => {
  const other = (policy: string, status: Verdict['status']) => aVerdict({ policy, status })
  const found = aVerdict({ status: 'drift', drifts: [aDrift()] })
  const judged = judgedAs(found, other('build', 'compliant'), other('folder-acls', 'not-applicable'))
  const text = explanation(layout, judged, ownTable, asked, ['Exit code 1: it drifts.'])
  assert.match(text, /\nBesides, on this server: 2 policies: 1 in order, 1 not applicable\.\nExit code 1: it drifts\.$/)
})

test('a finding has everything: its steps, evidence, link and note, also where a waiver covers it', () => {
  const waiver = 'CHG-7 (until 2999-12-31)'
  const drifts = [aDrift({ resolution, evidence: ['Seen.', 'Seen again.'], waiver })]
  const unknowns = [anUnknown({ path: ['services', 'IIS Admin'] })]
  const text = explained(aVerdict({ status: 'drift', reason: 'judged from 2 sections', drifts, unknowns }))
  const parts = [
    'services-start: drift',
    'Note: judged from 2 sections',
    'services["IIS Admin"]: unknown: access denied',
    'Do   Expected it to run; start it.',
    '1. Look.',
    '2. Start it, in PowerShell:',
    '     Set-Thing',
    '     Start-Thing',
    'services.W3SVC: "Disabled, Stopped" => "Automatic, Running"',
    'Evidence: Seen again.',
    'More: https://a.example/',
    `Waived: ${waiver}`,
    'About this policy:'
  ]
  const at = parts.map((part) => text.indexOf(part))
  assert.not(at.includes(-1), `${parts[at.indexOf(-1)]}: ${text}`)
  assert.equal(
    at,
    [...at].sort((a, b) => a - b)
  )
})

test('a verdict that waivers cover says so first', () => {
  const waiver = 'CHG-7 (until 2999-12-31)'
  const covered = aVerdict({ status: 'drift', waiver, drifts: [aDrift({ waiver })] })
  assert.match(explained(covered), 'services-start: drift, waived (')
  assert.match(explained(aVerdict({ status: 'drift', drifts: [aDrift()] })), 'services-start: drift (')
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
    }),
    true
  )
  for (const index of values)
    for (const name of [`Service${index}`, `Service${index + 200}`])
      assert.ok(text.includes(`services.${name}: `), name)
  // The title says how many there are; they follow.
  assert.is(text.split('\n').filter((line) => /\d+ more\b/.test(line)).length, 1)
})

test('many values in order are a count, and the list is for those who ask', () => {
  const compliances = Array.from({ length: 23 }, (_, index) => ({
    path: ['services', `S${index}`] as const,
    actual: 'Running'
  }))
  const verdict = aVerdict({ compliances })
  assert.match(explained(verdict), '  In order: 23 (--verbose lists them)\n')
  assert.not.match(explained(verdict), 'services.S7')
  assert.match(explained(verdict, true), '  In order (23):\n    services.S0: Running\n')
})

test.run()
