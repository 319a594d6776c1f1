import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type * as t from 'io-ts'
import { explainErrors } from '../kernel/explainErrors'
import { cssExchange } from './joinBuilds'

type CssExchange = t.TypeOf<typeof cssExchange>

/** Both public sources: the table of microsoft/CSS-Exchange, and the CSV file of microsoft/Get-ExchangeBuildNumber. */
export interface BuildSources {
  readonly json: CssExchange
  readonly csv: string
}

const jsonName = 'exchange-builds.json'
const scriptName = 'Get-ExchangeBuildVersionInformation.ps1'
const csvName = 'ExchangeBuildNumbers.csv'

/** Where the two files are published. */
export const addresses = {
  script: `https://raw.githubusercontent.com/microsoft/CSS-Exchange/HEAD/Shared/${scriptName}`,
  csv: `https://raw.githubusercontent.com/microsoft/Get-ExchangeBuildNumber/HEAD/${csvName}`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The first day of the month that an update's name tells (`Sep26SUv2`); empty where it tells none. */
const monthOf = (name: string): string => {
  const [, month = '', year = ''] = /^([A-Z][a-z]{2})(\d\d)(?:SU|HU|IU)/.exec(name) ?? []
  const number = months.indexOf(month) + 1
  return number === 0 ? '' : `20${year}-${String(number).padStart(2, '0')}-01`
}

/** What microsoft/CSS-Exchange publishes: a dictionary in a PowerShell script, one build to a line. It is read, not run. */
export const parseScript = (text: string, asOf: string | null): E.Either<string, CssExchange> => {
  const cumulativeUpdates: Array<CssExchange['cumulativeUpdates'][number]> = []
  let product = ''
  for (const line of text.split(/\r?\n/)) {
    const [, name] = /^\s*"(Exchange\w+)"\s*=\s*@\{/.exec(line) ?? []
    const [, cu, base] = /^\s*"(\w+)"\s*=\s*\(NewCUAndSUObject "([\d.]+)"/.exec(line) ?? []
    const [, update, build] = /^\s*"(\w+)"\s*=\s*"(\d+(?:\.\d+){3})"/.exec(line) ?? []
    if (name !== undefined) product = name
    if (cu !== undefined && base !== undefined) cumulativeUpdates.push({ product, cu, build: base, updates: [] })
    if (update !== undefined && build !== undefined) cumulativeUpdates.at(-1)?.updates.push({ name: update, build })
  }
  const named = cumulativeUpdates.flatMap(({ updates }) => updates.map(({ name }) => monthOf(name))).sort()
  return cumulativeUpdates.length === 0
    ? E.left(`${scriptName} holds no build in the form that is known here`)
    : E.right({ asOf: asOf ?? named[named.length - 1] ?? '', cumulativeUpdates })
}

const parseTable = (text: string): E.Either<string, CssExchange> =>
  pipe(
    E.tryCatch(
      () => JSON.parse(text),
      () => `${jsonName} is not JSON`
    ),
    E.chain((value) =>
      pipe(
        cssExchange.decode(value),
        E.mapLeft((errors) => `${jsonName} is damaged: ${explainErrors(errors)}`)
      )
    )
  )

const read = (folder: string, name: string): Promise<string | null> =>
  readFile(join(folder, name), 'utf8').catch(() => null)

/** Reads both from a folder; the builds of CSS-Exchange as its script, or as a table that was made of it. */
export const readSources = async (folder: string): Promise<E.Either<string, BuildSources>> => {
  const [table, script, csv] = await Promise.all([jsonName, scriptName, csvName].map((name) => read(folder, name)))
  if (csv == null) return E.left(`${folder} holds no ${csvName} that can be read`)
  if (table == null && script == null) return E.left(`${folder} holds neither ${scriptName} nor ${jsonName}`)
  const json = table == null ? parseScript(script ?? '', null) : parseTable(table)
  return pipe(
    json,
    E.map((found) => ({ json: found, csv }))
  )
}

/** Gets the text behind an address, or rejects. */
export type Download = (address: string) => Promise<string>

const seconds = 60
const longest = 5_000_000

/** Downloads over https, within a minute and five megabytes. */
export const download: Download = async (address) => {
  const answer = await fetch(address, { signal: AbortSignal.timeout(seconds * 1_000) })
  if (!answer.ok) throw new Error(`the server answers ${answer.status}`)
  const text = await answer.text()
  if (text.length > longest) throw new Error('the answer is too long')
  return text
}

const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'no reason was given'
  if (error.name === 'TimeoutError') return `no answer within ${seconds} s`
  return error.cause instanceof Error ? error.cause.message : error.message
}

/** Downloads both; the day is `today`, up to which what is published there is known. */
export const downloadSources = async (get: Download, today: string): Promise<E.Either<string, BuildSources>> => {
  const fetched = async (address: string): Promise<E.Either<string, string>> =>
    get(address).then(E.right, (error: unknown) =>
      E.left(
        `${address} could not be downloaded (${causeOf(error)}); download both files on another computer and name their folder`
      )
    )
  const [script, csv] = await Promise.all([fetched(addresses.script), fetched(addresses.csv)])
  if (E.isLeft(csv)) return csv
  return pipe(
    script,
    E.chain((text) => parseScript(text, today)),
    E.map((json) => ({ json, csv: csv.right }))
  )
}
