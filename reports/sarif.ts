import { printable } from '../kernel/printable'
import { showPath } from '../kernel/propertyPath'
import type { Level } from '../kernel/words'
import { policies } from '../policies/catalogue'
import type { AuditedServer } from './audit'
import type { Change } from './auditDocument'
import { changeFinder } from './changesText'
import { type Finding, findingsOf } from './findings'
import { type Fleet, gateHead } from './fleet'
import { findingText, reported } from './plainFinding'

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json'

const rules = policies.map(({ name, title, link, level, stage, section }) => ({
  id: name,
  shortDescription: { text: title },
  helpUri: link,
  defaultConfiguration: { level: level === 'mandatory' ? 'error' : 'warning' },
  properties: { stage, ...(section === null ? {} : { section }) }
}))

const levels: Readonly<Record<Level, 'error' | 'warning' | 'none'>> = {
  mandatory: 'error',
  remediate: 'error',
  advisory: 'warning',
  disabled: 'none'
}

/** A path of a file as a relative URI; what a stack reads from no file stands under the server's name. */
const uriOf = (source: string): string =>
  source
    .replaceAll('\\', '/')
    .split('/')
    .map((part) => encodeURIComponent(printable(part)))
    .join('/')

const isUri = (text: string): boolean => text.length < 1_000

const locationOf = ({ server, source }: AuditedServer) => ({
  physicalLocation: { artifactLocation: { uri: isUri(source) ? uriOf(source) : 'input' } },
  logicalLocations: [{ name: reported(server), kind: 'resource' }]
})

/** The same finding has the same fingerprint in each run, whatever the values are that drift. */
const fingerprint = (server: string, policy: string, { kind, drifts, unknowns }: Finding): string => {
  const paths = [...drifts, ...unknowns].map(({ path }) => showPath(path))
  return JSON.stringify([server.toLowerCase(), policy, kind, [...new Set(paths)].sort()])
}

/** The standard's words for what became of a result; it has none for what can't be compared. */
const baselineState = (change: Change['change'] | undefined) =>
  change === 'new' || change === 'unchanged' ? { baselineState: change } : {}

/** A finding that several policies share is a result of each. */
const resultsOf =
  (hash: (text: string) => string, changeOf: ReturnType<typeof changeFinder>, server: AuditedServer) =>
  (found: Finding): ReadonlyArray<unknown> =>
    found.policies.map((policy) => ({
      ruleId: policy,
      ruleIndex: rules.findIndex(({ id }) => id === policy),
      kind: found.kind === 'drift' ? 'fail' : 'open',
      // The standard allows another level than "none" for the kind "fail" alone.
      level: found.kind === 'drift' ? levels[found.level] : 'none',
      properties: { ownLevel: found.ownLevel, effectiveLevel: found.level },
      ...baselineState(changeOf(server.server, policy)?.change),
      message: { text: `${reported(server.server)}: ${findingText(found)}` },
      locations: [locationOf(server)],
      partialFingerprints: { 'exchangeCompliance/v1': hash(fingerprint(server.server, policy, found)) },
      ...(found.waiver === null
        ? {}
        : { suppressions: [{ kind: 'external', status: 'accepted', justification: reported(found.waiver) }] })
    }))

/** The fleet as SARIF 2.1.0; `hash` gives a digest in hex. */
export const sarif = (hash: (text: string) => string, fleet: Fleet): string => {
  const { servers, errors, at, remarks = [] } = fleet
  const changeOf = changeFinder(fleet.changes)
  return JSON.stringify(
    {
      $schema: schema,
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'exchange-compliance', rules } },
          invocations: [
            {
              executionSuccessful: errors.length === 0,
              endTimeUtc: at,
              toolExecutionNotifications: errors
                .map(({ source, message }) => ({
                  level: 'error',
                  message: { text: `${reported(source)}: ${reported(message)}` }
                }))
                .concat(remarks.map((remark) => ({ level: 'note', message: { text: reported(remark) } })))
            }
          ],
          properties: { gate: gateHead(fleet), passes: fleet.gate.passes },
          results: servers.flatMap((server) => findingsOf(server).flatMap(resultsOf(hash, changeOf, server)))
        }
      ]
    },
    null,
    2
  )
}
