import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { explainScriptPolicy } from '../../../connections/scriptPolicy'
import {
  type Circumstance,
  decodeBegin,
  decodeResult,
  failureSentence,
  lostSentence,
  type StepBegin,
  type StepResult
} from '../../../resources/command/result'
import type { Heard } from '../../../resources/command/toldOutput'

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

const begin: StepBegin = { server: 'EX01', number: 4, of: 9, policy: 'a', step: 'Start D', atMostSeconds: 300 }

const heardOf = (results: ReadonlyArray<StepResult>): Heard => ({ results, begun: null, remark: null })

test('a line of a script may say that a step has begun, which is no result', () => {
  assert.equal(decodeBegin(JSON.stringify(begin)), begin)
  const lone = { ...begin, atMostSeconds: null }
  assert.equal(decodeBegin(JSON.stringify(lone)), lone)
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
    assert.is(failureSentence('EX01', 1, heardOf(results)), sentence)
  })

test('an error that no step caught is quoted', () => {
  const sentence = failureSentence('EX01', 1, { results: [], begun: null, remark: 'Zugriff verweigert: \u00fc' })
  assert.is(
    sentence,
    'EX01: the script ended with exit code 1 and said last: Zugriff verweigert: \u00fc; nothing was changed before that'
  )
})

const begun: StepBegin = { ...begin, number: 3, step: 'Start C', atMostSeconds: null }
const kill = { hasBegun: true, taskResult: null, said: '' }
const winmgmt = {
  ...guard,
  result: 'done',
  step: 'Enable Winmgmt',
  backup: 'C:\\ProgramData\\ExchangeCompliance\\7\\0'
} as const

const losses: ReadonlyArray<readonly [string, Heard, Circumstance, string]> = [
  [
    'a script that was killed between two steps',
    { results: [done, kept], begun: null, remark: null },
    kill,
    'EX01: the script was ended there before it was done; 2 steps done; ' +
      'backups: C:\\ProgramData\\ExchangeCompliance\\1; run pulumi up again'
  ],
  [
    'a script that was killed in a step, and had enabled Winmgmt',
    { results: [winmgmt], begun, remark: null },
    { ...kill, taskResult: -1073741510 },
    'EX01: the script was ended there in step 3 of 9, "Start C", before it was done (the result of its task is 0xC000013A); ' +
      '1 step done; backups: C:\\ProgramData\\ExchangeCompliance\\7; run pulumi up again'
  ],
  [
    'a task that began nothing, since PowerShell refused',
    { results: [], begun: null, remark: null },
    { hasBegun: false, taskResult: 1, said: 'run.ps1 : AuthorizationMana\r\nger check failed.' },
    'EX01: the task of the script was started there and never began (the result of its task is 0x00000001); ' +
      `nothing was changed\n  it wrote: ${explainScriptPolicy('AuthorizationManager')}`
  ],
  [
    'a task that was never taken up',
    { results: [], begun: null, remark: null },
    { hasBegun: false, taskResult: 0x41303, said: '' },
    'EX01: the task of the script was started there and never began (the result of its task is 0x00041303); nothing was changed'
  ]
]

for (const [name, heard, circumstance, sentence] of losses)
  test(name, () => {
    assert.is(lostSentence('EX01', heard, circumstance), sentence)
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
      const [sentence = '', ...details] = failureSentence(server, 1, heardOf(results)).split('\n')
      assert.ok(sentence.length < 300, `${sentence.length}: ${sentence}`)
      assert.ok(details.length <= 51 && details.every((line) => line.startsWith('  ') && line.length < 900))
    }
  })

const lost: Readonly<Record<string, readonly [Heard, Circumstance]>> = {
  'in a step': [
    { results: [{ ...kept, backup: `C:\\${much}\\1` }], begun: { ...begun, step: much }, remark: null },
    { ...kill, taskResult: 1, said: much }
  ],
  'before it began': [heardOf([]), { hasBegun: false, taskResult: 1, said: much }]
}

for (const [name, [heard, circumstance]] of Object.entries(lost))
  test(`a sentence of a script that was lost has less than 300 characters, with the words of its task below it: ${name}`, () => {
    for (const server of ['EX01', 'x'.repeat(255)]) {
      const [sentence = '', ...details] = lostSentence(server, heard, circumstance).split('\n')
      assert.ok(sentence.length < 300, `${sentence.length}: ${sentence}`)
      assert.is(details.length, 1)
      assert.match(details[0] ?? '', /^ {2}it wrote: long /)
    }
  })

test('the last words of a script that named no step are shortened', () => {
  const sentence = failureSentence('EX01', 1, { results: [done], begun: null, remark: much })
  assert.ok(sentence.length < 300, sentence)
  assert.match(sentence, /said last: long .*; 1 step done$/)
})

test('what a server tells can not write into the terminal', () => {
  const sentence = failureSentence('EX01', 1, heardOf([{ ...failed, step: 'a\u001b[2Jb\u202e', error: 'x\r\ny' }]))
  for (const line of sentence.split('\n')) assert.not.match(line, /[\u0000-\u001f\u202e]/)
})

test.run()
