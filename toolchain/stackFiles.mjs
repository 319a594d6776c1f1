import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, extname, join, resolve } from 'node:path'
import { distance } from '../kernel/distance.cjs'
import { optionValue } from './commandLine.mjs'
import yamlText from './yamlText.cjs'

/** @import { Line } from './commandLine.mjs' */
/** @typedef {{ cwd: string, env: NodeJS.ProcessEnv, askSelected: () => Promise<string | undefined> }} Around */
/** @typedef {{ project: unknown, files: ReadonlyArray<string>, all: ReadonlyArray<string> }} SettingsFiles */

const EXTENSIONS = ['.json', '.yaml', '.yml']
const LEVEL = 'remediate'

const { parseYaml, settingsTwice } = yamlText

/**
 * What a file of YAML or JSON holds; undefined where it can't be read or parsed, null where it is empty.
 * @param {string} file
 */
function contentOf(file) {
  try {
    const { content, faults } = parseYaml(readFileSync(file, 'utf8'))
    return faults.length > 0 ? undefined : content
  } catch {
    return undefined
  }
}

/**
 * Why a file is no YAML, with the line; undefined where it is, or where there is no such file.
 * @param {string} file
 */
export function faultOf(file) {
  if (!existsSync(file)) return undefined
  const [fault] = parseYaml(readFileSync(file, 'utf8')).faults
  return fault === undefined || fault.line === null ? fault?.text : `line ${fault.line}: ${fault.text}`
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
const isObject = (value) => typeof value === 'object' && value !== null

/**
 * @param {string} folder
 * @returns {string | undefined}
 */
function projectFile(folder) {
  const file = EXTENSIONS.map((extension) => join(folder, `Pulumi${extension}`)).find(existsSync)
  if (file !== undefined || dirname(folder) === folder) return file
  return projectFile(dirname(folder))
}

/**
 * `config` is the old name of `stackConfigDir`, where it is a text.
 * @param {unknown} project
 * @param {string} file
 */
function stackFolder(project, file) {
  const { stackConfigDir, config } = isObject(project) ? project : {}
  const named = [stackConfigDir, config].find((value) => typeof value === 'string')
  return join(dirname(file), named ?? '')
}

/**
 * Where the CLI finds the settings for a command line, `cwd` being the folder it is started in.
 * Resolves to { project, files, all }: the parsed project file; the files that may hold the stack's settings, one where it is
 * known which stack is meant; and all files of stacks. Undefined where there is no project. `askSelected` resolves to the
 * name of the selected stack or undefined; it is asked only where nothing else names the stack.
 * @param {Line} line
 * @param {Around} around
 * @returns {Promise<SettingsFiles | undefined>}
 */
export async function settingsFiles(line, { cwd, env, askSelected }) {
  const folder = resolve(cwd, optionValue(line, 'cwd', env) ?? '')
  const file = projectFile(folder)
  if (file === undefined) return undefined
  const project = contentOf(file)
  const place = stackFolder(project, file)
  const names = existsSync(place) ? readdirSync(place).filter((name) => /^Pulumi\..+\.(?:ya?ml|json)$/.test(name)) : []
  const all = names.map((name) => join(place, name))
  const named = optionValue(line, 'config-file', env)
  if (named !== undefined) return { project, all, files: [resolve(folder, named)] }
  const stack = optionValue(line, 'stack', env) ?? env.PULUMI_STACK ?? (await askSelected())
  if (!stack) return { project, all, files: all }
  return { project, all, files: [join(place, `Pulumi.${stack.split('/').at(-1)}${extname(file)}`)] }
}

/**
 * A text may be JSON, as in `-c KEY=VALUE`: read as YAML, it holds the level or doesn't.
 * @param {string} text
 * @returns {boolean}
 */
function textHoldsLevel(text) {
  if (text.trim() === LEVEL) return true
  if (!/^\s*[[{]/.test(text)) return false
  const { content, faults } = parseYaml(text)
  return faults.length > 0 || holdsLevel(content)
}

/**
 * @param {unknown} value
 * @returns {boolean}
 */
function holdsLevel(value) {
  if (typeof value === 'string') return textHoldsLevel(value)
  if (!isObject(value)) return false
  // What is encrypted can't be looked into here.
  return 'secure' in value || Object.values(value).some(holdsLevel)
}

/**
 * Settings also come from an environment of Pulumi Cloud, or from there alone where the file is missing.
 * @param {string} file
 */
function fileMayRemediate(file) {
  const stack = contentOf(file)
  if (stack === null) return false
  return !isObject(stack) || 'environment' in stack || holdsLevel(stack.config)
}

/**
 * Tells whether the settings may hold the level `remediate`; what can't be known may.
 * @param {Pick<SettingsFiles, 'project' | 'files'>} settings
 */
export function mayRemediate({ project, files }) {
  const isKnown = isObject(project) && files.length > 0
  return !isKnown || holdsLevel(project.config) || files.some(fileMayRemediate)
}

/**
 * Tells whether `-c KEY=VALUE` may set the level: it is written into the stack's file when the update begins.
 * @param {string | null} setting
 */
export function setsLevel(setting) {
  return holdsLevel((setting ?? '').replace(/^(?:"[^"]*"|'[^']*'|[^=]*)=/, ''))
}

const KEYS_OF_A_STACK = ['config', 'environment', 'secretsprovider', 'encryptedkey', 'encryptionsalt']

/**
 * The keys of a stack's file that Pulumi passes over without a word, such as a setting that isn't indented below `config`.
 * @param {string} file
 */
export function strayKeys(file) {
  const stack = contentOf(file)
  return isObject(stack) ? Object.keys(stack).filter((key) => !KEYS_OF_A_STACK.includes(key)) : []
}

/**
 * What to do about a key that Pulumi passes over.
 * @param {string} key
 */
export function adviceOnKey(key) {
  const meant = KEYS_OF_A_STACK.find((one) => distance(key.toLowerCase(), one) <= 2)
  return meant === undefined ? 'settings stand below config:, indented.' : `did you mean ${meant}?`
}

/**
 * The settings of a stack's file that stand there under two spellings, each with its line, in a sentence.
 * @param {string} file
 * @param {string} project
 * @returns {ReadonlyArray<string>}
 */
export function twiceSet(file, project) {
  if (!existsSync(file)) return []
  const parsed = parseYaml(readFileSync(file, 'utf8'))
  return parsed.faults.length > 0
    ? []
    : settingsTwice(parsed, project).map(
        ({ line, key, text }) => `${line === null ? '' : `line ${line}: `}${key} ${text}`
      )
}
