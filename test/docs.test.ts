import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { decodeFacts } from '../facts/decode'
import { memberRegistry, organizationRegistry } from '../facts/organization/organizationFacts'
import { policies } from '../policies/catalogue'

const page = (name: string): string => readFileSync(join(__dirname, '..', 'docs', name), 'utf8')

test('the recorded facts that the docs show can be read whole', () => {
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(page('recorded-facts.md')) ?? []
  const decoded = decodeFacts(JSON.parse(json))
  assert.equal(E.isRight(decoded) ? decoded.right.damage : decoded.left, [])
})

for (const name of [...Object.keys(organizationRegistry), ...Object.keys(memberRegistry)])
  test(`the docs tell what ${name} of the organization holds, and what may read it`, () => {
    const [, facts = ''] = page('recorded-facts.md').split('## Facts of the organization')
    assert.match(facts, `| \`${name}\` |`)
    const [, rights = ''] = page('connections.md').split('| section of the organization |')
    const [table = ''] = rights.split('\n\n')
    assert.match(table, `\`${name}\``)
  })

for (const { name, organization } of policies)
  test(`the page of ${name} says of the organization what the policy takes of it`, () => {
    const decides = organization === undefined ? null : organization.decides.length > 0
    const text = page(`policies/${name}.md`)
    assert.is(text.includes('facts-of-the-organization) decide it.'), decides === true)
    assert.is(text.includes('facts-of-the-organization) only add to it.'), decides === false)
  })

test.run()
