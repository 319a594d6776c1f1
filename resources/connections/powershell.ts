import { join } from 'node:path'

const windowsPowershell = (systemRoot: string): string =>
  join(systemRoot, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe')

/** The PowerShell of this computer: on Windows the one that every Exchange server has, by its path, since Windows looks
 * for a bare name in the current folder first. */
export const powershell =
  process.platform === 'win32' ? windowsPowershell(process.env.SystemRoot ?? 'C:\\Windows') : 'pwsh'

/** The collector only reads, and lies in the operator's own checkout: no policy for downloaded scripts is needed for it. */
export const powershellOptions = ['-NoLogo', '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass'] as const
