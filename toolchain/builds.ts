// Usage: npm run builds -- [--to FILE] [FOLDER]. Without FOLDER both public files are downloaded.
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { download } from './buildSources'
import { parseRefresh, refreshBuilds } from './refreshBuilds'

const own = join(__dirname, '../kernel/builds/buildTable.json')

const run = async (): Promise<void> => {
  const asked = parseRefresh(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd(), own)
  const done = E.isLeft(asked)
    ? asked
    : await refreshBuilds(asked.right, download, new Date().toISOString().slice(0, 10))
  if (E.isRight(done)) return console.log(done.right)
  console.error(`The table of builds was not refreshed: ${done.left}.`)
  process.exitCode = E.isLeft(asked) ? 2 : 1
}

void run()
