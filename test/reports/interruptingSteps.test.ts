import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Step } from '../../judging/policy'
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

/** Each word that may stand for an interruption. */
const suspect = /\b(?:re|un)?install\b|\brestart\b|\bstop\b|\breboot\b|\biisreset\b|\bsetup\.(?:exe|com)\b/i

/** Steps with such a word that a person has looked at: they cut nobody off. */
const reviewed: ReadonlyArray<readonly [step: RegExp, why: string]> = [
  [/setup\.exe \/Prepare|^Then prepare again/im, 'it changes the directory, and stops nothing'],
  [/Install-WindowsFeature/, 'it adds a feature to Windows; where that needs a restart, the step says so'],
  [/ExSetup\.exe/, 'it reads the version of a file'],
  [/neither setup\.exe nor msiexec\.exe/, 'it looks whether one runs'],
  [
    /In PowerShell write \.\\setup\.exe|the version of its setup\.exe|Make sure that setup\.exe is/,
    'it says how to write it'
  ],
  [/^Do not start setup/, 'it says what not to do'],
  [/^Install no update|If you cannot get it, install at least/, 'another step installs'],
  [
    /stop (?:it|monitoring and backup agents|the one whose files|the agents|what the installer log)/i,
    'it stops other programs'
  ],
  [/^List the updates|CurrentVersion\\Uninstall/, 'it only lists what is installed'],
  [/before anything restarts|read the System and Application logs|asked for the restart/, 'it tells of a restart'],
  [/^Use the repair of Microsoft|-ErrorAction Stop/, 'it stops at errors, and starts services']
]

const isReviewed = ({ text, command }: Step): boolean =>
  reviewed.some(([pattern]) => pattern.test(`${text}\n${command ?? ''}`))

const steps = resolutionSteps('X')

const told = (step: Step): string | null => interruptionsOf(actsOf([step]))

test('each step that may interrupt users is told, or is known not to', () => {
  const missed = steps.filter(
    ({ step }) => suspect.test(`${step.text}\n${step.command ?? ''}`) && told(step) === null && !isReviewed(step)
  )
  assert.equal(
    missed.map(({ by, step }) => `${by}: ${step.text}`),
    []
  )
})

for (const [pattern, why] of reviewed)
  test(`a step was looked at: ${why}`, () =>
    assert.ok(steps.some(({ step }) => pattern.test(`${step.text}\n${step.command ?? ''}`) && told(step) === null)))

const interrupting: ReadonlyArray<readonly [step: Step, interruptions: string]> = [
  [say('Install .NET Framework 4.8 on EX01. Do not let Windows Update choose another version.'), 'runs an installer'],
  [say('Install it from an elevated Command Prompt (cmd.exe) by its full path.'), 'runs an installer'],
  [
    say('Remove it, run the setup of it again, restart, and install the update.'),
    'runs an installer; restarts the server'
  ],
  [
    say('Select View installed updates, then the update, and then Uninstall. On Server Core, run it.'),
    'runs an installer'
  ],
  [say('Uninstall CU12 only if that does not help, and install it again at once.'), 'runs an installer'],
  [say('Finish the rollout: put EX01 into maintenance, install CU15 there, and end it.'), 'runs an installer'],
  [say('Move the queue database to another volume, then restart MSExchangeTransport.'), 'restarts transport'],
  [say('Restart the service MSExchangeIS on EX01.'), 'restarts a service'],
  [say('Set schemaUpdateNow, or restart that domain controller.'), 'restarts a domain controller'],
  [say('Install the module, and restart IIS with iisreset.'), 'restarts IIS; runs an installer'],
  [
    inPowerShell(
      'Restart what uses it:',
      'Restart-Service MSExchangeServiceHost',
      'Restart-WebAppPool MSExchangeOWAAppPool'
    ),
    'restarts application pools of IIS; restarts a service'
  ],
  [inPowerShell('Join the domain:', 'Add-Computer -DomainName contoso -Restart'), 'restarts the server'],
  [say('Run the command below each Interim Update. Exchange stops while an update is removed.'), 'runs an installer'],
  [say('Install it with a log: msiexec.exe /update "UPDATE"'), 'runs an installer']
]

for (const [step, interruptions] of interrupting)
  test(`it ${interruptions}: ${step.text}`, () =>
    assert.is(told(step), `step 1 ${interruptions.split('; ').join('; step 1 ')}.`))

for (const harmless of [
  'Restart-pending flags are read from the registry.',
  'Make sure that neither setup.exe nor msiexec.exe runs.',
  'Start it again whenever setup has stopped it.',
  'End its maintenance by StopDagServerMaintenance.ps1.',
  'Put EX01 into maintenance, since Exchange stops while an update is removed.',
  'Do not start setup from a drive letter that was mapped.',
  'Install no update of the older build.',
  'In PowerShell write .\\setup.exe, or give the full path.'
])
  test(`no interruption: ${harmless}`, () => assert.is(told(say(harmless)), null))

test.run()
