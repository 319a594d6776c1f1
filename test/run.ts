import { check } from './check'
import { add, none, runFiles, testFiles } from './runner'

const tell = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const main = async (): Promise<void> => {
  const args = process.argv.slice(2)
  const wanted = args.filter((arg) => !arg.startsWith('--'))
  const environment = { ...process.env, ...(args.includes('--update-golden') ? { UPDATE_GOLDEN: '1' } : {}) }
  const files = testFiles(wanted)
  const faults = [
    ...(wanted.length === 0 ? check() : []),
    ...(files.length === 0 ? [`no test file has a path that holds ${wanted.join(' or ')}`] : [])
  ]
  for (const fault of faults) tell(`FAIL ${fault}`)
  const { counts, failures } = await runFiles(files, environment, tell)
  const { passed, failed, skipped } = add(counts, { ...none, failed: faults.length })
  // Said again at the end: the output of a file that failed is long.
  tell(['', ...[...faults, ...failures].map((failure) => `failed: ${failure}`)].join('\n'))
  tell(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  process.exitCode = failed === 0 ? 0 : 1
}

void main()
