import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const GLOBAL_OPTIONS_WITH_A_VALUE = [
  '-C',
  '--cwd',
  '--color',
  '-v',
  '--verbose',
  '--profiling',
  '--tracing',
  '--otel-traces',
  '--memprofilerate'
]

/** The command among the arguments of the CLI, such as `up`; undefined where there is none. */
export function commandIn(words) {
  return words.find((word, index) => !word.startsWith('-') && !GLOBAL_OPTIONS_WITH_A_VALUE.includes(words[index - 1]))
}

const isOn = (value) => /^(?:true|1)$/i.test(value ?? '')

function hasOption(words, name) {
  return words.some((word) => word === name || (word.startsWith(`${name}=`) && isOn(word.slice(name.length + 1))))
}

function optionValue(words, names) {
  const index = words.findIndex((word) => names.includes(word))
  if (index >= 0) return words[index + 1]
  return words.flatMap((word) =>
    names.filter((name) => word.startsWith(`${name}=`)).map((name) => word.slice(name.length + 1))
  )[0]
}

/**
 * Destroying and refreshing need no program, and must not fail at its gate. An update that is to go on after an error waits
 * for ever, where servers are read while the program runs and what they depend on has failed.
 */
export function environmentFor(words, env) {
  const goesOn = hasOption(words, '--continue-on-error') || isOn(env.PULUMI_CONTINUE_ON_ERROR)
  const without = goesOn || ['destroy', 'down', 'dn', 'refresh'].includes(commandIn(words))
  return without ? { PULUMI_RUN_PROGRAM: 'false', ...env } : env
}

function settingsFiles(words, root) {
  const file = optionValue(words, ['--config-file'])
  const stack = optionValue(words, ['--stack', '-s'])
  if (file !== undefined) return [resolve(root, file)]
  if (stack !== undefined) return [join(root, `Pulumi.${stack.split('/').pop()}.yaml`)]
  const names = readdirSync(root).filter((name) => /^Pulumi\..+\.yaml$/.test(name))
  return names.map((name) => join(root, name))
}

/** `-c KEY=VALUE` writes the setting into the stack's file when the update begins, which is after this looks there. */
const setsRemediate = (word) => /=.*\bremediate\b/.test(word)

function mayRemediate(words, root) {
  if (words.some(setsRemediate)) return true
  const files = settingsFiles(words, root).filter((file) => existsSync(file))
  return files.some((file) => /\bremediate\b/.test(readFileSync(file, 'utf8')))
}

/** The arguments, so that an update which may change servers does what its preview has shown, or nothing. */
export function withStrictness(words, root) {
  const isUpdate = ['up', 'update'].includes(commandIn(words))
  const isBound = optionValue(words, ['--plan']) !== undefined || words.some((word) => /^--strict(?:=|$)/.test(word))
  const isBlind = hasOption(words, '--skip-preview') || words.some((word) => /^-[a-z]*f/.test(word))
  const isFree = !isUpdate || isBound || isBlind || !mayRemediate(words, root)
  return isFree ? words : [...words, '--strict']
}
