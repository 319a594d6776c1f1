import { recordVersion } from '../facts/sections/serviceRecords'
import { powershell } from '../kernel/powershell'
import type { Backup, FileBackup } from './backup'
import { restoreBinding } from './restoreBinding'

/** How one backup is put back. */
export interface Restoration {
  /** PowerShell in its order, one line each. */
  readonly commands: ReadonlyArray<string>
  /** What they mean, or leave undone, as a sentence; null for nothing. */
  readonly remark: string | null
  /** Whether it takes effect only when IIS (W3SVC, WAS) is restarted. */
  readonly needsRestart: boolean
}

const scStartType = (start: number, isDelayed: boolean): string => {
  if (start === 2) return isDelayed ? 'delayed-auto' : 'auto'
  return start === 3 ? 'demand' : 'disabled'
}

const setRights = (path: string, sddl: string): ReadonlyArray<string> => [
  powershell`$acl = Get-Acl -LiteralPath ${path}`,
  powershell`$acl.SetSecurityDescriptorSddlForm(${sddl}, 'Access')`,
  powershell`Set-Acl -LiteralPath ${path} -AclObject $acl`
]

const publishing = 'Software\\Microsoft\\Windows\\CurrentVersion\\WinTrust\\Trust Providers\\Software Publishing'

const setState = (sid: string, state: number): ReadonlyArray<string> => [
  powershell`$key = [Microsoft.Win32.RegistryKey]::OpenBaseKey('Users', 'Registry64').OpenSubKey(${`${sid}\\${publishing}`}, $true)`,
  `$key.SetValue('State', [int] ${state}, 'DWord')`
]

const ofRecord =
  'An update takes this file for the state before it. Where an update has written it again since, it is overwritten.'

const copyBack = (folder: string, copy: string, path: string): string =>
  powershell`Copy-Item -LiteralPath (Join-Path $env:ProgramData ${`ExchangeCompliance\\${folder}\\${copy}`}) -Destination ${path} -Force`

/** Its own name tells what a file is for. */
const isServiceRecord = (path: string): boolean => recordVersion(path.slice(path.lastIndexOf('\\') + 1)) !== null

const restoreFile = ({ path, copy }: FileBackup, folder: string): Restoration => {
  if (copy === null)
    return {
      commands: [powershell`Remove-Item -LiteralPath ${path}`],
      remark: 'There was no such file before: it is removed.',
      needsRestart: true
    }
  const isRecord = isServiceRecord(path)
  return {
    commands: [copyBack(folder, copy, path)],
    remark: isRecord ? ofRecord : null,
    needsRestart: !isRecord
  }
}

/** How to put back what a step overwrote; `folder` is that of its backup, such as `7\2`. */
export const restore = (backup: Backup, folder: string): Restoration => {
  switch (backup.kind) {
    case 'start-type': {
      const { service, start, delayedAutostart } = backup
      const set = powershell`& "$env:SystemRoot\\System32\\sc.exe" config ${service} start= `
      return {
        commands: [set + scStartType(start, delayedAutostart === 1)],
        remark: `The service ${service} is neither started nor stopped by this.`,
        needsRestart: false
      }
    }
    case 'rights':
      return { commands: setRights(backup.path, backup.sddl), remark: null, needsRestart: false }
    case 'file':
      return restoreFile(backup, folder)
    case 'revocation':
      return {
        commands: setState(backup.sid, backup.state),
        remark: `The account ${backup.sid} must be signed in at the server, or be that of a service.`,
        needsRestart: false
      }
    case 'binding':
      return {
        commands: restoreBinding(backup),
        remark: `New connections to ${backup.endpoint} may fail for a moment, while the record of http.sys is replaced.`,
        needsRestart: true
      }
  }
}
