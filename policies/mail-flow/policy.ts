import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { lastStart } from '../../facts/lastStart'
import type { Meter, ResourceThrottling } from '../../facts/organization/resourceThrottling'
import type { MailQueue } from '../../facts/sections/mailQueue'
import { isMemberOfDag } from '../../judging/dagMember'
import { shortName } from '../../judging/dagMembers'
import type { InOrganization } from '../../judging/inOrganization'
import { appliesWhere, type ServerKind, serverKind } from '../../judging/kind'
import { isReadLater } from '../../judging/organizationAge'
import { compliant, drift, type Judgement, note, type Policy, unknown } from '../../judging/policy'
import { sameName } from '../../kernel/compare'
import { judgeWaitingMail, seenAt } from '../dag/waitingMail'
import { mailFlowHeadline } from './headline'
import { isHarmless, transitionsOf, useOf } from './pressure'
import { pressureOf } from './pressureEvents'
import { endPressure, link, makingRoom, relieve, section } from './resolution'
import { judgeSpace, spaceOf } from './space'

const diagnostics = 'Get-ExchangeDiagnosticInfo'

const nameOf = ({ resource, path }: Meter): string => (path === null ? resource : `${resource}[${path}]`)

const thresholds = (meter: Meter): string => {
  const limits = transitionsOf(meter)
  const whose = meter.transitions === null ? 'usual thresholds' : "the server's own thresholds"
  return limits === null
    ? `Neither ${nameOf(meter)} nor the documentation gives its thresholds.`
    : `By ${whose} it is Medium above ${limits.lowToMedium}, High above ${limits.mediumToHigh}, and Low below ${limits.mediumToLow}.`
}

const spaces = (queue: MailQueue | null): ReadonlyArray<string> =>
  queue === null ? [] : [...new Set([queue.database, queue.logs, queue.temp].map(spaceOf))]

const isOfSpace = ({ resource }: Meter): boolean => /space$/i.test(resource)

const judgeMeter =
  (server: string, queue: MailQueue | null, organization: InOrganization) =>
  (meter: Meter): ReadonlyArray<Judgement> => {
    const path = ['resourceThrottling', nameOf(meter)] as const
    const use = useOf(meter)
    const shown = `${use}${meter.pressure === null ? '' : `, pressure ${meter.pressure}`}`
    if (isHarmless(meter))
      return use === 'Low' || use === null
        ? []
        : [note(`SystemMemory is ${shown}: transport flushes its caches, and mail goes on`)]
    if (use === null)
      return [unknown(path, `${diagnostics} shows neither the use nor the pressure of ${nameOf(meter)}`)]
    if (use === 'Low') return [compliant(path, shown)]
    return [
      drift({
        path,
        actual: shown,
        desired: 'Low',
        evidence: [seenAt(diagnostics, organization), thresholds(meter), ...(isOfSpace(meter) ? spaces(queue) : [])],
        resolution: relieve(server, meter.resource, meter.path, queue?.config ?? null),
        remediation: makingRoom
      })
    ]
  }

/** Transport adds up its resources; where the sum is worse than all of them, something is not told. */
const judgeAggregate = ({ aggregate, resources }: ResourceThrottling): ReadonlyArray<Judgement> => {
  const path = ['resourceThrottling', 'AggregateUse'] as const
  const isExplained = resources.some((meter) => (useOf(meter) ?? 'Low') !== 'Low')
  if (aggregate === null) return [unknown(path, `${diagnostics} does not tell AggregateUse`)]
  if (sameName(aggregate, 'Low')) return [compliant(path, aggregate)]
  return isExplained ? [] : [unknown(path, `AggregateUse is ${aggregate}, and no resource shows why`)]
}

