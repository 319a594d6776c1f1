import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { inPowerShell, say } from '../../policies/resolutionSteps'
import { findingLines, plainStyle, type Style, verdictLines } from '../../reports/text'
import { aDrift, anUnknown, aVerdict } from '../support/verdict'

const test = suite('reports: text')

const marked: Style = {
  bad: (text) => `<bad ${text}>`,
  doubtful: (text) => `<doubtful ${text}>`,
  good: (text) => `<good ${text}>`,
  strong: (text) => `<strong ${text}>`,
  command: (text) => `<command ${text}>`,
  quiet: (text) => `<quiet ${text}>`
}

const resolution = {
  summary: 'Expected it to run; start it.',
  steps: [say('Look.'), inPowerShell('Start it, in PowerShell:', 'Set-Thing', 'Start-Thing')],
  link: 'https://a.example/'
}

test('a verdict without findings is one line, and its note', () => {
  assert.equal(verdictLines(plainStyle, aVerdict({ section: null, level: 'mandatory' })), [
    'services-start: compliant (mandatory)'
  ])
  assert.equal(verdictLines(plainStyle, aVerdict({ status: 'not-applicable', reason: 'an Edge server' })), [
    'services-start: not applicable (advisory, article section #services)',
    '  Note: an Edge server'
  ])
})

test('tells drift before unknown, with waiver, evidence, numbered steps and link', () => {
  const verdict = aVerdict({
    status: 'drift',
    reason: 'access denied',
    drifts: [aDrift({ resolution, evidence: ['Seen.', 'Seen again.'], waiver: 'CHG-7 (until 2999-12-31)' })],
    unknowns: [anUnknown({ path: ['services', 'IIS Admin'] })]
  })
  assert.equal(verdictLines(plainStyle, verdict), [
    'services-start: drift (advisory, article section #services)',
    '  Note: access denied',
    '  services.W3SVC: "Disabled, Stopped" => "Automatic, Running"',
    '    Waived: CHG-7 (until 2999-12-31)',
    '    Evidence: Seen.',
    '    Evidence: Seen again.',
    '    Resolution: Expected it to run; start it.',
    '      1. Look.',
    '      2. Start it, in PowerShell: Set-Thing; Start-Thing',
    '    More: https://a.example/',
    '  services["IIS Admin"]: "unknown: access denied" => "readable"',
    '    Resolution: Expected this to be readable; mend the reason, then read the server again.'
  ])
})

test('the reason of an unknown verdict stands with its findings, not twice', () => {
  const lines = verdictLines(plainStyle, aVerdict({ status: 'unknown', reason: 'gone', unknowns: [anUnknown()] }))
  assert.not.ok(lines.some((line) => line.includes('Note: ')))
})

test('words are set off by what they mean, after they were made printable', () => {
  const drifts = [aDrift({ actual: '\u001b', desired: 'Running', evidence: [] })]
  assert.is(findingLines(marked, aVerdict({ drifts }))[0], 'services.W3SVC: <bad "\\u001b"> => <good "Running">')
  assert.is(
    findingLines(marked, aVerdict({ unknowns: [anUnknown()] }))[0],
    'services: <doubtful "unknown: access denied"> => <good "readable">'
  )
  assert.match(verdictLines(marked, aVerdict())[0] ?? '', '<strong services-start>: <good compliant>')
})

test.run()
