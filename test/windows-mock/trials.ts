import { readFileSync } from 'node:fs'
import * as E from 'fp-ts/Either'
import { collectorFile } from '../../connections/collector'
import { explainErrors } from '../../kernel/explainErrors'
import { type Backup, decodeBackup } from '../../remediation/backup'
import { restore } from '../../remediation/restore'
import { differences, faulty, general, healing, owing, resultsOf } from './claims'
import { type Condition, carryOut, carryOutApart, type Outcome, temporaryFile } from './conditions'
import { type Fault, faultsOf } from './faults'
import { collectedFacts, type Fixture, fixtures } from './fixtures'
import { type MachineState, machineState } from './machine'
import { journalFolder } from './machineFiles'
import type { Row } from './rows'

/** Where the collector writes: no file of the server. */
export const collected = '/facts.json'
const collect = { script: collectorFile, arguments: { OutFile: collected } }

/** A server on which nothing fails: what is read of it, the run, another run, and what is read then. */
export interface Well {
  readonly fixture: Fixture
  readonly before: Outcome
  readonly run: Outcome
  readonly again: Outcome
  readonly after: Outcome
}

const timed = async <A>(what: (result: A) => string, act: () => Promise<A>): Promise<A> => {
  const from = Date.now()
  const result = await act()
  process.stdout.write(`${what(result)}: ${((Date.now() - from) / 1_000).toFixed(1)} s\n`)
  return result
}

const goWell = (): Promise<ReadonlyArray<Well>> =>
  timed(
    (all) => `${all.length} scripts, each run twice between two readings`,
    async () => {
      const outcomes = await carryOut(
        fixtures.map(({ state, script }) => ({
          state,
          runs: [collect, { script, moments: true }, { script }, collect]
        }))
      )
      return fixtures.flatMap((fixture, index) => {
        const [before, run, again, after] = outcomes[index] ?? []
        return before && run && again && after ? [{ fixture, before, run, again, after }] : []
      })
    }
  )

let known: Promise<ReadonlyArray<Well>> | null = null

export const well = (): Promise<ReadonlyArray<Well>> => {
  known ??= goWell()
  return known
}

/** A condition with what is said of its outcome. */
interface Trial {
  readonly condition: Condition
  readonly judge: (outcomes: ReadonlyArray<Outcome>) => ReadonlyArray<Row>
}

const tryAll = (what: string, trials: ReadonlyArray<Trial>): Promise<ReadonlyArray<Row>> =>
  timed(
    () => `${trials.length} ${what}`,
    async () => {
      const outcomes = await carryOut(trials.map(({ condition }) => condition))
      return trials.flatMap(({ judge }, index) => judge(outcomes[index] ?? []))
    }
  )

/** Netsh ends with 1 where there are no records; a program that says 0 and does nothing may have had nothing to do. */
const isHarmless = (run: Outcome, { operation, how }: Fault): boolean => {
  const moment = run.moments[run.operations.indexOf(operation)] ?? ''
  const isEmptyShow =
    operation.startsWith('netsh.exe http show') && how.startsWith('exit') && !/SslBindingInfo\\\\\d/.test(moment)
  return isEmptyShow || how === 'ignored' || operation.startsWith('WriteEntry ')
}

const failingRuns = ({ fixture: { name, script, state }, run: good }: Well): ReadonlyArray<Trial> =>
  faultsOf(good.operations).map((fault) => {
    const { operation, how } = fault
    const one = {
      ...{ fixture: name, fault: `${operation} = ${how}`, isHarmless: isHarmless(good, fault) },
      ...{ before: state, good: good.state }
    }
    return {
      condition: { state, runs: [{ script, faults: { [operation]: how } }, { script }] },
      judge: ([run, next]) => (run === undefined || next === undefined ? [] : faulty({ ...one, run, next }))
    }
  })

/** Each operation of each script fails once, and the script runs again. */
export const failing = async (): Promise<ReadonlyArray<Row>> =>
  tryAll('faults, each with the run after it', (await well()).flatMap(failingRuns))

const stateOf = (json: string): MachineState => {
  const decoded = machineState.decode(JSON.parse(json))
  if (E.isLeft(decoded)) throw new Error(explainErrors(decoded.left))
  return decoded.right
}

/** A death leaves what had been done before an operation: of the moments that leave the same, the first is tried. */
const deaths = ({ fixture: { name, script, state }, run: good }: Well): ReadonlyArray<Trial> =>
  [...new Set(good.moments)].map((moment) => {
    const at = good.moments.indexOf(moment)
    const left = stateOf(moment)
    const one = {
      fixture: name,
      fault: `killed before ${good.operations[at] ?? 'the end'}`,
      before: state,
      good: good.state
    }
    return {
      condition: { state: left, runs: [{ script }] },
      judge: ([next]) =>
        next === undefined
          ? []
          : [
              ...owing(one, left, { ...good, operations: good.operations.slice(0, at) }),
              ...general(one, next),
              ...healing(one, next)
            ]
    }
  })

/** The run is ended before each operation that changes something, and the script runs again. */
export const dying = async (): Promise<ReadonlyArray<Row>> =>
  tryAll('deaths, each with the run after it', (await well()).flatMap(deaths))

const mostCuts = 4

