import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { exitCodeOf, exitSentence } from '../../commands/outcome'
import type { Verdict } from '../../judging/verdict'
import { type ServerState, serverState } from '../../reports/fleet'
import { aDrift, anUnknown, aVerdict } from '../support/verdict'

const test = suite('commands: outcome')

const drifting = (parts: Partial<Verdict> = {}): Verdict => aVerdict({ status: 'drift', drifts: [aDrift()], ...parts })
const unread = (parts: Partial<Verdict> = {}): Verdict =>
  aVerdict({ status: 'unknown', unknowns: [anUnknown()], ...parts })

const rows: ReadonlyArray<readonly [string, ReadonlyArray<Verdict>, ServerState, number]> = [
  ['compliant verdicts', [aVerdict()], 'compliant', 0],
  ['a drift of a mandatory policy, though the stack only advises', [aVerdict(), drifting()], 'drifting', 1],
  ['no verdict at all', [], 'not judged', 3],
  ['a drift of an advisory policy', [drifting({ countsAsChange: false })], 'drifting', 0],
  [
    'a drift of an advisory policy beside what could not be read',
    [drifting({ countsAsChange: false }), unread()],
    'drifting',
    3
  ],
  ['a drift that is waived', [drifting({ waiver: 'CHG-1', drifts: [aDrift({ waiver: 'CHG-1' })] })], 'waived', 0],
  [
    'a drift of which one part is waived',
    [drifting({ drifts: [aDrift({ waiver: 'CHG-1' }), aDrift()] })],
    'drifting',
    1
  ],
  ['something that could not be read', [unread()], 'not read', 3],
  ['something that could not be read for an advisory policy', [unread({ countsAsChange: false })], 'not read', 3],
  ['a drift beside what could not be read', [unread(), drifting()], 'drifting', 1],
  [
    'a drift of which another part could not be read, and the drift is waived',
    [drifting({ drifts: [aDrift({ waiver: 'CHG-1' })], unknowns: [anUnknown()] })],
    'not read',
    3
  ],
  ['an unread value that is waived', [unread({ unknowns: [anUnknown({ waiver: 'CHG-1' })] })], 'waived', 0],
  [
    'what nobody named a source for, beside what is in order',
    [aVerdict(), unread({ countsAsChange: false, unasked: 'no source' })],
    'compliant',
    0
  ],
  ['only what nobody named a source for', [unread({ countsAsChange: false, unasked: 'no source' })], 'not judged', 3],
  [
    'the same where the settings make it mandatory',
    [unread({ countsAsChange: true, unasked: 'no source' })],
    'not read',
    3
  ]
]

for (const [name, verdicts, state, code] of rows)
  test(`${name}: ${state}, exit code ${code}`, () => {
    assert.is(serverState(verdicts), state)
    assert.is(exitCodeOf([{ verdicts }], []), code)
  })

test('an input that can not be used comes before all else, and of several servers the worst counts', () => {
  const [green, bad, unknown] = [[aVerdict()], [drifting()], [unread()]].map((verdicts) => ({ verdicts }))
  if (green === undefined || bad === undefined || unknown === undefined) throw new Error('three are there')
  assert.is(exitCodeOf([bad], ['EX01: damaged']), 2)
  assert.is(exitCodeOf([green, unknown, bad], []), 1)
  assert.is(exitCodeOf([green, unknown], []), 3)
})

const sentenceOn = (...verdicts: ReadonlyArray<Verdict>): string => exitSentence([{ verdicts }], 1, []).join('\n')

test('that the gate does not count a drift is said where it is true alone', () => {
  const advised = drifting({ policy: 'build' })
  const binding = drifting({ policy: 'mail-flow', level: 'mandatory' })
  const all = 'In this stack they are advisory, so they do not fail the gate (pulumi preview).'
  assert.is(sentenceOn(advised), `Exit code 1: mandatory policies drift (build). ${all}`)
  assert.is(sentenceOn(binding), 'Exit code 1: mandatory policies drift (mail-flow).')
  assert.is(sentenceOn(drifting({ level: 'remediate' })), 'Exit code 1: mandatory policies drift (services-start).')
  assert.match(sentenceOn(advised, binding), "In this stack build is advisory, and can't fail the gate")
})

test('an input that can not be used is named at the end, too', () => {
  assert.equal(exitSentence([], 2, ['EX01: damaged', 'EX02: damaged']), [
    "Exit code 2: an input can't be used (and 1 more): EX01: damaged"
  ])
})

test.run()
