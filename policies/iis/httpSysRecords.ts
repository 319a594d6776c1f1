import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { Binding } from '../../facts/sections/bindings'
import type { HttpSysRecord } from '../../facts/sections/httpSys'
import { drift, type Judgement, type Resolution } from '../policy'
import { assignCertificate, forAll, removeRecord } from './bindingSteps'
import { type Endpoint, isForAll, isSameCertificate, isWildcardRecord, recordOf, showRecord } from './endpoints'
import { judgeServed } from './servedCertificate'

const listed = (records: ReadonlyArray<HttpSysRecord>): string =>
  records.length === 0
    ? 'http.sys holds no certificate record at all.'
    : `http.sys holds certificate records for ${records.map(showRecord).join(', ')} only.`

const missingRecord = (facts: Facts, endpoint: Endpoint, records: ReadonlyArray<HttpSysRecord>): Judgement =>
  drift({
    path: ['httpSys', `0.0.0.0:${endpoint.port}`],
    actual: 'absent',
    desired: `0.0.0.0:${endpoint.port} with a valid certificate`,
    evidence: [listed(records)],
    resolution: assignCertificate(facts, endpoint, forAll),
    remediation: null
  })

const resolutionFor = (
  facts: Facts,
  endpoint: Endpoint,
  record: HttpSysRecord,
  holder: Binding | undefined
): Resolution => {
  if (isWildcardRecord(record)) return assignCertificate(facts, endpoint, forAll)
  return holder === undefined ? removeRecord(record) : assignCertificate(facts, endpoint, holder)
}

/**
 * Judges http.sys's records on an endpoint's port. `bindings` are IIS' own on that site and port, null where they were
 * unreadable; what they tell already (no binding for all addresses, no certificate, the same one) isn't told again.
 */
export const judgeHttpSys = (
  facts: Facts,
  endpoint: Endpoint,
  bindings: ReadonlyArray<Binding> | null
): ReadonlyArray<Judgement> => {
  if (E.isLeft(facts.sections.httpSys)) return []
  const all = facts.sections.httpSys.right
  const records = all.filter(({ port }) => port === endpoint.port)
  const main = bindings?.find(isForAll)
  const isTold = (record: HttpSysRecord) =>
    isWildcardRecord(record) && main !== undefined && isSameCertificate(main, record)
  const isMissing = !records.some(isWildcardRecord) && (bindings === null || (main?.thumbprint ?? null) !== null)
  return [
    ...(isMissing ? [missingRecord(facts, endpoint, all)] : []),
    ...records
      .filter((record) => !isTold(record))
      .flatMap((record) =>
        judgeServed(facts, {
          path: ['httpSys', showRecord(record)],
          shown: showRecord(record),
          thumbprint: record.thumbprint,
          seen: `http.sys holds a certificate record for ${showRecord(record)}.`,
          resolution: () =>
            resolutionFor(
              facts,
              endpoint,
              record,
              bindings?.find((binding) => recordOf(all, binding) === record)
            )
        })
      )
  ]
}
