import type { Step } from '../../../judging/policy'
import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { powershell } from '../../../kernel/powershell'
import type { Evidence } from '../knownIssue'

interface Program {
  readonly name: string
  readonly id: string
}

const naming: ReadonlyArray<RegExp> = [
  /\bthe '([^'\n]{1,100})' [^\n]{0,120}process \(ID: (\d{1,10})\)/gi,
  /\bbecause the ([\w.+-]{1,100}) \((\d{1,10})\) has open files/gi
]

/** Before these two words setup names the process in every language; a rule's message holds nothing else like it. */
const inMessage = /(?<![\w.])([A-Za-z][\w.+-]{1,100}) \((\d{1,10})\)/g

/** The processes that hold files, as sentences of setup and messages of the rule name them; each once. */
const openPrograms = ({ text, rules }: Evidence): ReadonlyArray<Program> => {
  const messages = rules.map(({ message }) => message).join('\n')
  const found = [...naming.flatMap((one) => [...text.matchAll(one)]), ...messages.matchAll(inMessage)]
  const programs = found.map(([, name = '', id = '']) => ({ name, id }))
  return programs.filter((one, at) => programs.findIndex(({ id }) => id === one.id) === at).slice(0, 10)
}

/** What holds files, as a part of a sentence; null where nothing is named. */
export const holders = (found: Evidence): string | null => {
  const names = openPrograms(found).map(({ name, id }) => `${name} (process ${id})`)
  return names.length === 0 ? null : names.join(', ')
}

/** Why a host of other people's code comes back with another id as soon as it has ended. */
const starters: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /^wmiprvse$/i,
    'wmiprvse works for whoever uses WMI. Pause that first: DSC (its configuration manager), monitoring or an inventory agent. A restart alone brings it back.'
  ],
  [
    /^(?:powershell|pwsh|powershell_ise|wsmprovhost)$/i,
    'A shell is open, or a scheduled task, a monitoring agent or a remote session runs one: end or pause that first. A restart alone brings it back.'
  ]
]

/** It compiles for .NET after an update, and goes on later where it is ended by force. */
const compilesForDotNet = ({ name }: Program): boolean => /^mscorsvw(?:\.exe)?$/i.test(name)

const compileNow = inCmd(
  'mscorsvw compiles for .NET after an update. Let it finish, in an elevated Command Prompt (cmd.exe):',
  '%windir%\\Microsoft.NET\\Framework64\\v4.0.30319\\ngen.exe executeQueuedItems'
)

/** The name is asked as well: by now another process may have the id. */
const end = ({ name, id }: Program): string =>
  `Get-Process -Id ${id} -ErrorAction SilentlyContinue | ${powershell`Where-Object { $_.ProcessName -eq ${name.replace(/\.exe$/i, '')} }`} | Stop-Process -Force`

/** How to end what holds files, if setup names it. */
export const endHolders = (found: Evidence): ReadonlyArray<Step> => {
  const programs = openPrograms(found)
  const compiling = programs.some(compilesForDotNet) ? [compileNow] : []
  const [first, ...others] = programs.filter((one) => !compilesForDotNet(one)).map(end)
  if (first === undefined) return compiling
  return [
    ...compiling,
    ...starters.flatMap(([pattern, text]) => (programs.some(({ name }) => pattern.test(name)) ? [say(text)] : [])),
    inPowerShell(
      'Then end it in an elevated PowerShell that you close again, and start setup at once. A process that was started anew has another id:',
      first,
      ...others
    )
  ]
}
