// Usage: node toolchain/run.mjs SCRIPT.ts ARGS…
// npm makes the project root the working directory, so scripts resolve path arguments against INIT_CWD.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { run } from './child.mjs'
import { ensureDependencies, PROJECT_ROOT } from './dependencies.mjs'
import { refuseLostOptions } from './lostOptions.mjs'
import { main } from './report.mjs'

await main(async () => {
  refuseLostOptions(process.argv.slice(3), process.env)
  await ensureDependencies()
  const loader = pathToFileURL(createRequire(join(PROJECT_ROOT, 'package.json')).resolve('tsx')).href
  return run(process.execPath, ['--import', loader, ...process.argv.slice(2)])
})
