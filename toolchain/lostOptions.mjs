import { readArguments, VALUE_OPTIONS } from './commandLine.mjs'
import { strangeOptions } from './npmOptions.mjs'
import { Refusal } from './report.mjs'

/** @typedef {keyof typeof SCRIPT_OPTIONS} Script */

const PULUMI_SWITCHES = (
  'attach-debugger clear-pending-creates config-path continue-on-error copilot debug diff disable-integrity-checking emoji ' +
  'exclude-dependents exclude-protected expect-no-changes fully-qualify-stack-names ignore-protect json logflow ' +
  'logtostderr neo neo-task-on-failure non-interactive preview-only refresh remote remote-inherit-settings ' +
  'remote-skip-install-dependencies remove run-program show-config show-full-output show-policy-remediations show-reads ' +
  'show-replacement-steps show-sames show-secrets skip-config-validation skip-pending-creates skip-plugin-pre-install ' +
  'skip-preview strict suppress-outputs suppress-permalink suppress-progress target-dependents urns yes ' +
  // Of the commands that keep stacks and settings.
  'select path plaintext secret preserve-config remove-backups show-ids show-name show-urns'
).split(' ')

/** The options that the scripts take, by the name of the script. */
export const SCRIPT_OPTIONS = {
  pulumi: [...VALUE_OPTIONS, ...PULUMI_SWITCHES],
  audit: ['format', 'out', 'baseline', 'policy', 'stage', 'verbose', 'with-facts'],
  collect: ['stack', 'connection', 'out', 'user', 'port', 'ssh-config', 'https', 'ioc'],
  restore: ['stack', 'connection', 'user', 'port', 'ssh-config', 'https', 'entry'],
  builds: ['to'],
  test: ['update-golden']
}

/** Options of npm's own, now or once: its settings may ask for them as well, and without them no gate is more open. */
const OF_NPM_AND_HARMLESS = ['color', 'message', 'user', 'verbose', 'yes']

/**
 * Options of npm's own, which nobody has in settings; `-c` is npm's `--call`, `-p` its `--parseable`, `-f` its `--force`.
 * @type {Readonly<Record<string, string>>}
 */
const OF_NPM = { diff: '--diff', json: '--json', call: '-c', parseable: '-p', force: '-f' }

/**
 * npm takes the beginning of an option's name for the whole, so this one of ours becomes one of its own.
 * @type {Readonly<Record<string, string>>}
 */
const TAKEN_FOR = { to: 'token-description' }

/** @param {string} name */
const variableOf = (name) => `npm_config_${name.replaceAll('-', '_')}`

/**
 * @param {string | undefined} name
 * @returns {name is Script}
 */
const isScript = (name) => Object.hasOwn(SCRIPT_OPTIONS, name ?? '')

/** @param {string | undefined} value */
const isSet = (value) => value !== undefined && value !== ''

/** @param {ReadonlyArray<string>} words */
const hasOptions = (words) => words.some((word) => word.startsWith('-'))

/**
 * @param {Script} script
 * @param {ReadonlyArray<string>} words
 * @param {NodeJS.ProcessEnv} env
 */
function traces(script, words, env) {
  const own = SCRIPT_OPTIONS[script].filter((name) => !(name in OF_NPM) && !OF_NPM_AND_HARMLESS.includes(name))
  const named = own.filter((name) => variableOf(TAKEN_FOR[name] ?? name) in env).map((name) => `--${name}`)
  const strange = strangeOptions(env, SCRIPT_OPTIONS[script]).map((name) =>
    name.length === 1 ? `-${name}` : `--${name}`
  )
  if (script !== 'pulumi') return [...named, ...strange]
  const changes = ['up', 'destroy', 'refresh'].includes(readArguments(words).command ?? '')
  /** @type {Readonly<Record<string, string>>} */
  const asked = { ...OF_NPM, ...(changes ? { yes: '--yes' } : {}) }
  const shared = hasOptions(words) ? [] : Object.entries(asked).filter(([name]) => isSet(env[variableOf(name)]))
  return [...named, ...strange, ...shared.map(([, option]) => option)]
}

/**
 * What an option that npm took has left behind: these commands take no word but options.
 * @param {Script} script
 * @param {ReadonlyArray<string>} words
 */
function leftOver(script, words) {
  // npm takes --format for its own --format-package-lock, which has no value.
  if (script === 'audit')
    return hasOptions(words) ? [] : words.filter((word) => ['json', 'json-2', 'text'].includes(word))
  const { command, operands } = readArguments(words)
  const takesNone = ['preview', 'up', 'refresh', 'destroy'].includes(command ?? '')
  return script === 'pulumi' && takesNone && !hasOptions(words) ? operands : []
}

/**
 * The one option that takes a value has the one word that is left over; of more, nobody knows which belongs to which.
 * @param {ReadonlyArray<string>} options
 * @param {ReadonlyArray<string>} others
 */
function withValue(options, others) {
  const taking = options.filter((option) => VALUE_OPTIONS.includes(option.slice(2)))
  const isClear = taking.length === 1 && others.length === 1
  return options.map((option) => (isClear && option === taking[0] ? `${option} ${others[0]}` : option))
}

/**
 * @param {Script} script
 * @param {ReadonlyArray<string>} words
 * @param {ReadonlyArray<string>} options
 */
function rightLine(script, words, options) {
  const npm = script === 'test' ? 'npm test' : `npm run ${script}`
  const kept = script !== 'pulumi' ? 0 : ['config', 'stack', 'plugin', 'state'].includes(words[0] ?? '') ? 2 : 1
  return `${npm} -- ${[...words.slice(0, kept), ...options, '…'].join(' ')}`
}

/**
 * npm keeps the options that stand before a `--` for itself, and PowerShell drops a bare `--`: without them a preview would
 * pass, or an update change, what it must not. npm shows what it kept in the script's environment as npm_config_NAME.
 * @param {ReadonlyArray<string>} words
 * @param {NodeJS.ProcessEnv} env
 */
export function refuseLostOptions(words, env) {
  const script = env.npm_lifecycle_event
  if (!isScript(script)) return
  const options = traces(script, words, env)
  const others = leftOver(script, words)
  if (options.length === 0 && others.length === 0) return
  const fault =
    options.length > 0
      ? `npm took ${options.join(', ')} for itself, because no -- is before it`
      : `${others.join(' ')} is left over: npm may have taken the option before it for itself, because no -- is there`
  throw new Refusal(
    `Nothing was done: ${fault}. Write ${rightLine(script, words, withValue(options, others))} (in PowerShell the -- in quotes: '--').`,
    2
  )
}
