import type { Facts } from '../../facts/facts'
import { installPath } from '../../facts/installation'
import type { IocTraces, Suspect, TraceHit, TraceRule } from '../../facts/sections/iocTraces'
import { drift, type Judgement, type Resolution } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { counted } from '../../kernel/counted'
import type { PropertyPath } from '../../kernel/propertyPath'
import { examine } from './resolution'
import { evidenceOf, isRefused, lookAt, wordsOfRule } from './traceWords'

const why = 'the server must be isolated and examined, and a repair would destroy evidence'

const trace = (
  place: readonly [name: string, until?: string],
  actual: string,
  evidence: ReadonlyArray<string>,
  resolution: Resolution
): ReadonlyArray<Judgement> => {
  const [name, until] = place
  const path: PropertyPath = ['iocTraces', name, ...(until === undefined ? [] : [until])]
  return [drift({ path, actual, desired: 'none', evidence, resolution, remediation: byHand(why) })]
}

/** When the newest trace was written: a waiver of what was seen until then accepts no later one. */
const newest = (times: ReadonlyArray<string | null>): string =>
  times.reduce<string | null>(
    (last, time) => (time !== null && (last === null || Date.parse(time) > Date.parse(last)) ? time : last),
    null
  ) ?? 'at an unknown time'

const rules: ReadonlyArray<TraceRule> = ['serverInfo', 'resetDirectory', 'directoryUrl', 'oabDownload']

const ofRule = (facts: Facts, rule: TraceRule, own: ReadonlyArray<TraceHit>, name: string, end: string) => {
  const lines = own.reduce((sum, { count }) => sum + count, 0)
  return own.length === 0
    ? []
    : trace(
        [name, newest(own.map(({ first, last }) => last ?? first))],
        `${wordsOfRule[rule].many(lines)}${end}`,
        evidenceOf(rule, own),
        examine(facts.server, installPath(facts), lookAt(rule, own))
      )
}

/** A scan that failed has a path of its own: who waives it does not accept what an intruder has come in by. */
const byRule = (facts: Facts, { hits }: IocTraces): ReadonlyArray<Judgement> =>
  rules.flatMap((rule) => {
    const own = hits.filter((one) => one.rule === rule)
    return [
      ...ofRule(
        facts,
        rule,
        own.filter((one) => !isRefused(one)),
        rule,
        ''
      ),
      ...ofRule(facts, rule, own.filter(isRefused), `${rule}Refused`, ', all answered with an error')
    ]
  })

const byMessaging = (facts: Facts, { messaging }: IocTraces): ReadonlyArray<Judgement> => {
  const events = messaging?.events ?? []
  if (events.length === 0) return []
  return trace(
    ['messaging', newest(events.map(({ at }) => at))],
    `${counted(events.length, 'error')} of Unified Messaging with an InvalidCastException`,
    [
      'Unified Messaging fails so at data of an intruder that it is to run (CVE-2021-26857).',
      ...events.slice(0, 10).map(({ id, at }) => `Event ${id} in the log Application, ${at ?? 'at an unknown time'}.`)
    ],
    examine(facts.server, installPath(facts), null)
  )
}

const shownSuspect = ({ path, size, modified }: Suspect): string =>
  `${path}: ${size === null ? 'of unknown size' : counted(size, 'byte')}, modified ${modified ?? 'at an unknown time'}`

/** Each by its own path, so that a waiver of one accepts no other one. */
const byDumps = (facts: Facts, { suspects }: IocTraces): ReadonlyArray<Judgement> =>
  suspects
    .filter(({ kind }) => kind === 'dump')
    .flatMap((dump) =>
      trace(
        [dump.path],
        'a dump of lsass',
        [
          'A dump of lsass holds the passwords of those who signed in, and intruders leave it in these folders.',
          shownSuspect(dump)
        ],
        examine(facts.server, installPath(facts), null)
      )
    )

/** What the traces tell of intruders, a drift for each kind. */
export const traceDrifts = (facts: Facts, found: IocTraces): ReadonlyArray<Judgement> => [
  ...byRule(facts, found),
  ...byMessaging(facts, found),
  ...byDumps(facts, found)
]
