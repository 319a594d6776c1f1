import { mkdirSync, realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { buildFromModules } from './build.mjs'
import { PROJECT_ROOT } from './dependencies.mjs'
import { download } from './download.mjs'
import { cliVersion, installation, isComplete, pinnedVersion, wasBuiltFromModules } from './installation.mjs'
import { withLock } from './lock.mjs'
import { findOnPath } from './path.mjs'
import { Refusal, say } from './report.mjs'

/** @import { FreeBytes } from './build.mjs' */
/** @import { Place } from './installation.mjs' */

const OLDEST_MAJOR = 3
const OLDEST_MINOR = 227
const OLDEST = `${OLDEST_MAJOR}.${OLDEST_MINOR}.0`
const LAUNCHER = join(PROJECT_ROOT, 'node_modules', 'pulumi')
const SOURCES = join(PROJECT_ROOT, 'toolchain')

/**
 * Finds a Pulumi CLI on PATH, else the npm package's own (downloaded if missing), else builds that from Go modules.
 * Resolves to { file, builtFromModules }.
 * @param {{ env?: NodeJS.ProcessEnv, launcher?: string, sources?: string, freeBytes?: FreeBytes }} [from]
 */
export async function obtainCli({ env = process.env, launcher = LAUNCHER, sources = SOURCES, freeBytes } = {}) {
  const onPath = await cliOnPath(env)
  if (onPath.file) return { file: onPath.file, builtFromModules: false }
  const place = installation(pinnedVersion(launcher), env)
  if (onPath.problem) say(`${onPath.problem}; using version ${place.version} instead.`)
  try {
    await prepare({ place, launcher, sources, env, freeBytes })
  } catch (error) {
    if (error instanceof Refusal && onPath.problem) throw new Refusal(`${error.message} (${onPath.problem}.)`)
    throw error
  }
  return { file: place.cli, builtFromModules: wasBuiltFromModules(place) }
}

/**
 * Finds the Pulumi CLI that would be used, and gets none: resolves to { file }, or to { problem } where there is none yet.
 * @param {{ env?: NodeJS.ProcessEnv, launcher?: string }} [from]
 * @returns {Promise<{ file: string, problem?: undefined } | { file?: undefined, problem: string }>}
 */
export async function findCli({ env = process.env, launcher = LAUNCHER } = {}) {
  const { file, problem } = await cliOnPath(env)
  if (file) return { file }
  const place = installation(pinnedVersion(launcher), env)
  if (await isComplete(place.bin, place.version, env)) return { file: place.cli }
  return { problem: problem ?? 'it is not on PATH, and was not downloaded yet' }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ file?: string, problem?: string }>}
 */
async function cliOnPath(env) {
  const file = findOnPath('pulumi', env)
  if (!file || isLauncher(file)) return {}
  const version = await cliVersion(file, env)
  const problem = versionProblem(version)
  return problem ? { problem } : { file }
}

// A globally installed npm package would download a CLI of its own merely to tell its version.
/** @param {string} file */
function isLauncher(file) {
  const target = realpathSync(file)
  return basename(target) === 'run.js' && basename(dirname(target)) === 'pulumi'
}

/** @param {string} text */
function versionProblem(text) {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(text)
  if (!match) return 'pulumi on PATH does not tell its version'
  const [major, minor] = [Number(match[1]), Number(match[2])]
  const found = `pulumi ${match[0].replace(/^v/, '')} on PATH`
  if (major > OLDEST_MAJOR) return `${found} is too new (a version before ${OLDEST_MAJOR + 1} is needed)`
  if (major < OLDEST_MAJOR || minor < OLDEST_MINOR) return `${found} is too old (${OLDEST} or later is needed)`
}

/** @param {{ place: Place, launcher: string, sources: string, env: NodeJS.ProcessEnv, freeBytes: FreeBytes | undefined }} from */
async function prepare({ place, launcher, sources, env, freeBytes }) {
  if (await isComplete(place.bin, place.version, env)) return
  mkdirSync(place.folder, { recursive: true })
  await withLock(
    join(place.folder, '.lock'),
    () => say('Another process is preparing the Pulumi CLI; waiting for it…'),
    async () => {
      if (await isComplete(place.bin, place.version, env)) return
      if (await download({ launcher, place, env })) return
      await buildFromModules({ place, sources, env, freeBytes })
    }
  )
}
