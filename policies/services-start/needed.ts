import * as E from 'fp-ts/Either'
import type { Service } from '../../facts/sections/services'
import type { ServerKind } from '../../judging/kind'
import { drift, type Judgement } from '../../judging/policy'
import { byHand, type Proposal } from '../../judging/remediation'
import { sameName } from '../../kernel/compare'
import type { DesiredService } from '../services/desiredServices'
import { findService, isDisabled } from '../services/listed'

interface Need {
  readonly needed: string
  readonly isDependent: (name: string, kind: ServerKind) => boolean
}

const isOfExchange = (name: string): boolean => /^ms(exchange|compliance)/i.test(name)

/** Of the services that an update disables: which ones Windows starts only after which others, in the order in which they start. */
const needs: ReadonlyArray<Need> = [
  { needed: 'NetTcpPortSharing', isDependent: (name) => sameName(name, 'MSExchangeADTopology') },
  { needed: 'MSExchangeADTopology', isDependent: (name, { edge }) => !edge && isOfExchange(name) },
  { needed: 'ADAM_MSExchange', isDependent: (name, { edge }) => edge && isOfExchange(name) },
  { needed: 'FMS', isDependent: (name, { edge }) => !edge && sameName(name, 'MSExchangeTransport') },
  { needed: 'WAS', isDependent: (name) => sameName(name, 'W3SVC') }
]

/** What a service was found to be. */
export interface Judged {
  readonly wanted: DesiredService
  readonly judgement: Judgement
}

/** Whether a service that others need stays down until a person has seen to it. */
const waitsForPerson = ({ judgement }: Judged, found: Service | undefined): boolean => {
  if (found?.status === 'Running') return false
  if (judgement._tag === 'Unknown') return found !== undefined && isDisabled(found)
  return judgement._tag === 'Drift' && E.isLeft(judgement.remediation)
}

const startsIt = (remediation: Proposal): boolean =>
  E.isRight(remediation) && remediation.right.steps.some(({ starts }) => starts !== null)

const held = (one: Judged, needed: string): Judged => {
  const { judgement } = one
  return judgement._tag === 'Drift' && startsIt(judgement.remediation)
    ? {
        ...one,
        judgement: drift({
          ...judgement,
          remediation: byHand(`${needed}, which must run first, is left to a person`)
        })
      }
    : one
}

/** The same, with those left to a person that Windows can't start before another one which a person must see to. */
export const heldForNeeded = (
  kind: ServerKind,
  services: ReadonlyArray<Service>,
  all: ReadonlyArray<Judged>
): ReadonlyArray<Judged> =>
  needs.reduce((judged, { needed, isDependent }) => {
    const first = judged.find(({ wanted }) => sameName(wanted.name, needed))
    if (first === undefined || !waitsForPerson(first, findService(services, needed))) return judged
    return judged.map((one) => (one !== first && isDependent(one.wanted.name, kind) ? held(one, needed) : one))
  }, all)
