import type { Resolution } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { inCmd, inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'

/** For whom Group Policy sets a policy: the computer, or a user. */
export interface Scope {
  /** Its name in the document. */
  readonly name: string
  readonly words: string
  /** As gpupdate and gpresult call it. */
  readonly target: 'computer' | 'user'
  /** The registry key that Group Policy writes. */
  readonly key: string
}

export const link =
  'https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_execution_policies'

/** The key of Group Policy below a part of the registry. */
export const keyBelow = (hive: string): { readonly key: string } => ({
  key: `${hive}\\SOFTWARE\\Policies\\Microsoft\\Windows\\PowerShell`
})

const place = {
  computer: 'Computer Configuration',
  user: 'User Configuration'
} as const

/** `Registry::` reaches all parts of the registry, also those that have no drive. */
const look = ({ key }: Scope): string => {
  const path = `Registry::${key.replace(/^HKLM\\/, 'HKEY_LOCAL_MACHINE\\')}`
  return `${powershell`Get-ItemProperty -LiteralPath ${path}`} | Format-List EnableScripts, ExecutionPolicy`
}

/** Who lifts it. */
export const lifting = byHand('Group Policy would set it again')

/** How a policy is lifted for the time of an update. */
export const liftPolicy = (server: string, scope: Scope): Resolution => ({
  summary: `Expected no execution policy of Group Policy for ${scope.words} on ${server} during the update; remove it before, and set it again after.`,
  steps: [
    inPowerShell(`See what is set, in an elevated PowerShell on ${server}:`, look(scope)),
    inCmd(
      'See which Group Policy sets it, in an elevated Command Prompt (cmd.exe):',
      `gpresult /scope ${scope.target} /v`
    ),
    say(
      `Open that Group Policy; if none of the domain sets it, open gpedit.msc on ${server}. ` +
        `For Server Core, run gpedit.msc /gpcomputer:${server} on another computer. ` +
        `Go to ${place[scope.target]}, Administrative Templates, Windows Components, Windows PowerShell. ` +
        `Set "Turn on Script Execution" to Not Configured for ${server}. ` +
        'Every other choice is a policy, Unrestricted too.'
    ),
    inCmd(`Let ${server} take it over, in the same Command Prompt:`, `gpupdate /target:${scope.target} /force`),
    inPowerShell(
      'See in a new PowerShell that MachinePolicy and UserPolicy are Undefined:',
      'Get-ExecutionPolicy -List'
    ),
    say('Install the update, and only then set the Group Policy again.')
  ],
  link
})
