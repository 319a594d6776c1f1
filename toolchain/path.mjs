import { accessSync, constants, statSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'

/** The file name of a program on this platform. */
export function programName(name) {
  return process.platform === 'win32' ? `${name}.exe` : name
}

/** Tells whether a non-empty executable file is there. */
export function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    const stats = statSync(file)
    return stats.isFile() && stats.size > 0
  } catch {
    return false
  }
}

/** The first program of that name on PATH outside node_modules/.bin folders, which hold only npm's launchers. */
export function findOnPath(name, env = process.env) {
  return searchFolders(env)
    .filter((folder) => !isNodeModulesBin(folder))
    .map((folder) => join(folder, programName(name)))
    .find(isProgram)
}

/** A copy of the environment with `folder` first on PATH. */
export function withPathFirst(env, folder) {
  const rest = Object.entries(env).filter(([name]) => !isPathVariable(name))
  return { ...Object.fromEntries(rest), PATH: [folder, ...searchFolders(env)].join(delimiter) }
}

function searchFolders(env) {
  const name = Object.keys(env).find(isPathVariable)
  return (env[name] ?? '').split(delimiter).filter(Boolean)
}

function isPathVariable(name) {
  return process.platform === 'win32' ? name.toUpperCase() === 'PATH' : name === 'PATH'
}

function isNodeModulesBin(folder) {
  const name = basename(folder)
  return name === '.bin' && basename(dirname(folder)) === 'node_modules'
}
