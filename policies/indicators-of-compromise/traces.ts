import * as E from 'fp-ts/Either'
import { isAbsent } from '../../facts/fact'
import type { Facts } from '../../facts/facts'
import { installPath } from '../../facts/installation'
import type { IocTraces } from '../../facts/sections/iocTraces'
import type { ServerKind } from '../../judging/kind'
import { type Judgement, note, unknown, veto } from '../../judging/policy'
import { showPath } from '../../kernel/propertyPath'
import { anyUpdate } from './lastFiles'
import type { FoundPage } from './pages'
import { notSearched } from './resolution'
import { traceDoubts } from './traceDoubts'
import { traceDrifts } from './traceDrifts'

const judgeDoubts = (
  facts: Facts,
  found: IocTraces,
  kind: ServerKind,
  pages: ReadonlyArray<FoundPage>
): ReadonlyArray<Judgement> =>
  kind.product === '2010'
    ? [unknown(['iocTraces'], 'what traces intruders leave in the logs of Exchange 2010 is not known here')]
    : traceDoubts(found, kind, anyUpdate(facts, pages))

const forbidding = (drifts: ReadonlyArray<Judgement>): ReadonlyArray<Judgement> =>
  drifts.length === 0 ? [] : [...drifts, veto('traces of intruders in its logs: isolate it, and keep the evidence')]

/** What an earlier search found and a later one does not find again: logs are deleted as they age, and that undoes nothing. */
const earlierTraces = (facts: Facts, baseline: Facts | null, now: ReadonlyArray<Judgement>) => {
  const before = baseline?.sections.iocTraces
  if (baseline === null || before === undefined || E.isLeft(before)) return []
  const told = `The baseline of ${baseline.collectedAt ?? 'an unknown time'} shows it: the logs were searched then.`
  const found = new Set(now.flatMap((one) => (one._tag === 'Drift' ? [showPath(one.path)] : [])))
  return traceDrifts(facts, before.right).flatMap((one) =>
    one._tag === 'Drift' && !found.has(showPath(one.path)) ? [{ ...one, evidence: [...one.evidence, told] }] : []
  )
}

/** The logs where they were searched, which an ordinary reading does not do; and what the baseline tells of them. */
export const judgeTraces = (
  facts: Facts,
  baseline: Facts | null,
  kind: ServerKind | null,
  pages: ReadonlyArray<FoundPage>
): ReadonlyArray<Judgement> => {
  const { iocTraces } = facts.sections
  const found = E.isRight(iocTraces) ? traceDrifts(facts, iocTraces.right) : []
  const drifts = forbidding([...found, ...earlierTraces(facts, baseline, found)])
  if (E.isLeft(iocTraces))
    return [
      ...drifts,
      isAbsent(iocTraces)
        ? note(notSearched(installPath(facts)))
        : unknown(['iocTraces'], `the logs were not searched: ${iocTraces.left.reason}`)
    ]
  return [...drifts, ...(kind === null ? [] : judgeDoubts(facts, iocTraces.right, kind, pages))]
}