/** The plan made after a run was cut off amid its start types, and carried out: where the server is not as it should be then. */
export const resuming = async (name: string): Promise<ReadonlyArray<string>> => {
  const one = (await well()).find(({ fixture }) => fixture.name === name)
  if (one === undefined) throw new Error(`no fixture is named ${name}`)
  const { fixture, run } = one
  const enabling = run.operations.flatMap((operation, at) => (operation.startsWith('Set-Service ') ? [at] : []))
  const cuts = enabling.filter((_, index) => index % Math.ceil(enabling.length / mostCuts) === 0)
  const states = [...cuts, ...enabling.slice(-1)].map((at) => stateOf(run.moments[at] ?? ''))
  const readings = await carryOut(states.map((state) => ({ state, runs: [collect] })))
  const resumed = await carryOut(
    states.map((state, index) => {
      const plan = fixture.planOf(collectedFacts(readings[index]?.[0]?.state ?? state, collected))
      const script = temporaryFile(`${name}-resumed-${index}.ps1`, plan._tag === 'Planned' ? plan.script : '')
      return { state, runs: [{ script }] }
    })
  )
  return resumed.flatMap(([after]) =>
    after === undefined ? ['nothing was done'] : differences(run.state, after.state)
  )
}

/** All of a state but what the collector wrote. */
const left = (json: string): string => {
  const state = stateOf(json)
  const files = Object.entries(state.files).filter(([path]) => path !== collected)
  // A machine on which nothing was asked of these does not write them.
  return JSON.stringify({ ...{ logs: {}, states: {} }, ...state, files: Object.fromEntries(files) })
}

/** The same by real processes that are killed: how many there were, and where they left something else. */
export const dyingApart = async (name: string): Promise<readonly [number, ReadonlyArray<string>]> => {
  const one = (await well()).find(({ fixture }) => fixture.name === name)
  if (one === undefined) throw new Error(`no fixture is named ${name}`)
  const { fixture, run } = one
  const places = run.operations.flatMap((operation, at) =>
    run.moments[at] === run.moments[at - 1] ? [] : [{ operation, at, file: temporaryFile(`killed-${at}.json`) }]
  )
  await timed(
    () => `${places.length} processes killed`,
    () =>
      carryOutApart(
        places.map(({ operation, file }) => ({
          state: fixture.state,
          file,
          runs: [{ script: fixture.script, faults: { [operation]: 'die' } }]
        }))
      )
  )
  const odd = places.flatMap(({ operation, at, file }) =>
    left(readFileSync(file, 'utf8')) === left(run.moments[at] ?? '') ? [] : [operation]
  )
  return [places.length, odd]
}

/** The backups of a run, the last step's first, by the folder of each; a fault where one can't be decoded. */
export const backupsOf = ({ state }: Outcome): ReadonlyArray<readonly [string, E.Either<string, Backup>]> =>
  Object.entries(state.files)
    .flatMap(([path, text]) => {
      const place = path.startsWith(journalFolder) ? /\\(\d+)\\(\d+)\\backup\.json$/.exec(path) : null
      return place === null || typeof text !== 'string' ? [] : [{ entry: place[1], step: Number(place[2]), text }]
    })
    .sort((a, b) => b.step - a.step)
    .map(({ entry, step, text }) => [`${entry}\\${step}`, decodeBackup(JSON.parse(text))])

/** Services that were started go on running; copies of files change nothing, and stay. */
const isLeft = (name: string): boolean => name.startsWith('service ') || / C:\\ExchangeSavedFiles\b/.test(name)

/** What is not as it was after all that a run changed was put back. */
export const restoring = async (): Promise<ReadonlyArray<readonly [string, ReadonlyArray<string>]>> => {
  const all = await well()
  const commands = all.map(({ run }) =>
    backupsOf(run).flatMap(([folder, backup]) => (E.isRight(backup) ? restore(backup.right, folder).commands : []))
  )
  const outcomes = await timed(
    () => `${commands.flat().length} commands that put back what was`,
    () =>
      carryOut(
        all.map(({ fixture, run }, index) => ({
          state: run.state,
          runs: [{ script: temporaryFile(`${fixture.name}-restore.ps1`, (commands[index] ?? []).join('\n')) }]
        }))
      )
  )
  return all.map(({ fixture }, index) => {
    const [restored] = outcomes[index] ?? []
    const wrong = restored === undefined ? ['nothing was done'] : differences(fixture.state, restored.state)
    return [fixture.name, [...wrong.filter((name) => !isLeft(name)), ...(restored?.other ?? [])]]
  })
}

const cultures = ['tr-TR', 'ar-SA', 'de-DE', 'th-TH']

/** In which cultures a script ends in another state, or tells something else. */
export const speaking = async (name: string): Promise<ReadonlyArray<string>> => {
  const one = (await well()).find(({ fixture }) => fixture.name === name)
  if (one === undefined) throw new Error(`no fixture is named ${name}`)
  const { fixture, run } = one
  const outcomes = await timed(
    () => `${cultures.length} cultures`,
    () => carryOut(cultures.map((culture) => ({ state: fixture.state, runs: [{ script: fixture.script, culture }] })))
  )
  return cultures.filter((_, index) => {
    const [there] = outcomes[index] ?? []
    return (
      there === undefined ||
      JSON.stringify(resultsOf(there)) !== JSON.stringify(resultsOf(run)) ||
      differences(there.state, run.state).length > 0
    )
  })
}
