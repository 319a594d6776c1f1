import { mkdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { codeOf } from './systemError.mjs'

const DEFAULTS = {
  PULUMI_SKIP_UPDATE_CHECK: 'true',
  PULUMI_RUN_PROGRAM: 'true',
  PULUMI_PARALLEL: '256',
  // Else the script of a command that is new would be cut after three lines.
  PULUMI_OPTION_SHOW_FULL_OUTPUT: 'true'
}

/**
 * Pulumi's own folder in the user's home.
 * @param {NodeJS.ProcessEnv} env
 */
export function pulumiHome(env = process.env) {
  return env.PULUMI_HOME ? resolve(env.PULUMI_HOME) : join(homedir(), '.pulumi')
}

/**
 * The environment for the CLI: the user's backend where one is chosen, else the checkout's embedded one.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
export function backendEnvironment(root, env = process.env) {
  const base = { ...DEFAULTS, ...env }
  if (backendChosen(root, env)) return { env: base, embedded: false }
  const hasPassphrase = 'PULUMI_CONFIG_PASSPHRASE' in env || 'PULUMI_CONFIG_PASSPHRASE_FILE' in env
  const passphrase = hasPassphrase ? {} : { PULUMI_CONFIG_PASSPHRASE: '' }
  return { env: { ...base, ...passphrase, PULUMI_BACKEND_URL: embeddedBackendUrl(root) }, embedded: true }
}

/**
 * The environment of the demo: a demo must never write to somebody's own backend, so theirs is put aside.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
export function demoEnvironment(root, env = process.env) {
  const { PULUMI_ACCESS_TOKEN, PULUMI_CONFIG_PASSPHRASE_FILE, ...rest } = env
  return { ...DEFAULTS, ...rest, PULUMI_BACKEND_URL: embeddedBackendUrl(root), PULUMI_CONFIG_PASSPHRASE: '' }
}

/**
 * The file URL of a folder the way Pulumi reads it: on Windows it wants file://C:/folder.
 * @param {string} folder
 * @param {boolean} windows
 */
export function fileUrl(folder, windows = process.platform === 'win32') {
  const { href } = pathToFileURL(folder, { windows })
  return windows ? href.replace(/^file:\/\/\/(?=[A-Za-z]:)/, 'file://') : href
}

/** @param {string} root */
function embeddedBackendUrl(root) {
  const folder = join(root, '.pulumi-local')
  mkdirSync(folder, { recursive: true })
  return fileUrl(folder)
}

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
function backendChosen(root, env) {
  if (env.PULUMI_BACKEND_URL || env.PULUMI_ACCESS_TOKEN) return true
  return isLoggedIn(env) || projectNamesBackend(root)
}

/** @param {NodeJS.ProcessEnv} env */
function isLoggedIn(env) {
  try {
    const file = join(env.PULUMI_CREDENTIALS_PATH || pulumiHome(env), 'credentials.json')
    return Boolean(JSON.parse(readFileSync(file, 'utf8')).current)
  } catch (error) {
    // Credentials that can't be read (newer CLIs may encrypt them) are still the user's choice.
    return codeOf(error) !== 'ENOENT'
  }
}

/** @param {string} root */
function projectNamesBackend(root) {
  const block = /^backend:[ \t]*(?:#.*)?\r?\n(?:[ \t]+.*\r?\n|[ \t]*\r?\n)*?[ \t]+url:[ \t]*[^\s#]/m
  const flow = /^backend:[ \t]*\{[^}]*\burl:[ \t]*[^\s}]/m
  try {
    const project = readFileSync(join(root, 'Pulumi.yaml'), 'utf8')
    return block.test(project) || flow.test(project)
  } catch {
    return false
  }
}
