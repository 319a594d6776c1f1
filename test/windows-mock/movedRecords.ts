import { resultsOf } from './claims'
import { carryOut, type Outcome } from './conditions'
import { fixtures } from './fixtures'
import type { MachineState } from './machine'
import { journalFolder } from './machineFiles'
import { startModes } from './recordFiles'

const logs = 'C:\\ExchangeSetupLogs'
const plain = `${logs}\\ServiceStartupMode.xml`
const kept = `${journalFolder}\\1\\1`

/** Another record, which an update has written since. */
const newer = { lines: startModes('Auto', 'Manual'), times: 1, end: '', written: '2026-11-20T08:00:00Z' }

interface Case {
  readonly name: string
  readonly change?: (state: MachineState) => MachineState
  readonly faults?: Readonly<Record<string, string>>
  /** Of the first record: what came of its step, and a part of why it failed. */
  readonly result: string
  readonly why?: RegExp
  /** Whether it lies where it lay, and whether a copy is in the backup. */
  readonly stays: boolean
  readonly hasCopy: boolean
}

const withFile = (content: unknown) => (state: MachineState) => {
  const { [plain]: _, ...others } = state.files
  return { ...state, files: content === undefined ? others : { ...others, [plain]: content } }
}

const cases: ReadonlyArray<Case> = [
  { name: 'is there', result: 'done', stays: false, hasCopy: true },
  { name: 'is gone', change: withFile(undefined), result: 'unchanged', stays: false, hasCopy: false },
  {
    ...{ name: 'was written since', change: withFile(newer), result: 'failed', stays: true, hasCopy: false },
    why: /ServiceStartupMode\.xml was written after it was judged, and was left where it is$/
  },
  {
    ...{ name: 'lies in a folder that is denied', change: (state) => ({ ...state, denied: [logs] }) },
    ...{ result: 'failed', why: /denied/, stays: true, hasCopy: false }
  },
  {
    ...{ name: 'is locked', faults: { [`Copy ${plain}`]: 'error' } },
    ...{ result: 'failed', why: /used by another process/, stays: true, hasCopy: false }
  },
  {
    ...{ name: 'may be read, and not removed', faults: { [`Delete ${plain}`]: 'denied' } },
    ...{ result: 'failed', why: /denied/, stays: true, hasCopy: true }
  }
]

const faultsOf = (one: Case, before: MachineState, run: Outcome): ReadonlyArray<string> => {
  const [first] = resultsOf(run)
  const { files } = run.state
  return [
    ...(first?.result === one.result ? [] : [`it is ${first?.result}: ${first?.error}`]),
    ...(one.why === undefined || one.why.test(first?.error ?? '') ? [] : [`its reason: ${first?.error}`]),
    ...(run.exitCode === (one.result === 'failed' ? 1 : 0) ? [] : [`the exit code ${run.exitCode}`]),
    ...(plain in files === one.stays ? [] : ['the file is in the wrong place']),
    ...(one.stays && files[plain] !== undefined && JSON.stringify(files[plain]) !== JSON.stringify(before.files[plain])
      ? ['the file was changed']
      : []),
    ...(`${kept}\\ServiceStartupMode.xml` in files === one.hasCopy ? [] : ['the backup']),
    ...(`${kept}\\backup.json` in files === one.hasCopy ? [] : ['what tells of the backup'])
  ]
}

/** What is wrong where a record of the services is moved, or can't be, by the cases. */
export const movedRecords = async (): Promise<ReadonlyArray<string>> => {
  const found = fixtures.find(({ name }) => name === 'service-records')
  if (found === undefined) throw new Error('no fixture has a record of the services')
  const states = cases.map(({ change }) => (change === undefined ? found.state : change(found.state)))
  const outcomes = await carryOut(
    cases.map(({ faults = {} }, index) => ({
      state: states[index] ?? found.state,
      runs: [{ script: found.script, faults }]
    }))
  )
  return cases.flatMap((one, index) => {
    const [run] = outcomes[index] ?? []
    const wrong = run === undefined ? ['nothing was done'] : faultsOf(one, states[index] ?? found.state, run)
    return wrong.map((fault) => `a record that ${one.name}: ${fault}`)
  })
}
