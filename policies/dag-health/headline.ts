import type { Drift, Headline } from '../../judging/policy'
import { nameIn, phrased } from '../headlineParts'

const memberFault = (drift: Drift): string => {
  const { path, actual } = drift
  switch (path[0]) {
    case 'databaseCopies':
      return `copy of ${nameIn(drift)}: ${actual}`
    case 'dags':
      return `${nameIn(drift)}: ${actual}`
    case 'activation':
      return nameIn(drift) === 'disabledAndMoveNow'
        ? 'activation of databases is disabled'
        : `activation policy is ${actual}`
    default:
      return actual
  }
}

const ofMember = phrased(
  memberFault,
  'If another member fails or is updated, the databases of this DAG may not come up here.'
)

/** Without a DAG the only fault is a database that is not mounted. */
export const dagHealthHeadline: Headline = {
  ...ofMember,
  why: (drifts) =>
    drifts.every(({ desired }) => desired === 'mounted')
      ? 'Nobody reaches the mailboxes of a database that is not mounted.'
      : ofMember.why(drifts)
}
