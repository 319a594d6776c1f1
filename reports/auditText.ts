import type { Audit, AuditedServer } from './audit'
import { printable } from './printable'
import { summaryLine } from './summary'
import { type Style, verdictLines } from './text'

const serverLines = (style: Style, { server, source, facts, verdicts }: AuditedServer): ReadonlyArray<string> => [
  `${style.strong(printable(server))} (${printable(source)}, recorded ${facts.collectedAt ?? 'at an unknown time'})`,
  ...verdicts.flatMap((verdict) => verdictLines(style, verdict)).map((line) => `  ${line}`),
  ''
]

/** The audit for people: each server with its verdicts, then the sum. */
export const auditText = (style: Style, { servers }: Audit): string =>
  [
    ...servers.flatMap((server) => serverLines(style, server)),
    servers.length === 0 ? 'Nothing was judged.' : summaryLine(servers)
  ].join('\n')
