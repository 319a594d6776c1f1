import { dirname } from 'node:path'
import { backendEnvironment, demoEnvironment } from './backend.mjs'
import { PROJECT_ROOT } from './dependencies.mjs'
import { obtainCli } from './obtain.mjs'
import { withPathFirst } from './path.mjs'

/** @typedef {{ file: string, args: ReadonlyArray<string>, env: NodeJS.ProcessEnv, embedded: boolean }} Command */

/**
 * How to run the Pulumi CLI on the user's backend, or on the embedded one: { file, args, env, embedded }.
 * @param {{ root?: string, env?: NodeJS.ProcessEnv }} [from]
 * @returns {Promise<Command>}
 */
export async function pulumiCommand({ root = PROJECT_ROOT, env = process.env } = {}) {
  const cli = await obtainCli({ env })
  const backend = backendEnvironment(root, env)
  return { file: cli.file, args: [], env: cliEnvironment(cli, backend.env), embedded: backend.embedded }
}

/**
 * How to run the Pulumi CLI for the demo, always on the embedded backend.
 * @param {{ root?: string, env?: NodeJS.ProcessEnv }} [from]
 * @returns {Promise<Command>}
 */
export async function demoCommand({ root = PROJECT_ROOT, env = process.env } = {}) {
  const cli = await obtainCli({ env })
  return { file: cli.file, args: [], env: cliEnvironment(cli, demoEnvironment(root, env)), embedded: true }
}

/**
 * @param {Awaited<ReturnType<typeof obtainCli>>} cli
 * @param {NodeJS.ProcessEnv} env
 */
function cliEnvironment(cli, env) {
  // A CLI was built here because nothing can be downloaded: asking for plugins would only cost time.
  const offline = cli.builtFromModules ? { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true' } : {}
  // The program writes for a terminal that it never sees.
  const { columns } = process.stdout
  const width = columns === undefined || env.COLUMNS ? {} : { COLUMNS: String(columns) }
  return withPathFirst({ ...offline, ...width, ...env }, dirname(cli.file))
}
