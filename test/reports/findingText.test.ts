import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Step } from '../../judging/policy'
import { byHand, remediation } from '../../judging/remediation'
import { inCmd, inPowerShell, say } from '../../judging/resolutionSteps'
import { restartStep } from '../../policies/iis/restart'
import { actsOf } from '../../reports/acts'
import { blocksOf } from '../../reports/blocks'
import { toldResolution } from '../../reports/ending'
import { toldFindings } from '../../reports/findings'
import { blockText, findingText } from '../../reports/findingText'
import { interruptionsOf } from '../../reports/interruptions'
import { mergeSteps } from '../../reports/mergeSteps'
import { plainStyle } from '../../reports/text'
import { oneLine, widthFrom, wrap } from '../../reports/wrap'
import { resolutionSteps } from '../powershell/resolutions'
import { aDrift, anUnknown, aVerdict } from '../support/verdict'

const test = suite('reports: finding text')

const layout = { width: 100, full: false, style: plainStyle }

const resolved = (...steps: ReadonlyArray<Step>) =>
  aDrift({ resolution: { summary: 'Expected W3SVC to run; start it.', steps, link: 'https://a.example/' } })

const linesOf = (server: string, ...drifts: ReadonlyArray<ReturnType<typeof aDrift>>): ReadonlyArray<string> =>
  toldFindings({ server, verdicts: [aVerdict({ status: 'drift', drifts })] }).flatMap((one) => findingText(layout, one))

test('wrapping keeps all words whole and in their order, and no line of several words is too long', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(fc.array(word), fc.integer({ min: 1, max: 40 }), (words, width) => {
      const lines = wrap(words.join(' '), width)
      assert.equal(lines.join(' '), words.join(' '))
      for (const line of lines) assert.ok(line.length <= width || !line.includes(' '), line)
      const one = oneLine(words.join(' '), width)
      assert.ok(words.join(' ').startsWith(one.replace(/ …$/, '')))
    })
  )
})

test('the width is that of the terminal, 100 where nobody knows it, and never too small', () => {
  const widths = [undefined, '', '80', '160', '20', 'wide', '-1', '99999'].map(widthFrom)
  assert.equal(widths, [100, 100, 80, 160, 60, 100, 100, 100])
})

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

test('with all steps, too, it is said which of them interrupt users', () => {
  const drift = resolved(say('Look.'), inPowerShell('Restart IIS:', 'Restart-Service W3SVC,WAS -Force'))
  const [finding] = toldFindings({ server: 'EX01', verdicts: [aVerdict({ status: 'drift', drifts: [drift] })] })
  const text = finding === undefined ? '' : findingText({ ...layout, full: true }, finding).join('\n')
  assert.match(text, 'Interrupts users: step 2 restarts IIS.')
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

test('what an update does by itself, and why it does not, is said of a finding and as the last step of a resolution', () => {
  const repair = E.right(remediation(restartStep))
  const told = (parts: Partial<ReturnType<typeof aDrift>>) => {
    const found = { ...resolved(say('Do it.')), ...parts }
    return [linesOf('EX01', found).at(-1), toldResolution(found).steps.at(-1)?.text]
  }
  assert.equal(told({ remediation: repair }), [
    '  Automatic: yes, at the level remediate.',
    'Or leave this to pulumi up: at the level remediate it carries out the steps that its preview shows.'
  ])
  assert.equal(told({ remediation: repair, heldBack: true }), [
    '  Automatic: yes, but not on this server now; see Remediation.',
    'Or end what keeps pulumi up from this server (its preview says why, under Remediation), and leave this to it.'
  ])
  assert.equal(told({ remediation: byHand('a person must choose') }), [
    '  Automatic: no, since a person must choose.',
    'Do this by hand: it is not automated, since a person must choose.'
  ])
})

test('what an update ends in part names the first reason why a person must end the rest', () => {
  const repair = { ...aDrift(), remediation: E.right(remediation(restartStep)) }
  const [whole] = linesOf('EX01', repair, aDrift({ remediation: byHand('a person must choose') })).slice(-1)
  assert.is(whole, '  Automatic: in part; the rest not, since a person must choose.')
})

test('what is the same on several servers is one block, though their names stand in the texts', () => {
  const on = (server: string, command: string) => ({
    server,
    verdicts: [aVerdict({ status: 'drift', drifts: [resolved(say(`Restart ${server}.`), inCmd('Run it:', command))] })]
  })
  const blocks = blocksOf([on('EX1', 'x.exe'), on('EX11', 'x.exe'), on('EX2', 'x.exe EX2')].flatMap(toldFindings))
  assert.equal(
    blocks.map(({ servers }) => servers),
    [['EX1', 'EX11'], ['EX2']]
  )
  const [text = ''] = blocks.map((block) => blockText(layout, block).join('\n'))
  assert.match(text, /^2 servers {2}services\.W3SVC: Disabled, Stopped +\[services-start\]\n {2}On {3}EX1, EX11\n/)
  assert.match(text, '1. Restart the server.')
})

test('in full detail each server of a block has its own evidence', () => {
  const on = (server: string, evidence: string) => ({
    server,
    verdicts: [aVerdict({ status: 'drift', drifts: [aDrift({ evidence: ['seen', evidence] })] })]
  })
  const blocks = blocksOf([on('EX1', 'a'), on('EX2', 'b'), on('EX3', 'a')].flatMap(toldFindings))
  const [text = ''] = blocks.map((block) => blockText({ ...layout, full: true }, block).join('\n'))
  assert.match(text, /\n {2}EX1, EX3:\n.*\n {2}Evidence: seen\n {2}Evidence: a\n {2}EX2:\n.*\n.*\n {2}Evidence: b\n/)
  assert.is(text.match(/ More: /g)?.length, 1)
})

test('a server of which nothing could be read is one finding, in whatever words each policy says why', () => {
  const reason = 'the connection timed out'
  const unread = (policy: string, section: 'build' | 'acls', why: string) =>
    aVerdict({ policy, status: 'unknown', unknowns: [anUnknown({ path: [section], reason: why })] })
  const found = toldFindings({
    server: 'EX01',
    verdicts: [
      unread('build', 'build', reason),
      unread('folder-acls', 'acls', `who the server is could not be read: ${reason}`)
    ]
  })
  assert.equal(
    found.map(({ title, policies }) => [title, policies]),
    [[`build, acls: ${reason}`, ['build', 'folder-acls']]]
  )
})

test('several reasons of one policy are one finding', () => {
  const unknowns = ['a is not known', 'b is not known'].map((reason, index) =>
    anUnknown({ path: ['acls', `${index}`], reason })
  )
  const [found, ...more] = toldFindings({ server: 'EX01', verdicts: [aVerdict({ status: 'unknown', unknowns })] })
  assert.is(more.length, 0)
  assert.is(found?.title, 'acls["0"]: a is not known (and 1 more)')
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
