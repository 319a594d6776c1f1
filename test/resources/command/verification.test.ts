import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Verdict } from '../../../judging/verdict'
import { remediated, unverified, verificationFailure } from '../../../resources/command/verification'
import { aDrift, anUnknown, aVerdict } from '../../support/verdict'

const test = suite('remediation: verification')

const verify = { 'services-start': ['services.W3SVC'] }
const services = (parts: Partial<Verdict> = {}) => aVerdict({ level: 'remediate', ...parts })
const other = (parts: Partial<Verdict> = {}) =>
  aVerdict({ policy: 'folder-acls', level: 'mandatory', section: 'acls', ...parts })
const compliances = [{ path: ['services', 'W3SVC'], actual: 'Automatic, Running' }] as const

const broken = services({ status: 'drift', drifts: [aDrift()] })
const mended = services({ compliances })
const owa = aDrift({ path: ['acls', 'owa'], actual: 'no rights', desired: 'sufficient' })
const owaText = {
  policy: 'folder-acls',
  text: 'acls.owa is "no rights" and should be "sufficient", and was not so before'
}

const cases: ReadonlyArray<readonly [string, ReadonlyArray<Verdict>, ReadonlyArray<Verdict>, ReadonlyArray<object>]> = [
  ['what is compliant now is verified', [broken], [mended], []],
  [
    'the same drift remains',
    [broken],
    [broken],
    [{ policy: 'services-start', text: 'services.W3SVC is "Disabled, Stopped" and should be "Automatic, Running"' }]
  ],
  [
    'a server whose services can not be read any more is not verified',
    [broken],
    [services({ status: 'unknown', unknowns: [anUnknown()] })],
    [{ policy: 'services-start', text: 'services is unknown: access denied' }]
  ],
  ...(['identity', 'build'] as const).map(
    (path) =>
      [
        `a server whose ${path} can not be read any more is not verified`,
        [broken],
        [services({ status: 'unknown', unknowns: [anUnknown({ path: [path], reason: 'the connection failed' })] })],
        [{ policy: 'services-start', text: `${path} is unknown: the connection failed` }]
      ] as const
  ),
  [
    'a policy that does not apply any more proves nothing',
    [broken],
    [services({ status: 'not-applicable', reason: 'it has no role' })],
    [{ policy: 'services-start', text: 'it is not applicable any more: it has no role' }]
  ],
  [
    'a policy that is not judged any more proves nothing',
    [broken],
    [],
    [{ policy: 'services-start', text: 'it was not judged again' }]
  ],
  [
    'a drift that a person has to end stands as before, and keeps nothing',
    [broken, other({ status: 'drift', drifts: [owa] })],
    [mended, other({ status: 'drift', drifts: [owa] })],
    []
  ],
  [
    'what could not be read before and is read now keeps nothing',
    [broken, other({ status: 'unknown', unknowns: [anUnknown({ path: ['acls'] })] })],
    [mended, other({ status: 'drift', drifts: [owa] })],
    []
  ],
  [
    'a drift that came with the remediation',
    [broken, other()],
    [mended, other({ status: 'drift', drifts: [owa] })],
    [owaText]
  ],
  [
    'an unknown that came with the remediation',
    [broken, other()],
    [mended, other({ status: 'unknown', unknowns: [anUnknown({ path: ['acls'] })] })],
    [{ policy: 'folder-acls', text: 'acls is unknown: access denied' }]
  ],
  [
    'another drift of the same policy that came with the remediation',
    [broken],
    [services({ status: 'drift', drifts: [aDrift({ path: ['services', 'WAS'] })], compliances })],
    [
      {
        policy: 'services-start',
        text: 'services.WAS is "Disabled, Stopped" and should be "Automatic, Running", and was not so before'
      }
    ]
  ],
  [
    'a new drift that a waiver covers keeps nothing',
    [broken, other()],
    [mended, other({ status: 'drift', drifts: [{ ...owa, waiver: 'known (until 2027-01-01)' }] })],
    []
  ],
  [
    'a new drift of an advisory policy keeps nothing',
    [broken],
    [mended, other({ level: 'advisory', drifts: [owa] })],
    []
  ]
]

for (const [name, before, after, remains] of cases)
  test(name, () => {
    assert.equal(unverified(verify, before, after), remains)
  })

test('each path is told as it was before and as it is after', () => {
  assert.equal(remediated(verify, [broken], [mended]), {
    'services.W3SVC': 'Disabled, Stopped => Automatic, Running'
  })
})

test('a path that nothing is said of any more has no drift', () => {
  assert.equal(remediated(verify, [broken], [services()]), { 'services.W3SVC': 'Disabled, Stopped => no drift' })
})

test('where no journal tells whether it was carried out, the command that does it again is named', () => {
  const text = verificationFailure('EX01', null, [{ policy: 'maintenance', text: 'it is Inactive' }])
  assert.match(text, /^EX01: the organization, read again, is not as desired; .*--replace "\*\*Command::EX01"/)
  assert.match(text, 'it is Inactive')
})

test.run()
