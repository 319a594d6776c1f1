import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { createTableReader } from '../../connections/buildTable'
import { temporaryFolder } from '../support/engine'

const test = suite('resources: a table of builds that a stack names')

const row = { name: 'CU15', build: '15.2.1748.10', updates: [{ name: 'Jan27SU', build: '15.2.1748.70' }] }
const table = { asOf: '2027-01-12', products: [{ product: '2019', cumulativeUpdates: [row] }] }

const fileWith = (text: string): string => {
  const file = join(temporaryFolder(), 'builds.json')
  writeFileSync(file, text)
  return file
}

const faultOf = async (path: string): Promise<string> => {
  const read = await createTableReader()(path)
  return read !== undefined && E.isLeft(read) ? read.left : 'none'
}

test('no name gives none, and a file its table', async () => {
  assert.is(await createTableReader()(null), undefined)
  const read = await createTableReader()(fileWith(JSON.stringify(table)))
  assert.is(read !== undefined && E.isRight(read) ? read.right.asOf : null, '2027-01-12')
})

test('a table is read once in a run', async () => {
  const tableOf = createTableReader()
  const file = fileWith(JSON.stringify(table))
  const first = await tableOf(file)
  rmSync(file)
  assert.is(await tableOf(file), first)
})

test('what is no table is told in a sentence, with the file and what to do', async () => {
  const file = fileWith('{')
  assert.is(
    await faultOf(file),
    `${file} is no table of builds: it is not JSON; make one with "npm run builds -- --to FILE"`
  )
  assert.match(await faultOf(fileWith('{"asOf": "2027-01-12", "products": []}')), 'it lists no Cumulative Update')
  assert.match(await faultOf(join(temporaryFolder(), 'none.json')), 'does not exist: check the path')
})

test.run()
