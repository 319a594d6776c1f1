import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { embeddedJson, markupText } from '../../reports/markup'
import { renderReport } from '../../stacks/reportFiles'
import { aFleet, aServer, manyServers, ofEachKind } from '../support/fleet'
import { hostileText } from '../support/hostile'

const test = suite('reports: HTML')

const page = renderReport('html', aFleet([aServer('EX01', ofEachKind), aServer('EX02')]))

const digest = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`

const inside = (tag: string): ReadonlyArray<string> =>
  [...page.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))].map(([, text]) => text ?? '')

test('lets run and apply nothing but its own script and style, and reach nothing', () => {
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? []
  const hashes = [...inside('script'), ...inside('style')].map(digest)
  assert.is(hashes.length, 2)
  assert.is(
    policy,
    `default-src 'none'; script-src '${hashes[0]}'; style-src '${hashes[1]}'; base-uri 'none'; form-action 'none'`
  )
  assert.not.match(page, /\ssrc=|<link|@import|url\(|style="|\son\w+="/)
})

test('says the answer, the gate and the ages without a script', () => {
  const text = page.slice(0, page.indexOf('<script'))
  for (const part of [
    '1 of 2 servers compliant, 1 drifting.',
    'Gate: failed.',
    'facts 2026-11-01 08:00 UTC (24 days old)',
    'builds as of 2026-10-02 (55 days old, ok)',
    'services-start: 1'
  ])
    assert.ok(text.includes(part), part)
})

test('a gate that lets a drift pass is no good news', () => {
  const classOf = (servers: Parameters<typeof aFleet>[0], passes: boolean) =>
    /class="gate (\w+)"/.exec(renderReport('html', aFleet(servers, { gate: { passes, text: '' } })))?.[1]
  assert.is(classOf([aServer('EX01', ofEachKind)], true), 'warns')
  assert.is(classOf([aServer('EX01')], true), 'passes')
  assert.is(classOf([aServer('EX01')], false), 'fails')
})

test('keeps what many servers share once', () => {
  const size = (count: number) => renderReport('html', aFleet(manyServers(count))).length
  assert.ok(size(1_000) < 2_500_000, `${size(1_000)}`)
})

test('whatever text a server sends, JSON in the page ends no element and parses back to it', () => {
  fc.assert(
    fc.property(fc.oneof(hostileText, fc.string({ unit: 'binary' }), fc.constant('</script><!--<script>')), (text) => {
      const embedded = embeddedJson({ text })
      assert.not.match(embedded, /[<>&\u2028\u2029]/)
      assert.is(JSON.parse(embedded).text, text)
      assert.not.match(markupText(text), /[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/)
    })
  )
})

test.run()
