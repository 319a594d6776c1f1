import type { Audit, AuditedServer } from './audit'
import { coverageText } from './coverage'
import { logLines } from './logText'
import { printable } from './printable'
import { summaryLine } from './summary'
import { type Style, verdictLines } from './text'

const bodyLines = (style: Style, server: AuditedServer): ReadonlyArray<string> =>
  server.log ? logLines(style, server) : server.verdicts.flatMap((verdict) => verdictLines(style, verdict))

const serverLines = (style: Style, audited: AuditedServer): ReadonlyArray<string> => [
  `${style.strong(printable(audited.server))} (${printable(audited.source)}, recorded ${audited.facts.collectedAt ?? 'at an unknown time'})`,
  ...(audited.log ? [] : [`  Coverage: ${coverageText([audited])}`]),
  ...bodyLines(style, audited).map((line) => (line === '' ? line : `  ${line}`)),
  ''
]

/** The audit for people: each server with its verdicts, then the sum. */
export const auditText = (style: Style, { servers }: Audit): string =>
  [
    ...servers.flatMap((server) => serverLines(style, server)),
    servers.length === 0 ? 'Nothing was judged.' : summaryLine(servers)
  ].join('\n')
