import { decodeResult, type StepResult } from '../../resources/command/result'
import type { Outcome } from './conditions'
import { type MachineState, servicesKey } from './machine'
import { configuration, journalFolder } from './machineFiles'
import type { Row } from './rows'

/** The claims of the bench, in the words of its tests. */
export const claims = {
  output: 'only a run that failed says what is no result',
  code: 'the exit code says what the last result says',
  reason: 'what failed is told with the reason that Windows gave',
  done: 'what failed never passes for done',
  once: 'no step is told twice',
  worse: 'nothing is worse than it was',
  heals: 'the next run brings the desired state',
  endless: 'no wait is without an end',
  refused: 'before the first step a fault refuses the run, and touches nothing',
  others: 'a service that does not start keeps only those from starting that depend on it',
  owed: 'a restart of IIS that is owed is kept for the next run'
} as const

export type Claim = keyof typeof claims

export const resultsOf = ({ lines }: Outcome): ReadonlyArray<StepResult> =>
  lines.flatMap((line) => decodeResult(line) ?? [])

const marks = ['restart-due', 'restart-services', 'services-due'].map((name) =>
  `${journalFolder}\\${name}`.toLowerCase()
)

const isJournal = (path: string): boolean => path.toLowerCase().startsWith(`${journalFolder}\\`.toLowerCase())

/** Only an automatic start can be delayed; what is not said is 0. */
const withoutIdleDelay = (values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const { DelayedAutostart, ...rest } = values
  return values.Start === 2 && DelayedAutostart === 1 ? values : rest
}

const bindingsIn = (text: string): ReadonlyArray<string> =>
  text.split('<site ').flatMap((site) => {
    const [name = ''] = site.split('>')
    return [...site.matchAll(/<binding [^>]*>/g)].map(([binding]) => `${name} ${binding}`)
  })

/** Each binding of IIS, each line of a manifest, each value of a key and each entry of a list of rights counts by itself: one step changes no more. */
const partsOf = (path: string, content: unknown): ReadonlyArray<readonly [string, unknown]> => {
  if (typeof content === 'string' && path === configuration)
    return bindingsIn(content).map((binding) => [`file ${path} ${binding}`, true])
  if (typeof content === 'string' && path === 'C:\\ExchangeSavedFiles\\manifest.txt')
    return [[`file ${path}`, true], ...content.split('\r\n').map((line) => [`file ${path} ${line}`, true] as const)]
  return [[`file ${path}`, content]]
}

const entriesOf = (path: string, sddl: string): ReadonlyArray<readonly [string, unknown]> => [
  [`rights ${path}`, sddl.replace(/\(.*/, '')],
  ...(sddl.match(/\([^)]*\)/g) ?? []).map((entry) => [`rights ${path} ${entry}`, true] as const)
]

/** What of a server counts, each by a name of its own; journal and backups are left out, the marks of a restart are not. */
const leavesOf = (state: MachineState): ReadonlyMap<string, string> => {
  const files = Object.entries(state.files).filter(([path]) => !path.startsWith('/'))
  const kept = files.filter(([path]) => !isJournal(path) || marks.includes(path.toLowerCase()))
  const rights = Object.entries(state.rights).filter(([path]) => !`${path}\\`.startsWith(`${journalFolder}\\`))
  const values = Object.entries(state.registry).flatMap(([key, all]) => {
    const counting = key.startsWith(servicesKey) ? withoutIdleDelay(all) : all
    return [
      [`registry ${key}`, true] as const,
      ...Object.entries(counting).map(([name, value]) => [`registry ${key} ${name}`, value] as const)
    ]
  })
  const all: ReadonlyArray<readonly [string, unknown]> = [
    ...Object.entries(state.services).map(([name, status]) => [`service ${name}`, status] as const),
    ...values,
    ...kept.flatMap(([path, content]) => partsOf(path, content)),
    ...rights.flatMap(([path, sddl]) => entriesOf(path, sddl))
  ]
  return new Map(all.map(([name, value]) => [name, JSON.stringify(value)]))
}

