import * as E from 'fp-ts/Either'
import type { Resolution } from '../judging/policy'
import { showRemediation } from '../judging/remediation'
import { isUnasked, type JudgedDrift, type Verdict } from '../judging/verdict'
import { printableJson } from '../kernel/printable'
import { showPath } from '../kernel/propertyPath'
import type { AuditedServer } from './audit'
import type { AuditDocument, ReportedVerdict } from './auditDocument'
import { factsJson } from './auditJson'
import { coverageOf } from './coverage'
import { toldResolution } from './ending'
import { type Finding, toldFindings } from './findings'
import { type Fleet, gateHead, serverState } from './fleet'
import { type StateOfServer, stateOfServer } from './stateOfServer'
import { toDo } from './toDo'
import { toEndUnknown } from './unknownDo'
import { versionOf } from './version'

type ReportedServer = AuditDocument['servers'][number]

const resolutionOf = ({ summary, steps, link }: Resolution): ReportedServer['findings'][number]['do'][number] => ({
  summary,
  steps: steps.map(({ text, shell, command }) => ({ text, shell, command })),
  link
})

const driftOf = (found: JudgedDrift): ReportedVerdict['drifts'][number] => ({
  path: showPath(found.path),
  actual: found.actual,
  desired: found.desired,
  evidence: found.evidence,
  waiver: found.waiver,
  resolution: resolutionOf(toldResolution(found)),
  remediation: E.isLeft(found.remediation) ? null : showRemediation(found.remediation.right)
})

/** A verdict as the JSON has it. */
const reportedVerdict = (verdict: Verdict): ReportedVerdict => ({
  policy: verdict.policy,
  title: verdict.title,
  section: verdict.section,
  status: verdict.status,
  ownLevel: verdict.ownLevel,
  level: verdict.level,
  reason: verdict.reason,
  unasked: isUnasked(verdict) ? verdict.unasked : null,
  waiver: verdict.waiver,
  drifts: verdict.drifts.map(driftOf),
  unknowns: verdict.unknowns.map(({ path, reason, waiver }) => ({ path: showPath(path), reason, waiver }))
})

const findingOf = (found: Finding): ReportedServer['findings'][number] => ({
  kind: found.kind,
  policies: found.policies,
  section: found.section,
  ownLevel: found.ownLevel,
  level: found.level,
  title: found.title,
  why: found.why,
  do:
    found.kind === 'unknown'
      ? [{ summary: toEndUnknown(found.title), steps: [], link: null }]
      : toDo(found).map(resolutionOf),
  automatic: found.ending.automatic === 'all',
  waiver: found.waiver
})

const stateJson = (state: StateOfServer): ReportedServer['stateOfServer'] => {
  const { build, updateTry: lastUpdateTry, lastBoot, unfinished, judged, policies } = state
  const whys = Object.entries({ build, lastUpdateTry, lastBoot, unfinished }).flatMap(([name, known]) =>
    E.isLeft(known) ? [[name, known.left]] : []
  )
  return {
    build: E.isLeft(build) ? null : build.right,
    lastUpdateTry: E.isLeft(lastUpdateTry) ? null : lastUpdateTry.right,
    lastBoot: E.isLeft(lastBoot) ? null : lastBoot.right,
    unfinished: E.isLeft(unfinished) ? null : unfinished.right,
    coverage: { judged, policies },
    notKnown: Object.fromEntries(whys)
  }
}

const serverOf =
  ({ table }: Fleet, withFacts: boolean) =>
  (audited: AuditedServer): ReportedServer => {
    const { server, dag, site, source, facts, verdicts } = audited
    return {
      ...{ name: server, dag, site, source },
      version: versionOf(facts, table),
      collectedAt: facts.collectedAt,
      state: serverState(verdicts),
      stateOfServer: stateJson(stateOfServer(facts, verdicts, table)),
      coverage: coverageOf([{ verdicts }]),
      findings: toldFindings(audited).map(findingOf),
      verdicts: verdicts.map(reportedVerdict),
      ...(withFacts ? { facts: factsJson(facts) } : {})
    }
  }

/** What version 2 of the JSON says of a fleet. */
export const fleetDocument = (fleet: Fleet, withFacts = false): AuditDocument => ({
  version: 2,
  kind: fleet.kind,
  name: fleet.name,
  at: fleet.at,
  buildsAsOf: fleet.table.asOf,
  gate: { passes: fleet.gate.passes, line: gateHead(fleet), text: fleet.gate.text },
  errors: fleet.errors,
  remarks: fleet.remarks ?? [],
  coverage: coverageOf(fleet.servers),
  changes: fleet.changes ?? null,
  servers: fleet.servers.map(serverOf(fleet, withFacts))
})

/** A fleet as version 2 of the JSON. */
export const fleetJson = (fleet: Fleet, withFacts = false): string => printableJson(fleetDocument(fleet, withFacts), 2)
