import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { servicesStart } from '../../policies/services-start/policy'
import { serverDiagnostic } from '../../reports/diagnostic'
import { plainStyle } from '../../reports/text'
import { aDrift, anUnknown, aVerdict } from '../support/verdict'

const test = suite('reports: diagnostic')

const place = { server: 'EX01', dag: null, site: null }
const { headline } = servicesStart
const drifting = aVerdict({
  ...(headline === undefined ? {} : { headline }),
  status: 'drift',
  drifts: [aDrift(), aDrift({ path: ['services', 'a.b'], evidence: [] })]
})
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
  assert.is(serverDiagnostic(place, [aVerdict({ ...unasked, countsAsChange: false })]), null)
  assert.match(serverDiagnostic(place, [aVerdict(unasked)])?.text ?? '', 'EX01  services: access denied')
})

test('of more than two findings the first says what to do, and the others are named by their policies', () => {
  const named = (policy: string) => ({ ...drifting, policy })
  const text =
    serverDiagnostic(place, [named('services-start'), named('mail-flow'), unread, named('http-500')])?.text ?? ''
  assert.ok(text.endsWith('  Also mail-flow, http-500; unknown: build.'), text)
  assert.is(text.split('  Why  ').length, 2)
})

test('begins with the server and what is wrong, then says why, what to do, and whether that is automatic', () => {
  assert.equal(serverDiagnostic({ server: 'EX01', dag: 'DAG1', site: 'Berlin' }, [drifting, aVerdict(), unread]), {
    severity: 'warning',
    text: [
      'EX01  2 services are Disabled: W3SVC, a.b                                  [services-start]',
      '  Why  A failed update leaves services Disabled. Exchange does not work fully without them.',
      '  Do   1. Start-Service W3SVC',
      '  Automatic: no, since a person must see to it.',
      'EX01  build: access denied                                                                   [build]',
      '  Why  This was not checked. A fault may be hidden, so the server does not count as compliant.',
      '  Do   Connect with an account that is an elevated local administrator there, then read it again.'
    ].join('\n')
  })
})

test('with full detail there are evidence, all paths, the article section and links, too', () => {
  const full = { width: 100, full: true, style: plainStyle }
  const { text = '' } = serverDiagnostic(place, [drifting, unread], full) ?? {}
  for (const part of [
    '  Do   Expected W3SVC to run; start it.\n       1. Start-Service W3SVC',
    '  services.W3SVC: "Disabled, Stopped" => "Automatic, Running"\n  Evidence: Get-Service lists it.',
    '  services["a.b"]: "Disabled, Stopped" => "Automatic, Running"',
    '  Article section: #services\n  More: https://learn.microsoft.com/',
    '  build: unknown: access denied'
  ])
    assert.ok(text.includes(part), text)
})

test('what forbids every remediation is told at every detail, and notes with full detail', () => {
  const vetoing = { ...drifting, vetoes: ['folder-acls forbids it: only Everyone has rights'], reason: 'a note' }
  const short = serverDiagnostic(place, [vetoing])?.text ?? ''
  assert.match(short, 'EX01: Nothing is remediated here: folder-acls forbids it: only Everyone has rights')
  assert.not.match(short, 'a note')
  const full = serverDiagnostic(place, [vetoing], { width: 100, full: true, style: plainStyle })?.text ?? ''
  assert.match(full, 'EX01: Note of services-start: a note')
})

test('a server that could not be read is told once, with all the policies that this keeps from a verdict', () => {
  const { text = '' } = serverDiagnostic(place, [unread, { ...unread, policy: 'ssl-bindings' }]) ?? {}
  assert.is(text.split('access denied').length, 2)
  assert.match(text, /build: access denied +\[build, ssl-bindings\]/)
})

test('what is unknown for one reason at two levels is told once, at the stricter one', () => {
  const { text = '' } =
    serverDiagnostic(place, [unread, { ...unread, policy: 'ssl-bindings', level: 'remediate' }]) ?? {}
  assert.is(text.split('build: access denied').length, 2)
  assert.match(text, '[build, ssl-bindings, 1 of them remediate]')
})

test('what waivers cover is information, until something else is open', () => {
  const covered = aVerdict({
    ...(headline === undefined ? {} : { headline }),
    status: 'drift',
    waiver: 'CHG-7',
    drifts: [aDrift({ waiver: 'CHG-7 (until 2999-12-31)' })]
  })
  const told = serverDiagnostic(place, [covered])
  assert.is(told?.severity, 'info')
  assert.is(told?.text, 'EX01  W3SVC is Disabled [services-start], waived: CHG-7 (until 2999-12-31)')
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
  assert.is(told?.text.split('\n').length, 6)
})

test.run()
