import type { Verdict } from '../../judging/verdict'
import { ownTable } from '../../kernel/builds/buildTable'
import { policies } from '../../policies/catalogue'
import type { AuditedServer } from '../../reports/audit'
import type { Fleet } from '../../reports/fleet'
import { serverFacts } from './server'
import { aDrift, anUnknown, aVerdict } from './verdict'

const facts = serverFacts()

/** A server that every policy finds compliant, with some of its verdicts and parts replaced. */
export const aServer = (
  server: string,
  verdicts: Readonly<Record<string, Partial<Verdict>>> = {},
  parts: Partial<AuditedServer> = {}
): AuditedServer => ({
  server,
  dag: null,
  site: null,
  source: `${server}.json`,
  log: false,
  facts,
  verdicts: policies.map(({ name, title, section }) =>
    aVerdict({ policy: name, title, section, level: 'mandatory', ...verdicts[name] })
  ),
  ...parts
})

export const aFleet = (servers: ReadonlyArray<AuditedServer>, parts: Partial<Fleet> = {}): Fleet => ({
  name: 'demo',
  kind: 'stack',
  servers,
  errors: [],
  at: '2026-11-26T06:00:00.000Z',
  table: { ...ownTable, asOf: '2026-10-02' },
  gate: { passes: false, text: 'Mandatory policies are not met on 1 server.' },
  ...parts
})

/** Verdicts of each kind, by the policy that they replace. */
export const ofEachKind: Readonly<Record<string, Partial<Verdict>>> = {
  'services-start': { status: 'drift', drifts: [aDrift()] },
  'folder-acls': { status: 'unknown', unknowns: [anUnknown({ path: ['acls'] })] },
  'dag-health': { status: 'not-applicable', reason: 'the server is no member of a DAG' },
  'shared-web-config': { status: 'drift', waiver: 'CHG-7', drifts: [aDrift({ waiver: 'CHG-7' })] },
  maintenance: {
    ...{ status: 'unknown', level: 'advisory', countsAsChange: false, unasked: 'nobody named the organization' },
    unknowns: [anUnknown({ path: ['organization'], reason: 'nobody named the organization' })]
  }
}

/** As many servers as are wanted, in DAGs and sites; every third drifts, and every seventh could not be read. */
export const manyServers = (count: number): ReadonlyArray<AuditedServer> =>
  Array.from({ length: count }, (_, index) => {
    const place = { dag: `DAG${index % 20}`, site: index % 2 === 0 ? 'Berlin' : 'Hamburg' }
    const { 'services-start': drift, 'folder-acls': unread } = ofEachKind
    return aServer(
      `EX${String(index + 1).padStart(4, '0')}`,
      {
        ...(index % 3 === 0 ? { 'services-start': drift } : {}),
        ...(index % 7 === 0 ? { 'folder-acls': unread } : {})
      },
      place
    )
  })
