import * as E from 'fp-ts/Either'
import { isAbsent } from '../../facts/fact'
import type { Facts } from '../../facts/facts'
import type { Binding } from '../../facts/sections/bindings'
import type { HttpSysRecord } from '../../facts/sections/httpSys'
import { drift, type Judgement, note, type Resolution, unknown } from '../../judging/policy'
import type { Proposal } from '../../judging/remediation'
import { sameName } from '../../kernel/compare'
import type { PropertyPath } from '../../kernel/propertyPath'
import { someOf } from '../../kernel/someOf'
import {
  type Endpoint,
  forAll,
  isForAll,
  isSameCertificate,
  isWildcardRecord,
  type Listener,
  recordKeyOf,
  showRecord
} from '../iis/endpoints'
import { judgeOther, sharedIpv6 } from './otherSites'
import { isAmong, type Reach, reachOf } from './reach'
import { asksCentralStore, holdersOf, isCentral, isForeign, ownerOf, recordsOf } from './records'
import { assignment, forAllAddresses } from './remediation'
import { assignCertificate, removeRecord } from './resolution'
import { judgeServed } from './servedCertificate'
import { looksLikeExchange } from './servesExchange'

const mostNamed = 20

const listed = (records: ReadonlyArray<HttpSysRecord>): string =>
  records.length === 0
    ? 'http.sys holds no certificate record at all.'
    : `http.sys holds certificate records for ${someOf(records.map(showRecord), mostNamed)} only.`

const missingRecord = (
  facts: Facts,
  endpoint: Endpoint,
  records: ReadonlyArray<HttpSysRecord>,
  baseline: Facts | null
): Judgement =>
  drift({
    path: ['httpSys', `0.0.0.0:${endpoint.port}`],
    actual: 'absent',
    desired: `0.0.0.0:${endpoint.port} with a valid certificate`,
    evidence: [listed(records)],
    resolution: assignCertificate(facts, endpoint, forAll, forAllAddresses(facts, endpoint, baseline)),
    remediation: forAllAddresses(facts, endpoint, baseline)
  })

const pathOf = (record: HttpSysRecord): PropertyPath => ['httpSys', showRecord(record)]

const resolutionFor =
  (facts: Facts, endpoint: Endpoint, record: HttpSysRecord, holder: Listener | null) =>
  (proposal: Proposal): Resolution =>
    holder === null ? removeRecord(record) : assignCertificate(facts, endpoint, holder, proposal)

const ownHolder = (facts: Facts, { site }: Endpoint, record: HttpSysRecord): Listener | null =>
  isWildcardRecord(record)
    ? forAll
    : ((holdersOf(facts).get(record) ?? []).find((binding) => sameName(binding.site, site)) ?? null)

const judgeOwn = (
  facts: Facts,
  endpoint: Endpoint,
  record: HttpSysRecord,
  baseline: Facts | null
): ReadonlyArray<Judgement> => {
  if (record.unreadable !== null) return [unknown(pathOf(record), record.unreadable)]
  const holder = ownHolder(facts, endpoint, record)
  return judgeServed(
    facts,
    {
      endpoint,
      listener: { address: record.address ?? '', host: record.host ?? '' },
      path: pathOf(record),
      shown: showRecord(record),
      certificate: record,
      seen: `http.sys holds a certificate record for ${showRecord(record)}.`,
      proposal: () =>
        isWildcardRecord(record)
          ? forAllAddresses(facts, endpoint, baseline)
          : assignment(facts, endpoint, holder, baseline),
      resolution: resolutionFor(facts, endpoint, record, holder)
    },
    baseline
  )
}

/** Whether a record is for a host name that is none of Exchange's, nor looks like one. */
const isOfAnotherName = ({ host }: HttpSysRecord, reach: Reach): boolean =>
  host !== null &&
  host !== '' &&
  !host.startsWith('*') &&
  !isAmong(reach.names, host) &&
  !looksLikeExchange(host.split('.')[0] ?? '')

