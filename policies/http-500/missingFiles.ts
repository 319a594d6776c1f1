import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { installPath } from '../../facts/installation'
import { outlookOnTheWeb, type ServerKind } from '../../judging/kind'
import { drift, type Judgement, unknown } from '../../judging/policy'
import { sameName } from '../../kernel/compare'
import { byAPerson, installAgain } from './resolution'

/** The files without which the web applications of Exchange can't be loaded. */
const needed = ['Bin\\Microsoft.Exchange.Common.dll', outlookOnTheWeb]

const missingBelow = ({ sections: { build } }: Facts): ReadonlyArray<string> =>
  E.isRight(build) ? (build.right.missing ?? []).filter((path) => needed.some((one) => sameName(one, path))) : []

/** The whole paths of those that are missing. */
export const missingFiles = (facts: Facts): ReadonlyArray<string> =>
  missingBelow(facts).map((path) => installPath(facts) + path)

/** A drift for each that this kind of server needs and that is missing. */
export const judgeFiles = (facts: Facts, { backEnd }: ServerKind): ReadonlyArray<Judgement> => {
  const { build } = facts.sections
  if (E.isLeft(build))
    return [
      unknown(
        ['webFiles'],
        `whether the files that the web applications load are there was not read: ${build.left.reason}`
      )
    ]
  return missingBelow(facts)
    .filter((path) => backEnd || !sameName(path, outlookOnTheWeb))
    .map((path) =>
      drift({
        path: ['webFiles', path],
        actual: 'absent',
        desired: 'present',
        evidence: [`${installPath(facts)}${path} is missing, and the web applications of Exchange load it.`],
        resolution: installAgain(facts, path),
        remediation: byAPerson
      })
    )
}
