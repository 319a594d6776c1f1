import { articleSection } from '../article'
import type { Resolution } from '../policy'
import { powershell } from '../powershell'
import { automationStep, type Proposal } from '../remediation'
import { type AccessFaults, sidsOf } from './accessFaults'
import { authenticatedUsers } from './sids'

export const link = articleSection('exchange-setup-fails-with-error-code-1603')

const compromise =
  'Before repairing anything, check the server for indicators of compromise, since an intruder may have set these ' +
  `rights: ${articleSection('check-for-indicators-of-compromise-iocs')}`

const backUp = (path: string): string =>
  'Keep the present rights, in an elevated PowerShell: ' +
  powershell`(Get-Acl -LiteralPath ${path}).Sddl | Add-Content -Path "$env:USERPROFILE\\acl-backup.txt"`

const grants = (path: string, { withoutControl, isUnreadable }: AccessFaults): ReadonlyArray<string> =>
  [
    ...withoutControl.map((sid) => `*${sid}:(OI)(CI)F`),
    ...(isUnreadable ? [`*${authenticatedUsers}:(OI)(CI)R`] : [])
  ].map((entry) => `Grant what is missing, in the same PowerShell: ${powershell`icacls ${path} /grant ${entry}`}`)

const removal = (path: string, sid: string): string =>
  sid.startsWith('S-1-')
    ? `remove it in the same PowerShell: ${powershell`icacls ${path} /remove:d ${`*${sid}`}`}`
    : `see in the same PowerShell by which name SDDL's ${sid} is shown: ${powershell`(Get-Acl -LiteralPath ${path}).Access`}; then remove it by icacls /remove:d, or in the folder's properties (Security, Advanced).`

const isInherited = ({ flags }: AccessFaults['denials'][number]): boolean => flags.includes('ID')

const denials = (path: string, faults: AccessFaults): ReadonlyArray<string> => [
  ...sidsOf(faults.denials.filter((entry) => !isInherited(entry))).map(
    (sid) => `Find out who set the Deny entry for ${sid} and why; if nothing needs it, ${removal(path, sid)}`
  ),
  ...(faults.denials.some(isInherited)
    ? [
        `Find out who set the inherited Deny entry, and remove it at the folder above ${path} that holds it, not at this one.`
      ]
    : [])
]

const writing = (path: string, { writers }: AccessFaults): ReadonlyArray<string> => [
  ...sidsOf(writers.filter((entry) => !isInherited(entry))).map((sid) =>
    sid.startsWith('S-1-')
      ? `Find out who let ${sid} write there; then leave it no more than reading, in the same PowerShell: ${powershell`icacls ${path} /grant:r ${`*${sid}:(OI)(CI)RX`}`}`
      : `See in the same PowerShell by which name SDDL's ${sid} is shown: ${powershell`(Get-Acl -LiteralPath ${path}).Access`}; find out who let it write there; then take that right away by icacls /grant:r, or in the folder's properties (Security, Advanced).`
  ),
  ...(writers.some(isInherited)
    ? [`Find the folder above ${path} that hands down the right to write, and take it away there, not at this one.`]
    : [])
]

/** What to do about a folder's faults, with its own path. */
export const repairAccess = (path: string, faults: AccessFaults, proposal: Proposal): Resolution => ({
  summary:
    `Expected ${path} to inherit its rights, with full control for SYSTEM and Administrators and read for ` +
    'Authenticated Users; restore what is missing and resume setup.',
  steps: [
    ...(faults.isEveryoneOnly || faults.writers.length > 0 ? [compromise] : []),
    backUp(path),
    ...(faults.isNull
      ? [`Replace the missing list by the inherited one, in the same PowerShell: ${powershell`icacls ${path} /reset`}`]
      : []),
    ...(faults.isProtected
      ? [`Turn inheritance on, in the same PowerShell: ${powershell`icacls ${path} /inheritance:e`}`]
      : []),
    ...grants(path, faults),
    ...denials(path, faults),
    ...writing(path, faults),
    'Resume setup with an account that is a local administrator, from an elevated Command Prompt (cmd.exe).',
    'If error 1603 comes back, follow https://learn.microsoft.com/troubleshoot/windows-server/' +
      'application-management/msi-installation-error-1603.',
    automationStep(proposal)
  ],
  link
})
