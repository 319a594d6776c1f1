import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { inCmd, inExchangeShell, inPowerShell, say, stepText } from '../../judging/resolutionSteps'
import { stepFaults } from './steps'

test('a step on one line is its text, then its command', () => {
  assert.is(stepText(say('Look.')), 'Look.')
  assert.is(stepText(inCmd('Run:', 'a /b')), 'Run: a /b')
  assert.is(stepText(inPowerShell('Run:', 'Get-A', 'Get-B')), 'Run: Get-A; Get-B')
})

const good = [
  say('Look.'),
  say('Read more: https://a.example/b'),
  inCmd('Run:', 'move "%ExchangeInstallPath%a & b" D:\\x(1)'),
  inPowerShell('Run:', 'Get-A', "Get-B (Read-Host 'Name')"),
  inExchangeShell('Run:', 'Get-A')
]

for (const step of good) test(`in order: ${stepText(step)}`, () => assert.equal(stepFaults(step), []))

const bad = [
  say('Run this:'),
  inCmd('Run.', 'a'),
  inCmd('Run a:', 'a'),
  inCmd('Run:', ''),
  inCmd('Run:', ' a'),
  inCmd('Run:', 'a & calc'),
  inCmd('Run:', 'a "b'),
  inCmd('Run:', 'a "b" & "c"'),
  inCmd('Run:', 'a "%PATH%"'),
  inCmd('Run:', 'a > b'),
  inCmd('Run:', 'a\nb'),
  inPowerShell('Run:', "Get-B (Read-Host 'Name')", 'Get-A'),
  { text: 'Run:', shell: null, command: 'a' },
  { text: 'Run.', shell: 'cmd', command: null }
] as const

for (const step of bad) test(`a fault: ${JSON.stringify(step)}`, () => assert.is.not(stepFaults(step).length, 0))

test.run()
