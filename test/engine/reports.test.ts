import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { assertHolds, assertNoStackTrace, disabled, enrolled, occurrences } from './fleet'

const test = suite('engine: reports')

test('each preview and update writes the reports that the settings name; one that can not be written is one error', async () => {
  const { stack, servers } = await enrolled({ EX01: disabled('W3SVC'), EX02: {} })
  const [html, junit] = [join(stack.folder, 'report.html'), join(stack.folder, 'report.xml')]
  const listed = servers.map((one, index) => ({ ...one, dag: `DAG${index}`, site: 'Berlin' }))
  stack.settings({ servers: listed, reports: { html, junit } })
  const cases = () => {
    const text = readFileSync(junit, 'utf8')
    return [occurrences(text, '<testsuite '), occurrences(text, '<failure ')]
  }

  for (const args of [['preview'], ['up', '--yes', '--skip-preview']]) {
    const { code, all } = await stack.pulumi(...args)
    assert.is(code, 0, all)
    assert.equal(cases(), [2, 1], args.join(' '))
    const page = readFileSync(html, 'utf8')
    for (const part of [
      '1 of 2 servers compliant, 1 drifting',
      'Gate: advisory, passes whatever is found.',
      '"dag":"DAG0"'
    ])
      assertHolds(page, part)
    rmSync(html)
    rmSync(junit)
  }

  const missing = join(stack.folder, 'none', 'report.html')
  stack.settings({ servers: listed, enforcement: 'mandatory', reports: { html: missing, junit } })
  const broken = await stack.pulumi('preview')
  assert.not.equal(broken.code, 0)
  assertHolds(broken.all, `exchange-compliance:reports: ${missing} can't be written, its folder does not exist`)
  assertHolds(broken.all, "and since 1 report file can't be written")
  assertNoStackTrace(broken)
  assert.equal(cases(), [2, 1])
  assertHolds(readFileSync(junit, 'utf8'), 'type="mandatory"')
})

test.run()
