import { join } from 'node:path'
import { ensureDependencies, PROJECT_ROOT } from './dependencies.mjs'

/**
 * Runs a TypeScript file of the project in this process, which starts sooner than one of its own; it sets the exit code.
 * @param {string} script its path from the project's root
 * @param {ReadonlyArray<string>} words
 */
export async function runHere(script, words) {
  await ensureDependencies()
  const [node = process.execPath] = process.argv
  process.argv = [node, join(PROJECT_ROOT, script), ...words]
  // What it loads with is a dependency, too.
  const { load } = await import('./load.cjs')
  await load(script)
}
