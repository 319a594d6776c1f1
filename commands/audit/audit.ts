import * as E from 'fp-ts/Either'
import { ownTable } from '../../kernel/builds/buildTable'
import { type Audit, exitCode } from '../../reports/audit'
import type { AuditDocument } from '../../reports/auditDocument'
import { auditJson } from '../../reports/auditJson'
import { auditText } from '../../reports/auditText'
import { fleetJson } from '../../reports/fleetJson'
import { compared, readEarlier } from '../../stacks/earlierReport'
import type { Inputs } from '../../stacks/inputs'
import { renderReport, writeWhole } from '../../stacks/reportFiles'
import { refuse, say } from '../deliver'
import { layoutFor } from '../layout'
import { outFault } from '../outFile'
import { type AuditArguments, parseArguments, usage } from './arguments'
import { auditedFleet } from './auditedFleet'
import { judgeSource, judgeTogether } from './judge'
import { leftOut } from './leftOut'
import { newestOnly } from './newestOnly'
import { agesOf, organizationFor, readOrganizations } from './organizations'
import { type Found, findSources, type Source } from './sources'

const together = (audits: ReadonlyArray<Audit>): Audit => ({
  errors: audits.flatMap(({ errors }) => errors),
  servers: audits.flatMap(({ servers }) => servers)
})

type Judge = (source: Source) => Promise<Audit>

/** One source after the other: what is read of one is let go of before the next, but for its verdicts. */
const auditPath = async (judge: Judge, { sources, errors }: Found): Promise<Audit> => {
  const audits: Array<Audit> = [{ errors, servers: [] }]
  for (const source of sources) audits.push(await judge(source))
  return together(audits)
}

/** The organization's facts come first, since they help to judge the servers of all paths. */
const auditPaths = async (args: AuditArguments, found: ReadonlyArray<Found>): Promise<Audit> => {
  const { facts, errors } = await readOrganizations(found)
  const judge: Judge = (source) => judgeSource(args, source, organizationFor(facts))()
  const audits = await Promise.all(found.map((one) => auditPath(judge, one)))
  const whole = together([{ errors, servers: [] }, ...audits])
  // Version 1 of the JSON has each recording, by its source.
  const once = args.format === 'json' ? whole : newestOnly(whole)
  const judged = judgeTogether(args, once, organizationFor(facts))
  return {
    ...judged,
    remarks: [
      ...leftOut(
        found.flatMap(({ passed }) => passed),
        judged.servers
      ),
      ...(judged.remarks ?? []),
      ...agesOf(facts, judged.servers, new Date().toISOString())
    ]
  }
}

/** What was named or is judged, or would be if it could be read: no report may be written over it. */
const inputsIn = (named: ReadonlyArray<string>, found: ReadonlyArray<Found>): Inputs => {
  const sources = found.flatMap((one) => one.sources)
  const isFolder = ({ type }: Source): boolean => type === 'captures' || type === 'setup-folder'
  const pathsOf = (some: ReadonlyArray<Source>): ReadonlyArray<string> => some.map(({ path }) => path)
  return {
    files: [
      ...named,
      ...found.flatMap(({ errors }) => errors.map(({ source }) => source)),
      ...pathsOf(sources.filter((source) => !isFolder(source))),
      ...found.flatMap(({ organizations }) => organizations)
    ],
    folders: pathsOf(sources.filter(isFolder))
  }
}

const report = (audit: Audit, earlier: AuditDocument | null, args: AuditArguments): string => {
  const { format, withFacts, verbose, out, paths } = args
  if (format === 'json') return `${auditJson(audit, withFacts)}\n`
  const fleet = compared(auditedFleet(audit, paths, new Date().toISOString()), earlier)
  if (format === 'json-2') return `${fleetJson(fleet, withFacts)}\n`
  if (format !== 'text') return renderReport(format, fleet)
  const frame = { table: ownTable, now: Date.now(), changes: fleet.changes ?? null }
  return `${auditText(layoutFor(out, verbose), audit, frame)}\n`
}

/** Gives the exit code: a report that is not where it was wanted is an input that can't be used. */
const give = async (audit: Audit, earlier: AuditDocument | null, args: AuditArguments): Promise<number> => {
  const text = report(audit, earlier, args)
  if (args.out === null) {
    process.stdout.write(text)
    return exitCode(audit)
  }
  const fault = await writeWhole(args.out, text)
  if (fault !== null) return refuse(fault)
  say(`Written to ${args.out}`)
  return exitCode(audit)
}

const main = async (): Promise<number> => {
  // npm runs scripts in the project's folder; the paths are meant from where the user stands.
  process.chdir(process.env.INIT_CWD ?? process.cwd())
  const args = parseArguments(process.argv.slice(2))
  if (E.isLeft(args)) return refuse(args.left)
  if (args.right.help) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  const paths = [...new Set(args.right.paths)]
  const found = await Promise.all(paths.map((path) => findSources(path)()))
  const { baseline } = args.right
  const named = [...paths, ...(baseline === null ? [] : [baseline])]
  const unfit = await outFault(args.right.out ?? undefined, inputsIn(named, found))
  if (unfit !== null) return refuse(unfit)
  const earlier = baseline === null ? E.right(null) : await readEarlier(baseline, { kind: 'audit', name: '' })
  if (E.isLeft(earlier)) return refuse(earlier.left)
  const audit = await auditPaths(args.right, found)
  for (const { source, message } of audit.errors) {
    say(message.startsWith(source) ? message : `${source}: ${message}`)
  }
  // Version 1 of the JSON has no remarks.
  if (args.right.format === 'json') for (const remark of audit.remarks ?? []) say(remark)
  return give(audit, earlier.right, args.right)
}

void main().then((code) => {
  process.exitCode = code
})
