import type { Resolution, Step } from '../../judging/policy'
import { inPowerShell, say } from '../../judging/resolutionSteps'
import { authenticatedUsers } from '../../kernel/acl/sids'
import { powershell } from '../../kernel/powershell'
import { articleSection } from '../article'
import { type AccessFaults, sidsOf } from './accessFaults'
import { showTrustee } from './trustees'

export const link = articleSection('exchange-setup-fails-with-error-code-1603')

const compromise = say(
  'Before repairing anything, check the server for indicators of compromise, since an intruder may have set these ' +
    `rights: ${articleSection('check-for-indicators-of-compromise-iocs')}`
)

const backUp = (path: string): Step =>
  inPowerShell(
    'Save the present rights, in an elevated PowerShell:',
    powershell`(Get-Acl -LiteralPath ${path}).Sddl | Add-Content -Path "$env:USERPROFILE\\acl-backup.txt"`
  )

const grants = (path: string, { withoutControl, isUnreadable }: AccessFaults): ReadonlyArray<Step> =>
  [
    ...withoutControl.map((sid) => `*${sid}:(OI)(CI)F`),
    ...(isUnreadable ? [`*${authenticatedUsers}:(OI)(CI)R`] : [])
  ].map((entry) =>
    inPowerShell('Grant what is missing, in the same PowerShell:', powershell`icacls ${path} /grant ${entry}`)
  )

/** SDDL's short names are none that icacls takes. */
const isSid = (sid: string): boolean => sid.startsWith('S-1-')

const showNames = (path: string, text: string): Step =>
  inPowerShell(text, powershell`(Get-Acl -LiteralPath ${path}).Access`)

const removal = (path: string, sid: string): ReadonlyArray<Step> => {
  const found = `Find out who set the Deny entry for ${showTrustee(sid)}, and why. If nothing needs it,`
  return isSid(sid)
    ? [inPowerShell(`${found} remove it in the same PowerShell:`, powershell`icacls ${path} /remove:d ${`*${sid}`}`)]
    : [
        showNames(path, `${found} look in the same PowerShell for the account ${sid}, a short name of SDDL:`),
        say("Then remove it with icacls /remove:d, or in the folder's properties (Security, Advanced).")
      ]
}

const isInherited = ({ flags }: AccessFaults['denials'][number]): boolean => flags.includes('ID')

const denials = (path: string, faults: AccessFaults): ReadonlyArray<Step> => [
  ...sidsOf(faults.denials.filter((entry) => !isInherited(entry))).flatMap((sid) => removal(path, sid)),
  ...(faults.denials.some(isInherited)
    ? [
        say(
          `Find out who set the inherited Deny entry. Remove it from the folder above ${path} that has it, not from ${path}.`
        )
      ]
    : [])
]

const withdrawal = (path: string, sid: string): ReadonlyArray<Step> =>
  isSid(sid)
    ? [
        inPowerShell(
          `Find out who gave ${showTrustee(sid)} the right to write there. Then leave it only the right to read, in the same PowerShell:`,
          powershell`icacls ${path} /grant:r ${`*${sid}:(OI)(CI)RX`}`
        )
      ]
    : [
        showNames(path, `Look in the same PowerShell for the account ${sid}, a short name of SDDL:`),
        say(
          "Find out who gave it the right to write there. Then remove that right with icacls /grant:r, or in the folder's properties (Security, Advanced)."
        )
      ]

const writing = (path: string, { writers }: AccessFaults): ReadonlyArray<Step> => [
  ...sidsOf(writers.filter((entry) => !isInherited(entry))).flatMap((sid) => withdrawal(path, sid)),
  ...(writers.some(isInherited)
    ? [
        say(
          `Find the folder above ${path} from which the right to write is inherited. Remove the right there, not from ${path}.`
        )
      ]
    : [])
]

/** What to do about a folder's faults, with its own path. */
export const repairAccess = (path: string, faults: AccessFaults): Resolution => ({
  summary:
    `Expected ${path} to inherit rights: full control for SYSTEM and Administrators, read for Authenticated Users; ` +
    'add what is missing, then resume setup.',
  steps: [
    ...(faults.isEveryoneOnly || faults.writers.length > 0 ? [compromise] : []),
    backUp(path),
    ...(faults.isNull
      ? [
          inPowerShell(
            'Replace the missing list with the inherited one, in the same PowerShell:',
            powershell`icacls ${path} /reset`
          )
        ]
      : []),
    ...(faults.isProtected
      ? [inPowerShell('Turn inheritance on, in the same PowerShell:', powershell`icacls ${path} /inheritance:e`)]
      : []),
    ...grants(path, faults),
    ...denials(path, faults),
    ...writing(path, faults),
    say('Resume setup with an account that is a local administrator, from an elevated Command Prompt (cmd.exe).'),
    say(
      'If error 1603 comes back, follow https://learn.microsoft.com/troubleshoot/windows-server/' +
        'application-management/msi-installation-error-1603.'
    )
  ],
  link
})
