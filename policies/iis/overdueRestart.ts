import * as E from 'fp-ts/Either'
import { isAbsent } from '../../facts/fact'
import type { Facts } from '../../facts/facts'
import { drift, type Judgement, type Policy, unknown } from '../policy'
import { automationStep, remediation } from '../remediation'
import { restartIis, restartStep } from './restart'

const mark = '$env:ProgramData\\ExchangeCompliance\\restart-due'

const remedy = remediation(restartStep)

const names = /^[a-z][a-z0-9-]*(?:, [a-z][a-z0-9-]*)*$/

/** Why it can't be told whether a restart is owed; null where it can, or where no journal was recorded. */
const whyUnknown = ({ sections: { journal } }: Facts): string | null => {
  if (isAbsent(journal)) return null
  if (E.isLeft(journal)) return `whether IIS is still to be restarted was not read: ${journal.left.reason}`
  const { restartDue } = journal.right
  return restartDue === null || names.test(restartDue)
    ? null
    : `whether IIS is still to be restarted is not known: the mark ${mark} is damaged; restart IIS, then remove it`
}

const isOwedTo = (policy: string, { sections: { journal } }: Facts): boolean =>
  E.isRight(journal) && (journal.right.restartDue ?? '').split(', ').includes(policy)

/** The restart of IIS that a remediation owes to a policy, since it was cut off: what it changed isn't in effect yet. */
export const overdueRestart = ({ name, link, supports }: Policy, facts: Facts): ReadonlyArray<Judgement> => {
  const reason = supports.includes('journal') ? whyUnknown(facts) : null
  if (reason !== null) return [unknown(['journal'], reason)]
  return isOwedTo(name, facts)
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
              `Remove the mark in the same PowerShell: Remove-Item -LiteralPath "${mark}"`,
              automationStep(E.right(remedy))
            ],
            link
          },
          remediation: remedy
        })
      ]
    : []
}
