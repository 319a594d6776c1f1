import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { carryOut } from '../../../resources/command/carryOut'
import { failureSentence } from '../../../resources/command/result'
import { createToldOutput } from '../../../resources/command/toldOutput'

const test = suite('remediation: told output')

const result = (number: number, word: string, parts: object = {}): string =>
  `${JSON.stringify({ server: 'EX01', number, policy: 'p', step: `Step ${number}`, result: word, ...parts })}\n`

const read = (text: string) => {
  const told: Array<string> = []
  const output = createToldOutput((line) => told.push(line))
  output.read(text)
  return { told, heard: output.heard(), results: output.heard().results }
}

test('each line is told as JSON, a result as it is', () => {
  const { told, results } = read(`words\n${result(1, 'done')}\n`)
  assert.equal(
    told.map((line) => JSON.parse(line)),
    [
      { output: 'words' },
      { server: 'EX01', number: 1, policy: 'p', step: 'Step 1', result: 'done', backup: null, error: null }
    ]
  )
  assert.is(results.length, 1)
})

const begin = (number: number): string =>
  `${JSON.stringify({ server: 'EX01', number, of: 9, policy: 'p', step: `Step ${number}`, atMostSeconds: 300 })}\n`

test('a step that begins is told, and is at work until its result is there', () => {
  const first = read(`${result(1, 'done')}${begin(2)}`)
  assert.equal(JSON.parse(first.told[1] ?? ''), JSON.parse(begin(2)))
  assert.is(first.heard.begun?.number, 2)
  assert.is(read(`${begin(2)}${result(2, 'done')}`).heard.begun, null)
})

test('the last line that is no result is remembered, in its own letters', () => {
  const { heard, told } = read(`one\n{"output":"Dienst \\u00fcber \\\\ \\"X\\""}\n${result(1, 'done')}`)
  assert.is(heard.remark, 'Dienst \u00fcber \\ "X"')
  assert.equal(JSON.parse(told[1] ?? ''), { output: 'Dienst \u00fcber \\ "X"' })
})

test("what Pulumi's display would break down at is told so that it does not", () => {
  const { told } = read(`<{%boom%}>\u001b[2J\n${result(1, 'failed', { error: '<{%boom%}>' })}`)
  assert.not.match(told.join('\n'), /<\{%|\u001b/)
  assert.equal(JSON.parse(told[0] ?? ''), { output: '<{%boom%}>\u001b[2J' })
})

test('output without end is told in part, and how it ended is known all the same', () => {
  const { told, heard } = read(`${'x'.repeat(5_000_000)}\n${'line\n'.repeat(200_000)}${result(7, 'failed')}`)
  assert.ok(told.join('').length < 300_000)
  assert.ok(told.every((line) => line.length < 5_000))
  assert.match(told[told.length - 1] ?? '', 'There is more output')
  assert.is(failureSentence('EX01', 1, heard).includes('step 7'), true)
})

test('results without end are kept in part, with the one that failed', () => {
  const many = Array.from({ length: 20_000 }, (_, index) => result(index + 1, 'done', { backup: 'C:\\backup' })).join(
    ''
  )
  const { results, heard } = read(`${many}${result(20_001, 'failed', { error: 'y'.repeat(3_000) })}`)
  assert.ok(results.length <= 1_001)
  const sentence = failureSentence('EX01', 1, heard)
  assert.match(sentence, 'step 20001')
  assert.match(sentence, '1000 steps done')
  assert.ok((sentence.split('\n')[0] ?? '').length < 300)
  assert.ok(sentence.length < 2_000)
})

test('where the answer to the start comes too late, it is asked again, and not said that nothing began', async () => {
  const answer = (state: string, code: number | null = null) =>
    E.right(Buffer.from(JSON.stringify({ state, code, text: '', error: null, taskResult: null, said: '' })))
  const patience = { busy: 0, silent: 0, total: 5, absent: 0, pause: 0.01 }
  const carriedOut = async (lost: number) => {
    const asked: Array<string> = []
    const ended = await carryOut(
      'EX01',
      async (script) => {
        const [, action = ''] = /^\$action = '(\w+)'/m.exec(script) ?? []
        asked.push(action)
        if (action !== 'start') return answer('ended', 0)
        return asked.length <= lost ? E.left('no answer within 90 s') : answer('started')
      },
      'exit',
      () => undefined,
      patience
    )
    return { ended, asked }
  }
  assert.equal(await carriedOut(2), { ended: E.right(null), asked: ['start', 'start', 'start', 'poll', 'forget'] })
  const { ended, asked } = await carriedOut(3)
  assert.match(E.isLeft(ended) ? ended.left : '', 'no word came that it began: no answer within 90 s')
  assert.is(asked.length, 3)
})

test('a server that always has something to tell is asked no faster for it', async () => {
  let polls = 0
  const answer = (state: string, text = '') =>
    E.right(Buffer.from(JSON.stringify({ state, code: null, text, error: null, taskResult: null, said: '' })))
  const ask = async (script: string) => {
    if (script.includes("$action = 'start'")) return answer('started')
    polls += 1
    return answer('running', 'more\n'.repeat(10_000))
  }
  const told: Array<string> = []
  const patience = { busy: 1, silent: 1, total: 0.5, absent: 0, pause: 0.5 }
  const ended = await carryOut('EX01', ask, 'exit', (line) => told.push(line), patience)
  assert.match(E.isLeft(ended) ? ended.left : '', 'still at work')
  assert.ok(polls <= 6, `${polls} polls`)
  assert.ok(told.join('').length < 300_000)
})

test.run()
