/** @typedef {{ options: ReadonlyArray<Option>, taken: 0 | 1 }} Options with how many of the next words they took */

/** @typedef {{ name: string, value: string | null }} Option */
/** @typedef {{ command: string | undefined, place: number, options: ReadonlyArray<Option>, operands: ReadonlyArray<string> }} Line */

/** Options of the CLI's commands that look at servers or change them: those that take the next word as their value. */
export const VALUE_OPTIONS = (
  'cwd color verbose profiling tracing otel-traces memprofilerate ' +
  'stack config config-file message parallel target exclude replace target-replace policy-pack policy-pack-config ' +
  'plan save-plan import-file import-pending-creates secrets-provider override-env client event-log ' +
  'exec-kind exec-agent output remote-env remote-env-secret remote-pre-run-command remote-git-branch ' +
  'remote-git-commit remote-git-repo-dir remote-git-auth-access-token remote-git-auth-ssh-private-key ' +
  'remote-git-auth-ssh-private-key-path remote-git-auth-password remote-git-auth-username remote-executor-image ' +
  'remote-executor-image-username remote-executor-image-password remote-agent-pool-id'
).split(' ')

/** What the letters stand for; those that are no global option stand for the same in all commands that are looked at. */
const LETTERS = new Map(
  Object.entries({
    C: 'cwd',
    e: 'emoji',
    Q: 'fully-qualify-stack-names',
    v: 'verbose',
    h: 'help',
    c: 'config',
    d: 'debug',
    f: 'skip-preview',
    j: 'json',
    m: 'message',
    p: 'parallel',
    r: 'refresh',
    s: 'stack',
    t: 'target',
    x: 'exclude',
    y: 'yes'
  })
)

const GLOBAL_SWITCHES = new Set(
  'emoji fully-qualify-stack-names disable-integrity-checking logflow logtostderr non-interactive help'.split(' ')
)

const ALIASES = new Map(Object.entries({ update: 'up', pre: 'preview', down: 'destroy', dn: 'destroy' }))

/** @param {string} word */
const nameOf = (word) => (word.startsWith('--') ? word.slice(2) : (LETTERS.get(word.slice(1)) ?? ''))

/**
 * Before the command only the global options are known; of any other one the CLI takes the next word for its value.
 * @param {ReadonlyArray<string>} words
 */
function commandIndex(words) {
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    if (word === '--') return -1
    if (word !== '' && !word.startsWith('-')) return index
    const isAlone = !word.includes('=') && (word.startsWith('--') || word.length === 2)
    if (isAlone && !GLOBAL_SWITCHES.has(nameOf(word))) index++
  }
  return -1
}

/**
 * A cluster of letters: the first one that takes a value takes the rest, else the next word.
 * @param {string} word
 * @param {string | undefined} next
 * @returns {Options}
 */
function lettersIn(word, next) {
  /** @type {Array<Option>} */
  const options = []
  for (let index = 1; index < word.length; index++) {
    const letter = word.charAt(index)
    const name = LETTERS.get(letter) ?? letter
    const rest = word.slice(index + 1)
    if (rest.startsWith('=')) return { options: [...options, { name, value: rest.slice(1) }], taken: 0 }
    if (!VALUE_OPTIONS.includes(name)) options.push({ name, value: null })
    else if (rest !== '') return { options: [...options, { name, value: rest }], taken: 0 }
    else return { options: [...options, { name, value: next ?? '' }], taken: 1 }
  }
  return { options, taken: 0 }
}

/**
 * @param {string} word
 * @param {string | undefined} next
 * @returns {Options}
 */
function optionsIn(word, next) {
  if (!word.startsWith('--')) return lettersIn(word, next)
  const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? []
  if (value !== undefined) return { options: [{ name, value }], taken: 0 }
  if (!VALUE_OPTIONS.includes(name)) return { options: [{ name, value: null }], taken: 0 }
  return { options: [{ name, value: next ?? '' }], taken: 1 }
}

/**
 * Reads the arguments of the CLI as it does itself: options anywhere, letters in clusters, values after `=` or as the next word.
 * Gives the command by its usual name with its place among the words (undefined and -1 where there is none), the options in
 * order as { name, value } (value null for a switch), and the other words.
 * @param {ReadonlyArray<string>} words
 * @returns {Line}
 */
export function readArguments(words) {
  const place = commandIndex(words)
  /** @type {Array<Option>} */
  const options = []
  /** @type {Array<string>} */
  const operands = []
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    if (index === place) continue
    if (word === '--') {
      operands.push(...words.slice(index + 1))
      break
    }
    if (word === '-' || !word.startsWith('-')) {
      operands.push(word)
      continue
    }
    // The CLI parses options when the command's name has been taken out.
    const nextPlace = index + 1 === place ? index + 2 : index + 1
    const found = optionsIn(word, words[nextPlace])
    options.push(...found.options)
    if (found.taken > 0) index = nextPlace
  }
  const given = words[place]
  const command = given === undefined ? undefined : (ALIASES.get(given) ?? given)
  return { command, place, options, operands }
}

/** @param {string} name */
const variableOf = (name) => `PULUMI_OPTION_${name.replaceAll('-', '_').toUpperCase()}`

/**
 * All values of an option; where it isn't given, the variable that the CLI takes for it.
 * @param {Pick<Line, 'options'>} line
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 */
export function optionValues({ options }, name, env = {}) {
  const given = options.filter((option) => option.name === name).map(({ value }) => value)
  const inherited = env[variableOf(name)]
  return given.length > 0 || inherited === undefined ? given : [inherited]
}

/**
 * The last value of an option, which counts; undefined where it isn't given or empty.
 * @param {Pick<Line, 'options'>} line
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 */
export function optionValue(line, name, env = {}) {
  return optionValues(line, name, env).at(-1) || undefined
}

/**
 * Tells whether a variable or a value means yes.
 * @param {string | null | undefined} value
 */
export const isOn = (value) => /^(?:t|true|1)$/i.test(value ?? '')

/**
 * Tells whether a switch is on.
 * @param {Pick<Line, 'options'>} line
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 */
export function isSwitchedOn(line, name, env = {}) {
  const values = optionValues(line, name, env)
  return values.length > 0 && (values.at(-1) === null || isOn(values.at(-1)))
}
