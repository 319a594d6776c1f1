import { counted } from '../kernel/counted'
import { printable } from '../kernel/printable'
import type { Block } from './blocks'
import type { Finding } from './findings'
import { bodyIndent, bodyLines, evidenceLines, type Layout, labelled, titleOf } from './findingText'
import { wrap } from './wrap'

/** What else is wrong on a server, by the names of the policies; the fleet's table and `explain` say more. */
export const alsoText = ({ width }: Layout, findings: ReadonlyArray<Finding>): ReadonlyArray<string> => {
  const named = (some: ReadonlyArray<Finding>, what: string): ReadonlyArray<string> =>
    some.length === 0 ? [] : [`${what}${[...new Set(some.flatMap(({ policies }) => policies))].join(', ')}`]
  const open = findings.filter(({ waiver }) => waiver === null)
  const drifts = open.filter(({ kind }) => kind === 'drift')
  const parts = [
    ...named(
      drifts.filter(({ countsAsChange }) => countsAsChange),
      ''
    ),
    ...named(
      drifts.filter(({ countsAsChange }) => !countsAsChange),
      'advisory: '
    ),
    ...named(
      open.filter(({ kind }) => kind === 'unknown'),
      'unknown: '
    ),
    ...named(
      findings.filter(({ waiver }) => waiver !== null),
      'waived: '
    )
  ]
  return parts.length === 0 ? [] : labelled('Also', wrap(`${parts.join('; ')}.`, width - bodyIndent))
}

/** The same evidence with other names is read for some servers, and not for hundreds. */
const mostGroups = 10

/** What is wrong is the same on all servers of a block; by what it was seen may differ. */
const evidenceByServer = (layout: Layout, { findings }: Block): ReadonlyArray<string> => {
  const groups = new Map<string, { readonly lines: ReadonlyArray<string>; readonly servers: Array<string> }>()
  for (const finding of findings) {
    const lines = evidenceLines(layout, finding)
    const group = groups.get(lines.join('\n')) ?? { lines, servers: [] }
    group.servers.push(printable(finding.server))
    groups.set(lines.join('\n'), group)
  }
  const all = [...groups.values()]
  if (all.length === 1) return all.flatMap(({ lines }) => lines)
  const left = all.slice(mostGroups).flatMap(({ servers }) => servers).length
  return [
    ...all
      .slice(0, mostGroups)
      .flatMap(({ lines, servers }) => [
        ...wrap(`${servers.join(', ')}:`, layout.width - 2).map((line) => `  ${line}`),
        ...lines
      ]),
    ...(left === 0 ? [] : [`  and the evidence of ${counted(left, 'more server')}: explain SERVER shows it`])
  ]
}

/** What is the same on several servers: their number first, their names below. */
export const blockText = (layout: Layout, block: Block, lead = 0): ReadonlyArray<string> => {
  const { servers, finding } = block
  const title = titleOf(layout, `${servers.length} servers`, finding, lead)
  const names = wrap(servers.map(printable).join(', '), layout.width - bodyIndent)
  const body = finding.waiver === null ? bodyLines(layout, finding, () => evidenceByServer(layout, block)) : []
  return [...title, ...labelled('On', names), ...body]
}
