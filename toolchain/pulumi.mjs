// Usage: node toolchain/pulumi.mjs ARGS…
import { run } from './child.mjs'
import { pulumiCommand } from './command.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { main } from './report.mjs'

await main(async () => {
  await ensureDependencies()
  const { file, args, env } = await pulumiCommand()
  return run(file, [...args, ...process.argv.slice(2)], { env })
})
