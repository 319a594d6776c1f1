// Usage: node toolchain/pulumi.mjs ARGS…
import { run } from './child.mjs'
import { pulumiCommand } from './command.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { main } from './report.mjs'

await main(async () => {
  await ensureDependencies()
  const words = process.argv.slice(2)
  const { file, args, env } = await pulumiCommand({ env: environmentFor(words) })
  return run(file, [...args, ...words], { env })
})

/** Destroying and refreshing need no program, and must not fail at its gate. */
function environmentFor(words) {
  const without = words.some((word) => word === 'destroy' || word === 'refresh')
  return without ? { PULUMI_RUN_PROGRAM: 'false', ...process.env } : process.env
}
