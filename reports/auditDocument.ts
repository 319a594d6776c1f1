import * as t from 'io-ts'
import { level, ownLevel, shell, status } from '../kernel/words'

// The one source of version 2 of the JSON: its type, how an earlier one is read, and its published schema
// (docs/auditSchema.ts). The name of a codec is its name in the schema. A key that comes later is optional (`t.partial`), since
// reports that are without it are still read.

const nullOr = <A>(codec: t.Type<A>) => t.union([codec, t.null])
const texts = t.readonlyArray(t.string)

const step = t.type(
  {
    text: t.string,
    shell: nullOr(shell),
    command: nullOr(t.string)
  },
  'Step'
)

const resolution = t.type({ summary: t.string, steps: t.readonlyArray(step), link: nullOr(t.string) }, 'Resolution')

const drift = t.type(
  {
    path: t.string,
    actual: t.string,
    desired: t.string,
    evidence: texts,
    waiver: nullOr(t.string),
    resolution,
    remediation: nullOr(t.string)
  },
  'Drift'
)

const unknown = t.type({ path: t.string, reason: t.string, waiver: nullOr(t.string) }, 'Unknown')

const verdict = t.type(
  {
    policy: t.string,
    title: t.string,
    section: nullOr(t.string),
    status,
    ownLevel,
    level,
    reason: nullOr(t.string),
    unasked: nullOr(t.string),
    waiver: nullOr(t.string),
    drifts: t.readonlyArray(drift),
    unknowns: t.readonlyArray(unknown)
  },
  'Verdict'
)

const finding = t.type(
  {
    kind: t.keyof({ drift: null, unknown: null }),
    policies: texts,
    section: nullOr(t.string),
    ownLevel,
    level,
    title: t.string,
    why: t.string,
    do: t.readonlyArray(resolution),
    automatic: t.boolean,
    waiver: nullOr(t.string)
  },
  'Finding'
)

const coverage = t.type({ judged: t.number, policies: t.number, unread: t.record(t.string, t.number) }, 'Coverage')

const stateOfServer = t.type(
  {
    build: nullOr(t.string),
    lastUpdateTry: nullOr(
      t.type({
        what: t.string,
        at: nullOr(t.string),
        result: t.keyof({ done: null, failed: null, 'broken off': null }),
        unread: texts
      })
    ),
    lastBoot: nullOr(t.string),
    unfinished: nullOr(texts),
    coverage: t.type({ judged: t.number, policies: t.number }),
    notKnown: t.record(t.string, t.string)
  },
  'StateOfServer'
)

const server = t.intersection(
  [
    t.type({
      name: t.string,
      dag: nullOr(t.string),
      site: nullOr(t.string),
      source: t.string,
      version: nullOr(t.string),
      collectedAt: nullOr(t.string),
      state: t.keyof({ compliant: null, waived: null, drifting: null, 'not read': null, 'not judged': null }),
      coverage,
      findings: t.readonlyArray(finding),
      verdicts: t.readonlyArray(verdict)
    }),
    t.partial({ facts: t.UnknownRecord, stateOfServer })
  ],
  'Server'
)

const state = t.keyof({ ...status.keys, waived: null, 'not judged': null }, 'PolicyState')

const changedValue = t.type({ path: t.string, before: t.string, now: t.string }, 'ChangedValue')

const ofPolicy = t.type({
  server: t.string,
  policy: t.string,
  change: t.keyof({ new: null, fixed: null, unchanged: null, waived: null, 'not comparable': null }),
  before: state,
  now: state,
  added: t.number,
  removed: t.number
})

const change = t.intersection(
  [ofPolicy, t.partial({ values: t.readonlyArray(changedValue), olderFacts: t.literal(true) })],
  'Change'
)

const changes = t.type(
  { since: t.string, newServers: texts, goneServers: texts, policies: t.readonlyArray(change) },
  'Changes'
)

/** An audit, or the report of a stack, as version 2 of its JSON. */
export const auditDocument = t.intersection(
  [
    t.type({
      version: t.literal(2),
      kind: t.keyof({ stack: null, audit: null }),
      name: t.string,
      at: t.string,
      buildsAsOf: t.string,
      gate: t.type({ passes: t.boolean, line: t.string, text: t.string }, 'Gate'),
      errors: t.readonlyArray(t.type({ source: t.string, message: t.string }, 'InputError')),
      coverage,
      changes: nullOr(changes),
      servers: t.readonlyArray(server)
    }),
    t.partial({ remarks: texts, exitCode: t.number })
  ],
  'Audit'
)

export type AuditDocument = t.TypeOf<typeof auditDocument>
export type ReportedVerdict = t.TypeOf<typeof verdict>

/** What a policy came to on a server; `not judged` where it was left out, or nobody named a source of its facts. */
export type PolicyState = t.TypeOf<typeof state>

/**
 * What became of a policy on a server since an earlier report; `added` and `removed` count the values that drift. `values` are
 * the first that drifted then, too, and are others now. `olderFacts`: what the server is judged by is older than it was then.
 */
export type Change = t.TypeOf<typeof change>

/** What changed since an earlier report (`since`: ISO 8601, UTC). */
export type Changes = t.TypeOf<typeof changes>
