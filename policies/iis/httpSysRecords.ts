import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import type { Binding } from '../../facts/sections/bindings'
import type { HttpSysRecord } from '../../facts/sections/httpSys'
import { drift, type Judgement, type Resolution } from '../policy'
import type { Proposal } from '../remediation'
import { assignment, forAllAddresses } from './bindingProposal'
import { assignCertificate, removeRecord } from './bindingSteps'
import {
  type Endpoint,
  forAll,
  isForAll,
  isSameCertificate,
  isWildcardRecord,
  type Listener,
  recordOf,
  showRecord
} from './endpoints'
import { judgeServed } from './servedCertificate'

const listed = (records: ReadonlyArray<HttpSysRecord>): string =>
  records.length === 0
    ? 'http.sys holds no certificate record at all.'
    : `http.sys holds certificate records for ${records.map(showRecord).join(', ')} only.`

const missingRecord = (
  facts: Facts,
  endpoint: Endpoint,
  records: ReadonlyArray<HttpSysRecord>,
  baseline: Facts | null
): Judgement => {
  const proposal = forAllAddresses(facts, endpoint, baseline)
  return drift({
    path: ['httpSys', `0.0.0.0:${endpoint.port}`],
    actual: 'absent',
    desired: `0.0.0.0:${endpoint.port} with a valid certificate`,
    evidence: [listed(records)],
    resolution: assignCertificate(facts, endpoint, forAll, proposal),
    remediation: O.toNullable(O.fromEither(proposal))
  })
}

const resolutionFor =
  (facts: Facts, endpoint: Endpoint, record: HttpSysRecord, holder: Listener | null) =>
  (proposal: Proposal): Resolution =>
    holder === null ? removeRecord(record, proposal) : assignCertificate(facts, endpoint, holder, proposal)

const judgeRecord = (
  facts: Facts,
  endpoint: Endpoint,
  record: HttpSysRecord,
  binding: Binding | undefined,
  baseline: Facts | null
): ReadonlyArray<Judgement> => {
  const isWildcard = isWildcardRecord(record)
  const holder = isWildcard ? forAll : (binding ?? null)
  return judgeServed(facts, {
    path: ['httpSys', showRecord(record)],
    shown: showRecord(record),
    thumbprint: record.thumbprint,
    seen: `http.sys holds a certificate record for ${showRecord(record)}.`,
    proposal: () =>
      isWildcard ? forAllAddresses(facts, endpoint, baseline) : assignment(facts, endpoint, holder, baseline),
    resolution: resolutionFor(facts, endpoint, record, holder)
  })
}

/**
 * Judges http.sys's records on an endpoint's port. `bindings` are IIS' own on that site and port, null where they were
 * unreadable; what they tell already (no binding for all addresses, no certificate, the same one) isn't told again.
 */
export const judgeHttpSys = (
  facts: Facts,
  endpoint: Endpoint,
  bindings: ReadonlyArray<Binding> | null,
  baseline: Facts | null
): ReadonlyArray<Judgement> => {
  if (E.isLeft(facts.sections.httpSys)) return []
  const all = facts.sections.httpSys.right
  const records = all.filter(({ port }) => port === endpoint.port)
  const main = bindings?.find(isForAll)
  const holders = new Map([...(bindings ?? [])].reverse().map((binding) => [recordOf(all, binding), binding]))
  const isTold = (record: HttpSysRecord) =>
    isWildcardRecord(record) && main !== undefined && isSameCertificate(main, record)
  const isMissing = !records.some(isWildcardRecord) && (bindings === null || (main?.thumbprint ?? null) !== null)
  return [
    ...(isMissing ? [missingRecord(facts, endpoint, all, baseline)] : []),
    ...records
      .filter((record) => !isTold(record))
      .flatMap((record) => judgeRecord(facts, endpoint, record, holders.get(record), baseline))
  ]
}
