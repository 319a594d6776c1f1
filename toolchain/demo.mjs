import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { capture, run } from './child.mjs'
import { demoCommand } from './command.mjs'
import { PROJECT_ROOT } from './dependencies.mjs'
import { withLock } from './lock.mjs'
import { Refusal, refuseIfInterrupted, say } from './report.mjs'

/** @import { Result } from './child.mjs' */
/** @import { Command } from './command.mjs' */
/** @typedef {(args: ReadonlyArray<string>, env?: NodeJS.ProcessEnv) => Promise<Result>} Cli */

const STACK = ['--stack', 'demo']
const STACK_NOT_FOUND = 6

/**
 * Enrols the demo stack's fleet once, on the embedded backend only, then previews it; resolves to the preview's end.
 * @param {{ root?: string, env?: NodeJS.ProcessEnv }} [from]
 */
export async function previewDemo({ root = PROJECT_ROOT, env = process.env } = {}) {
  const command = await demoCommand({ root, env })
  const state = join(root, '.pulumi-local')
  await withLock(
    join(state, 'demo.lock'),
    () => say('Another process is enrolling the demo fleet; waiting for it…'),
    () => enrolOnce({ root, command, unfinished: join(state, 'demo-unfinished') })
  )
  const args = [...command.args, 'preview', ...STACK, '--diff', '--non-interactive']
  return run(command.file, args, { cwd: root, env: command.env })
}

/** @param {{ root: string, command: Command, unfinished: string }} enrolment */
async function enrolOnce({ root, command, unfinished }) {
  /** @type {Cli} */
  const cli = (args, env = {}) =>
    capture(command.file, [...command.args, ...args], { cwd: root, env: { ...command.env, ...env } })
  const resume = existsSync(unfinished)
  const resources = await countResources(cli)
  if (resources !== undefined && resources > 0 && !resume) return
  say('Enrolling the demo fleet…')
  if (resources === undefined) await mustSucceed(cli(['stack', 'init', 'demo', '--no-select']))
  // An enrolment that was killed leaves the stack locked; nobody else is at it, since this process holds the demo's lock.
  if (resume) await cli(['cancel', 'demo', '--yes'])
  writeFileSync(unfinished, '')
  const fast = { PULUMI_EXPERIMENTAL: 'true', PULUMI_SKIP_CHECKPOINTS: 'true' }
  await mustSucceed(cli(['up', ...STACK, '--yes', '--skip-preview', '--non-interactive'], fast))
  rmSync(unfinished)
}

/**
 * The number of resources in the demo stack, or undefined where the stack does not exist.
 * @param {Cli} cli
 * @returns {Promise<number | undefined>}
 */
async function countResources(cli) {
  const result = await cli(['stack', 'export', ...STACK])
  if (result.code === STACK_NOT_FOUND) return undefined
  /** @param {Result} result */
  refuseUnlessSucceeded(result)
  return JSON.parse(result.stdout).deployment?.resources?.length ?? 0
}

/** @param {Promise<Result>} running */
async function mustSucceed(running) {
  refuseUnlessSucceeded(await running)
}

/** @param {Result} result */
function refuseUnlessSucceeded(result) {
  refuseIfInterrupted(result)
  if (result.code === 0) return
  process.stderr.write(result.stdout + result.stderr)
  throw new Refusal('The demo fleet could not be enrolled: see the messages of Pulumi above.')
}
