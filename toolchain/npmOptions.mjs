import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { distance } from '../kernel/distance.cjs'

/** The options that npm 9 to 11 take without a value. */
const NPM_SWITCHES = (
  'all allow-same-version audit bin-links browser bypass-2fa color commit-hooks dangerously-allow-all-scripts description dev ' +
  'diff-ignore-all-space diff-name-only diff-no-prefix diff-text dry-run engine-strict expect-results force ' +
  'foreground-scripts format-package-lock fund git-tag-version global global-style if-present ignore-scripts ' +
  'include-staged include-workspace-root include-attestations init-private install-links json legacy-bundling ' +
  'legacy-peer-deps link long offline omit-lockfile-registry-resolved optional package-lock package-lock-only parseable ' +
  'allow-scripts allow-scripts-pending allow-scripts-pin prefer-dedupe prefer-offline prefer-online production progress ' +
  'provenance read-only rebuild-bundle save save-bundle save-dev save-exact save-optional save-peer save-prod packages-all ' +
  'shrinkwrap sign-git-commit sign-git-tag strict-peer-deps strict-allow-scripts strict-ssl timing unicode ' +
  'update-notifier usage version versions workspaces workspaces-update yes'
).split(' ')

/** Switches that no npm knows, and that builds of native modules read from the environment. */
const BUILD_SWITCHES = ['build-from-source', 'fallback-to-build', 'update-binary', 'unsafe-perm']

const PREFIX = 'npm_config_'

/** @param {string} name */
const keyOf = (name) => name.trim().toLowerCase().replaceAll('-', '_')

/** @param {string} file */
const linesOf = (file) => {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)
  } catch {
    return []
  }
}

/**
 * What npm's settings files set; npm hands that on like an option.
 * @param {NodeJS.ProcessEnv} env
 */
const settingsOfNpm = (env) =>
  [env.npm_config_userconfig, env.npm_config_globalconfig, join(env.npm_config_local_prefix ?? '.', '.npmrc')]
    .flatMap((file) => (file === undefined ? [] : linesOf(file)))
    .filter((line) => !/^\s*[#;[]/.test(line))
    .map((line) => keyOf((line.split('=')[0] ?? '').replace(/\[\]\s*$/, '')))

/**
 * @param {string} name
 * @param {ReadonlyArray<string>} known
 */
const isMeant = (name, known) =>
  known.some((one) => one.startsWith(name) || (name.length > 3 && distance(name, one) <= (name.length < 8 ? 1 : 2)))

/**
 * Options in npm's environment that npm itself doesn't know and no settings file holds: switches, and what has a value and
 * was likely meant to be one of `known`. `-sNAME` is among them, which npm keeps as the switch `sNAME`.
 * @param {NodeJS.ProcessEnv} env
 * @param {ReadonlyArray<string>} known
 */
export function strangeOptions(env, known) {
  const ours = known.map(keyOf)
  const settings = new Set(settingsOfNpm(env))
  const switches = new Set([...NPM_SWITCHES, ...BUILD_SWITCHES].map(keyOf))
  const outside = new Set(
    Object.keys(env)
      .filter((name) => name.startsWith('NPM_CONFIG_'))
      .map((name) => name.toLowerCase())
  )
  return Object.entries(env)
    .filter(([name]) => name.startsWith(PREFIX) && !outside.has(name))
    .map(([name, value]) => ({ name: name.slice(PREFIX.length), value }))
    .filter(({ name }) => !settings.has(name) && !switches.has(name) && !ours.includes(name))
    .filter(({ name, value }) => value === 'true' || isMeant(name, ours))
    .map(({ name }) => name.replaceAll('_', '-'))
}
