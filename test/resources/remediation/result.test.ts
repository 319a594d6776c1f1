import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  decodeBegin,
  decodeResult,
  failureSentence,
  lostSentence,
  type StepResult
} from '../../../resources/remediation/result'

const test = suite('remediation: result')

const done: StepResult = {
  ...{ server: 'EX01', number: 1, policy: 'services-start', step: 'Start A', result: 'done' },
  ...{ backup: null, error: null }
}
const kept: StepResult = { ...done, number: 2, step: 'Start B', backup: 'C:\\ProgramData\\ExchangeCompliance\\1\\2' }
const unchanged: StepResult = { ...done, number: 3, step: 'Start C', result: 'unchanged' }
const failed: StepResult = { ...done, number: 4, step: 'Start D', result: 'failed', error: 'it is disabled' }
const guard: StepResult = { ...done, number: 0, policy: '', step: 'Check the state of the server' }

test('a line of a script is a result or something else', () => {
  assert.equal(decodeResult(JSON.stringify(kept)), kept)
  for (const line of ['', 'WARNING: x', '{}', 'null', JSON.stringify({ ...done, result: 'good' }), '{"server":"EX01"'])
    assert.is(decodeResult(line), null, line)
})

const skipped: StepResult = { ...done, number: 5, step: 'Start E', result: 'skipped', error: 'it depends on D' }
const other: StepResult = { ...failed, number: 6, step: 'Start F', error: 'it hung' }

const begin = { server: 'EX01', number: 4, step: 'Start D', atMostSeconds: 300 }

test('a line of a script may say that a step has begun, which is no result', () => {
  assert.equal(decodeBegin(JSON.stringify(begin)), begin)
  assert.is(decodeResult(JSON.stringify(begin)), null)
  for (const one of [kept, skipped]) assert.is(decodeBegin(JSON.stringify(one)), null)
  assert.equal(decodeResult(JSON.stringify(skipped)), skipped)
})

const sentences: ReadonlyArray<readonly [string, ReadonlyArray<StepResult>, string]> = [
  [
    'a step that failed',
    [done, kept, unchanged, failed],
    'EX01: step 4 (services-start), "Start D", failed: it is disabled; 2 steps done; ' +
      'backups: C:\\ProgramData\\ExchangeCompliance\\1'
  ],
  [
    'steps that failed, and one that relies on the first',
    [done, kept, failed, skipped, other],
    [
      'EX01: step 4 (services-start), "Start D", failed: it is disabled; 1 more failed; 2 steps done; 1 step left out; ' +
        'backups: C:\\ProgramData\\ExchangeCompliance\\1',
      '  4. Start D: failed: it is disabled',
      '  5. Start E: left out: it depends on D',
      '  6. Start F: failed: it hung'
    ].join('\n')
  ],
  [
    'the first step failed',
    [failed],
    'EX01: step 4 (services-start), "Start D", failed: it is disabled; nothing was changed before that'
  ],
  [
    'a step that failed without a word',
    [{ ...failed, error: null }],
    'EX01: step 4 (services-start), "Start D", failed: no reason was given; nothing was changed before that'
  ],
  [
    'it refused',
    [{ ...guard, result: 'refused', error: 'this computer is EX02' }],
    'EX01: nothing was touched: this computer is EX02'
  ],
  [
    'the folder of the journal is not safe',
    [{ ...guard, result: 'failed', error: 'C:\\ProgramData\\ExchangeCompliance is a link' }],
    'EX01: "Check the state of the server" failed: C:\\ProgramData\\ExchangeCompliance is a link; nothing was changed before that'
  ],
  ['no step is named', [done], 'EX01: the script ended with exit code 1 and named no step; 1 step done'],
  ['nothing was told', [], 'EX01: the script ended with exit code 1 and named no step; nothing was changed before that']
]

for (const [name, results, sentence] of sentences)
  test(name, () => {
    assert.is(failureSentence('EX01', 1, results), sentence)
  })

test('a script that was killed', () => {
  assert.is(
    lostSentence('EX01', [done, kept]),
    'EX01: the script was ended there before it was done; 2 steps done; ' +
      'backups: C:\\ProgramData\\ExchangeCompliance\\1; run pulumi up again'
  )
})

const much = 'long '.repeat(200)
const many = Array.from({ length: 60 }, (_, index): StepResult => ({ ...failed, number: index + 1, error: much }))
const endings: Readonly<Record<string, ReadonlyArray<StepResult>>> = {
  'one long reason': [{ ...failed, error: much }],
  'a long reason to refuse': [{ ...guard, result: 'refused', error: much }],
  'long names': [
    { ...failed, step: much, policy: much, error: much },
    { ...kept, backup: `C:\\${much}\\1` }
  ],
  'sixty failures': many
}

for (const [name, results] of Object.entries(endings))
  test(`a sentence has less than 300 characters, and its details are below it: ${name}`, () => {
    for (const server of ['EX01', 'x'.repeat(255)]) {
      const [sentence = '', ...details] = failureSentence(server, 1, results).split('\n')
      assert.ok(sentence.length < 300, `${sentence.length}: ${sentence}`)
      assert.ok(details.length <= 51 && details.every((line) => line.startsWith('  ') && line.length < 900))
    }
  })

test('what a server tells can not write into the terminal', () => {
  const sentence = failureSentence('EX01', 1, [{ ...failed, step: 'a\u001b[2Jb\u202e', error: 'x\r\ny' }])
  for (const line of sentence.split('\n')) assert.not.match(line, /[\u0000-\u001f\u202e]/)
})

test.run()
