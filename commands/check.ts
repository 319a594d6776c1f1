import * as E from 'fp-ts/Either'
import { printableJson } from '../kernel/printable'
import { suggest } from '../kernel/suggest'
import { gateHead } from '../reports/fleet'
import { fleetDocument } from '../reports/fleetJson'
import { wrap } from '../reports/wrap'
import { fleetOf } from '../stacks/fleet'
import { parseCommandLine } from './commandLine'
import { deliver, refuse, say } from './deliver'
import { layoutFor } from './layout'
import { exitCodeOf, exitSentence } from './outcome'
import { inputsOf, outFault } from './outFile'
import { readStack, runOf } from './readStack'
import { stackWord } from './stackFile'
import { stackSettings } from './stackSettings'
import { judgingCodes, type Verb } from './verb'
import { verdictsText } from './verdictsText'

const options = {
  stack: { type: 'string' },
  dag: { type: 'string' },
  site: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  verbose: { type: 'boolean' }
} as const

const usage = '[SERVER...] [--dag DAG] [--site SITE] [--stack NAME] [--format text|json] [--out FILE] [--verbose]'
const formats = ['text', 'json']

export const check: Verb = {
  usage,
  about: [
    "Reads these servers, or all of the stack, and judges them by the stack's settings. It changes nothing, and needs",
    'neither the Pulumi engine nor its state.'
  ].join('\n'),
  options: {
    '--dag DAG': 'Only the members of this DAG.',
    '--site SITE': 'Only the servers at this site.',
    '--stack NAME': 'The stack, or its file; else the selected one.',
    '--format FORMAT': 'text or json.',
    '--out FILE': 'Write the answer to a file.',
    '--verbose': 'Show all verdicts with evidence and links.'
  },
  codes: judgingCodes,
  examples: ['check EX01', 'check --dag DAG1 --stack production --format json --out dag1.json'],
  run: async (words) => {
    const line = parseCommandLine(options, `check ${usage}`, words)
    if (E.isLeft(line)) return refuse(line.left)
    const { values, positionals } = line.right
    const { format = 'text', out, verbose = false } = values
    if (!formats.includes(format)) return refuse(`--format ${format}: ${suggest(format, formats)}`)
    const found = await stackSettings(values.stack)
    if (E.isLeft(found)) return refuse(found.left)
    const unfit = await outFault(values.out, inputsOf(found.right.stack, found.right.settings))
    if (unfit !== null) return refuse(unfit)
    const wanted = { servers: positionals, dag: values.dag ?? null, site: values.site ?? null }
    const read = await readStack(found.right, wanted)
    if (E.isLeft(read)) return refuse(read.left)
    const { judged, broken, remarks, table } = read.right
    for (const sentence of [...broken, ...(format === 'json' ? remarks : [])]) say(sentence)
    const code = exitCodeOf(judged, broken)
    const layout = layoutFor(out, verbose)
    const fleet = fleetOf(runOf(found.right, read.right))
    const { stack } = found.right
    const asked = { stack: stack.name, word: stackWord(stack), now: Date.now(), gate: gateHead(fleet) }
    const text =
      format === 'json'
        ? printableJson({ ...fleetDocument(fleet), exitCode: code }, 2)
        : [
            verdictsText(layout, judged, table, remarks, asked),
            ...exitSentence(judged, code, broken).flatMap((line) => wrap(line, layout.width))
          ].join('\n')
    return deliver(text, out, code)
  }
}
