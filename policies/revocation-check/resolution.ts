import type { AccountState } from '../../facts/sections/revocation'
import type { Resolution } from '../../judging/policy'
import { inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'
import { articleSection } from '../article'

export const section = 'error-during-update-rollup-installation'

export const link = articleSection(section)

/** The bit of State that turns the check off. */
export const notChecked = 0x200

/** State where nobody changed it. */
export const defaultState = 0x23c00

const key = (sid: string): string =>
  `Registry::HKEY_USERS\\${sid}\\Software\\Microsoft\\Windows\\CurrentVersion\\WinTrust\\Trust Providers\\Software Publishing`

/** An account by its name, where that is known, else by its SID. */
export const nameOf = ({ account, sid }: Pick<AccountState, 'account' | 'sid'>): string => account ?? sid

export const hexOf = (state: number): string => `0x${state.toString(16).toUpperCase()}`

/** How the check is turned on again for an account; its other bits stay. */
export const turnOn = (server: string, one: AccountState, state: number): Resolution => ({
  summary: `Expected ${nameOf(one)} on ${server} to check whether a publisher's certificate was revoked; turn the check on again.`,
  steps: [
    say('Wait until no installation of an update runs.'),
    inPowerShell(
      `See the value State of ${nameOf(one)} in an elevated PowerShell on ${server}:`,
      powershell`Get-ItemProperty -LiteralPath ${key(one.sid)} -Name State`
    ),
    inPowerShell(
      `Set State from ${hexOf(state)} to ${hexOf(state - notChecked)}, in the same PowerShell:`,
      `${powershell`Set-ItemProperty -LiteralPath ${key(one.sid)} -Name State -Type DWord -Value `}${state - notChecked}`
    ),
    say(
      `${nameOf(one)} sees the same in Internet Options, Advanced, Security: "Check for publisher's certificate revocation" is selected.`
    )
  ],
  link
})
