import { check } from './check'
import { add, none, runFiles, testFiles } from './runner'

const tell = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const main = async (): Promise<void> => {
  const args = process.argv.slice(2)
  const wanted = args.filter((arg) => !arg.startsWith('--'))
  const environment = { ...process.env, ...(args.includes('--update-golden') ? { UPDATE_GOLDEN: '1' } : {}) }
  const checks = wanted.length === 0 ? check() : []
  for (const name of checks) tell(`FAIL ${name}`)
  const files = testFiles(wanted)
  if (files.length === 0) tell(`FAIL no test file has a path that holds ${wanted.join(' or ')}`)
  const { passed, failed, skipped } = add(await runFiles(files, environment, tell), {
    ...none,
    failed: checks.length + (files.length === 0 ? 1 : 0)
  })
  tell(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
  process.exitCode = failed === 0 ? 0 : 1
}

void main()