const judgeEvents = (facts: Facts, { product }: ServerKind, organization: InOrganization): ReadonlyArray<Judgement> => {
  const { transportEvents } = facts.sections
  const path = ['transportEvents', 'backPressure'] as const
  const { resourceThrottling } = organization
  const isTold = E.isRight(resourceThrottling) && resourceThrottling.right !== null
  if (E.isLeft(transportEvents))
    return isTold ? [] : [unknown(path, `back pressure is not known: ${transportEvents.left.reason}`)]
  const found = pressureOf(transportEvents.right, facts.collectedAt, lastStart(facts))
  switch (found._tag) {
    case 'Over':
      return [compliant(path, found.text)]
    case 'Unknown':
      return isTold ? [] : [unknown(path, found.reason)]
    case 'Open':
      if (isTold && Date.parse(organization.collectedAt ?? '') >= Date.parse(found.at))
        return [
          note(
            `event ${found.event.id} at ${found.at} reports back pressure; what it is now, ${diagnostics} showed later`
          )
        ]
      return [
        drift({
          path,
          actual: `event ${found.event.id} at ${found.at}`,
          desired: 'no back pressure',
          evidence: [
            `No event 15005 has followed it until ${facts.collectedAt}.`,
            ...found.event.values.flatMap((value) =>
              value === null || value.trim() === '' ? [] : [`It says: ${value}`]
            )
          ],
          resolution: endPressure(shortName(facts.server), product !== '2010' && product !== '2013'),
          remediation: makingRoom
        })
      ]
  }
}

/** A fault of the service itself shows in its state, which other policies judge; the event says why. */
const faultEvents = ({ sections: { transportEvents } }: Facts): ReadonlyArray<Judgement> =>
  E.isLeft(transportEvents)
    ? []
    : transportEvents.right.events
        .filter(({ id }) => id === 16_023 || id === 17_106)
        .slice(0, 1)
        .map(({ id, at, values }) =>
          note(
            `event ${id} of ${at ?? 'an unknown time'}: ` +
              (id === 17_106 ? 'the queue database had a serious fault' : 'an agent of transport did not start') +
              (values[0] == null ? '' : ` (${values[0]})`)
          )
        )

/** Members of a DAG have their queues judged by dag-health. */
const judgeMail = (facts: Facts, organization: InOrganization): ReadonlyArray<Judgement> => {
  const { queues } = organization
  if (E.isLeft(queues) || isMemberOfDag(facts, organization)._tag !== 'NotApplicable') return []
  return judgeWaitingMail(shortName(facts.server), queues.right.deliveryMessages, organization, makingRoom)
}

const judgeAll = (facts: Facts, kind: ServerKind, organization: InOrganization): ReadonlyArray<Judgement> => {
  const { mailQueue } = facts.sections
  const { resourceThrottling } = organization
  const server = shortName(facts.server)
  const queue = E.isRight(mailQueue) ? mailQueue.right : null
  const told = E.isRight(resourceThrottling) ? resourceThrottling.right : null
  const isNewer = E.isRight(mailQueue) && isReadLater(facts, organization)
  return [
    ...(told === null
      ? []
      : [
          ...told.resources
            .filter((meter) => !isNewer || !isOfSpace(meter))
            .flatMap(judgeMeter(server, queue, organization)),
          ...judgeAggregate(told)
        ]),
    ...(E.isLeft(mailQueue) ? [] : judgeSpace(server, kind, queue, isNewer ? null : told)),
    ...judgeEvents(facts, kind, organization),
    ...faultEvents(facts),
    ...judgeMail(facts, organization)
  ]
}

const hasQueue = ({ product, backEnd, edge, roles }: ServerKind): boolean =>
  edge || (product === '2010' ? roles.some((role) => sameName(role, 'HubTransport')) : backEnd)

/** After an update mail waits, or is refused, where transport has too little disk space or memory. */
export const mailFlow: Policy = {
  name: 'mail-flow',
  title: 'Mail flows: transport has no back pressure, and the volume of its queue has free space',
  headline: mailFlowHeadline,
  section,
  link,
  stage: 'after-update',
  level: 'mandatory',
  decides: ['mailQueue'],
  supports: ['identity', 'transportEvents', 'boot'],
  organization: { decides: [], supports: ['resourceThrottling', 'queues', 'dags'] },
  automation: {
    automated: [],
    byHand: [
      'All of it, because only an administrator can decide what may be deleted or moved, and find out why memory or messages pile up.'
    ]
  },
  applies: appliesWhere((kind) => (hasQueue(kind) ? null : 'the roles of this server have no mail queue')),
  evaluate: (facts, _, organization) => {
    const kind = serverKind(facts)
    return E.isLeft(kind) ? [] : judgeAll(facts, kind.right, organization)
  }
}
