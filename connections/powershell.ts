import { join, resolve } from 'node:path'
import { quote, powershell as quoted } from '../kernel/powershell'

/** The folder of Windows on this computer. */
export const systemRoot = process.env.SystemRoot ?? 'C:\\Windows'

/** The PowerShell of this computer: on Windows the one that every Exchange server has, by its path, since Windows looks
 * for a bare name in the current folder first. */
export const powershell =
  process.platform === 'win32' ? join(systemRoot, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe') : 'pwsh'

const options = [
  '-NoLogo',
  '-NoProfile',
  '-NonInteractive',
  '-OutputFormat',
  'Text',
  '-ExecutionPolicy',
  'Bypass'
] as const

/** A text or a number that a script takes; a switch is given where it is true. */
type Parameter = string | number | boolean

const parameterText = ([name, value]: readonly [string, Parameter]): string => {
  if (typeof value === 'boolean') return value ? ` -${name}` : ''
  return ` -${name} ${typeof value === 'number' ? value : quote(value)}`
}

/**
 * The arguments that run a script, with its parameters by name. It is no file to PowerShell: by Group Policy that may be
 * refused, and is where the service Winmgmt doesn't run. Where it `reads`, standard input is its `$input`.
 */
export const scriptArguments = (
  file: string,
  parameters: Readonly<Record<string, Parameter>> = {},
  reads = false
): ReadonlyArray<string> => {
  const given = Object.entries(parameters).map(parameterText)
  const block = quoted`& ([ScriptBlock]::Create([IO.File]::ReadAllText(${resolve(file)})))`
  return [
    ...options,
    '-EncodedCommand',
    Buffer.from(`${reads ? '$input | ' : ''}${block}${given.join('')}`, 'utf16le').toString('base64')
  ]
}
