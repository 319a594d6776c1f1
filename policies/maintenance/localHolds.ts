import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { shortName } from '../../judging/dagMembers'
import { drift, type Judgement } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import {
  actualOf,
  type ComponentFault,
  holdSentence,
  isActive,
  isOfExchangeOnline
} from '../components/componentFaults'
import { type KnownDag, takeBack } from './resolution'

/** What the registry of a server asks for, each component once with all who ask for another state than Active. */
const holdsIn = ({ sections: { localStates } }: Facts): ReadonlyArray<ComponentFault> => {
  const byComponent = new Map<string, ComponentFault>()
  for (const { component, requester, state, time } of E.isRight(localStates) ? localStates.right : []) {
    if (state === null || isActive(state) || isOfExchangeOnline(component)) continue
    const known = byComponent.get(component)?.holds ?? []
    byComponent.set(component, { component, state, holds: [...known, { requester, state, place: 'registry', time }] })
  }
  return [...byComponent.values()]
}

/** Exchange writes a request there and in the directory, so that it is in force unless a later one was written in the directory alone. */
const notRead =
  'Whether it was taken back later in Active Directory alone was not read: Get-ServerComponentState tells.'

/** What the registry of the server tells where nobody asked Exchange, or asked before. */
export const judgeLocal = (facts: Facts, dag: KnownDag): ReadonlyArray<Judgement> => {
  const faults = holdsIn(facts)
  return faults.map((fault) =>
    drift({
      path: ['componentStates', fault.component],
      actual: actualOf(fault),
      desired: 'Active',
      evidence: [...fault.holds.map(holdSentence), notRead],
      resolution: takeBack(shortName(facts.server), fault, faults, dag),
      remediation: byHand('a later request in Active Directory was not read')
    })
  )
}
