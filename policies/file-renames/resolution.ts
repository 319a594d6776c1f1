import type { Resolution, Step } from '../../judging/policy'
import { inPowerShell, say } from '../../judging/resolutionSteps'
import { articleSection } from '../article'

export const link = articleSection('restart-from-previous-installation-is-pending')

const key = 'SYSTEM\\CurrentControlSet\\Control\\Session Manager'

const withoutOwners = (server: string, owners: ReadonlyArray<string>): Step =>
  say(
    owners.length === 0
      ? `Restart ${server}, and read it again: entries of files that are gone may go with it.`
      : `Before the next update, keep ${owners.join(', ')} from starting, restart ${server}, and read it again: these programs write their entries again at each start.`
  )

/** What to do about entries that a restart does not end, and whose programs write them again. */
export const removeEntries = (server: string, owners: ReadonlyArray<string>): Resolution => ({
  summary: `Expected PendingFileRenameOperations on ${server} to be empty before an update; end what writes these entries, or remove them.`,
  steps: [
    inPowerShell(
      'See all entries, in an elevated PowerShell:',
      `Get-ItemProperty -LiteralPath 'HKLM:\\${key}' | ForEach-Object { $_.PendingFileRenameOperations; $_.PendingFileRenameOperations2 }`
    ),
    withoutOwners(server, owners),
    inPowerShell(
      'If they are there still, save the key and remove them, just before setup. None of them may be of Exchange, or of an update of Windows:',
      `reg.exe export 'HKLM\\${key}' "$env:USERPROFILE\\session-manager.reg"`,
      `Remove-ItemProperty -LiteralPath 'HKLM:\\${key}' -Name 'PendingFileRenameOperations*'`
    )
  ],
  link
})
