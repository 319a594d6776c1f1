import { ownTable } from '../../kernel/builds/buildTable'
import { byOldFacts, oldFacts } from '../../reports/ageRemarks'
import { type Audit, exitCode, isUnjudged } from '../../reports/audit'
import type { Fleet, Gate } from '../../reports/fleet'
import { notMet, openServers } from '../../reports/openServers'

const gateOf = (audit: Audit, at: string): Gate => {
  const { errors, servers } = audit
  const open = openServers(servers, ({ countsAsChange }) => countsAsChange)
  const sentences = [
    ...(errors.length === 0 ? [] : [`Inputs that could not be used: ${errors.length}.`]),
    ...(isUnjudged(audit) ? ['Nothing was judged.'] : []),
    ...(open.length === 0 ? [] : [notMet('Mandatory policies', open, servers.length)])
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
