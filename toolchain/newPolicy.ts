// Usage: npm run new:policy NAME [-- --fact SECTION [--value PATH]]
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { nextSteps, scaffoldPolicy, type Wanted } from './scaffoldPolicy'

const root = join(__dirname, '..')
const usage = 'write npm run new:policy NAME, or npm run new:policy NAME -- --fact SECTION [--value PATH]'

const wantedBy = (args: ReadonlyArray<string>): E.Either<string, Wanted> =>
  pipe(
    E.tryCatch(
      () =>
        parseArgs({
          args: [...args],
          options: { fact: { type: 'string' }, value: { type: 'string' } },
          allowPositionals: true
        }),
      () => usage
    ),
    E.chain(({ values: { fact = null, value = null }, positionals: [name = '', ...others] }) =>
      name === '' || others.length > 0 || (fact === null && value !== null)
        ? E.left(usage)
        : E.right({ name, section: fact, value })
    )
  )

const written = pipe(
  wantedBy(process.argv.slice(2)),
  E.chain((wanted) =>
    pipe(
      scaffoldPolicy(root, wanted),
      E.map((files) => `Written:\n${files.map((file) => `  ${file}`).join('\n')}\n\n${nextSteps(wanted)}`)
    )
  )
)

if (E.isLeft(written)) {
  console.error(`No policy was written: ${written.left}.`)
  process.exitCode = 2
} else {
  console.log(written.right)
}
