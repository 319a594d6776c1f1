import * as E from 'fp-ts/Either'
import { parseCommandLine } from './commandLine'
import { deliver, refuse } from './deliver'
import { expiredIn, faultsOfFiles, inputsNamedIn, withoutBaseline } from './namedFiles'
import { faultsOfHosts } from './namedHosts'
import { outFault } from './outFile'
import { byLine, faultsOfStack, showFaults } from './stackFaults'
import { chooseStack, givenStack } from './stackFile'
import { readStackText } from './stackText'
import { doneOrNot, exitCodes, type Verb } from './verb'

const options = { stack: { type: 'string' }, out: { type: 'string' } } as const
const usage = '[STACK] [--out FILE]'

export const validate: Verb = {
  usage,
  about:
    "Reports all faults of a stack's settings at once, each with its line and a suggestion, also files that they name and\n" +
    'that are not there. It asks no server. STACK is a name or a file; without it, the selected stack.',
  options: { '--stack NAME': 'Another way to name STACK.', '--out FILE': 'Write the answer to a file.' },
  codes: doneOrNot('No fault.', 'Faults, or a file that cannot be used.'),
  examples: ['validate production', 'validate stacks/Pulumi.demo.yaml'],
  run: async (words) => {
    const line = parseCommandLine(options, `validate ${usage}`, words)
    if (E.isLeft(line)) return refuse(line.left)
    const { values, positionals } = line.right
    if (positionals.length > 1) return refuse('Name one stack: validate STACK')
    const given = givenStack('validate', positionals[0], values.stack)
    if (E.isLeft(given)) return refuse(given.left)
    const stack = await chooseStack(given.right)
    if (E.isLeft(stack)) return refuse(stack.left)
    const text = await readStackText(stack.right)
    if (E.isLeft(text)) return refuse(text.left)
    const { files, folders } = inputsNamedIn(text.right)
    const unfit = await outFault(values.out, { files: [stack.right.file, ...files], folders })
    if (unfit !== null) return refuse(unfit)
    const faults = [
      ...faultsOfStack(text.right),
      ...faultsOfHosts(text.right),
      ...(await faultsOfFiles(text.right))
    ].sort(byLine)
    const expired = expiredIn(text.right, new Date().toISOString().slice(0, 10))
    const notes = [...expired, ...(await withoutBaseline(text.right))].sort(byLine)
    const code = faults.length > 0 ? exitCodes.unusable : exitCodes.inOrder
    return deliver(showFaults(stack.right.shown, faults, notes, text.right.isPartial), values.out, code)
  }
}
