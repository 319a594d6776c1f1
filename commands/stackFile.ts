import { existsSync, readdirSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import * as E from 'fp-ts/Either'
import { nearest, suggest } from '../kernel/suggest'
import { launcher } from '../stacks/launcher'
import { askPulumi } from './askPulumi'
import { root, stacksFolder, userPath } from './paths'

/** A stack and the file with its settings. */
export interface StackFile {
  readonly name: string
  readonly file: string
  /** The file as a person names it. */
  readonly shown: string
}

const nameOf = (file: string): string => basename(file).replace(/^Pulumi\.|\.(?:ya?ml|json)$/g, '')

/** How a command line names a stack: by its name where its file is one of the folder of stacks, else by the file. */
export const stackWord = ({ name, file, shown }: StackFile): string => {
  const word = file === join(stacksFolder, `Pulumi.${name}.yaml`) ? name : shown
  return /\s/.test(word) ? `"${word}"` : word
}

/** Whether a stack is named by its file. */
export const isFile = (given: string): boolean => /\.(?:ya?ml|json)$/i.test(given)

const stackFile = (name: string): StackFile => {
  const file = join(stacksFolder, `Pulumi.${name}.yaml`)
  return { name, file, shown: relative(root, file) }
}

const stackNames = (): ReadonlyArray<string> =>
  readdirSync(stacksFolder)
    .filter((name) => /^Pulumi\..+\.yaml$/.test(name))
    .map(nameOf)
    .sort()

/** The stacks that have a file in the folder of stacks. */
export const stackFiles = (): ReadonlyArray<StackFile> => stackNames().map(stackFile)

/** The CLI knows best which stack is selected; null where none is. */
const selectedStack = async (): Promise<string | null> => {
  const { isDone, stdout } = await askPulumi('stack', '--show-name', '--non-interactive')
  return isDone ? stdout.trim() : null
}

/** A stack that was probably meant; else how its file is made, and which others there are. */
const whichStack = (name: string): string => {
  const names = stackNames()
  return nearest(name, names) === null && /^[\w.-]{1,100}$/.test(name)
    ? `${launcher} init ${name} makes one, or use one of: ${names.join(', ')}`
    : suggest(name, names)
}

const named = (given: string): E.Either<string, StackFile> => {
  if (isFile(given)) {
    const file = userPath(given)
    return existsSync(file) ? E.right({ name: nameOf(file), file, shown: given }) : E.left(`there is no file ${given}`)
  }
  // Pulumi names a stack with its organization and project, such as contoso/exchange-compliance/production.
  if (/^[./~]|\\|^[A-Za-z]:/.test(given)) return E.left(`${given} is no stack: name it, or its file (.yaml)`)
  const found = stackFile(given.split('/').at(-1) ?? given)
  return existsSync(found.file) ? E.right(found) : E.left(`there is no file ${found.shown}; ${whichStack(found.name)}`)
}

/** Made-up fleets; the demo comes first. */
export const madeUp = ['demo', 'failed-updates']

const withoutName = async (): Promise<E.Either<string, StackFile>> => {
  const names = stackNames()
  const own = names.filter((name) => !madeUp.includes(name))
  const [only] = own.length > 0 ? own : names
  if (names.length === 1 && only !== undefined) return E.right(stackFile(only))
  const selected = await selectedStack()
  if (selected !== null) return named(selected)
  return own.length <= 1 && only !== undefined
    ? E.right(stackFile(only))
    : E.left(`name a stack by --stack; there are ${names.join(', ')}, and none of them is selected`)
}

/** The stack of a verb that takes it as a word and as an option; two would leave open which one is meant. */
export const givenStack = (
  verb: string,
  word: string | undefined,
  option: string | undefined
): E.Either<string, string | undefined> =>
  word !== undefined && option !== undefined
    ? E.left(`${verb} takes one stack: name ${word}, or --stack ${option}, not both`)
    : E.right(word ?? option)

/** The stack that is meant: the given name or file, else the selected stack, else the only one that is not made up, else the demo. */
export const chooseStack = async (given: string | undefined): Promise<E.Either<string, StackFile>> =>
  given === undefined ? withoutName() : named(given)
