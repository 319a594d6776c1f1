import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { explainScriptPolicy } from '../../../resources/connections/scriptPolicy'
import {
  type Circumstance,
  decodeResult,
  failureSentence,
  lostSentence,
  type StepBegin,
  type StepResult
} from '../../../resources/remediation/result'
import type { Heard } from '../../../resources/remediation/toldOutput'

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

const sentences: ReadonlyArray<readonly [string, ReadonlyArray<StepResult>, string]> = [
  [
    'a step that failed',
    [done, kept, unchanged, failed],
    'EX01: step 4 (services-start), "Start D", failed: it is disabled; done before that: 1. Start A; 2. Start B; ' +
      'backups: C:\\ProgramData\\ExchangeCompliance\\1\\2'
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
  [
    'no step is named',
    [done],
    'EX01: the script ended with exit code 1 and named no step; done before that: 1. Start A'
  ],
  ['nothing was told', [], 'EX01: the script ended with exit code 1 and named no step; nothing was changed before that']
]

for (const [name, results, sentence] of sentences)
  test(name, () => {
    assert.is(failureSentence('EX01', 1, { results, begun: null, remark: null }), sentence)
  })

test('an error that no step caught is quoted', () => {
  const sentence = failureSentence('EX01', 1, { results: [], begun: null, remark: 'Zugriff verweigert: \u00fc' })
  assert.is(
    sentence,
    'EX01: the script ended with exit code 1 and said last: Zugriff verweigert: \u00fc; nothing was changed before that'
  )
})

const begun: StepBegin = { server: 'EX01', number: 3, of: 9, policy: 'a', step: 'Start C', begins: null }
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
    'EX01: the script was ended there before it was done; done before that: 1. Start A; 2. Start B; ' +
      'backups: C:\\ProgramData\\ExchangeCompliance\\1\\2; run pulumi up again'
  ],
  [
    'a script that was killed in a step, and had enabled Winmgmt',
    { results: [winmgmt], begun, remark: null },
    { ...kill, taskResult: -1073741510 },
    'EX01: the script was ended there in step 3 of 9, "Start C", before it was done (the result of its task is 0xC000013A); ' +
      'done before that: Enable Winmgmt; backups: C:\\ProgramData\\ExchangeCompliance\\7\\0; run pulumi up again'
  ],
  [
    'a task that began nothing, since PowerShell refused',
    { results: [], begun: null, remark: null },
    { hasBegun: false, taskResult: 1, said: 'run.ps1 : AuthorizationMana\r\nger check failed.' },
    'EX01: the task of the script was started there and never began (the result of its task is 0x00000001, it wrote: ' +
      `${explainScriptPolicy('AuthorizationManager')}); nothing was changed`
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

test('what a server tells can not write into the terminal', () => {
  const sentence = failureSentence('EX01', 1, {
    results: [{ ...failed, step: 'a\u001b[2Jb\u202e', error: 'x\r\ny' }],
    begun: null,
    remark: null
  })
  assert.not.match(sentence, /[\u0000-\u001f\u202e]/)
})

test.run()
