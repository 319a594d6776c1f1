import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Ajv from 'ajv/dist/2020'
import * as assert from 'uvu/assert'

/** Where the published schema of the JSON is. */
export const schemaFile = join(__dirname, '../../reports/schema/audit-2.schema.json')

const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false })

/** Whether a value is version 2 of the JSON by its published schema. */
export const isAudit = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')))

/** The schema allows keys that a later release adds; what is written now, it names. */
const isNamed = ajv.compile(
  JSON.parse(readFileSync(schemaFile, 'utf8'), (key, value) => {
    if (key === '$id') return undefined
    return value?.type === 'object' && value.properties !== undefined
      ? { ...value, additionalProperties: false }
      : value
  })
)

/** Asserts that a text is version 2 of the JSON by its published schema, which names each of its keys. */
export const assertAudit = (text: string): void => {
  assert.ok(isAudit(JSON.parse(text)), ajv.errorsText(isAudit.errors))
  assert.ok(isNamed(JSON.parse(text)), ajv.errorsText(isNamed.errors))
}
