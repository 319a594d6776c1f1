import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { secondLookFailure } from '../../../resources/command/lookAgain'
import { verificationFailure } from '../../../resources/command/verification'

const test = suite('a sentence with a list')

const texts = fc.array(fc.string({ maxLength: 2_000, unit: 'binary' }), { minLength: 1, maxLength: 80 })
const server = fc.oneof(fc.constant('EX01'), fc.string({ minLength: 1, maxLength: 64 }))

test('why a remediation is not proven is under 300 characters, and the rest are lines below it', () => {
  fc.assert(
    fc.property(server, fc.boolean(), fc.nat(60), texts, (name, isCarriedOut, minutes, remains) => {
      const told = remains.map((text) => ({ policy: 'services-start', text }))
      for (const said of [verificationFailure(name, isCarriedOut, told), secondLookFailure(name, minutes, remains)]) {
        const [sentence = '', ...lines] = said.split('\n')
        assert.ok(sentence.length < 300, sentence)
        assert.ok(lines.length <= 51)
        for (const line of lines) assert.ok(line.startsWith('  ') && line.length <= 602, line)
      }
    })
  )
})

const stopped = Array.from({ length: 25 }, (_, index) => ({
  policy: 'services-start',
  text: `services.MSExchange${index} is "Automatic, Stopped" and should be "Automatic, Running"`
}))

test('one service stands in the sentence; of many the first one, and how many more', () => {
  const begin = 'EX02: its remediation was carried out, and yet the server, read again, is not as desired: '
  const one = 'services-start: services.MSExchange0 is "Automatic, Stopped" and should be "Automatic, Running"'
  assert.is(verificationFailure('EX02', true, stopped.slice(0, 1)), `${begin}${one}`)
  const [sentence, ...lines] = verificationFailure('EX02', true, stopped).split('\n')
  assert.is(sentence, `${begin}${one}; and 24 more`)
  assert.is(lines.length, 25)
  assert.is(lines[0], `  ${one}`)
})

test.run()
