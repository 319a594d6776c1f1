import type { Step } from '../judging/policy'
import type { Shell } from '../kernel/words'

/** Something to do, and the commands that do it; where nothing is to be typed, none. */
export interface Act {
  readonly text: string
  readonly commands: ReadonlyArray<string>
  /** Whether the work is done before it, and it only looks for more. */
  readonly isLook: boolean
}

const shells: Readonly<Record<Shell, string>> = {
  powershell: 'in an elevated PowerShell',
  cmd: 'in an elevated Command Prompt (cmd.exe)',
  'exchange-shell': 'in the Exchange Management Shell'
}

const mentionsShell = /PowerShell|Command Prompt|Management Shell/

/** The text with the shell of its command, where that is another one than before. */
const withShell = ({ text, shell, command }: Step, before: Step['shell']): string => {
  if (command === null || shell === null || shell === before || mentionsShell.test(text)) return text
  return `${text.replace(/[:.]$/, '')}, ${shells[shell]}:`
}

const literal = /'(?:[^']|'')*'/g

/** A command as its quoted texts and what stands around them; null where a text can't safely become a variable. */
const partsOf = (command: string) =>
  /[\n"$]/.test(command) ? null : { around: command.split(literal), literals: command.match(literal) ?? [] }

/**
 * Commands that differ in one quoted text alone, as one command for all these texts: 24 services are enabled by one line.
 * Null where they differ in more.
 */
const asOne = (commands: ReadonlyArray<string>): string | null => {
  const all = commands.flatMap((command) => partsOf(command) ?? [])
  const [first] = all
  if (first === undefined || commands.length < 2 || all.length < commands.length) return null
  const shape = JSON.stringify(first.around)
  const differing = first.literals.flatMap((text, at) => (all.every((one) => one.literals[at] === text) ? [] : [at]))
  const [at] = differing
  if (at === undefined || differing.length > 1 || all.some(({ around }) => JSON.stringify(around) !== shape))
    return null
  const texts = all.flatMap(({ literals }) => literals[at] ?? [])
  const body = first.around.map((part, index) => part + (index === at ? '$_' : (first.literals[index] ?? ''))).join('')
  return `${texts.join(',')} | ForEach-Object { ${body} }`
}

const isPowerShell = (shell: Step['shell']): boolean => shell === 'powershell' || shell === 'exchange-shell'

type Group = readonly [Step, ...Step[]]

/** Steps that say the same words over commands. Pasted along with it, a command would be the answer to one that asks. */
const groupsOf = (steps: ReadonlyArray<Step>): ReadonlyArray<Group> => {
  const groups: Array<Group> = []
  for (const step of steps) {
    const group = groups[groups.length - 1]
    const last = group?.[group.length - 1]
    const isSame = last?.text === step.text && last.shell === step.shell && step.command !== null
    if (group !== undefined && isSame && last.command?.includes('Read-Host') !== true)
      groups[groups.length - 1] = [...group, step]
    else groups.push([step])
  }
  return groups
}

const commandsOf = (group: Group): ReadonlyArray<string> => group.flatMap(({ command }) => command ?? [])

/** The commands of a group as one, where its shell has a way to say so. */
const oneCommand = (group: Group): string | null => (isPowerShell(group[0].shell) ? asOne(commandsOf(group)) : null)

/** Steps that say the same words over commands which differ in one quoted text, as one step with one command. */
export const joinedSteps = (steps: ReadonlyArray<Step>): ReadonlyArray<Step> =>
  groupsOf(steps).flatMap((group) => {
    const command = oneCommand(group)
    return command === null ? group : [{ ...group[0], command }]
  })

/** Steps as they are shown: a shell is named where it changes, and the same words stand once above all their commands. */
export const actsOf = (steps: ReadonlyArray<Step>): ReadonlyArray<Act> => {
  let shell: Step['shell'] = null
  return groupsOf(steps).map((group) => {
    const [first] = group
    const text = withShell(first, shell)
    shell = first.command === null ? shell : first.shell
    const command = oneCommand(group)
    const commands = command === null ? commandsOf(group) : [command]
    return { text, commands, isLook: first.isLook === true }
  })
}
