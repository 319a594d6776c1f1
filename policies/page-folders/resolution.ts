import type { Facts } from '../../facts/facts'
import type { Resolution } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'
import { articleSection } from '../article'
import { installedName, reinstall } from '../build/reinstall'

export const link = articleSection('missing-images-in-ecp')

/** Who brings the files. */
export const byAPerson = byHand('only the update itself brings these files, and it stops the server')

/** What to do where the folder of the running build is missing or empty. */
export const installAgain = (facts: Facts, folder: string): Resolution => {
  const name = installedName(facts) ?? 'the update that is installed'
  return {
    summary: `Expected the files of the running build below ${folder} on ${facts.server}; install ${name} again, elevated.`,
    steps: [
      inPowerShell(
        `See in an elevated PowerShell on ${facts.server} which folders are there:`,
        powershell`Get-ChildItem -LiteralPath ${folder}`
      ),
      ...reinstall(facts),
      say('Open ECP and OWA in a new private window, and see whether images are shown.'),
      say(
        `Uninstall ${name} only if that does not help, and install it again at once: until then ${facts.server} is open to all that it fixes.`
      )
    ],
    link
  }
}
