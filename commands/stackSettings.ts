import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { launcher } from '../stacks/launcher'
import { ownSettings } from '../stacks/namespaces'
import { decodeSettings, namespace, type Settings } from '../stacks/settings'
import { pulumiConfig } from './pulumiConfig'
import { faultsOfStack, type StackFault } from './stackFaults'
import { chooseStack, type StackFile, stackWord } from './stackFile'
import { readStackText } from './stackText'

/** The settings of a stack, and which stack it is. */
export interface StackSettings {
  readonly stack: StackFile
  readonly settings: Settings
}

const shownFault = ({ line, what, why }: StackFault): string =>
  `${line === null ? '' : `line ${line}: `}${what}: ${why}`

/** By the faults that `validate` tells of: settings are read in steps, and the first step that fails tells only its own. */
const whyNot = async (stack: StackFile, faults: ReadonlyArray<string>): Promise<string> => {
  const read = await readStackText(stack)
  const told = E.isLeft(read) ? [] : faultsOfStack(read.right).map(shownFault)
  const count = Math.max(faults.length, told.length)
  const first = told[0] ?? faults[0]
  if (count === 1) return `${stack.shown}: ${first}`
  const validate = `${launcher} validate ${stackWord(stack)}`
  return `${stack.shown} has ${count} faults, one of them: ${first}; to see all of them, run ${validate}`
}

/** Settings that are encrypted or come from elsewhere are Pulumi's to tell; all others stand in the file. */
const textsOf = async (
  stack: StackFile
): Promise<E.Either<ReadonlyArray<string>, Readonly<Record<string, string>>>> => {
  const read = await readStackText(stack)
  if (E.isLeft(read)) return E.left([read.left])
  const { faults, isPartial, texts } = read.right
  if (faults.length > 0) return E.left(faults.map(({ text }) => text))
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