/** Who made such a record is not known, but nobody who asks for Exchange gets its certificate. */
const onlyTold =
  (shown: string) =>
  (judgement: Judgement): Judgement => {
    const fault = judgement._tag === 'Drift' ? judgement.actual.replace(`${shown}, `, '') : null
    const why = judgement._tag === 'Unknown' ? judgement.reason : fault
    return why === null
      ? judgement
      : note(
          `no binding of IIS holds the record of http.sys for ${shown} (${why}), and nothing shows that clients ask ` +
            'Exchange by that name'
        )
  }

/** A certificate is judged where clients of Exchange get it: that of another site or program is not Exchange's. */
const judgeRecord = (
  facts: Facts,
  endpoint: Endpoint,
  record: HttpSysRecord,
  baseline: Facts | null
): ReadonlyArray<Judgement> => {
  const shown = showRecord(record)
  const owner = ownerOf(facts, endpoint, record)
  switch (owner) {
    case 'left-over':
      if (isOfAnotherName(record, reachOf(facts, endpoint)))
        return judgeOwn(facts, endpoint, record, baseline).map(onlyTold(shown))
      return judgeOwn(facts, endpoint, record, baseline)
    case 'site':
      return [...judgeOwn(facts, endpoint, record, baseline), ...sharedIpv6(facts, endpoint, record)]
    case 'other-site':
    case 'other-program':
    case null:
      return judgeOther(facts, endpoint, record, owner, reachOf(facts, endpoint))
    case 'no-address':
      return [note(`the record of http.sys for ${shown} is left over, of an address that the server does not have`)]
  }
}

const ofCentralStore = ({ port }: Endpoint): Judgement =>
  unknown(
    ['httpSys', `0.0.0.0:${port}`],
    `http.sys takes certificates for port ${port} from the central certificate store, which is not read`
  )

/** The record for all addresses serves Exchange, whoever made it; but another program may choose its certificate. */
const madeElsewhere = (record: HttpSysRecord | undefined): ReadonlyArray<Judgement> =>
  record !== undefined && isForeign(record)
    ? [
        note(
          `the record of http.sys for ${showRecord(record)}, which serves Exchange, was not made by IIS ` +
            `(application id ${record.appId}, certificate ${record.thumbprint ?? 'none'}): see that no other program changes it`
        )
      ]
    : []

/** Whether a binding for all addresses has said already what is to be said of the record for them. */
const isTold = (main: ReadonlyArray<Binding>, record: HttpSysRecord): boolean =>
  isWildcardRecord(record) && main.some((one) => isCentral(one) || isSameCertificate(one, record))

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
  const main = bindings?.filter(isForAll) ?? []
  const wildcard = recordsOf(facts).get(recordKeyOf(forAll, endpoint.port))
  const isWanted = bindings === null || main.some((one) => one.thumbprint !== null && !isCentral(one))
  const isFromStore = asksCentralStore(facts, endpoint.port)
  const records = [...recordsOf(facts).values()].filter(({ port }) => port === endpoint.port)
  return [
    ...(wildcard !== undefined || !isWanted
      ? []
      : [isFromStore ? ofCentralStore(endpoint) : missingRecord(facts, endpoint, all, baseline)]),
    ...records
      .filter((record) => !isTold(main, record))
      .flatMap((record) => judgeRecord(facts, endpoint, record, baseline)),
    ...madeElsewhere(wildcard)
  ]
}

/** The records of which not even the endpoint could be read: Windows can't use them either. */
export const oddRecords = (facts: Facts): ReadonlyArray<Judgement> =>
  E.isLeft(facts.sections.httpSys)
    ? []
    : facts.sections.httpSys.right.flatMap(({ port, unreadable }) =>
        port === 0 ? [note(unreadable ?? 'a record of http.sys names no port')] : []
      )

/** Records of single addresses and host names show nowhere else; a recording that never had them only lowers the coverage. */
export const unreadRecords = ({ sections: { httpSys } }: Facts): ReadonlyArray<Judgement> =>
  E.isLeft(httpSys) && !isAbsent(httpSys)
    ? [unknown(['httpSys'], `the records of http.sys could not be read: ${httpSys.left.reason}`)]
    : []
