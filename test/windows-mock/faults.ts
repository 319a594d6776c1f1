const programs: Readonly<Record<string, ReadonlyArray<string>>> = {
  'DependentAssemblyGenerator.exe': ['exit 3', 'missing', 'half', 'nothing', 'hang'],
  'icacls.exe': ['exit 5', 'missing'],
  'sc.exe': ['exit 5', 'missing', 'ignored'],
  'netsh.exe': ['exit 1', 'missing']
}

const verbs: Readonly<Record<string, ReadonlyArray<string>>> = {
  OpenSubKey: ['denied'],
  Start: ['error', 'denied', 'hang', 'stops'],
  Stop: ['error', 'denied', 'hang'],
  Continue: ['error', 'hang'],
  'Set-Service': ['error', 'ignored'],
  Write: ['error', 'denied', 'full'],
  // A disk that is full while a file is written.
  'Write the rest of': ['full']
}

/** What can befall an operation, such as `Start FMS#1`: an error of its kind, no permission, or an exit code. */
const ways = (operation: string): ReadonlyArray<string> => {
  const known: Readonly<Record<string, ReadonlyArray<string>>> = { ...programs, ...verbs }
  const [verb = ''] = Object.keys(known)
    .filter((name) => operation === name || operation.startsWith(`${name} `))
    .sort((a, b) => b.length - a.length)
  return known[verb] ?? ['error', 'denied']
}

/** A fault of one operation, as the machine takes it. */
export interface Fault {
  readonly operation: string
  readonly how: string
}

const isFirst = (operation: string): boolean => operation.endsWith('#1')

/** A service that refuses to start refuses whoever asks; any other fault comes once. */
const named = (operation: string): string =>
  operation.startsWith('Start ') ? operation.replace(/#\d+$/, '') : operation

/** A script of more operations has many steps that are alike: of each kind of operation but starts these are tried. */
const mostOperations = 300
const mostAlike = 6

const kindOf = (operation: string): string => operation.replace(/ .*/, '')

const fewOf = (operations: ReadonlyArray<string>): ReadonlyArray<string> =>
  operations.filter((operation, index) => {
    const alike = operations.filter((one) => kindOf(one) === kindOf(operation))
    const every = Math.ceil(alike.length / mostAlike)
    return (
      kindOf(operation) === 'Start' ||
      operations.slice(0, index).filter((one) => kindOf(one) === kindOf(operation)).length % every === 0
    )
  })

/** The faults that are tried of a run with these operations: each way at the first time, one at the others. */
export const faultsOf = (operations: ReadonlyArray<string>): ReadonlyArray<Fault> => {
  const firsts = operations.filter(isFirst)
  const isLong = operations.length > mostOperations
  // What only one service has must not be left out by chance.
  const rare = operations.filter((operation) => /delayed/.test(operation))
  const tried = isLong ? [...fewOf(firsts), ...rare] : operations
  const all = tried.flatMap((operation) =>
    ways(operation)
      .slice(0, isFirst(operation) ? undefined : 1)
      .map((how) => ({ operation: named(operation), how }))
  )
  return [...new Map(all.map((fault) => [JSON.stringify(fault), fault])).values()]
}
