import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { HttpEvent } from '../../facts/sections/httpEvents'
import { appliesWhere, serverKind } from '../../judging/kind'
import { compliant, drift, type Judgement, note, type Policy, unknown } from '../../judging/policy'
import { counted } from '../../kernel/counted'
import { requiredEndpoints } from '../iis/endpoints'
import { bindingLossHeadline } from './headline'
import { eventsOf, type Kept, keptOf, lossesOf, made, repeated, timeOf } from './losses'
import { byAPerson, link, removeMetadata } from './resolution'

const unusable = 15021

/** The events are listed newest first: what came after the record was made last. */
const sinceMade = (events: ReadonlyArray<HttpEvent>): ReadonlyArray<HttpEvent> => {
  const last = events.findIndex(({ id }) => id === made)
  return last < 0 ? events : events.slice(0, last)
}

const noteEvents = (facts: Facts, port: number): ReadonlyArray<Judgement> => {
  const late = sinceMade(eventsOf(facts, port)).find(({ id }) => id === unusable)
  return late === undefined
    ? []
    : [
        note(
          `event 15021: http.sys could not use the certificate of ${late.endpoint ?? 'an endpoint'} at ${late.at ?? 'an unknown time'}` +
            `${late.status === null ? '' : ` (status ${late.status})`}, after its record was made last`
        )
      ]
}

const judgeKept =
  (facts: Facts, ports: ReadonlyArray<number>) =>
  ({ key, site, ids }: Kept): Judgement => {
    const [newest] = ports.flatMap((port) => lossesOf(eventsOf(facts, port)))
    const shown = `customMetadata of ${key} holds ${ids.join(' and ')}`
    return newest === undefined
      ? note(
          `${shown}, by which IIS may delete the record of a certificate; no deletion that lasted (event 15300) was recorded`
        )
      : drift({
          path: ['customMetadata', key],
          actual: ids.join(', '),
          desired: 'none',
          evidence: [
            `applicationHost.config: ${shown}. By it IIS can delete the record in http.sys.`,
            `Event 15300: the record of ${newest.endpoint} was deleted at ${newest.at ?? 'an unknown time'}.`
          ],
          named: { endpoint: newest.endpoint ?? '', at: newest.at ?? 'an unknown time' },
          resolution: removeMetadata(facts, key, site, ids),
          remediation: byAPerson
        })
  }

const day = 86_400_000

/** Why that no deletion was recorded says nothing; null where it does. */
const whyOpen = (collectedAt: string | null, since: string | null): string | null => {
  if (since === null)
    return 'the log System is empty, so that it does not tell whether records of certificates were deleted'
  return timeOf(collectedAt) - timeOf(since) >= day
    ? null
    : `whether records of certificates were deleted is known only from ${since} on`
}

/** Records that were deleted more than once, though IIS keeps nothing by which it would do so: something else does. */
const judgeUnexplained = (facts: Facts, ports: ReadonlyArray<number>): ReadonlyArray<Judgement> => {
  const losses = ports.flatMap((port) => lossesOf(eventsOf(facts, port)))
  const again = repeated(losses)
  const [newest] = again.length > 0 ? again : losses
  if (newest === undefined) return []
  const told = `event 15300: the record of ${newest.endpoint} was deleted at ${newest.at ?? 'an unknown time'}`
  if (again.length === 0) return [note(`${told}, and not made again within a minute: see that you did so`)]
  return [
    unknown(
      ['httpEvents'],
      `${told}, and ${counted(again.length - 1, 'time')} before; IIS keeps nothing that explains it: find the program or person`
    )
  ]
}

/** A certificate that an older version of IIS kept in the configuration makes IIS delete the binding's record again and again. */
export const bindingLoss: Policy = {
  name: 'binding-loss',
  title: 'Nothing removes the certificates of the Exchange sites from http.sys',
  headline: bindingLossHeadline,
  section: 'blank-page-in-eac-or-owa',
  link,
  stage: 'always',
  level: 'advisory',
  decides: ['customMetadata', 'httpEvents'],
  supports: ['identity', 'appPools'],
  automation: {
    automated: [],
    byHand: ['All of it, because the configuration of IIS must be edited, and a wrong line stops all sites.']
  },
  applies: appliesWhere((kind) =>
    requiredEndpoints(kind).length === 0 ? 'the roles of this server have no Exchange web site with https' : null
  ),
  evaluate: (facts) => {
    const kind = serverKind(facts)
    const { customMetadata, httpEvents } = facts.sections
    if (E.isLeft(kind) || E.isLeft(customMetadata) || E.isLeft(httpEvents)) return []
    const ports = requiredEndpoints(kind.right).map(({ port }) => port)
    const judged = keptOf(facts, kind.right, customMetadata.right).map(judgeKept(facts, ports))
    const isClear = judged.every(({ _tag }) => _tag === 'Note')
    const open = whyOpen(facts.collectedAt, httpEvents.right.since)
    return [
      ...judged,
      ...(judged.length === 0 ? judgeUnexplained(facts, ports) : []),
      ...(isClear && open === null
        ? [compliant(['customMetadata'], judged.length === 0 ? 'none' : 'no deletion')]
        : []),
      ...(isClear && open !== null ? [unknown(['customMetadata'], open)] : []),
      ...ports.flatMap((port) => noteEvents(facts, port))
    ]
  }
}
