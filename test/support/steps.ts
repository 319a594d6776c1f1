import type { Step } from '../../judging/policy'

/** Variables of the system that a command may rely on: cmd.exe puts their values in, between quotation marks too. */
const variables = /%(?:ExchangeInstallPath|windir)%/g

/** Why cmd.exe would take a line for something else than one program and its arguments. */
const cmdFaults = (line: string): ReadonlyArray<string> => {
  const bare = line.replace(/"[^"]*"/g, '""')
  return [
    ...(/[^\u0020-\u007e\u00a0-\uffff]/.test(line) ? ['it is more than one line of plain text'] : []),
    ...(bare.replaceAll('""', '').includes('"') ? ['a quotation mark stands alone'] : []),
    ...(/[&|<>^]/.test(bare) ? ['it holds what cmd.exe reads itself'] : []),
    ...(/[%!]/.test(line.replace(variables, '')) ? ['it holds a variable'] : [])
  ]
}

/** The next line of a pasted text would be the answer to what a line asks for. */
const askFaults = (command: string): ReadonlyArray<string> =>
  command
    .split('\n')
    .slice(0, -1)
    .some((line) => line.includes('Read-Host'))
    ? ['a line before the last one asks for something']
    : []

/** What is wrong with the form of a step. */
export const stepFaults = ({ text, shell, command }: Step): ReadonlyArray<string> => {
  if (command === null)
    return [
      ...(shell === null ? [] : ['a shell without a command']),
      ...(/[:,;\s]$/.test(text) ? ['nothing follows the text'] : [])
    ]
  return [
    ...(shell === null ? ['a command without a shell'] : []),
    ...(/[^:]:$/.test(text) ? [] : ['the text does not lead to the command']),
    ...(text.includes(command) ? ['the text holds the command'] : []),
    ...(command === '' || command.split('\n').some((line) => line.trim() !== line || line === '')
      ? ['a line is empty, or begins or ends with a blank']
      : []),
    ...(shell === 'cmd' ? cmdFaults(command) : askFaults(command))
  ]
}
