import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { printableLines } from '../kernel/printable'
import { isObject } from '../kernel/settingCodecs'
import { nearest, suggest } from '../kernel/suggest'
import { launcher } from '../stacks/launcher'
import { programHelp, verbHelp } from './help'
import { root } from './paths'
import { exitCodes } from './verb'
import { verbs } from './verbs'

const complain = (text: string): number => {
  process.stderr.write(`${printableLines(text)}\n`)
  return exitCodes.unusable
}

const overview = (): string => programHelp(Object.entries(verbs).map(([name, { answers }]) => [name, answers]))

/** Who begins with a server, or with an option, has left out the verb or has put it last. */
const whyNoVerb = async (name: string, words: ReadonlyArray<string>): Promise<string> => {
  const names = Object.keys(verbs)
  if (nearest(name, names) !== null) return `${name} is not a verb; ${suggest(name, names)}`
  const { settingNames } = await import('../stacks/settings')
  const setting = nearest(name, settingNames)
  if (setting !== null)
    return `${name} is not a verb; ${setting} is a setting of the stack's file (docs/operations.md, "The settings of a stack")`
  if (!name.startsWith('-'))
    return `${name} is not a verb; to see a server, write ${launcher} check ${name}; else ${suggest(name, names)}`
  const verb = words.find((word) => names.includes(word))
  const order =
    verb === undefined
      ? ''
      : `, such as ${launcher} ${[verb, name, ...words.filter((word) => word !== verb)].join(' ')}`
  return `${name} is an option: write the verb before it${order}`
}

const version = (): string => {
  const stated: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return `exchange-compliance ${isObject(stated) ? stated.version : 'of an unknown version'}`
}

const main = async ([word = '--help', ...words]: ReadonlyArray<string>): Promise<number | null> => {
  const helps = ['--help', '-h', 'help']
  const name = word === 'help' ? (words[0] ?? '--help') : word
  if (helps.includes(name)) {
    process.stdout.write(overview())
    return exitCodes.inOrder
  }
  if (['--version', '-V', 'version'].includes(word)) {
    process.stdout.write(`${version()}\n`)
    return exitCodes.inOrder
  }
  const entry = Object.hasOwn(verbs, name) ? verbs[name] : undefined
  if (entry === undefined) return complain(await whyNoVerb(name, words))
  const verb = await entry.load()
  const asksForHelp = word === 'help' || words.some((one) => helps.slice(0, 2).includes(one))
  if (!asksForHelp) return verb.run(words)
  process.stdout.write(verbHelp(name, verb))
  return exitCodes.inOrder
}

main(process.argv.slice(2)).then(
  (code) => {
    if (code !== null) process.exitCode = code
  },
  (error: unknown) => {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    process.exitCode = complain(`This broke off, which is a defect of the program: ${reason}`)
  }
)
