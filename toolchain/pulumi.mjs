// Usage: node toolchain/pulumi.mjs ARGS…
import { environmentFor, withStrictness } from './arguments.mjs'
import { run } from './child.mjs'
import { pulumiCommand } from './command.mjs'
import { ensureDependencies, PROJECT_ROOT } from './dependencies.mjs'
import { main } from './report.mjs'

await main(async () => {
  await ensureDependencies()
  const words = withStrictness(process.argv.slice(2), PROJECT_ROOT)
  const { file, args, env } = await pulumiCommand({ env: environmentFor(words, process.env) })
  return run(file, [...args, ...words], { env })
})