/** The names of what differs. */
export const differences = (a: MachineState, b: MachineState): ReadonlyArray<string> => {
  const [one, other] = [leavesOf(a), leavesOf(b)]
  return [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name))
}

export interface Case {
  readonly fixture: string
  /** Whether the operation could fail without harm, so that the run may end as if it had not. */
  readonly isHarmless: boolean
  /** What befell the run, such as `Start FMS = error`. */
  readonly fault: string
  readonly before: MachineState
  /** As a run without a fault leaves it. */
  readonly good: MachineState
  readonly run: Outcome
  readonly next: Outcome
}

const cause = (fault: string): RegExp | null => {
  if (/^Start .* = error/.test(fault)) return /did not respond|1053|1068|dependency/
  if (/ = denied$/.test(fault)) return /denied|cannot write|unauthorized|not allowed|1068|dependency/i
  if (/ = missing$/.test(fault)) return /not recognized|cannot find|not exist|is missing|is not there/i
  return null
}

/** The services whose start fails where this one's does. */
const dependents = (state: MachineState, name: string): ReadonlyArray<string> =>
  Object.entries(state.registry).flatMap(([key, values]) => {
    const needs = JSON.stringify(values.DependOnService ?? '').toLowerCase()
    const service = key.startsWith(`${servicesKey}\\`) ? key.slice(servicesKey.length + 1) : ''
    return service !== '' && needs.includes(`"${name.toLowerCase()}"`) ? [service, ...dependents(state, service)] : []
  })

