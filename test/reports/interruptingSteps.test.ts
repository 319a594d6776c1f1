import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { inPowerShell, say } from '../../judging/resolutionSteps'
import { actsOf } from '../../reports/acts'
import { toldFindings } from '../../reports/findings'
import { findingText } from '../../reports/findingText'
import { interruptionsOf } from '../../reports/interruptions'
import { resolutionSteps } from '../powershell/resolutions'
import { aVerdict } from '../support/verdict'
import { layout, linesOf, resolved } from './findingLines'

const test = suite('reports: steps that interrupt users')

test('with all steps, too, it is said which of them interrupt users', () => {
  const drift = resolved(say('Look.'), inPowerShell('Restart IIS:', 'Restart-Service W3SVC,WAS -Force'))
  const [finding] = toldFindings({ server: 'EX01', verdicts: [aVerdict({ status: 'drift', drifts: [drift] })] })
  const text = finding === undefined ? '' : findingText({ ...layout, full: true }, finding).join('\n')
  assert.match(text, 'Interrupts users: step 2 restarts IIS.')
})

test('a step that interrupts is never left out, and all keep the numbers that they have where all are shown', () => {
  const steps = [
    say('Look first. One.'),
    say('Look first. Two.'),
    say('Restart EX01. Once.'),
    say('Install a .NET Framework that it supports.'),
    inPowerShell('Restart IIS:', 'Restart-Service W3SVC,WAS -Force'),
    say('Restart EX01. Twice.')
  ]
  const lines = linesOf('EX01', resolved(...steps))
    .join(' ')
    .replace(/ +/g, ' ')
  assert.match(lines, '1. Look first.')
  assert.not.match(lines, '2. ')
  assert.match(lines, '3. Restart EX01.')
  assert.match(lines, 'steps 3, 6 restart the server; step 4 runs an installer; step 5 restarts IIS.')
})

test('what interrupts users is named with its number, though its step is not shown', () => {
  const steps = [
    ...['one', 'two', 'three', 'four', 'five'].map((text) => say(`Look at ${text}.`)),
    inPowerShell('Restart IIS:', 'Restart-Service W3SVC,WAS -Force'),
    say('Restart EX01.')
  ]
  const lines = linesOf('EX01', resolved(...steps))
    .join(' ')
    .replace(/ +/g, ' ')
  assert.not.match(lines, /Restart IIS:/)
  const said = 'Interrupts users: step 6 restarts IIS; step 7 restarts the server.'
  assert.ok(lines.includes(said), lines)
  assert.not.match(linesOf('EX01', resolved(say('Restart EX01.'))).join('\n'), /Interrupts/)
})

test('each step of a resolution that restarts or installs something is known to interrupt users', () => {
  const interrupting = /^Restart |, restart |Restart-Service|iisreset|setup\.(?:exe|com) \/m:|Stop-Service/i
  for (const { by, step } of resolutionSteps('X'))
    if (interrupting.test(step.text) || interrupting.test(step.command ?? ''))
      assert.ok(interruptionsOf(actsOf([step])) !== null, `${by}: ${step.text}`)
})

for (const harmless of [
  'Restart-pending flags are read from the registry.',
  'Make sure that neither setup.exe nor msiexec.exe runs.',
  'Start it again whenever setup has stopped it.',
  'End its maintenance by StopDagServerMaintenance.ps1.',
  'In PowerShell write .\\setup.exe, or give the full path.'
])
  test(`no interruption: ${harmless}`, () => assert.is(interruptionsOf(actsOf([say(harmless)])), null))

test.run()
