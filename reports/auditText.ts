import type { BuildTable } from '../kernel/builds/buildTable'
import { counted } from '../kernel/counted'
import { printable, shortened } from '../kernel/printable'
import { byOldFacts } from './ageRemarks'
import { type Audit, type AuditedServer, exitCode, isUnjudged } from './audit'
import type { Changes } from './auditDocument'
import { type Block, isIn, sharedBlocks } from './blocks'
import { blockText } from './blockText'
import { changeLines } from './changesText'
import { coverageText } from './coverage'
import { noteLines } from './diagnostic'
import { toldFindings } from './findings'
import { findingText, type Layout, titleOf } from './findingText'
import { countStates, worstFirst } from './fleet'
import { fleetTable } from './fleetTable'
import { logLines } from './logText'
import { openAt } from './openServers'
import { stateOfServer } from './stateOfServer'
import { wholeStateText } from './stateText'
import { unaskedLines } from './summary'
import { wrap } from './wrap'

/** What an audit is told with besides the servers. */
export interface AuditFrame {
  readonly table: BuildTable
  /** The present time, in milliseconds. */
  readonly now: number
  readonly changes?: Changes | null
}

const namesWith = ({ verdicts }: AuditedServer, status: string): ReadonlyArray<string> =>
  verdicts.filter((verdict) => verdict.status === status).map(({ policy }) => policy)

const notesOf = ({ verdicts }: AuditedServer): ReadonlyArray<string> =>
  verdicts.flatMap(({ policy, status, reason }) =>
    reason === null || status === 'unknown'
      ? []
      : [`${policy}: ${status === 'not-applicable' ? 'not applicable' : 'note'}: ${printable(reason)}`]
  )

/** What was looked at and found right, and what the policies say besides. */
const restLines = ({ width }: Layout, server: AuditedServer): ReadonlyArray<string> =>
  [
    `ok ${namesWith(server, 'compliant').join(', ')}`,
    ...notesOf(server),
    `Coverage: ${coverageText([server])}`
  ].flatMap((text) => wrap(text, width - 2).map((line) => `  ${line}`))

const headLine = ({ style }: Layout, { server, source, facts }: AuditedServer): string =>
  `${style.strong(printable(server))} (${printable(source)}, ${facts.collectedAt === null ? 'no time is recorded' : `recorded ${facts.collectedAt}`})`

const stateLines = (width: number, { facts, verdicts }: AuditedServer, table: BuildTable): ReadonlyArray<string> =>
  wrap(wholeStateText(stateOfServer(facts, verdicts, table)), width - 2).map((line) => `  ${line}`)

const serverLines = (
  layout: Layout,
  audited: AuditedServer,
  shared: ReadonlyArray<Block>,
  table: BuildTable
): ReadonlyArray<string> => {
  if (audited.log)
    return [headLine(layout, audited), ...logLines(layout, audited).map((line) => (line === '' ? '' : `  ${line}`)), '']
  const isShared = isIn(shared)
  const told = toldFindings(audited).flatMap((finding) =>
    isShared(finding) ? titleOf(layout, audited.server, finding) : findingText(layout, finding)
  )
  const notes = layout.full ? [] : noteLines(layout, audited.server, audited.verdicts)
  const lines = layout.full
    ? [headLine(layout, audited), ...stateLines(layout.width, audited, table), ...told, ...restLines(layout, audited)]
    : [...told, ...notes]
  return lines.length === 0 ? [] : [...lines, '']
}

const gateOf = (audit: Audit, now: number): string => {
  const code = exitCode(audit)
  const servers = openAt('mandatory', audit.servers).length
  if (code === 2) return "The audit fails, since an input can't be read (exit code 2)."
  if (isUnjudged(audit)) return 'The audit fails, since no policy was judged (exit code 1).'
  return code === 1
    ? `The audit fails because of ${counted(servers, 'server')} (exit code 1).`
    : `The audit passes, since every mandatory policy is met${byOldFacts(audit.servers, new Date(now).toISOString())}.`
}

const whereMoreIs = 'All steps, evidence and links: add --verbose.'

const mostOfRemark = 1_000

/** The audit for people: the findings of each server, what is the same on several, then the fleet and the gate. */
export const auditText = (layout: Layout, audit: Audit, { table, now, changes = null }: AuditFrame): string => {
  const servers = worstFirst(audit.servers)
  const remarks = (audit.remarks ?? []).flatMap((remark) => wrap(shortened(remark, mostOfRemark), layout.width))
  const changed = [
    ...(changes === null ? [] : [...changeLines(changes, layout.width), '']),
    ...(remarks.length === 0 ? [] : [...remarks, ''])
  ]
  if (servers.length === 0) return [...changed, 'Nothing was judged.', gateOf(audit, now)].join('\n')
  const facts = servers.filter(({ log }) => !log)
  const shared = sharedBlocks(facts)
  const isLeftOut = !layout.full && facts.length > 0 && countStates(servers).compliant < servers.length
  return [
    ...servers.flatMap((server) => serverLines(layout, server, shared, table)),
    ...shared.flatMap((block) => [...blockText(layout, block), '']),
    ...changed,
    ...fleetTable(
      {
        name: 'audit',
        servers,
        table,
        now,
        gate: gateOf(audit, now),
        next: [...unaskedLines(servers), ...(isLeftOut ? [whereMoreIs] : [])]
      },
      layout.width,
      layout.style
    )
  ].join('\n')
}
