import type { Resolution } from '../../judging/policy'
import { inCmd, say } from '../../judging/resolutionSteps'
import { articleSection } from '../article'
import { listPatches } from '../setup-log/onTheServer'

export const section = 'su-installation-fails-because-of-existing-iu'

export const link = articleSection(section)

/** How an interim update is removed before another update is tried; `number` is that of its article, such as `KB5001779`. */
export const remove = (server: string, name: string, number: string | null): Resolution => ({
  summary: `Expected no interim update on ${server} before the next update; remove ${name}.`,
  steps: [
    say(
      'Ask the person who got it from Microsoft what it fixes, and whether the next update fixes that too. Until then the fault comes back.'
    ),
    say(`Put ${server} into maintenance, since Exchange stops while an update is removed.`),
    listPatches(number ?? 'Exchange'),
    inCmd('Open the list of installed updates from an elevated Command Prompt (cmd.exe):', 'appwiz.cpl'),
    say(
      `Select View installed updates, then ${name}, and then Uninstall. On Server Core, run the command that was listed below it there instead.`
    ),
    say(`Restart ${server} afterwards.`),
    say('Record the facts again, and then install the update.')
  ],
  link
})
