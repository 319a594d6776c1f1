import * as E from 'fp-ts/Either'
import { type Fact, isAbsent } from '../facts/fact'
import type { Facts } from '../facts/facts'
import { sectionNames } from '../facts/registry'
import { showRemediation } from '../judging/remediation'
import { stepText } from '../judging/resolutionSteps'
import type { JudgedDrift, Verdict } from '../judging/verdict'
import { printableJson } from '../kernel/printable'
import { showPath } from '../kernel/propertyPath'
import type { Audit, AuditedServer } from './audit'
import { coverageOf } from './coverage'
import { toldResolution } from './ending'

const driftJson = (found: JudgedDrift) => {
  const { path, actual, desired, evidence, remediation } = found
  const resolution = toldResolution(found)
  return {
    path: showPath(path),
    actual,
    desired,
    evidence,
    resolution: { ...resolution, steps: resolution.steps.map(stepText) },
    remediation: E.isLeft(remediation) ? null : showRemediation(remediation.right)
  }
}

const verdictJson = ({ policy, section, status, level, reason, waiver, drifts }: Verdict) => ({
  policy,
  section,
  status,
  level,
  reason,
  waiver,
  drifts: drifts.map(driftJson)
})

/** The sections of facts that were read, or why not. */
export const factsJson = (facts: Facts) =>
  Object.fromEntries(
    sectionNames.flatMap((name) => {
      const fact: Fact<unknown> = facts.sections[name]
      return isAbsent(fact) ? [] : [[name, E.isLeft(fact) ? { error: fact.left.reason } : fact.right]]
    })
  )

const serverJson =
  (withFacts: boolean) =>
  ({ server, source, facts, verdicts }: AuditedServer) => ({
    name: server,
    source,
    coverage: coverageOf([{ verdicts }]),
    verdicts: verdicts.map(verdictJson),
    ...(withFacts ? { facts: factsJson(facts) } : {})
  })

/** The audit as JSON, version 1 of its form. */
export const auditJson = ({ errors, servers }: Audit, withFacts: boolean): string =>
  printableJson({ version: 1, errors, coverage: coverageOf(servers), servers: servers.map(serverJson(withFacts)) }, 2)
