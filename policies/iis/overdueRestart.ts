import * as E from 'fp-ts/Either'
import { isAbsent } from '../../facts/fact'
import type { Facts } from '../../facts/facts'
import { drift, type Judgement, unknown } from '../../judging/policy'
import { remediation } from '../../judging/remediation'
import { inPowerShell } from '../../judging/resolutionSteps'
import { restartIis, restartStep } from './restart'

const mark = '$env:ProgramData\\ExchangeCompliance\\restart-due'

const remedy = remediation(restartStep)

/** The policies whose remediations restart IIS: a mark that names another one is none that we wrote. */
export const restartingPolicies: ReadonlyArray<string> = ['ssl-bindings', 'shared-web-config']

const namesOf = (restartDue: string): ReadonlyArray<string> => restartDue.split(', ')

const isMark = (restartDue: string): boolean => namesOf(restartDue).every((name) => restartingPolicies.includes(name))

const isOwedTo = (policy: string, { sections: { journal } }: Facts): boolean =>
  E.isRight(journal) && namesOf(journal.right.restartDue ?? '').includes(policy)

/** Why it can't be told whether a restart is owed; null where it can, or where no journal was recorded. */
const whyUnknown = ({ sections: { journal } }: Facts): string | null => {
  if (isAbsent(journal)) return null
  if (E.isLeft(journal))
    return `whether a remediation still owes a restart of IIS could not be read: ${journal.left.reason}`
  const { restartDue } = journal.right
  return restartDue === null || isMark(restartDue)
    ? null
    : `whether a remediation still owes a restart of IIS is not known: the mark ${mark} is damaged; restart IIS, then remove it`
}

/** A mark that can't be read may name the policy; a recording of before the journal has none, which lowers the coverage. */
const unreadMark = (facts: Facts): ReadonlyArray<Judgement> => {
  const reason = whyUnknown(facts)
  return reason === null ? [] : [unknown(['journal'], reason)]
}

/** The restart of IIS that a remediation owes to a policy, since it was cut off: what it changed isn't in effect yet. */
export const overdueRestart =
  (name: string, link: string) =>
  (facts: Facts): ReadonlyArray<Judgement> =>
    isOwedTo(name, facts)
      ? [
          drift({
            path: ['journal', 'restartDue', name],
            actual: 'IIS is still to be restarted',
            desired: 'restarted',
            evidence: [
              `The mark ${mark} names ${name}: a remediation changed what only a restart of IIS puts into effect.`
            ],
            resolution: {
              summary: 'Expected IIS to have been restarted after a remediation. Restart it.',
              steps: [
                ...restartIis,
                inPowerShell('Remove the mark in the same PowerShell:', `Remove-Item -LiteralPath "${mark}"`)
              ],
              link
            },
            remediation: E.right(remedy)
          })
        ]
      : unreadMark(facts)
