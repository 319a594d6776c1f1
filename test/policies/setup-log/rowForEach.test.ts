import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { knownIssues } from '../../../policies/setup-log/knownIssues'

test('each known issue has a row in these tables', () => {
  const rows = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(__dirname, name), 'utf8'))
    .join('\n')
  assert.equal(
    knownIssues.filter(({ id }) => !rows.includes(`'${id}'`)).map(({ id }) => id),
    []
  )
})

test.run()
