import * as E from 'fp-ts/Either'
import { parseCommandLine } from '../audit/commandLine'
import { type ReportFiles, type ReportFormat, reportFormats } from '../reports/formats'
import { fleetOf, tableAsOf } from '../stacks/fleet'
import { gateLine, gateMessage } from '../stacks/gate'
import { writeReports } from '../stacks/reportFiles'
import { writeStepSummary } from '../stacks/stepSummary'
import { refuse, say } from './deliver'
import { inputsOf, outFault } from './outFile'
import { userPath } from './paths'
import { readStack } from './readStack'
import { stackSettings } from './stackSettings'
import { doneOrNot, exitCodes, type Verb } from './verb'

const options = {
  stack: { type: 'string' },
  html: { type: 'string' },
  junit: { type: 'string' },
  sarif: { type: 'string' },
  markdown: { type: 'string' },
  json: { type: 'string' }
} as const

const usage = '[STACK] [--html FILE] [--junit FILE] [--sarif FILE] [--markdown FILE] [--json FILE]'

const filesOf = (values: Readonly<Partial<Record<ReportFormat, string>>>): ReportFiles =>
  Object.fromEntries(
    reportFormats.flatMap((format) => {
      const file = values[format]
      return file === undefined ? [] : [[format, userPath(file)]]
    })
  )

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
    '--stack NAME': 'The stack, or its file; else the selected one.'
  },
  codes: doneOrNot('All is written, whatever was found.', 'Something given cannot be used, or not be written.'),
  examples: ['report production --html report.html --junit report.xml'],
  run: async (words) => {
    const line = parseCommandLine(options, `report ${usage}`, words)
    if (E.isLeft(line)) return refuse(line.left)
    const { values, positionals } = line.right
    const [named, ...others] = positionals
    if (others.length > 0) return refuse(`report takes one stack, and ${others.join(', ')} is another`)
    const found = await stackSettings(named ?? values.stack)
    if (E.isLeft(found)) return refuse(found.left)
    const { settings, stack } = found.right
    const files = filesOf(values)
    const wanted = Object.values(files).flatMap((file) => file ?? [])
    if (wanted.length === 0 && !process.env.GITHUB_STEP_SUMMARY && !process.env.TF_BUILD)
      return refuse(`report names no file to write; write report ${stack.name} --html report.html, for example`)
    if (new Set(wanted).size < wanted.length)
      return refuse('report writes each report to a file of its own; name another')
    for (const file of wanted) {
      const unfit = await outFault(file, inputsOf(stack, settings))
      if (unfit !== null) return refuse(unfit)
    }
    const read = await readStack(settings, { servers: [], dag: null, site: null })
    if (E.isLeft(read)) return refuse(read.left)
    const { judged, broken, remarks } = read.right
    for (const sentence of [...broken, ...remarks]) say(sentence)
    const servers = judged.map(({ plan, verdicts }) => ({ server: plan.place.server, verdicts }))
    const damaged = judged.filter(({ errors }) => errors.length > 0)
    const ofServers = damaged.flatMap(({ plan, errors }) => errors.map((error) => `${plan.place.server}: ${error}`))
    const ofOrganization = broken.filter((sentence) => !ofServers.includes(sentence))
    const names = [
      ...damaged.map(({ plan }) => plan.place.server),
      ...(ofOrganization.length > 0 ? ['the organization'] : [])
    ]
    const made = { at: new Date().toISOString(), tableAsOf: await tableAsOf(settings) }
    const gate = gateLine(settings, servers, names, true)
    const fleet = fleetOf(stack.name, judged, made, gateMessage(servers, names, true), {
      gate,
      broken: ofOrganization
    })
    const summary = await writeStepSummary(fleet, process.env)
    if (summary.line !== null) process.stdout.write(`${summary.line}\n`)
    const faults = [...(await writeReports(files, fleet)), ...(summary.fault === null ? [] : [summary.fault])]
    for (const fault of faults) refuse(fault)
    for (const file of wanted) if (!faults.some((fault) => fault.startsWith(`${file} `))) say(`Written: ${file}`)
    return faults.length === 0 ? exitCodes.inOrder : exitCodes.unusable
  }
}
