// Usage: node download-cli.mjs LAUNCHER VERSION ROOT: runs the installer of the npm package `pulumi` in a process of
// its own, because it works synchronously and writes to standard output.
import { createRequire } from 'node:module'
import { join } from 'node:path'

const FIRST_ANSWER_MS = 15_000

const [launcher = '', version = '', root = ''] = process.argv.slice(2)
const { installCLI } = createRequire(import.meta.url)(join(launcher, 'lib', 'download.js'))

/** @param {string} url */
async function fetchText(url) {
  const response = await fetch(url, { signal: AbortSignal.timeout(FIRST_ANSWER_MS) })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return response.text()
}

try {
  await installCLI(version, root, { fetchText })
} catch (error) {
  process.stderr.write(`The download failed: ${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}
