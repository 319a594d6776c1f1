import * as E from 'fp-ts/Either'
import type { Service } from '../../facts/sections/services'
import type { ServerKind } from '../../judging/kind'
import { drift, type Judgement } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { sameName } from '../../kernel/compare'
import type { DesiredService } from '../services/desiredServices'
import { findService, isDisabled } from '../services/listed'
import { type Failure, failuresOf } from './failures'
import { isOneOf, type Need, needs } from './needs'

/** What a service was found to be. */
export interface Judged {
  readonly wanted: DesiredService
  readonly judgement: Judgement
}

/** What the log System says of the newest failure: the service that is needed, by its name or the one that Windows shows. */
const needsInLog = (failures: ReadonlyArray<Failure>, all: ReadonlyArray<Judged>): ReadonlyArray<Need> =>
  all.flatMap(({ wanted }) => {
    const [newest] = failuresOf(failures, wanted)
    if (newest?.id !== 7001 || newest.needs === null) return []
    const shown = newest.needs
    const judged = all.find((one) => isOneOf(one.wanted.name, one.wanted.displayName ?? '')(shown))
    const known = needs.find((one) => one.shown !== undefined && sameName(one.shown, shown))
    return [{ needed: judged?.wanted.name ?? known?.needed ?? shown, isDependent: isOneOf(wanted.name) }]
  })

/** Whether a service that others need stays down until a person has seen to it; of one that is not judged here a person decides. */
const waitsForPerson = (judged: Judged | undefined, found: Service | undefined): boolean => {
  if (found?.status === 'Running') return false
  if (judged === undefined || judged.judgement._tag === 'Unknown') return found !== undefined && isDisabled(found)
  return judged.judgement._tag === 'Drift' && E.isLeft(judged.judgement.remediation)
}

const isToStart = ({ judgement }: Judged): boolean =>
  judgement._tag === 'Drift' &&
  E.isRight(judgement.remediation) &&
  judgement.remediation.right.steps.some(({ starts }) => starts !== null)

const held = (one: Judged, needed: string): Judged => {
  const { judgement } = one
  return judgement._tag === 'Drift' && isToStart(one)
    ? {
        ...one,
        judgement: drift({ ...judgement, remediation: byHand(`${needed}, which must run first, is left to a person`) })
      }
    : one
}

/** The same, with those left to a person that Windows can't start before another one which a person must see to. */
export const heldForNeeded = (
  kind: ServerKind,
  services: ReadonlyArray<Service>,
  failures: ReadonlyArray<Failure>,
  all: ReadonlyArray<Judged>
): ReadonlyArray<Judged> =>
  all.some(isToStart)
    ? [...needsInLog(failures, all), ...needs].reduce((judged, { needed, isDependent }) => {
        const first = judged.find(({ wanted }) => sameName(wanted.name, needed))
        return waitsForPerson(first, findService(services, needed))
          ? judged.map((one) => (one !== first && isDependent(one.wanted.name, kind) ? held(one, needed) : one))
          : judged
      }, all)
    : all
