import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { ownSettings } from '../stacks/namespaces'
import { decodeSettings, namespace, type Settings } from '../stacks/settings'
import { pulumiConfig } from './pulumiConfig'
import { chooseStack, type StackFile } from './stackFile'
import { readStackText } from './stackText'

/** The settings of a stack, and which stack it is. */
export interface StackSettings {
  readonly stack: StackFile
  readonly settings: Settings
}

const whyNot = ({ shown, name }: StackFile, faults: ReadonlyArray<string>): string =>
  faults.length === 1
    ? `${shown}: ${faults[0]}`
    : `${shown} has ${faults.length} faults, the first: ${faults[0]}; see them all by validate ${name}`

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
  return pipe(
    await textsOf(stack.right),
    E.chain((texts) => ownSettings(texts, namespace)),
    E.chain(decodeSettings),
    E.bimap(
      (faults) => whyNot(stack.right, faults),
      (settings) => ({ stack: stack.right, settings })
    )
  )
}
