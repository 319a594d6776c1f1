import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { marked, type Token } from 'marked'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { remediation } from '../../judging/remediation'
import { inPowerShell } from '../../judging/resolutionSteps'
import type { Level } from '../../kernel/words'
import { restartStep } from '../../policies/iis/restart'
import { toldFindings } from '../../reports/findings'
import { codeBlock, markdown, markdownText } from '../../reports/markdown'
import { pageData } from '../../reports/pageData'
import { reported } from '../../reports/plainFinding'
import { aFleet, aServer, manyServers, ofEachKind } from '../support/fleet'
import { hostileText } from '../support/hostile'
import { aDrift, anUnknown } from '../support/verdict'

const test = suite('reports: Markdown')

const kinds = (tokens: ReadonlyArray<Token>): ReadonlyArray<string> =>
  tokens.flatMap((token) => [token.type, ...('tokens' in token && token.tokens ? kinds(token.tokens) : [])])

test('says the answer first, then the table, then the findings', () => {
  const text = markdown(aFleet([aServer('EX02'), aServer('EX01', ofEachKind)]))
  const at = [
    '1 of 2 servers compliant, 1 drifting.',
    'Gate\\: failed\\.',
    '| EX01 |',
    '1 server is ok and not listed.',
    '1 verdict is waived.',
    '- EX01, shared\\-web\\-config: services\\.W3SVC\\: Disabled, Stopped. Waived: CHG\\-7',
    'Not judged\\: maintenance',
    '### EX01',
    'Expected W3SVC to run; start it'
  ].map((part) => text.indexOf(part))
  assert.not(at.includes(-1), text)
  assert.equal(
    at,
    [...at].sort((a, b) => a - b)
  )
})

test('who ends a finding is none of the numbered steps', () => {
  const text = markdown(aFleet([aServer('EX01', { build: { status: 'drift', drifts: [aDrift()] } })]))
  assert.match(text, /\nDo this by hand\\: it is not automated, since a person must see to it\\\.\n/)
  assert.not.match(text, /\d\. Do this by hand/)
})

test('that a recording can not be changed is said once of a finding', () => {
  const found = { status: 'drift', drifts: [aDrift({ remediation: E.right(remediation(restartStep)) })] } as const
  const text = markdown(aFleet([aServer('EX01', { 'services-start': found }, { isRecorded: true })]))
  assert.match(text, 'A recording cannot be changed')
  assert.not.match(text, 'Automatic')
})

test('a report counts as many unknown findings as the preview tells', () => {
  const unread = (level: Level) => ({ status: 'unknown' as const, level, unknowns: [anUnknown()] })
  const server = aServer('EX01', { build: unread('mandatory'), 'folder-acls': unread('advisory') })
  assert.is(toldFindings(server).length, 1)
  assert.match(markdown(aFleet([server])), '<summary>1 finding</summary>')
  assert.is(pageData([server], aFleet([server])).servers[0]?.findings.length, 1)
})

test('lists a server that is in order by a waiver alone, and does not call it ok', () => {
  const { 'shared-web-config': waived } = ofEachKind
  const text = markdown(aFleet([aServer('EX01', { 'shared-web-config': waived ?? {} }), aServer('EX02')]))
  assert.match(text, /EX01.*WAIVED/)
  assert.match(text, '1 server is ok and not listed.')
})

test('says what the gate says of itself', () => {
  const gate = { passes: true, line: 'Gate: advisory, passes whatever is found.', text: '' }
  const text = markdown(aFleet([aServer('EX01', ofEachKind)], { gate }))
  assert.ok(text.includes('** Gate\\: advisory, passes whatever is found\\.\n\nfacts'), text.slice(0, 400))
})

test('says what to do about what is unknown, and what level a policy has by itself', () => {
  const unknown = { status: 'unknown' as const, level: 'advisory' as const, unknowns: [anUnknown()] }
  const text = markdown(aFleet([aServer('EX01', { 'folder-acls': unknown })]))
  assert.match(text, 'folder\\-acls, own level mandatory, effective level advisory)')
  assert.match(text, '\nDo: Connect with an account that is an elevated local administrator')
})

test('a command that is too long is left out whole, and that is said', () => {
  const steps = [inPowerShell('Do it:', `Get-It ${'x'.repeat(8_000)}`)]
  const drifts = [aDrift({ resolution: { ...aDrift().resolution, steps } })]
  const text = markdown(aFleet([aServer('EX01', { build: { status: 'drift', drifts } })]))
  assert.not.match(text, 'xxx')
  assert.match(text, 'The command is left out here, since it has more than 8000 characters')
})

test('is small enough for a step summary, and says what it leaves out', () => {
  const drifts = Array.from({ length: 40 }, (_, index) =>
    aDrift({
      path: ['services', `S${index}`],
      evidence: ['x'.repeat(4_000)],
      resolution: { ...aDrift().resolution, summary: `${index}` }
    })
  )
  const servers = manyServers(1_000).map((one) =>
    aServer(one.server, { 'services-start': { status: 'drift', drifts } })
  )
  const text = markdown(aFleet(servers))
  assert.ok(Buffer.byteLength(text) < 1024 * 1024, `${Buffer.byteLength(text)}`)
  assert.match(text, '800 more servers are not in order.')
  assert.match(text, /The findings of \d+ more servers are in the HTML and JSON reports\./)
})

test('whatever a server sends is text', () => {
  fc.assert(
    fc.property(fc.oneof(hostileText, fc.string({ unit: 'binary' })), (text) => {
      const found = kinds(marked.lexer(`A ${markdownText(text)}`))
      for (const kind of found) assert.ok(['paragraph', 'text', 'escape'].includes(kind), kind)
    })
  )
  const block = marked.lexer(codeBlock('a\n````\n```\nb'))
  assert.equal(
    block.map(({ type }) => type),
    ['code']
  )
})

test('a name of markup stays a name', () => {
  const name = '<img src=x onerror=alert(1)> [a](javascript:b) | **c** `d`'
  const page = marked.parse(markdown(aFleet([aServer(name, ofEachKind)])), { async: false })
  assert.not.match(page, /<img|<a href="javascript|<strong>c|<code>d/)
  assert.ok(page.includes('&lt;img'), page)
  assert.ok(reported(name).startsWith('<img'))
})

test.run()
