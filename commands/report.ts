import * as E from 'fp-ts/Either'
import type { AuditDocument } from '../reports/auditDocument'
import { changeSentences } from '../reports/changesText'
import { type Fleet, fleetSentence, gateHead } from '../reports/fleet'
import { type ReportFiles, type ReportFormat, reportFormats } from '../reports/formats'
import { compared, readEarlier } from '../stacks/earlierReport'
import { fleetOf } from '../stacks/fleet'
import { isSameTwice } from '../stacks/inputs'
import { writeReports } from '../stacks/reportFiles'
import { writeStepSummary } from '../stacks/stepSummary'
import { parseCommandLine } from './commandLine'
import { refuse, say } from './deliver'
import { withMeantPath } from './meantPath'
import { inputsOf, outFault } from './outFile'
import { userPath } from './paths'
import { readStack, runOf } from './readStack'
import { givenStack } from './stackFile'
import { stackSettings } from './stackSettings'
import { doneOrNot, exitCodes, type Verb } from './verb'

const options = {
  stack: { type: 'string' },
  html: { type: 'string' },
  junit: { type: 'string' },
  sarif: { type: 'string' },
  markdown: { type: 'string' },
  json: { type: 'string' },
  baseline: { type: 'string' }
} as const

const usage = '[STACK] [--html FILE] [--junit FILE] [--sarif FILE] [--markdown FILE] [--json FILE] [--baseline FILE]'

const filesOf = (values: Readonly<Partial<Record<ReportFormat, string>>>): ReportFiles =>
  Object.fromEntries(
    reportFormats.flatMap((format) => {
      const file = values[format]
      return file === undefined ? [] : [[format, userPath(file)]]
    })
  )

const baselineOf = async (file: string | undefined, stack: string): Promise<E.Either<string, AuditDocument | null>> =>
  file === undefined ? E.right(null) : readEarlier(userPath(file), { kind: 'stack', name: stack }, file)

/** Writes the reports and the summary of a pipeline's step, and says which; gives the exit code. */
const write = async (files: ReportFiles, wanted: ReadonlyArray<string>, fleet: Fleet): Promise<number> => {
  const summary = await writeStepSummary(fleet, process.env)
  if (summary.line !== null) process.stdout.write(`${summary.line}\n`)
  const faults = [...(await writeReports(files, fleet)), ...(summary.fault === null ? [] : [summary.fault])]
  for (const fault of faults) refuse(fault)
  for (const file of wanted) if (!faults.some((fault) => fault.startsWith(`${file} `))) say(`Written: ${file}`)
  return faults.length === 0 ? exitCodes.inOrder : exitCodes.unusable
}

export const report: Verb = {
  usage,
  about: [
    'Reads the servers of a stack, judges them by its settings, and writes the reports. In GitHub Actions and Azure',
    "Pipelines it adds the step's summary, too. It changes no server."
  ].join('\n'),
  options: {
    '--html FILE': 'One page for people, which needs no network.',
    '--junit FILE': 'Test results, for Jenkins, GitLab and Azure Pipelines.',
    '--sarif FILE': 'Findings, for code scanning.',
    '--markdown FILE': 'A summary.',
    '--json FILE': 'All verdicts.',
    '--baseline FILE': 'An earlier --json of this stack: say what is new, fixed and unchanged since then.',
    '--stack NAME': 'The stack, or its file; else the selected one.'
  },
  codes: doneOrNot('All is written, whatever was found.', 'An input cannot be used, or a report cannot be written.'),
  examples: ['report production --html report.html --junit report.xml'],
  run: async (words) => {
    const line = parseCommandLine(options, `report ${usage}`, words)
    if (E.isLeft(line)) return refuse(line.left)
    const { values, positionals } = line.right
    const [named, ...others] = positionals
    if (others.length > 0) return refuse(`report takes one stack, and ${others.join(', ')} is another`)
    const given = givenStack('report', named, values.stack)
    if (E.isLeft(given)) return refuse(given.left)
    const found = await stackSettings(given.right)
    if (E.isLeft(found)) return refuse(found.left)
    const { settings, stack } = found.right
    const files = filesOf(values)
    const wanted = Object.values(files).flatMap((file) => file ?? [])
    if (wanted.length === 0 && !process.env.GITHUB_STEP_SUMMARY && !process.env.TF_BUILD)
      return refuse(`report names no file to write; write report ${stack.name} --html report.html, for example`)
    if (await isSameTwice(wanted)) return refuse('report writes each report to a file of its own; name another')
    const inputs = inputsOf(stack, settings)
    const read = values.baseline === undefined ? inputs.files : [...inputs.files, userPath(values.baseline)]
    for (const file of wanted) {
      const unfit = await outFault(file, { ...inputs, files: read })
      if (unfit !== null) return refuse(unfit)
    }
    const earlier = await baselineOf(values.baseline, stack.name)
    if (E.isLeft(earlier)) {
      const file = values.baseline ?? ''
      return refuse(await withMeantPath(earlier.left, file, userPath(file)))
    }
    const seen = await readStack(found.right, { servers: [], dag: null, site: null })
    if (E.isLeft(seen)) return refuse(seen.left)
    const { broken, remarks } = seen.right
    for (const sentence of [...broken, ...remarks]) say(sentence)
    const fleet = compared(fleetOf(runOf(found.right, seen.right)), earlier.right)
    const [changed] = fleet.changes == null ? [] : changeSentences(fleet.changes)
    if (changed !== undefined) process.stdout.write(`${changed}\n`)
    const code = await write(files, wanted, fleet)
    say(`${fleetSentence(fleet.servers)} ${gateHead(fleet)}`)
    // A pipeline that writes reports must see that they are not of all that it named.
    return broken.length > 0 ? exitCodes.unusable : code
  }
}
