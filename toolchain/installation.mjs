import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pulumiHome } from './backend.mjs'
import { capture } from './child.mjs'
import { isProgram, programName } from './path.mjs'

/** @typedef {ReturnType<typeof installation>} Place */

const UNFINISHED = '.unfinished-'

/**
 * The npm package's version is the CLI's.
 * @param {string} launcher
 * @returns {string}
 */
export function pinnedVersion(launcher) {
  return JSON.parse(readFileSync(join(launcher, 'package.json'), 'utf8')).version
}

/**
 * The place where the npm package `pulumi` keeps, and looks for, the CLI of its version.
 * @param {string} version
 * @param {NodeJS.ProcessEnv} env
 */
export function installation(version, env) {
  const folder = join(pulumiHome(env), 'versions', version)
  const bin = join(folder, 'bin')
  return { version, folder, bin, cli: join(bin, programName('pulumi')), marker: join(folder, 'built-from-modules') }
}

/**
 * Tells whether a folder holds a whole CLI of that version with its language host.
 * @param {string} bin
 * @param {string} version
 * @param {NodeJS.ProcessEnv} env
 */
export async function isComplete(bin, version, env) {
  if (!isProgram(join(bin, programName('pulumi-language-nodejs')))) return false
  const cli = join(bin, programName('pulumi'))
  return isProgram(cli) && (await cliVersion(cli, env)) === `v${version}`
}

/**
 * What `pulumi version` prints, or an empty text where it doesn't run.
 * @param {string} file
 * @param {NodeJS.ProcessEnv} env
 */
export async function cliVersion(file, env) {
  const options = { env: { ...env, PULUMI_SKIP_UPDATE_CHECK: 'true' }, timeout: 20_000 }
  const result = await capture(file, ['version'], options).catch(() => null)
  return result?.code === 0 ? result.stdout.trim() : ''
}

/**
 * Runs `fill` on an empty folder beside the target; nothing of it stays behind.
 * @template T
 * @param {Place} place
 * @param {(staging: string) => Promise<T>} fill
 */
export async function withStaging(place, fill) {
  /** @param {Place} place */
  removeLeftovers(place)
  // A name of its own: a build that outlived its killed launcher must not write into the next one's folder.
  const staging = join(place.folder, `${UNFINISHED}${process.pid}`)
  mkdirSync(staging)
  try {
    return await fill(staging)
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

/** @param {Place} place */
function removeLeftovers(place) {
  const names = readdirSync(place.folder).filter((name) => name.startsWith(UNFINISHED))
  for (const name of names) rmSync(join(place.folder, name), { recursive: true, force: true })
}

/**
 * Moves finished files to their place, the CLI last: where it is, everything else is too.
 * @param {string} staging
 * @param {Place} place
 * @param {boolean} builtFromModules
 */
export function publish(staging, place, builtFromModules) {
  if (builtFromModules) writeFileSync(place.marker, '')
  else rmSync(place.marker, { force: true })
  mkdirSync(place.bin, { recursive: true })
  const last = programName('pulumi')
  const names = readdirSync(join(staging, 'bin')).filter((name) => name !== last)
  for (const name of [...names, last]) renameSync(join(staging, 'bin', name), join(place.bin, name))
}

/**
 * Tells whether the CLI there was built from modules, that is without access to Pulumi's downloads.
 * @param {Place} place
 */
export function wasBuiltFromModules(place) {
  return existsSync(place.marker)
}
