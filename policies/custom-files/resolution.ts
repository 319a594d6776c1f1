import type { Resolution, Step } from '../../judging/policy'
import { inCmd, say } from '../../judging/resolutionSteps'
import { articleSection } from '../article'

export const section = 'handle-customized-owa-or-config-files'

export const link = articleSection(section)

const mostCompared = 10

/** A path that may stand between quotes in a Command Prompt: no quote ends it, and no variable changes it. */
const isPlain = (path: string): boolean => /^[A-Za-z]:\\[^"%!<>|?*\u0000-\u001f]+$/.test(path)

const compareSteps = (root: string, paths: ReadonlyArray<string>, savedIn: string): ReadonlyArray<Step> =>
  paths
    .map((path) => ({ saved: `${savedIn}\\${path}`, now: root + path }))
    .filter(({ saved, now }) => isPlain(saved) && isPlain(now))
    .slice(0, mostCompared)
    .map(({ saved, now }, index) =>
      inCmd(
        index === 0
          ? 'See what differs, in an elevated Command Prompt (cmd.exe):'
          : `The same for ${now.slice(now.lastIndexOf('\\') + 1)}:`,
        `fc.exe /n "${saved}" "${now}"`
      )
    )

/** How customizations come back into files that an update replaced; `savedIn` is null where no copies are known. */
export const bringBack = (
  server: string,
  root: string,
  paths: ReadonlyArray<string>,
  savedIn: string | null
): Resolution => ({
  summary: `Expected what was customized on ${server} in its new files too; compare them with their copies, and write it in again.`,
  steps: [
    ...(savedIn === null
      ? [say('Find copies of these files from before the update in the backup of the server.')]
      : compareSteps(root, paths, savedIn)),
    say('Write only your own settings into the new files. Never put a whole old file back: the update needs its own.'),
    say(`Then record the facts of ${server} as its new baseline, and save the files again.`)
  ],
  link
})
