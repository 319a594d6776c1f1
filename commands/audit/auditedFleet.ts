import { isOpen } from '../../judging/verdict'
import { ownTable } from '../../kernel/builds/buildTable'
import { someOf } from '../../kernel/someOf'
import { byOldFacts, oldFacts } from '../../reports/ageRemarks'
import { type Audit, exitCode, isUnjudged } from '../../reports/audit'
import type { Fleet, Gate } from '../../reports/fleet'

/** Of more nobody reads the names; the rest of the report has them all. */
const [mostServers, mostPolicies] = [20, 5]

const gateOf = (audit: Audit, at: string): Gate => {
  const { errors, servers } = audit
  const open = servers.flatMap(({ server, verdicts }) => {
    const names = verdicts.filter((verdict) => verdict.countsAsChange && isOpen(verdict)).map(({ policy }) => policy)
    return names.length === 0 ? [] : [`${server} (${someOf(names, mostPolicies)})`]
  })
  const sentences = [
    ...(errors.length === 0 ? [] : [`Inputs that could not be used: ${errors.length}.`]),
    ...(isUnjudged(audit) ? ['Nothing was judged.'] : []),
    ...(open.length === 0
      ? []
      : [
          `Mandatory policies are not met on ${open.length} of ${servers.length} servers: ${someOf(open, mostServers, '; ')}.`
        ])
  ]
  return sentences.length === 0
    ? { passes: true, text: `All mandatory policies are met${byOldFacts(servers, at)}.` }
    : { passes: exitCode(audit) === 0, text: sentences.join('\n') }
}

/** What was audited, as report files show it; an audit knows no DAGs. */
export const auditedFleet = (audit: Audit, paths: ReadonlyArray<string>, at: string): Fleet => ({
  name: paths.join(', '),
  kind: 'audit',
  ...audit,
  remarks: [...(audit.remarks ?? []), ...oldFacts(audit.servers, at)],
  at,
  table: ownTable,
  gate: gateOf(audit, at)
})