const stuckOf = ({ fault, before }: Pick<Case, 'fault' | 'before'>): ReadonlyArray<string> => {
  const name = /^(?:Start|Stop|Get-Service) (\S+?)(?:#\d+)? = /.exec(fault)?.[1]
  return name === undefined ? [] : [name, ...dependents(before, name)]
}

/** Whether a service would only have been started along with those that can't start: nothing else asks for it. */
const isOnlyFor = (stuck: ReadonlyArray<string>, { before, good, run }: Case, name: string): boolean => {
  const needing = dependents(before, name).filter((one) => good.services[one] === 'Running')
  const hasStep = resultsOf(run).some(({ step }) => step === `Start ${name}`)
  return !hasStep && needing.length > 0 && needing.every((one) => stuck.includes(one))
}

/** What is neither as it was nor as it should be, but what the fault itself keeps down. */
const worseThan = ({ before, good, ...one }: Case, after: MachineState): ReadonlyArray<string> => {
  const [was, should, is] = [before, good, after].map(leavesOf)
  const stuck = stuckOf({ ...one, before }).map((name) => `service ${name}`.toLowerCase())
  return [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].filter((name) => {
    const isMark = marks.some((mark) => name.toLowerCase() === `file ${mark}`)
    const value = is?.get(name)
    return (
      !isMark &&
      !stuck.includes(name.toLowerCase()) &&
      !name.endsWith('.new') &&
      value !== was?.get(name) &&
      value !== should?.get(name)
    )
  })
}

const needRestart = (name: string): boolean =>
  name.startsWith(`file ${configuration}`) || name.endsWith('SharedWebConfig.config') || name.includes('SslBindingInfo')

/** Whether what only a restart of IIS puts into effect was changed, and neither restarted nor marked. */
const isForgotten = (before: MachineState, after: MachineState, operations: ReadonlyArray<string>): boolean =>
  differences(before, after).some(needRestart) &&
  !operations.includes('Stop W3SVC#1') &&
  !Object.keys(after.files).some((path) => path.toLowerCase() === marks[0])

const rowOf =
  ({ fixture, fault }: Pick<Case, 'fixture' | 'fault'>) =>
  (claim: Claim, broken: boolean, detail = ''): ReadonlyArray<Row> =>
    broken ? [{ id: `${fixture} / ${fault} / ${claims[claim]}`, claim: claims[claim], detail }] : []

const expectedCode = (results: ReadonlyArray<StepResult>): number | null => {
  if (results.length === 0) return null
  if (results.some(({ result }) => result === 'failed')) return 1
  return results.some(({ result }) => result === 'refused') ? 2 : 0
}

/** A line by which a script tells that a step begins, for whoever watches. */
const isBegin = (line: string): boolean => /^\{"server":"[^"]*","number":\d+,.*"(?:begins|atMostSeconds)":/.test(line)

/** What any run must keep to, whatever befalls it. */
export const general = (one: Pick<Case, 'fixture' | 'fault'>, run: Outcome): ReadonlyArray<Row> => {
  const row = rowOf(one)
  const results = resultsOf(run)
  const numbers = results.map(({ number }) => number).filter((number) => number > 0)
  const unknown = run.lines.filter((line) => decodeResult(line) === null && !isBegin(line))
  const odd = [...(run.exitCode === 0 ? unknown : []), ...run.other]
  return [
    ...row('output', odd.length > 0, odd.join(' | ').slice(0, 300)),
    ...row('code', run.exitCode !== expectedCode(results), `${run.exitCode}`),
    ...row('once', new Set(numbers).size < numbers.length, numbers.join()),
    ...row('endless', run.complaints.length > 0, run.complaints.join())
  ]
}

/** What a run after another one must come to. */
export const healing = (one: Pick<Case, 'fixture' | 'fault' | 'good'>, next: Outcome): ReadonlyArray<Row> => {
  const wrong = differences(one.good, next.state)
  const isHealed = next.exitCode === 0 && wrong.length === 0
  return rowOf(one)('heals', !isHealed, `${next.exitCode} ${resultsOf(next).at(-1)?.error ?? ''} ${wrong.join(', ')}`)
}

/** What was owed when a run was ended must be done by the next one. */
export const owing = (
  one: Pick<Case, 'fixture' | 'fault' | 'before'>,
  after: MachineState,
  run: Outcome
): ReadonlyArray<Row> =>
  rowOf(one)('owed', isForgotten(one.before, after, run.operations), differences(one.before, after).join(', '))

/** Windows' own words of an error with all its causes, for each service of IIS where that does not stop. */
const mostOfReason = 600

/** All that a run in which one operation failed must keep to, and the run after it. */
export const faulty = (one: Case): ReadonlyArray<Row> => {
  const { fault, before, good, run, next } = one
  const row = rowOf(one)
  const missing = differences(good, run.state)
  const results = resultsOf(run)
  const failed = results.filter(({ result }) => result === 'failed' || result === 'refused')
  const reasons = failed.map(({ error }) => error ?? '').join(' ')
  const wanted = cause(fault)
  const isPlain = reasons.length > 0 && reasons.length <= mostOfReason && (wanted === null || wanted.test(reasons))
  const worse = worseThan(one, run.state)
  const first = results[0]
  const isEarly = first !== undefined && first.number === 0 && failed.length > 0
  const stuck = stuckOf(one)
  const idle = /^Start /.test(fault)
    ? Object.keys(before.services).filter(
        (name) =>
          good.services[name] === 'Running' &&
          run.state.services[name] !== 'Running' &&
          !stuck.includes(name) &&
          !isOnlyFor(stuck, one, name)
      )
    : []
  return [
    ...general(one, run),
    ...row('done', run.exitCode === 0 && (!one.isHarmless || missing.length > 0), missing.join(', ')),
    ...row('reason', failed.length > 0 && !isPlain, `${reasons.length} ${reasons.slice(0, 300)}`),
    ...row('worse', worse.length > 0, worse.join(', ')),
    ...row(
      'refused',
      isEarly && (first.result !== 'refused' || differences(before, run.state).length > 0),
      first?.error ?? ''
    ),
    ...row('others', idle.length > 0, idle.join(', ')),
    ...owing(one, run.state, run),
    ...healing(one, next)
  ]
}
