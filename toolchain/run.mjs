// Usage: node toolchain/run.mjs SCRIPT.ts ARGS…
// npm makes the project root the working directory, so scripts resolve path arguments against INIT_CWD.
import { run } from './child.mjs'
import { ensureDependencies, LOADER } from './dependencies.mjs'
import { refuseLostOptions } from './lostOptions.mjs'
import { main } from './report.mjs'

await main(async () => {
  refuseLostOptions(process.argv.slice(3), process.env)
  await ensureDependencies()
  return run(process.execPath, ['--import', LOADER, ...process.argv.slice(2)])
})
