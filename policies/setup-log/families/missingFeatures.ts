import type { Step } from '../../../judging/policy'
import { inPowerShell, say } from '../../../judging/resolutionSteps'
import { powershell } from '../../../kernel/powershell'
import type { Evidence } from '../knownIssue'
import { runSetup } from '../setupCommands'

/** How setup names a feature: by the name that Install-WindowsFeature takes. */
const naming = /Windows component (?:'|")?([A-Za-z][\w-]{1,60})(?:'|")? isn['\u2019]t installed/gi

const missing = ({ rules, text }: Evidence): ReadonlyArray<string> => [
  ...new Set(
    [...[...rules.map(({ message }) => message), text].join('\n').matchAll(naming)].map(([, name = '']) => name)
  )
]

/** Installs the features that are missing; setup does so itself where the log names none, if it has not just tried. */
export const featureSteps = (found: Evidence): ReadonlyArray<Step> => {
  const names = missing(found)
  if (names.length > 0)
    return [
      inPowerShell(
        'Install the features that are missing, in an elevated PowerShell. Restart if it says so:',
        powershell`Install-WindowsFeature -Name ${names}`
      )
    ]
  const byHand = say('Use Install-WindowsFeature with the names on the linked page.')
  if (/\/InstallWindowsComponents\b/i.test(found.run.command ?? '')) return [byHand]
  return [
    runSetup(
      found.run,
      '/m:install /r:Mailbox /InstallWindowsComponents',
      'For a new server, in an elevated Command Prompt (cmd.exe)'
    ),
    say('Else use Install-WindowsFeature with the names on the linked page.')
  ]
}
