import { existsSync, statSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { distance } from '../kernel/distance.cjs'
import { isOn, isSwitchedOn, optionValue, optionValues, readArguments } from './commandLine.mjs'
import { PROJECT_ROOT } from './dependencies.mjs'
import { Refusal } from './report.mjs'

/** @import { Line } from './commandLine.mjs' */
/** @import { Around } from './stackFiles.mjs' */

/**
 * Destroying and refreshing need no program, and must not fail at its gate. An update that is to go on after an error waits
 * for ever, where servers are read while the program runs and what they depend on has failed.
 * @param {ReadonlyArray<string>} words
 * @param {NodeJS.ProcessEnv} env
 */
export function environmentFor(words, env) {
  const line = readArguments(words)
  const goesOn = isSwitchedOn(line, 'continue-on-error', env) || isOn(env.PULUMI_CONTINUE_ON_ERROR)
  const without = goesOn || ['destroy', 'refresh'].includes(line.command ?? '')
  return without ? { PULUMI_RUN_PROGRAM: 'false', ...env } : env
}

/**
 * @param {Line} line
 * @param {NodeJS.ProcessEnv} env
 */
function needsStrictness(line, env) {
  const isBound = optionValue(line, 'plan', env) !== undefined || optionValues(line, 'strict', env).length > 0
  return line.command === 'watch' || (line.command === 'up' && !isBound && !isSwitchedOn(line, 'skip-preview', env))
}

/**
 * The arguments, so that an update which may change servers does what its preview has shown, or nothing; one that has no
 * preview (`watch`) is refused.
 * `cwd` and `env` are those of the CLI; `askSelected` resolves to the name of the selected stack, or undefined.
 * @param {ReadonlyArray<string>} words
 * @param {Around} around
 * @returns {Promise<ReadonlyArray<string>>}
 */
export async function withStrictness(words, { cwd, env, askSelected }) {
  const line = readArguments(words)
  if (!needsStrictness(line, env)) return words
  // The dependencies may just have been installed: only now is there a reader of YAML.
  const { mayRemediate, setsLevel, settingsFiles } = await import('./stackFiles.mjs')
  const found = await settingsFiles(line, { cwd, env, askSelected })
  const isFree = found !== undefined && !mayRemediate(found) && !optionValues(line, 'config', env).some(setsLevel)
  if (isFree) return words
  if (line.command === 'watch')
    throw new Refusal(
      'Nothing was done: pulumi watch updates without a preview, and the settings may hold the level remediate; run up.',
      2
    )
  return [...words.slice(0, line.place + 1), '--strict', ...words.slice(line.place + 1)]
}

/**
 * @param {unknown} project
 * @returns {string}
 */
const nameOf = (project) =>
  typeof project === 'object' && project !== null && 'name' in project ? String(project.name) : ''

/** How this project's commands are called. */
export const launcher = process.platform === 'win32' ? '.\\compliance' : './compliance'

/** @param {string} file */
const stackIn = (file) => basename(file, extname(file)).replace(/^Pulumi\./, '')

/** @param {string} path */
const isFile = (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true

/**
 * Pulumi itself would make the file, and then miss all settings in it. They may come from Pulumi Cloud alone, but from no backend
 * that is a folder.
 * @param {Line} line
 * @param {string} file
 * @param {ReadonlyArray<string>} all
 * @param {NodeJS.ProcessEnv} env
 */
function refuseMissing(line, file, all, env) {
  if (isFile(file)) return
  if (optionValue(line, 'config-file', env) !== undefined)
    throw new Refusal(`Nothing was done: --config-file names ${file}, which is no file; name the file of a stack.`, 2)
  if (existsSync(file)) throw new Refusal(`Nothing was done: ${file} is no file; move it away.`, 2)
  if (!(env.PULUMI_BACKEND_URL ?? '').startsWith('file:')) return
  const stack = stackIn(file)
  const [, inFile] = /^Pulumi\.(.+)\.ya?ml$/i.exec(stack) ?? []
  if (inFile !== undefined)
    throw new Refusal(`Nothing was done: ${stack} is the file of a stack; write its name, --stack ${inFile}`, 2)
  const meant = all.map(stackIn).find((name) => distance(name, stack) <= 2)
  const advice = meant === undefined ? `${launcher} init ${stack} makes one` : `did you mean the stack ${meant}?`
  throw new Refusal(`Nothing was done: there is no file ${file}; ${advice}`, 2)
}

/**
 * Refuses settings in the stack's file that Pulumi would pass over, or takes by chance: the gate would be open. `around` is as above.
 * @param {ReadonlyArray<string>} words
 * @param {Around} around
 */
export async function refuseStraySettings(words, around) {
  const line = readArguments(words)
  if (!['preview', 'up'].includes(line.command ?? '')) return
  const { adviceOnKey, faultOf, settingsFiles, strayKeys, twiceSet } = await import('./stackFiles.mjs')
  const found = await settingsFiles(line, around)
  if (found === undefined)
    throw new Refusal(
      `Nothing was done: this folder belongs to no Pulumi project; run this in ${PROJECT_ROOT}, or add --cwd ${PROJECT_ROOT}.`,
      2
    )
  const [file, ...others] = found.files
  if (file === undefined || others.length > 0) return
  refuseMissing(line, file, found.all, around.env)
  const fault = faultOf(file)
  if (fault !== undefined) throw new Refusal(`Nothing was done: ${file} is no valid YAML: ${fault}.`, 2)
  const [twice] = twiceSet(file, nameOf(found.project))
  if (twice !== undefined) throw new Refusal(`Nothing was done: ${file}: ${twice}.`, 2)
  const stray = strayKeys(file)
  if (stray[0] === undefined) return
  throw new Refusal(
    `Nothing was done: in ${file} Pulumi would pass over ${stray.join(', ')}; ${adviceOnKey(stray[0])}`,
    2
  )
}

/**
 * `-c KEY=VALUE` is written into the stack's file for good, also by a command that only looks. An update may: it is there to
 * change something, and is bound to its preview where that sets the level `remediate`.
 * @param {ReadonlyArray<string>} words
 * @param {NodeJS.ProcessEnv} env
 */
export function refuseStoredSettings(words, env) {
  const line = readArguments(words)
  const keys = optionValues(line, 'config', env).map((setting) => (setting ?? '').split('=')[0])
  if (keys.length === 0 || !['preview', 'refresh', 'destroy', 'watch'].includes(line.command ?? '')) return
  const way =
    line.command === 'preview'
      ? "To look without that, copy the stack's file, change the copy, and name it by --config-file COPY."
      : "Change the setting in the stack's file, or leave it out."
  throw new Refusal(
    `Nothing was done: pulumi ${line.command} -c would write ${keys.join(', ')} into the stack's file for good. ${way}`,
    2
  )
}
