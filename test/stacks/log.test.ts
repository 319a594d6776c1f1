import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { colourStyle } from '../../reports/colours'
import { serverDiagnostic } from '../../reports/diagnostic'
import { inTags } from '../../stacks/log'
import { aDrift, aVerdict } from '../support/verdict'

const test = suite('stacks: log')

/** The tags that all supported versions of Pulumi know. */
const known = /<\{%(?:reset|bold|fg [1236])%\}>/g

test('a colour becomes a tag of Pulumi, and the quiet one, which it lacks, none', () => {
  assert.is(inTags(colourStyle.bad('DRIFT')), '<{%fg 1%}>DRIFT<{%reset%}>')
  assert.is(inTags(`${colourStyle.strong('EX01')}  fine`), '<{%bold%}>EX01<{%reset%}>  fine')
  assert.is(inTags(colourStyle.quiet('[build]')), '[build]<{%reset%}>')
  for (const style of Object.values(colourStyle)) assert.is(inTags(style('x')).replace(known, ''), 'x')
})

test('a tag that somebody else wrote stays text, wherever it stands', () => {
  const part = fc.constantFrom('<', '<{', '{%', '%}>', 'fg 1', 'reset', '\n', 'a', '\u001b', '[31m', '\u202e')
  fc.assert(
    fc.property(fc.array(part), fc.array(part), (before, after) => {
      const shown = inTags(before.join('') + colourStyle.bad('x') + after.join(''))
      assert.not.match(shown.replace(known, ''), /<\{/)
      assert.not.match(shown, /[\u001b\u202e]/)
    })
  )
})

test("what a server wrote colours nothing in its server's message", () => {
  const hostile = '\u001b[31mred\u001b[0m <{%fg 2%}> <{%unknown%}>'
  const verdict = aVerdict({ status: 'drift', drifts: [aDrift({ actual: hostile, evidence: [hostile, hostile] })] })
  const layout = { width: 100, full: true, style: colourStyle }
  const shown = inTags(serverDiagnostic({ server: 'EX01', dag: null, site: null }, [verdict], layout)?.text ?? '')
  assert.match(shown, /<\{%bold%\}>EX01/)
  assert.not.match(shown, /<\{%(?:fg 2|unknown)/)
  assert.match(shown, /\\u001b\[31mred/)
})

test.run()
