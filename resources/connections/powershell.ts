/** The PowerShell of this computer: on Windows the one that every Exchange server has. */
export const powershell = process.platform === 'win32' ? 'powershell.exe' : 'pwsh'

/** The collector only reads, and lies in the operator's own checkout: no policy for downloaded scripts is needed for it. */
export const powershellOptions = ['-NoLogo', '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass'] as const
