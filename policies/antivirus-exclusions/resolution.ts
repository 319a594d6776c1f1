import type { Facts } from '../../facts/facts'
import type { Resolution } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'

export const link = 'https://learn.microsoft.com/exchange/antispam-and-antimalware/windows-antivirus-software'

/** Who ends it. */
export const byAPerson = byHand('the security administrators decide what an antivirus program excludes')

/** How Microsoft Defender comes to leave out folders. */
export const excludeFolders = ({ server }: Facts, folders: ReadonlyArray<string>): Resolution => ({
  summary: `Expected Microsoft Defender on ${server} to leave out the folders of Exchange; add them, or turn off that it watches files while the update is installed.`,
  steps: [
    inPowerShell(
      `Add them in an elevated PowerShell on ${server}:`,
      powershell`Add-MpPreference -ExclusionPath ${folders}`
    ),
    say('If Group Policy or Intune manages the exclusions, add them there instead.'),
    say(`Exclude the folders of the databases, too, and compare processes and file types with the list: ${link}`)
  ],
  link
})
