import { lstatSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run, TO_STDERR } from './child.mjs'
import { withLock } from './lock.mjs'
import { Refusal, say } from './report.mjs'

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage */

/** The checkout's root folder. */
export const PROJECT_ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** What Node.js imports first to load TypeScript. */
export const LOADER = new URL('loader.mjs', import.meta.url).href

/**
 * Runs `npm ci` where node_modules is missing or was installed from another package-lock.json.
 * @param {{ root?: string, env?: NodeJS.ProcessEnv }} [from]
 */
export async function ensureDependencies({ root = PROJECT_ROOT, env = process.env } = {}) {
  if (dependenciesInstalled(root)) return
  const locks = join(root, '.pulumi-local')
  mkdirSync(locks, { recursive: true })
  await withLock(
    join(locks, 'dependencies.lock'),
    () => say('Another process is installing the dependencies; waiting for it…'),
    async () => {
      if (!dependenciesInstalled(root)) await install(root, env)
    }
  )
}

/**
 * Tells whether node_modules holds what package-lock.json asks for (file times say nothing after a checkout).
 * @param {string} root
 */
function dependenciesInstalled(root) {
  const wanted = lockedPackages(join(root, 'package-lock.json'))
  const installed = lockedPackages(join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !installed) return false
  return Object.entries(wanted).every(([path, entry]) => path === '' || isSatisfied(entry, installed[path]))
}

/**
 * @param {LockedPackage} wanted
 * @param {LockedPackage | undefined} installed
 */
function isSatisfied(wanted, installed) {
  // Packages for other platforms are optional and never installed.
  if (!installed) return wanted.optional === true
  return wanted.version === installed.version && wanted.integrity === installed.integrity
}

/**
 * @param {string} path
 * @returns {Record<string, LockedPackage> | undefined}
 */
function lockedPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return undefined
  }
}

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
async function install(root, env) {
  const folder = join(root, 'node_modules')
  // npm would empty the folder that it leads to, which another checkout uses.
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new Refusal(`${folder} is a link to packages of another package-lock.json: remove this link, then try again.`)
  say('Installing the dependencies (npm ci)…')
  const { file, args, shell } = npmCommand(env)
  const result = await run(file, args, { cwd: root, env, shell, stdio: TO_STDERR }).catch((error) => {
    throw new Refusal(`npm could not be started (${error.message}): is it on PATH?`)
  })
  if (result.code !== 0) {
    throw new Refusal('Installing the dependencies failed: see the npm messages above, then try again.')
  }
}

/** @param {NodeJS.ProcessEnv} env */
function npmCommand(env) {
  // NODE_ENV=production would leave out what the check above asks for.
  const args = ['ci', '--include=dev']
  const script = env.npm_execpath
  if (script && basename(script) === 'npm-cli.js')
    return { file: process.execPath, args: [script, ...args], shell: false }
  if (process.platform !== 'win32') return { file: 'npm', args, shell: false }
  return { file: `npm.cmd ${args.join(' ')}`, args: [], shell: true }
}
