import type { Step } from './policy'

/** A step without a command, in one or more sentences. */
export const say = (text: string): Step => ({ text, shell: null, command: null })

/** A step by a command for Windows PowerShell; lines of their own are run one after the other. */
export const inPowerShell = (text: string, ...lines: readonly [string, ...string[]]): Step => ({
  text,
  shell: 'powershell',
  command: lines.join('\n')
})

/** A step by one line for cmd.exe. */
export const inCmd = (text: string, command: string): Step => ({ text, shell: 'cmd', command })

/** A step by a command for the Exchange Management Shell, or for another shell that has the cmdlets of Exchange. */
export const inExchangeShell = (text: string, command: string): Step => ({ text, shell: 'exchange-shell', command })

/** A step that only looks for more when the work is done. */
export const thenLook = (step: Step): Step => ({ ...step, isLook: true })

/** A step on one line: its text, then its command. */
export const stepText = ({ text, command }: Step): string =>
  command === null ? text : `${text} ${command.split('\n').join('; ')}`
