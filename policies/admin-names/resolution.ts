import type { Resolution, Step } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { inExchangeShell, inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'

export const link =
  'https://learn.microsoft.com/exchange/troubleshoot/client-connectivity/exchange-security-update-issues'

/** Who gives an account another name. */
export const choosing = byHand('somebody must decide which other account the administrator uses')

const rename = (name: string): ReadonlyArray<Step> => {
  const plain = name.replace(/\$+$/, '')
  return plain === ''
    ? []
    : [
        inPowerShell(
          'Or rename this one, if nothing signs in by its name. In a PowerShell with the module ActiveDirectory:',
          powershell`Set-ADUser -Identity ${name} -SamAccountName ${plain}`
        )
      ]
}

/** An administrator's name ends in `$`. */
export const otherName = (name: string, group: string): Resolution => ({
  summary: `Expected another name than ${name} for an administrator of Exchange; use another account, or rename this one.`,
  steps: [
    say('Use an account whose name does not end in $ for OWA and the Exchange admin center, if there is one.'),
    inExchangeShell('See who else is in the role group:', powershell`Get-RoleGroupMember -Identity ${group}`),
    ...rename(name)
  ],
  link
})
