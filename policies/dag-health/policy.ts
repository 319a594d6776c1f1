import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { Activation } from '../../facts/organization/activation'
import type { Dag } from '../../facts/organization/dags'
import type { DatabaseCopy } from '../../facts/organization/databaseCopies'
import { dagOfMember, isMemberOfDag } from '../../judging/dagMember'
import { isPausedIn, sameServer, shortName } from '../../judging/dagMembers'
import type { InOrganization } from '../../judging/inOrganization'
import { appliesWhere, serverKind } from '../../judging/kind'
import { compliant, type Drift, drift, type Judgement, note, type Policy, unknown } from '../../judging/policy'
import { sameName } from '../../kernel/compare'
import type { Product } from '../../kernel/product'
import { holdsOf } from '../components/componentFaults'
import { isByPerson } from '../components/takenOut'
import { isMounted } from '../dag/copies'
import { judgeWaitingMail, seenAt } from '../dag/waitingMail'
import { findService, isDisabled } from '../services/listed'
import { judgeAlone, whetherAlone } from './alone'
import { copyHealth } from './copyHealth'
import { dagHealthHeadline } from './headline'
import { allowActivation, bringingBack, link, repairCopy, resumeNode } from './resolution'
import { judgeWitness } from './witness'

const byHand = (found: Omit<Drift, 'remediation'>): Judgement => drift({ ...found, remediation: bringingBack })

const judgeNode = (server: string, dag: Dag, organization: InOrganization): ReadonlyArray<Judgement> => {
  const { name, operationalMembers, serversInMaintenance } = dag
  const path = ['dags', name] as const
  const isPaused = isPausedIn(dag, server)
  if (isPaused || !operationalMembers.some((one) => sameServer(one, server)))
    return [
      byHand({
        path,
        actual: isPaused ? 'node paused for maintenance' : 'node not up',
        desired: 'node up',
        evidence: [seenAt('Get-DatabaseAvailabilityGroup -Status', organization)],
        resolution: resumeNode(server, name)
      })
    ]
  return [
    compliant(path, 'node up'),
    ...(serversInMaintenance === null
      ? [note('whether its cluster node is paused is not in the facts of the organization; record them again')]
      : [])
  ]
}

/** A node runs by this service, whatever the organization told of it earlier. */
const judgeNodeService = (facts: Facts, { name }: Dag): ReadonlyArray<Judgement> => {
  const { services } = facts.sections
  const service = E.isRight(services) ? findService(services.right, 'ClusSvc') : undefined
  return service?.status === 'Stopped'
    ? [
        byHand({
          path: ['services', service.name],
          actual: `Stopped${isDisabled(service) ? ', Disabled' : ''}`,
          desired: 'Running',
          evidence: [`The server is a member of the DAG ${name}, and ${service.name} is Stopped.`],
          resolution: resumeNode(shortName(facts.server), name)
        })
      ]
    : []
}

const activationAlone = 'activation suspended'

/** Maintenance suspends the activation of all copies on a server; a person who means it, as for disaster recovery, of some. */
const isMeant = (copies: ReadonlyArray<DatabaseCopy>): boolean =>
  copies.some((copy) => !isMounted(copy) && copy.activationSuspended === false)

const judgeCopy =
  (server: string, product: Product, organization: InOrganization, mayBeMeant: boolean) =>
  (copy: DatabaseCopy): ReadonlyArray<Judgement> => {
    const path = ['databaseCopies', copy.database] as const
    const { faults, unknowns } = copyHealth(copy, product)
    if (mayBeMeant && faults.length === 1 && faults[0] === activationAlone && unknowns.length === 0)
      return [
        compliant(path, `${copy.status}, ${activationAlone}`),
        note(
          `the activation of its copy of ${copy.database} is suspended, and that of others isn't: right, if it is meant`
        )
      ]
    if (faults.length > 0)
      return [
        byHand({
          path,
          actual: faults.join(', '),
          desired: 'mounted, or healthy and up to date',
          evidence: [
            seenAt('Get-MailboxDatabaseCopyStatus', organization),
            ...unknowns.map((part) => `Not known: ${part}.`)
          ],
          resolution: repairCopy(server, copy.database, copy.status)
        })
      ]
    return unknowns.length > 0
      ? [unknown(path, `not in the facts of the organization: ${unknowns.join(', ')}`)]
      : [compliant(path, copy.status ?? '')]
  }

/** A member without any copy is rare, and a list that was not read whole is empty, too. */
const judgeCopies = (
  copies: ReadonlyArray<DatabaseCopy>,
  judge: (copy: DatabaseCopy) => ReadonlyArray<Judgement>
): ReadonlyArray<Judgement> =>
  copies.length === 0
    ? [unknown(['databaseCopies'], 'no copy of a database was told, which a member of a DAG has')]
    : copies.flatMap(judge)

