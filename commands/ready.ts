import { resolve } from 'node:path'
import * as E from 'fp-ts/Either'
import { createTableReader } from '../connections/buildTable'
import { ownTable } from '../kernel/builds/buildTable'
import { counted } from '../kernel/counted'
import { printable, printableJson } from '../kernel/printable'
import { suggest } from '../kernel/suggest'
import { parseCommandLine } from './commandLine'
import { deliver, refuse, say } from './deliver'
import { layoutFor } from './layout'
import { unusableSentence } from './outcome'
import { inputsOf, outFault } from './outFile'
import { stacksFolder, userPath } from './paths'
import { type Readiness, readinessOf } from './readiness'
import { readStack } from './readStack'
import { nextLine, readyJson, readyText } from './readyText'
import { stackWord } from './stackFile'
import { stackSettings } from './stackSettings'
import { type Updates, updateFor, updatesIn } from './updatePackage'
import { exitCodes, judgingCodes, type Verb } from './verb'

const options = {
  stack: { type: 'string' },
  dag: { type: 'string' },
  site: { type: 'string' },
  update: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' }
} as const

const usage =
  '[SERVER...] [--dag DAG] [--site SITE] [--update BUILD|FILE] [--stack NAME] [--format text|json] [--out FILE]'
const formats = ['text', 'json']

const codeOf = (all: ReadonlyArray<Readiness>, broken: ReadonlyArray<string>): number => {
  const states = all.map(({ state }) => state)
  if (broken.length > 0) return exitCodes.unusable
  if (states.includes('not ready')) return exitCodes.drift
  return states.includes('not known') ? exitCodes.unread : exitCodes.inOrder
}

/** Why it ends with a code that is not 0. */
const exitLines = (all: ReadonlyArray<Readiness>, broken: ReadonlyArray<string>): ReadonlyArray<string> => {
  const code = codeOf(all, broken)
  const count = (state: Readiness['state']): string =>
    counted(all.filter((one) => one.state === state).length, 'server')
  if (code === exitCodes.unusable) return [unusableSentence(broken)]
  if (code === exitCodes.drift) return [`Exit code 1: not ready: ${count('not ready')}.`]
  return code === exitCodes.unread ? [`Exit code 3: not known whether ready: ${count('not known')}.`] : []
}

export const ready: Verb = {
  usage,
  about: [
    'Reads servers and says whether an update may begin on each. It judges by the stage before-update, whatever stage the',
    "stack's file has, asks the DAG, and ends with the order to take the servers in. It changes nothing."
  ].join('\n'),
  options: {
    '--dag DAG': 'Only the members of this DAG.',
    '--site SITE': 'Only the servers at this site.',
    '--update BUILD': 'The build to install, such as 15.2.2562.53: does it fit, and who has it already?',
    '--update FILE': 'The same by the name of an update or a medium: Exchange2019-KB5063221-x64-en.exe, an ISO.',
    '--stack NAME': 'The stack, or its file; else the selected one.',
    '--format FORMAT': 'text or json.',
    '--out FILE': 'Write the answer to a file.'
  },
  codes: {
    ...judgingCodes,
    0: 'All are ready, or have the update.',
    1: 'A server is not ready.',
    3: 'None is known not to be ready, but something could not be read.'
  },
  examples: [
    'ready --dag DAG1',
    'ready EX01 --update SE:15.2.2562.53',
    'ready --update Exchange2019-KB5063221-x64-en.exe'
  ],
  run: async (words) => {
    const line = parseCommandLine(options, `ready ${usage}`, words)
    if (E.isLeft(line)) return refuse(line.left)
    const { values, positionals } = line.right
    const { format = 'text', out } = values
    if (!formats.includes(format)) return refuse(`--format ${format}: ${suggest(format, formats)}`)
    const found = await stackSettings(values.stack)
    if (E.isLeft(found)) return refuse(found.left)
    const inputs = inputsOf(found.right.stack, found.right.settings)
    const update = values.update === undefined ? [] : [userPath(values.update)]
    const unfit = await outFault(values.out, { files: [...inputs.files, ...update], folders: inputs.folders })
    if (unfit !== null) return refuse(unfit)
    const { buildTable } = found.right.settings
    const named = await createTableReader()(buildTable === null ? null : resolve(stacksFolder, buildTable))
    if (named !== undefined && E.isLeft(named)) return refuse(named.left)
    const table = named?.right ?? ownTable
    const updates =
      values.update === undefined ? E.right<string, Updates>({ all: [], note: null }) : updatesIn(values.update, table)
    if (E.isLeft(updates)) return refuse(updates.left)
    const settings = { ...found.right.settings, stage: 'before-update' as const }
    const wanted = { servers: positionals, dag: values.dag ?? null, site: values.site ?? null }
    const read = await readStack({ ...found.right, settings }, wanted)
    if (E.isLeft(read)) return refuse(read.left)
    const { judged, broken, news } = read.right
    const { all: candidates, note } = updates.right
    const remarks = [...(note === null ? [] : [note]), ...read.right.remarks]
    for (const sentence of [...broken, ...(format === 'json' ? remarks : [])]) say(sentence)
    const all = judged.map((one) => readinessOf(settings, news.facts, updateFor(one, candidates), table)(one))
    const text =
      format === 'json'
        ? printableJson(readyJson(all), 2)
        : [
            `Stack ${printable(found.right.stack.name)}\n`,
            readyText(layoutFor(out, false), all, remarks),
            ...nextLine(all, stackWord(found.right.stack)),
            ...exitLines(all, broken)
          ].join('\n')
    return deliver(text, out, codeOf(all, broken))
  }
}
