// Usage: node toolchain/pulumi.mjs ARGS…
import { environmentFor, launcher, refuseStoredSettings, refuseStraySettings, withStrictness } from './arguments.mjs'
import { capture, run } from './child.mjs'
import { pulumiCommand } from './command.mjs'
import { optionValue, readArguments } from './commandLine.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { refuseLostOptions } from './lostOptions.mjs'
import { main } from './report.mjs'

/** @import { Command } from './command.mjs' */

const given = process.argv.slice(2)

/**
 * The name of the selected stack, which the CLI knows best; undefined where none is, or it can't be told.
 * @param {Command} command
 */
async function selectedStack({ file, args, env }) {
  const folder = optionValue(readArguments(given), 'cwd', env)
  const place = folder === undefined ? [] : ['--cwd', folder]
  const asked = await capture(file, [...args, 'stack', '--show-name', '--non-interactive', ...place], { env })
  return asked.code === 0 ? asked.stdout.trim() : undefined
}

/** How the CLI ends if the backend has no stack of that name. */
const NO_SUCH_STACK = 6

/** Says how a stack is made: the CLI only says that there is none. */
function adviseStack() {
  const name = optionValue(readArguments(given), 'stack', process.env)
  if (name === undefined || !/^[\w./-]{1,300}$/.test(name)) return
  process.stderr.write(
    `If the name is right, make the stack once on this backend: ${launcher} pulumi stack init ${name}\n`
  )
}

await main(async () => {
  refuseLostOptions(given, process.env)
  refuseStoredSettings(given, process.env)
  await ensureDependencies()
  const command = await pulumiCommand({ env: environmentFor(given, process.env) })
  const { file, args, env } = command
  /** @type {Promise<string | undefined> | undefined} */
  let asked
  const askSelected = () => {
    asked ??= selectedStack(command)
    return asked
  }
  const around = { cwd: process.cwd(), env, askSelected }
  await refuseStraySettings(given, around)
  const words = await withStrictness(given, around)
  const ending = await run(file, [...args, ...words], { env })
  if (ending.code === NO_SUCH_STACK) adviseStack()
  return ending
})
