// Usage: node toolchain/run.mjs SCRIPT.ts ARGS…
// npm makes the project root the working directory, so scripts resolve path arguments against INIT_CWD.
import { run } from './child.mjs'
import { ensureDependencies, LOADER } from './dependencies.mjs'
import { refuseLostOptions } from './lostOptions.mjs'
import { main } from './report.mjs'
import { runHere } from './runHere.mjs'

const [script = '', ...words] = process.argv.slice(2)

await main(async () => {
  refuseLostOptions(words, process.env)
  if (script.startsWith('commands/')) return runHere(script, words)
  await ensureDependencies()
  return run(process.execPath, ['--import', LOADER, script, ...words])
})
