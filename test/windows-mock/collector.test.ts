import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { collectorFile, readCollector } from '../../connections/collector'
import { withParsedLogs } from '../../connections/setup-log/collected'
import { decodeFacts } from '../../facts/decode'
import type { Fact } from '../../facts/fact'
import type { Facts } from '../../facts/facts'
import { sectionNames } from '../../facts/registry'
import { serverFacts } from '../support/server'
import type { CollectorCase, SectionName, Situation } from './collectorCases'
import { logged } from './collectorPlaces'
import { carryOut, engine, type Outcome, temporaryFile } from './conditions'
import { followers } from './followers'
import { machineOf } from './machine'
import { mended, type NotYet, type Row, unexpected } from './rows'

/** What is right and fails today, by its row: an entry of which no row fails any more must be taken out. */
const notYet: NotYet = {}

const test = suite('windows mock: collector')
if (engine.missing !== null) process.stdout.write(`skipped: ${engine.missing}\n`)
const inPowerShell = engine.missing === null ? test : test.skip

/** A file collectorOfNAME.ts has its rows by its own name. */
const casesIn = (file: string): ReadonlyArray<CollectorCase> => {
  const name = basename(file, '.ts')
  const { [name]: cases }: Readonly<Record<string, ReadonlyArray<CollectorCase>>> = require(join(__dirname, file))
  if (cases === undefined) throw new Error(`${file} exports no ${name}`)
  return cases
}

const collectorCases = readdirSync(__dirname)
  .filter((file) => file.startsWith('collectorOf'))
  .flatMap(casesIn)

const situations: ReadonlyArray<Situation> = ['present', 'absent', 'denied', 'damaged', 'huge']

test('there is a row for each section in each situation', () => {
  const missing = sectionNames.flatMap((section) =>
    situations
      .filter((situation) => !collectorCases.some((one) => one.section === section && one.situation === situation))
      .map((situation) => `${section}: ${situation}`)
  )
  assert.equal(missing, [])
})

const file = '/facts.json'
const start = logged(machineOf(serverFacts({ setupState: undefined })))

const idOf = ({ section, situation, what }: CollectorCase): string => `${section} / ${situation} / ${what}`

const told = (outcome: Outcome): string => {
  const text = outcome.state.files[file]
  return typeof text === 'string' ? text : ''
}

const longest = 300

/** Why these are no facts of this server; null where they are. */
const decodedOf = (outcome: Outcome): E.Either<string, Facts> => {
  if (outcome.exitCode !== 0 || outcome.complaints.length > 0 || outcome.other.length > 0 || outcome.lines.length > 0)
    return E.left(JSON.stringify([outcome.exitCode, outcome.complaints, outcome.other, outcome.lines]).slice(0, 500))
  const decoded = decodeFacts(withParsedLogs(JSON.parse(told(outcome))).recording)
  if (E.isLeft(decoded)) return decoded
  const { facts, damage } = decoded.right
  return damage.length > 0 ? E.left(damage.join('; ')) : E.right(facts)
}

const factOf = (facts: Facts, name: SectionName): Fact<unknown> => facts.sections[name]

const judged = (one: CollectorCase, before: Facts, outcome: Outcome | undefined): ReadonlyArray<Row> => {
  const row = (claim: string, detail: string): Row => ({ id: `${idOf(one)} / ${claim}`, claim, detail })
  if (outcome === undefined) return [row('is collected', 'nothing came')]
  const decoded = decodedOf(outcome)
  if (E.isLeft(decoded)) return [row('is collected', decoded.left)]
  const facts = decoded.right
  const fault = one.fault(factOf(facts, one.section))
  const long = sectionNames.filter((name) => {
    const fact = factOf(facts, name)
    return E.isLeft(fact) && (fact.left.reason.length >= longest || fact.left.reason.length === 0)
  })
  const others = sectionNames.filter(
    (name) =>
      name !== one.section &&
      !(one.also ?? []).includes(name) &&
      !(followers[one.section] ?? []).includes(name) &&
      JSON.stringify(factOf(facts, name)) !== JSON.stringify(factOf(before, name))
  )
  return [
    ...(fault === null ? [] : [row('is what it should be', fault)]),
    ...long.map((name) => row('is told in a sentence', name)),
    ...others.map((name) =>
      row('leaves the other sections alone', `${name}: ${JSON.stringify(factOf(facts, name))}`.slice(0, 300))
    )
  ]
}

const rows: Array<Row> = []

/** Logs are only searched where that is asked for. */
const asked = (section: SectionName): Readonly<Record<string, true>> => (section === 'iocTraces' ? { Ioc: true } : {})

inPowerShell('a healthy server is collected whole', async () => {
  const from = Date.now()
  const collect = { script: collectorFile, arguments: { OutFile: file } }
  const [well, ...outcomes] = await carryOut([
    { state: start, runs: [collect] },
    ...collectorCases.map(({ section, change, faults = {}, arguments: more = {} }) => ({
      state: change(start),
      runs: [{ ...collect, arguments: { ...collect.arguments, ...asked(section), ...more }, faults }]
    }))
  ])
  process.stdout.write(`${outcomes.length} servers collected: ${((Date.now() - from) / 1_000).toFixed(1)} s\n`)
  const [outcome] = well ?? []
  const before = outcome === undefined ? E.left('nothing came') : decodedOf(outcome)
  if (E.isLeft(before)) throw new Error(before.left)
  assert.equal(
    sectionNames.filter((name) => E.isLeft(factOf(before.right, name))),
    ['iocTraces'],
    'an ordinary reading searches no logs'
  )
  collectorCases.forEach((one, index) => {
    rows.push(...judged(one, before.right, outcomes[index]?.[0]))
  })
})

inPowerShell(
  'the media that the settings name, and the wish to search the logs, reach the collector as its parameters, whatever is in them',
  async () => {
    const setup = "D:\\'); exit 7 #\u2019 é $x"
    const update = 'C:\\Updates\\update.exe'
    const script = await readCollector({ setup, update }, true)()
    if (E.isLeft(script)) throw new Error(script.left)
    const run = { script: temporaryFile('media.ps1', `${script.right} -OutFile ${file}`) }
    const [[outcome] = []] = await carryOut([{ state: start, runs: [run] }])
    const decoded = decodeFacts(withParsedLogs(JSON.parse(outcome === undefined ? '' : told(outcome))).recording)
    if (E.isLeft(decoded)) throw new Error(decoded.left)
    const { setupMedia, patchFile, iocTraces } = decoded.right.facts.sections
    assert.ok(E.isRight(iocTraces))
    assert.is(E.isRight(setupMedia) && setupMedia.right?.path, setup)
    assert.is(E.isRight(patchFile) && patchFile.right?.path, update)
  }
)

inPowerShell('each section is what it should be, in a sentence, and leaves the others alone', () => {
  assert.equal(unexpected(rows, notYet), [])
})

inPowerShell('what is not right yet fails still: what no longer does must be taken out of the list', () => {
  assert.equal(mended(rows, notYet), [])
})

test.run()
