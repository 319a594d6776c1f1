import { accessSync, constants, statSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'

/**
 * The file name of a program on this platform.
 * @param {string} name
 */
export function programName(name) {
  return process.platform === 'win32' ? `${name}.exe` : name
}

/**
 * Tells whether a non-empty executable file is there.
 * @param {string} file
 */
export function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    const stats = statSync(file)
    return stats.isFile() && stats.size > 0
  } catch {
    return false
  }
}

/**
 * The first program of that name on PATH outside node_modules/.bin folders, which hold only npm's launchers.
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 */
export function findOnPath(name, env = process.env) {
  return searchFolders(env)
    .filter((folder) => !isNodeModulesBin(folder))
    .map((folder) => join(folder, programName(name)))
    .find(isProgram)
}

/**
 * A copy of the environment with `folder` first on PATH.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} folder
 */
export function withPathFirst(env, folder) {
  const rest = Object.entries(env).filter(([name]) => !isPathVariable(name))
  return { ...Object.fromEntries(rest), PATH: [folder, ...searchFolders(env)].join(delimiter) }
}

/** @param {NodeJS.ProcessEnv} env */
function searchFolders(env) {
  const name = Object.keys(env).find(isPathVariable)
  return ((name === undefined ? undefined : env[name]) ?? '').split(delimiter).filter(Boolean)
}

/** @param {string} name */
function isPathVariable(name) {
  return process.platform === 'win32' ? name.toUpperCase() === 'PATH' : name === 'PATH'
}

/** @param {string} folder */
function isNodeModulesBin(folder) {
  const name = basename(folder)
  return name === '.bin' && basename(dirname(folder)) === 'node_modules'
}
