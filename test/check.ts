import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(__dirname, '..')

const steps: ReadonlyArray<readonly [string, ReadonlyArray<string>]> = [
  ['types', ['node_modules/typescript/bin/tsc', '--project', '.']],
  ["types of the HTML report's script", ['node_modules/typescript/bin/tsc', '--project', 'reports/page']],
  ['types of the simulated host', ['node_modules/typescript/bin/tsc', '--project', 'test/simulated-host']],
  ['lint and format', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']]
]

/** Checks types, lint and format; names each step that fails. */
export const check = (): ReadonlyArray<string> =>
  steps.flatMap(([name, args]) => {
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
    return status === 0 ? [] : [name]
  })

const main = (words: ReadonlyArray<string>): number => {
  if (words.length > 0) {
    process.stderr.write(
      `npm run check looks at this project's own types, lint and format. To check servers write ./compliance check ${words.join(' ')}\n`
    )
    return 2
  }
  const failed = check()
  process.stdout.write(failed.length === 0 ? 'types, lint and format: passed\n' : `failed: ${failed.join(', ')}\n`)
  return failed.length === 0 ? 0 : 1
}

if (require.main === module) process.exitCode = main(process.argv.slice(2))
