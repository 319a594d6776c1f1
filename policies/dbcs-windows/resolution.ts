import type { Resolution } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { inPowerShell, say } from '../../judging/resolutionSteps'
import { articleSection } from '../article'

export const section = 'install-the-update-on-dbcs-version-of-windows-server-2012'

export const link = articleSection(section)

/** Who changes the language of a server. */
export const changing = byHand('a person chooses the language of a server, and restarts it')

const restart = (server: string) => inPowerShell(`Restart ${server}, in an elevated PowerShell:`, 'Restart-Computer')

const isInUse = (server: string) =>
  inPowerShell(
    `See the code page that Windows uses now (1252 for English), in a new PowerShell on ${server}:`,
    '[Text.Encoding]::Default.CodePage'
  )

/** How the update gets onto a server whose system locale has a double-byte code page. */
export const changeLocale = (server: string, codePage: string, update: string): Resolution => ({
  summary: `Expected English (United States) for programs without Unicode on ${server} during ${update}; set it before, and ${codePage} again after.`,
  steps: [
    inPowerShell(`Note the system locale that is set now, in a PowerShell on ${server}:`, 'Get-WinSystemLocale'),
    inPowerShell(
      `Set English (United States) instead, in an elevated PowerShell on ${server}:`,
      'Set-WinSystemLocale -SystemLocale en-US'
    ),
    restart(server),
    isInUse(server),
    say(`Install ${update} on ${server}.`),
    say(`Set the system locale that you noted (${codePage}) in the same way, and restart ${server} once more.`)
  ],
  link
})

/** How a change of the system locale that was made already comes into use. */
export const restartFirst = (server: string, codePage: string, update: string): Resolution => ({
  summary: `Expected the new system locale to be in use on ${server} while ${update} is installed; restart ${server} before.`,
  steps: [
    restart(server),
    isInUse(server),
    say(`Install ${update} on ${server}.`),
    say(`Set the system locale back where you want ${codePage} again, and restart ${server} once more.`)
  ],
  link
})
