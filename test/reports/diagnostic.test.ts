import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { serverDiagnostic } from '../../reports/diagnostic'
import { aDrift, anUnknown, aVerdict } from '../support/verdict'

const test = suite('reports: diagnostic')

const place = { server: 'EX01', dag: null, site: null }
const drifting = aVerdict({ status: 'drift', drifts: [aDrift(), aDrift({ path: ['services', 'a.b'], evidence: [] })] })
const unread = aVerdict({
  policy: 'build',
  section: null,
  status: 'unknown',
  unknowns: [anUnknown({ path: ['build'] })]
})

test('a server in order is not told', () => {
  assert.is(serverDiagnostic(place, [aVerdict()]), null)
  assert.is(serverDiagnostic(place, [aVerdict({ reason: 'judged from 2 of 3 fact sections' })]), null)
  assert.is(serverDiagnostic(place, [aVerdict({ status: 'not-applicable', reason: 'an Edge server' })]), null)
})

test('what nobody asked for is not told of each server, unless a level was set for it by name', () => {
  const unasked = { status: 'unknown', unasked: 'no source', unknowns: [anUnknown()] } as const
  assert.is(serverDiagnostic(place, [aVerdict({ ...unasked, binding: false })]), null)
  assert.match(serverDiagnostic(place, [aVerdict(unasked)])?.text ?? '', 'EX01: 1 unknown')
})

test('begins with the server, then tells each finding with its resolution', () => {
  assert.equal(serverDiagnostic({ server: 'EX01', dag: 'DAG1', site: 'Berlin' }, [drifting, aVerdict(), unread]), {
    severity: 'warning',
    text: [
      'EX01 (DAG DAG1, site Berlin): 2 drifts, 1 unknown; 2 of 3 policies judged',
      '  services-start: drift (advisory, article section #services)',
      '    services.W3SVC: "Disabled, Stopped" => "Automatic, Running"',
      '      Evidence: Get-Service lists it.',
      '      Resolution: Expected W3SVC to run; start it.',
      '        1. Start-Service W3SVC',
      '      More: https://learn.microsoft.com/',
      '    services["a.b"]: "Disabled, Stopped" => "Automatic, Running"',
      '      Resolution: Expected W3SVC to run; start it.',
      '        1. as above',
      '      More: https://learn.microsoft.com/',
      '  build: unknown (advisory)',
      '    build: "unknown: access denied" => "readable"',
      '      Resolution: Expected this to be readable; mend the reason, then read the server again.'
    ].join('\n')
  })
})

test('a server that could not be read is told once, with all the policies that this keeps from a verdict', () => {
  const { text = '' } = serverDiagnostic(place, [unread, { ...unread, policy: 'ssl-bindings' }]) ?? {}
  assert.is(text.split('=> "readable"').length, 2)
  assert.match(text, `${unread.policy}, ssl-bindings: unknown`)
})

test('what is unknown for one reason at two levels is told at each level', () => {
  const { text = '' } =
    serverDiagnostic(place, [unread, { ...unread, policy: 'ssl-bindings', level: 'remediate' }]) ?? {}
  assert.is(text.split('=> "readable"').length, 3)
})

test('what waivers cover is information, until something else is open', () => {
  const covered = aVerdict({
    status: 'drift',
    waiver: 'CHG-7',
    drifts: [aDrift({ waiver: 'CHG-7 (until 2999-12-31)' })]
  })
  const told = serverDiagnostic(place, [covered])
  assert.is(told?.severity, 'info')
  assert.match(told?.text ?? '', 'EX01: 1 drift; 1 of them waived')
  assert.match(told?.text ?? '', 'Waived: CHG-7 (until 2999-12-31)')
  assert.is(serverDiagnostic(place, [covered, unread])?.severity, 'warning')
})

test('is fit for a terminal, whatever the server reported', () => {
  const bad = '\u001b[2J\u202e\n\u0007'
  const hostile = aDrift({
    path: ['services', bad],
    actual: bad,
    desired: bad,
    evidence: [bad],
    resolution: {
      summary: bad,
      steps: [{ text: bad, shell: 'cmd', command: bad }],
      link: 'https://learn.microsoft.com/'
    },
    waiver: bad
  })
  const verdict = aVerdict({
    status: 'drift',
    reason: bad,
    drifts: [hostile],
    unknowns: [anUnknown({ path: ['acls', bad], reason: bad })]
  })
  const told = serverDiagnostic({ server: bad, dag: bad, site: bad }, [verdict])
  assert.not.match(told?.text ?? '', /[\u001b\u202e\u0007]/)
  assert.is(told?.text.split('\n').length, 11)
})

test.run()
