import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { launcher } from '../stacks/launcher'
import { ownSettings } from '../stacks/namespaces'
import { decodeSettings, namespace, type Settings } from '../stacks/settings'
import { pulumiConfig } from './pulumiConfig'
import { faultsOfStack } from './stackFaults'
import { chooseStack, type StackFile, stackWord } from './stackFile'
import { readStackText } from './stackText'

/** The settings of a stack, and which stack it is. */
export interface StackSettings {
  readonly stack: StackFile
  readonly settings: Settings
}

/** How many faults `validate` tells of: settings are read in steps, and the first step that fails tells only its own. */
const countOf = async (stack: StackFile, faults: ReadonlyArray<string>): Promise<number> => {
  const read = await readStackText(stack)
  return Math.max(faults.length, E.isLeft(read) ? 0 : faultsOfStack(read.right).length)
}

const whyNot = async (stack: StackFile, faults: ReadonlyArray<string>): Promise<string> => {
  const count = await countOf(stack, faults)
  if (count === 1) return `${stack.shown}: ${faults[0]}`
  const validate = `${launcher} validate ${stackWord(stack)}`
  return `${stack.shown} has ${count} faults, one of them: ${faults[0]}; to see all of them, run ${validate}`
}

/** Settings that are encrypted or come from elsewhere are Pulumi's to tell; all others stand in the file. */
const textsOf = async (
  stack: StackFile
): Promise<E.Either<ReadonlyArray<string>, Readonly<Record<string, string>>>> => {
  const read = await readStackText(stack)
  if (E.isLeft(read)) return E.left([read.left])
  const { faults, isPartial, texts } = read.right
  if (faults.length > 0)
    return E.left(
      faults.map(({ line, key, text }) =>
        [...(line === null ? [] : [`line ${line}`]), ...(key === null ? [] : [key]), text].join(': ')
      )
    )
  return isPartial ? E.mapLeft((fault: string) => [fault])(await pulumiConfig(stack)) : E.right(texts)
}

/** The settings of the stack that is meant; a fault is one sentence. */
export const stackSettings = async (given: string | undefined): Promise<E.Either<string, StackSettings>> => {
  const stack = await chooseStack(given)
  if (E.isLeft(stack)) return stack
  const settings = pipe(
    await textsOf(stack.right),
    E.chain((texts) => ownSettings(texts, namespace)),
    E.chain(decodeSettings)
  )
  return E.isLeft(settings)
    ? E.left(await whyNot(stack.right, settings.left))
    : E.right({ stack: stack.right, settings: settings.right })
}
