// Usage: node toolchain/compliance.mjs VERB ARGS… (./compliance, compliance.cmd)
import { join } from 'node:path'
import { run } from './child.mjs'
import { PROJECT_ROOT } from './dependencies.mjs'
import { main, Refusal } from './report.mjs'
import { runHere } from './runHere.mjs'

const OLDEST_NODE = 20

const [verb, ...words] = process.argv.slice(2)

await main(async () => {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE)
    throw new Refusal(`Node.js ${process.versions.node} is too old: install version ${OLDEST_NODE} or later.`, 2)
  // Pulumi's own command line has its own wrapper, which takes options as the CLI does.
  if (verb === 'pulumi') return run(process.execPath, [join(PROJECT_ROOT, 'toolchain', 'pulumi.mjs'), ...words])
  process.env.INIT_CWD = process.cwd()
  process.chdir(PROJECT_ROOT)
  return runHere('commands/index.ts', process.argv.slice(2))
})
