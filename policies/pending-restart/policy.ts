import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { startedSince } from '../../facts/lastStart'
import type { PendingRestart } from '../../facts/sections/pendingRestart'
import { appliesWhere } from '../../judging/kind'
import { compliant, drift, type Judgement, type Policy } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { pendingRestartHeadline } from './headline'
import { judgeRenames } from './judgeRenames'
import { link, restart } from './resolution'
import { type Source, signOf, sourceNames, unreadSource } from './sources'

/** A source that said the same before the last start of Windows is not ended by a restart alone. */
const outlasting = (facts: Facts, source: Source, actual: string, baseline: Facts | null): ReadonlyArray<string> => {
  const before = baseline?.sections.pendingRestart
  if (baseline === null || before === undefined || E.isLeft(before)) return []
  const sign = signOf(source, before.right)
  return sign?.actual === actual && startedSince(facts, baseline.collectedAt)
    ? [`It said the same in the baseline of ${baseline.collectedAt}, and Windows was started since then.`]
    : []
}

const judgeSource = (facts: Facts, read: PendingRestart, source: Source, baseline: Facts | null): Judgement => {
  const path = ['pendingRestart', source] as const
  if (read[source] === null) return unreadSource(read, source)
  const sign = signOf(source, read)
  if (sign === null) return compliant(path, 'no restart')
  return drift({
    path,
    actual: sign.actual,
    desired: sign.desired,
    evidence: [sign.evidence, ...outlasting(facts, source, sign.actual, baseline)],
    resolution: restart(facts.server),
    remediation: byHand('only a person may restart a server')
  })
}

/** Whether Windows or an installer waits for a restart of the server. */
export const pendingRestart: Policy = {
  name: 'pending-restart',
  title: 'No restart of the server is pending',
  section: 'restart-from-previous-installation-is-pending',
  link,
  stage: 'always',
  level: 'mandatory',
  decides: ['pendingRestart'],
  supports: ['boot'],
  automation: {
    automated: [],
    byHand: ['The restart of the server, because only an administrator may take it out of service.']
  },
  headline: pendingRestartHeadline,
  applies: appliesWhere(() => null),
  evaluate: (facts, { baseline }) => {
    const read = facts.sections.pendingRestart
    if (E.isLeft(read)) return []
    return [
      ...sourceNames.map((source) => judgeSource(facts, read.right, source, baseline)),
      ...(read.right.fileRenames === null
        ? [unreadSource(read.right, 'fileRenames')]
        : judgeRenames(facts, read.right, baseline))
    ]
  }
}
