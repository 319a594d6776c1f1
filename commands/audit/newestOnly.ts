import * as E from 'fp-ts/Either'
import type { Audit, AuditedServer } from '../../reports/audit'

/** By what recordings are known to be of one server: its full name, and where that was not read, its name. */
const keyOf = ({ server, facts: { sections } }: AuditedServer): string => {
  const fqdn = E.isRight(sections.identity) ? sections.identity.right.fqdn : null
  return (fqdn ?? server).toLowerCase()
}

const timeOf = ({ facts: { collectedAt } }: AuditedServer): number =>
  collectedAt === null ? Number.NaN : Date.parse(collectedAt)

const fromWhen = ({ source, facts: { collectedAt } }: AuditedServer): string => `${source} (${collectedAt})`

const remarkOn = (newest: AuditedServer, older: ReadonlyArray<AuditedServer>): string =>
  `${newest.server} was given ${older.length + 1} times. Only the newest recording is judged, ${fromWhen(newest)}. Not judged: ` +
  `${older.map(fromWhen).join(', ')}.`

/**
 * An audit with each server once, by its newest recording, and remarks on what was left out. Setup logs tell something else
 * than facts do, and of facts without a time nobody knows which are newer: both stay.
 */
export const newestOnly = (audit: Audit): Audit => {
  const groups = new Map<string, Array<AuditedServer>>()
  for (const server of audit.servers.filter((one) => !one.log && !Number.isNaN(timeOf(one))))
    groups.set(keyOf(server), [...(groups.get(keyOf(server)) ?? []), server])
  const repeated = [...groups.values()].flatMap((group) => {
    const [newest, ...older] = [...group].sort((a, b) => timeOf(b) - timeOf(a))
    return newest === undefined || older.length === 0 ? [] : [{ newest, older }]
  })
  const left = new Set(repeated.flatMap(({ older }) => older))
  return {
    ...audit,
    servers: audit.servers.filter((server) => !left.has(server)),
    remarks: repeated.map(({ newest, older }) => remarkOn(newest, older))
  }
}
