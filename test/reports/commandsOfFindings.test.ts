import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { inCmd, inPowerShell, say } from '../../judging/resolutionSteps'
import { actsOf } from '../../reports/acts'
import { mergeSteps } from '../../reports/mergeSteps'
import { linesOf, resolved } from './findingLines'

const test = suite('reports: the commands of findings')

test('a command stands alone on its line, whole, and its shell is named once', () => {
  const long = `Get-It ${'x'.repeat(200)}`
  const lines = linesOf(
    'EX01',
    resolved(inPowerShell('Look at it:', long), inPowerShell('Look again:', 'Get-It'), inCmd('Run it:', 'it.exe'))
  )
  assert.equal(lines.slice(2), [
    '  Do   1. Look at it, in an elevated PowerShell:',
    `            ${long}`,
    '       2. Look again:',
    '            Get-It',
    '  1 more step. Automatic: no, since a person must see to it.'
  ])
})

test('a command that asks for something stands apart: pasted along, the next one would be its answer', () => {
  const ask = (name: string) => inPowerShell('Assign it:', `Set-${name} (Read-Host 'Thumbprint')`)
  assert.equal(
    actsOf([ask('A'), ask('B'), say('Look.')]).map(({ commands }) => commands),
    [["Set-A (Read-Host 'Thumbprint')"], ["Set-B (Read-Host 'Thumbprint')"], []]
  )
})

test('several services are one list: all of them are enabled before the first is started', () => {
  const enable = (name: string) => inPowerShell('Enable:', `Set-Service -Name '${name}' -StartupType Automatic`)
  const start = (name: string) => inPowerShell(`Start ${name}:`, `Start-Service -Name '${name}'`)
  const merged = mergeSteps([
    [say('Look.'), enable("A''s"), start('A')],
    [say('Look.'), say('Wait.'), enable('B'), start('B')],
    [start('C')]
  ])
  assert.equal(
    actsOf(merged).map(({ text, commands }) => [text, ...commands]),
    [
      ['Look.'],
      ['Wait.'],
      [
        'Enable, in an elevated PowerShell:',
        "'A''s','B' | ForEach-Object { Set-Service -Name $_ -StartupType Automatic }"
      ],
      ['Start A:', "Start-Service -Name 'A'"],
      ['Start B:', "Start-Service -Name 'B'"],
      ['Start C:', "Start-Service -Name 'C'"]
    ]
  )
})

test('all start types are set before the first service is started, whichever services need which', () => {
  const set = (name: string, text = 'Enable:') => inPowerShell(text, `Set-Service -Name '${name}' -StartupType Manual`)
  const delayed = inPowerShell('Enable:', `& "$env:SystemRoot\\System32\\sc.exe" config 'E' start= delayed-auto`)
  const start = (name: string) => inPowerShell('Start:', `Start-Service -Name '${name}'`)
  const merged = mergeSteps([[set('A'), start('A')], [start('C')], [set('D', 'Ask:')], [set('B')], [delayed]])
  const steps = [set('A'), set('B'), delayed, set('D', 'Ask:'), start('A'), start('C')]
  assert.equal(merged, steps)
})

test('lists that contradict each other, or say a step twice, lose no step', () => {
  const [a, b] = [say('A.'), say('B.')]
  assert.equal(
    mergeSteps([
      [a, b],
      [b, a]
    ]),
    [a, b, b, a]
  )
  assert.equal(mergeSteps([[a, b, a]]), [a, b, a])
})

const separate: Readonly<Record<string, ReadonlyArray<string>>> = {
  'they differ in more than one text': ["Set-It 'a' 'b'", "Set-It 'c' 'd'"],
  'a text stands within another one': ['Set-It "\'a\'"', 'Set-It "\'b\'"'],
  'a variable could be meant': ["$x | Set-It 'a'", "$x | Set-It 'b'"],
  'they are of several lines': ["Get-It\nSet-It 'a'", "Get-It\nSet-It 'b'"],
  'a quote is left open': ["Set-It 'A's' 'x'", "Set-It 'B' 'x'"],
  'they are different commands': ["Set-It 'a'", "Get-It 'b'"]
}

for (const [why, commands] of Object.entries(separate))
  test(`commands stay as they are where ${why}`, () => {
    const [act] = actsOf(commands.map((command) => ({ text: 'Do:', shell: 'powershell', command })))
    assert.equal(act?.commands, commands)
  })

test.run()
