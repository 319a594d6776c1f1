import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as t from 'io-ts'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ordinarySections } from '../../facts/registry'
import { healthySections } from '../support/server'

const test = suite('the demo fleet')
const folder = join(__dirname, '../../stacks/demo-fleet')
const recordings = readdirSync(folder).filter((name) => name !== 'organization.json')
const recorded = t.type({ facts: t.UnknownRecord })

const missingIn = (text: string): ReadonlyArray<string> => {
  const recording: unknown = JSON.parse(text)
  return ordinarySections.filter((name) => !recorded.is(recording) || recording.facts[name] === undefined)
}

/** The text with more sections at its end, since all else keeps its lines. */
const withSections = (text: string, names: ReadonlyArray<string>): string => {
  const added = names.map((name) => {
    const value = JSON.stringify(healthySections[name], null, 2)
    return `,\n    "${name}": ${value.replaceAll('\n', '\n    ')}`
  })
  return text.replace(/\n {2}\}\n\}\n$/, (end) => `${added.join('')}${end}`)
}

for (const name of recordings)
  test(`${name} has every section of an ordinary recording (run: npm run golden -- demoFleet)`, () => {
    const file = join(folder, name)
    const text = readFileSync(file, 'utf8')
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, withSections(text, missingIn(text)))
    assert.equal(missingIn(readFileSync(file, 'utf8')), [])
  })

test.run()