/** What else shows that a person took the server out of service; a blocked policy alone is usual in a second data centre. */
const isInMaintenance = (server: string, dag: Dag | null, { componentStates }: InOrganization): boolean =>
  (dag !== null && isPausedIn(dag, server)) ||
  (E.isRight(componentStates) && componentStates.right.flatMap(holdsOf).some(isByPerson))

const blockedForGood =
  'its activation policy is Blocked, so that no database is activated on it by itself: right, unless maintenance left it so'

const judgeActivation = (
  server: string,
  dag: Dag | null,
  { autoActivationPolicy, disabledAndMoveNow }: Activation,
  organization: InOrganization
): ReadonlyArray<Judgement> => {
  const evidence = [seenAt('Get-MailboxServer', organization)]
  const path = ['activation', 'autoActivationPolicy'] as const
  const isBlocked = autoActivationPolicy !== null && sameName(autoActivationPolicy, 'Blocked')
  const isLeftBlocked = isBlocked && (disabledAndMoveNow === true || isInMaintenance(server, dag, organization))
  return [
    ...(autoActivationPolicy === null ? [unknown(path, 'the activation policy is not known')] : []),
    ...(autoActivationPolicy === null || isLeftBlocked ? [] : [compliant(path, autoActivationPolicy)]),
    ...(isBlocked && !isLeftBlocked ? [note(blockedForGood)] : []),
    ...(isLeftBlocked
      ? [
          byHand({
            path,
            actual: autoActivationPolicy,
            desired: 'as it was before the maintenance',
            evidence,
            resolution: allowActivation(server, 'DatabaseCopyAutoActivationPolicy', 'Unrestricted')
          })
        ]
      : []),
    // Exchange 2010 has no such property, so that null says no more than false.
    ...(disabledAndMoveNow === true
      ? [
          byHand({
            path: ['activation', 'disabledAndMoveNow'],
            actual: 'true',
            desired: 'false',
            evidence,
            resolution: allowActivation(server, 'DatabaseCopyActivationDisabledAndMoveNow', '$false')
          })
        ]
      : [])
  ]
}

const judgeMember = (
  facts: Facts,
  product: Product,
  dag: Dag | null,
  organization: InOrganization
): ReadonlyArray<Judgement> => {
  const server = shortName(facts.server)
  const { databaseCopies, activation, queues } = organization
  return [
    ...(dag === null ? [] : judgeNodeService(facts, dag)),
    ...(dag === null || organization.outdated !== null
      ? []
      : [...judgeNode(server, dag, organization), ...judgeWitness(dag, organization)]),
    ...(E.isLeft(databaseCopies)
      ? []
      : judgeCopies(
          databaseCopies.right,
          judgeCopy(
            server,
            product,
            organization,
            isMeant(databaseCopies.right) && !isInMaintenance(server, dag, organization)
          )
        )),
    ...(E.isLeft(activation) || organization.outdated !== null
      ? []
      : judgeActivation(server, dag, activation.right, organization)),
    ...(E.isLeft(queues) ? [] : judgeWaitingMail(server, queues.right.deliveryMessages, organization, bringingBack))
  ]
}

const isAlone = (facts: Facts, organization: InOrganization): boolean =>
  isMemberOfDag(facts, organization)._tag === 'NotApplicable'

const holdsMailboxes = appliesWhere(({ roles }) =>
  roles.some((role) => sameName(role, 'Mailbox')) ? null : 'only servers with the Mailbox role are members of a DAG'
)

/** A member that was left as maintenance or a failed update had it can't take over from another one. */
export const dagHealth: Policy = {
  name: 'dag-health',
  title: 'The member of the DAG can take over, or the databases of a server without a DAG are mounted',
  headline: dagHealthHeadline,
  section: null,
  link,
  stage: 'after-update',
  level: 'mandatory',
  decides: ['identity', 'services'],
  supports: [],
  organization: { decides: ['dags', 'databaseCopies', 'activation', 'queues'], supports: [] },
  automation: {
    automated: [],
    byHand: [
      'All of it, because only an administrator knows whether the maintenance of the server is finished, or a copy is held back intentionally.'
    ]
  },
  applies: (facts, organization) => {
    const server = holdsMailboxes(facts)
    if (server._tag !== 'Applicable') return server
    const member = isMemberOfDag(facts, organization)
    return member._tag === 'NotApplicable' ? (whetherAlone(organization) ?? member) : member
  },
  evaluate: (facts, _, organization) => {
    const kind = serverKind(facts)
    if (E.isLeft(kind)) return []
    return isAlone(facts, organization)
      ? judgeAlone(shortName(facts.server), organization)
      : judgeMember(facts, kind.right.product, dagOfMember(facts, organization), organization)
  }
}
