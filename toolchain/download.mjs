import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run, TO_STDERR } from './child.mjs'
import { isComplete, publish, withStaging } from './installation.mjs'
import { refuseIfInterrupted, say } from './report.mjs'

/** @import { Place } from './installation.mjs' */

const DOWNLOADER = fileURLToPath(new URL('./download-cli.mjs', import.meta.url))

/**
 * The installer writes a script of Pulumi's under a name that can be guessed, and runs it: in the folder of all users somebody
 * else could put theirs there. This one is the user's alone, and goes with the rest of the download.
 * @param {string} staging
 */
function privateTemporaryFolder(staging) {
  const folder = mkdtempSync(join(staging, 'temporary-'))
  return { TMPDIR: folder, TEMP: folder, TMP: folder }
}

/**
 * Downloads the CLI with the installer of the npm package `pulumi`; resolves to whether it is there now.
 * @param {{ launcher: string, place: Place, env: NodeJS.ProcessEnv }} from
 */
export function download({ launcher, place, env }) {
  say(`Downloading the Pulumi CLI ${place.version}…`)
  return withStaging(place, async (staging) => {
    const args = [DOWNLOADER, launcher, place.version, staging]
    const result = await run(process.execPath, args, {
      env: { ...env, ...privateTemporaryFolder(staging) },
      stdio: TO_STDERR
    })
    refuseIfInterrupted(result)
    if (result.code !== 0) return false
    if (!(await isComplete(join(staging, 'bin'), place.version, env))) {
      say('The download is incomplete or does not run here.')
      return false
    }
    publish(staging, place, false)
    return true
  })
}
