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

/**
 * Destroying and refreshing need no program, and must not fail at its gate. An update that is to go on after an error waits
 * for ever, where servers are read while the program runs and what they depend on has failed.
 */
function environmentFor(words) {
  const goesOn =
    words.includes('--continue-on-error') || /^(?:true|1)$/i.test(process.env.PULUMI_CONTINUE_ON_ERROR ?? '')
  const without = goesOn || words.some((word) => word === 'destroy' || word === 'refresh')
  return without ? { PULUMI_RUN_PROGRAM: 'false', ...process.env } : process.env
}
