import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { ComponentState } from '../../facts/organization/componentStates'
import { dagOfMember } from '../../judging/dagMember'
import { shortName } from '../../judging/dagMembers'
import type { InOrganization } from '../../judging/inOrganization'
import { appliesWhere, type ServerKind, serverKind } from '../../judging/kind'
import { withLaterStates } from '../../judging/organizationAge'
import { compliant, type Desired, drift, type Judgement, type Policy, unknown } from '../../judging/policy'
import { serverManagement } from '../../judging/remediation'
import { sameName } from '../../kernel/compare'
import { someOf } from '../../kernel/someOf'
import {
  actualOf,
  askedIn,
  type ComponentFault,
  type ComponentFaults,
  componentFaults,
  holdSentence,
  holdsOf,
  isActive,
  isInactiveByDefault,
  serverWideOffline
} from '../components/componentFaults'
import { maintenanceHeadline } from './headline'
import { judgeLocal } from './localHolds'
import { comingBack } from './remediation'
import { type KnownDag, link, section, takeBack } from './resolution'

const path = (component: string) => ['componentStates', component] as const

const mostNames = 5

const followersText = (followers: ReadonlyArray<string>): ReadonlyArray<string> =>
  followers.length === 0 ? [] : [`Because of it these are Inactive too: ${someOf(followers, mostNames)}.`]

const evidence = (fault: ComponentFault, followers: ReadonlyArray<string>, at: string | null) => [
  `Get-ServerComponentState reported it ${at === null ? 'at an unknown time' : `at ${at}`}.`,
  ...fault.holds.map(holdSentence),
  ...(sameName(fault.component, serverWideOffline) ? followersText(followers) : [])
]

const dagOf = (facts: Facts, organization: InOrganization): KnownDag =>
  E.isLeft(organization.dags) ? undefined : (dagOfMember(facts, organization)?.name ?? null)

const judgeFaults = (
  facts: Facts,
  desired: Desired,
  organization: InOrganization,
  found: ComponentFaults
): ReadonlyArray<Judgement> => {
  if (found.faults.length === 0) return []
  const dag = dagOf(facts, organization)
  const server = shortName(facts.server)
  const remediationOf = comingBack(facts, desired, organization, found.faults)
  return found.faults.map((fault) =>
    drift({
      path: path(fault.component),
      actual: actualOf(fault),
      desired: 'Active',
      evidence: evidence(fault, found.followers, organization.collectedAt),
      resolution: takeBack(server, fault, found.faults, dag),
      remediation: remediationOf(server, fault)
    })
  )
}

/** A requester that asks for Inactive wins, so that one beside the state Active leaves open what is true. */
const judgeActive = (one: ComponentState): Judgement => {
  const [hold] = holdsOf(one)
  return hold === undefined
    ? compliant(path(one.component), one.state)
    : unknown(path(one.component), `it is Active, yet ${hold.requester} ${askedIn(hold)}`)
}

/** The components that every such server has; without one of them the list was not read whole. */
const always = (kind: ServerKind): ReadonlyArray<string> => [
  serverWideOffline,
  ...(kind.backEnd ? ['HubTransport'] : [])
]

const judgeOthers = (kind: ServerKind, components: ReadonlyArray<ComponentState>): ReadonlyArray<Judgement> => [
  ...always(kind)
    .filter((name) => !components.some(({ component }) => sameName(component, name)))
    .map((name) => unknown(path(name), `${name} is not among the components of the server`)),
  ...components.filter(({ state }) => isActive(state)).map(judgeActive),
  ...components
    .filter((one) => sameName(one.state, 'Unknown') && !isInactiveByDefault(one))
    .map(({ component }) => unknown(path(component), 'Exchange reports the state Unknown'))
]

/** Maintenance, and a failed update, leave components of a server out of service while all services run. */
export const maintenance: Policy = {
  name: 'maintenance',
  title: 'The server is not in maintenance: its components are Active',
  headline: maintenanceHeadline,
  section,
  link,
  stage: 'after-update',
  level: 'mandatory',
  decides: ['identity'],
  supports: [
    ...(['localStates', 'build', 'setupState', 'installerEvents', 'installedUpdates', 'boot', 'services'] as const),
    ...(['servicesBefore', 'serviceEvents', 'bindings', 'certificates', 'httpSys', 'journal'] as const),
    ...(['sharedWebConfig', 'appPools', 'aspNetEvents', 'webConfigs', 'pageFolders', 'acls', 'proxyEvents'] as const),
    ...(['httpEvents', 'customMetadata', 'pendingRestart', 'mailQueue', 'transportEvents'] as const)
  ],
  organization: { decides: ['componentStates'], supports: ['dags'] },
  automation: {
    automated: [
      'ServerWideOffline, Monitoring and RecoveryActionsEnabled, which a failed update left Inactive, are set to Active.',
      'These policies must find nothing before it: build, services-start, supporting-services, ssl-bindings, shared-web-config and web-sites.',
      'The same applies to http-500, page-folders, binding-loss, folder-acls, oauth-certificate, pending-restart, mail-flow and dag-health.',
      'ServerWideOffline must be one of them, all within two hours. No other requester than Functional may hold anything on the server.',
      'Set-ServerComponentState runs through the endpoint of the setting organization. It asks again first: a later request ends it.'
    ],
    byHand: [
      'What Maintenance or another requester holds, because only an administrator knows whether that work is finished.',
      'A component while one of these policies finds something, or cannot judge it, because the server cannot serve yet.',
      'Monitoring or RecoveryActionsEnabled alone, or at another time, because people switch them off to quiet managed availability.',
      'A component of which nobody knows since when it is held, because a later request would not be seen.'
    ],
    rights: serverManagement
  },
  applies: appliesWhere(({ product }) => (product === '2010' ? 'Exchange 2010 has no component states' : null)),
  evaluate: (facts, desired, organization) => {
    const { componentStates } = organization
    const kind = serverKind(facts)
    if (E.isLeft(componentStates)) return judgeLocal(facts, dagOf(facts, organization))
    if (E.isLeft(kind)) return []
    return [
      ...judgeFaults(facts, desired, organization, componentFaults(componentStates.right)),
      ...judgeOthers(kind.right, componentStates.right),
      ...judgeLocal(withLaterStates(facts, organization.collectedAt), dagOf(facts, organization))
    ]
  }
}
