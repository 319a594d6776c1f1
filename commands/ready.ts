import * as E from 'fp-ts/Either'
import { parseCommandLine } from '../audit/commandLine'
import { styleFor } from '../audit/layout'
import { printableJson } from '../reports/printable'
import { suggest } from '../stacks/suggest'
import { deliver, refuse, say } from './deliver'
import { type Readiness, readinessOf } from './readiness'
import { readStack } from './readStack'
import { readyJson, readyText } from './readyText'
import { stackSettings } from './stackSettings'
import { updateIn } from './updateFit'
import { exitCodes, type Verb } from './verb'

const options = {
  stack: { type: 'string' },
  dag: { type: 'string' },
  site: { type: 'string' },
  update: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' }
} as const

const usage = '[SERVER...] [--dag DAG] [--site SITE] [--update BUILD] [--stack NAME] [--format text|json] [--out FILE]'
const formats = ['text', 'json']

const codeOf = (all: ReadonlyArray<Readiness>, broken: ReadonlyArray<string>): number => {
  const states = all.map(({ state }) => state)
  if (broken.length > 0) return exitCodes.unusable
  if (states.includes('not ready')) return exitCodes.drift
  return states.includes('not known') ? exitCodes.unread : exitCodes.inOrder
}

export const ready: Verb = {
  usage,
  about: [
    'Reads servers and says whether an update may begin on each. It judges by the stage before-update, whatever stage the',
    "stack's file has, asks the DAG, and ends with the order to take the servers in. It changes nothing.",
    'Exit code 0: all are ready; 1: one is not; 2: something given cannot be used; 3: something could not be read.'
  ].join('\n'),
  options: {
    '--dag DAG': 'Only the members of this DAG.',
    '--site SITE': 'Only the servers at this site.',
    '--update BUILD': 'The build to install, such as 15.2.2562.53: does it fit, and who has it already?',
    '--stack NAME': 'The stack, or its file; else the selected one.',
    '--format FORMAT': 'text or json.',
    '--out FILE': 'Write the answer to a file.'
  },
  examples: ['ready --dag DAG1', 'ready EX01 --update SE:15.2.2562.53'],
  run: async (words) => {
    const line = parseCommandLine(options, `ready ${usage}`, words)
    if (E.isLeft(line)) return refuse(line.left)
    const { values, positionals } = line.right
    const { format = 'text', out } = values
    if (!formats.includes(format)) return refuse(`--format ${format}: ${suggest(format, formats)}`)
    const update = values.update === undefined ? E.right(null) : updateIn(values.update)
    if (E.isLeft(update)) return refuse(update.left)
    const found = await stackSettings(values.stack)
    if (E.isLeft(found)) return refuse(found.left)
    const settings = { ...found.right.settings, stage: 'before-update' as const }
    const wanted = { servers: positionals, dag: values.dag ?? null, site: values.site ?? null }
    const read = await readStack(settings, wanted)
    if (E.isLeft(read)) return refuse(read.left)
    const { judged, broken, news, table } = read.right
    broken.forEach(say)
    const all = judged.map(readinessOf(settings, news.facts, update.right, table))
    const text = format === 'json' ? printableJson(readyJson(all), 2) : readyText(styleFor(out), all)
    return deliver(text, out, codeOf(all, broken))
  }
}
