// Usage: npm run builds -- FOLDER, where FOLDER holds exchange-builds.json and ExchangeBuildNumbers.csv.
// Joins both into policies/builds/buildTable.json.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as E from 'fp-ts/Either'
import { explainErrors } from '../facts/decode'
import { cssExchange, joinBuilds } from './joinBuilds'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Name the folder of exchange-builds.json and ExchangeBuildNumbers.csv.')

const read = (name: string): string => readFileSync(join(resolve(process.env.INIT_CWD ?? '.', folder), name), 'utf8')

const json = cssExchange.decode(JSON.parse(read('exchange-builds.json')))
if (E.isLeft(json)) throw new Error(`exchange-builds.json is damaged: ${explainErrors(json.left)}`)

const table = join(__dirname, '..', 'policies', 'builds', 'buildTable.json')
writeFileSync(table, joinBuilds(json.right, read('ExchangeBuildNumbers.csv')))
console.log(`Wrote ${table}.`)
