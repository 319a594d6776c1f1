import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { areRight } from '../../judging/areRight'
import type { InOrganization } from '../../judging/inOrganization'
import type { Desired, Policy } from '../../judging/policy'
import { byHand, type Proposal, remediation, type Step } from '../../judging/remediation'
import { unreadBy } from '../../judging/unread'
import { sameName } from '../../kernel/compare'
import { powershell } from '../../kernel/powershell'
import { toSeconds } from '../../kernel/toSeconds'
import { bindingLoss } from '../binding-loss/policy'
import { build } from '../build/policy'
import {
  type ComponentFault,
  holdsOf,
  isInactiveByDefault,
  requestersOf,
  serverWideOffline
} from '../components/componentFaults'
import { dagHealth } from '../dag-health/policy'
import { folderAcls } from '../folder-acls/policy'
import { http500 } from '../http-500/policy'
import { mailFlow } from '../mail-flow/policy'
import { oauthCertificate } from '../oauth-certificate/policy'
import { pageFolders } from '../page-folders/policy'
import { pendingRestart } from '../pending-restart/policy'
import { servicesStart } from '../services-start/policy'
import { sharedWebConfig } from '../shared-web-config/policy'
import { sslBindings } from '../ssl-bindings/policy'
import { supportingServices } from '../supporting-services/policy'
import { webSites } from '../web-sites/policy'
import setComponent from './Set-Component.ps1'

const person = byHand('only a person knows whether the maintenance is finished, or the update repaired')

const updater = 'Functional'

/** What a failed update leaves Inactive, and setup sets to Active at its end. */
const leftByUpdate = ['ServerWideOffline', 'Monitoring', 'RecoveryActionsEnabled']

const isLeft = (fault: ComponentFault): boolean =>
  leftByUpdate.some((name) => sameName(name, fault.component)) &&
  sameName(fault.state, 'Inactive') &&
  fault.holds.length > 0 &&
  requestersOf(fault).every((one) => sameName(one, updater))

/** What must be right before a server serves again. */
const first: ReadonlyArray<Policy> = [
  build,
  servicesStart,
  supportingServices,
  sslBindings,
  bindingLoss,
  sharedWebConfig,
  webSites,
  http500,
  pageFolders,
  folderAcls,
  oauthCertificate,
  pendingRestart,
  mailFlow,
  dagHealth
]

const findsNothing = (facts: Facts, desired: Desired, organization: InOrganization) => (policy: Policy) => {
  if (policy.applies(facts, organization)._tag === 'NotApplicable') return true
  const { undecided } = unreadBy(policy, facts, organization)
  const judged = policy.evaluate(facts, desired, organization, desired.parameters?.[policy.name])
  // Mail waits as long as the server is out of service.
  const others = judged.filter((one) => !('path' in one) || one.path[0] !== 'queues')
  return areRight([...undecided, ...others]) === true
}

const notRight = (facts: Facts, desired: Desired, organization: InOrganization): ReadonlyArray<string> => {
  const isWell = findsNothing(facts, desired, organization)
  return first.filter((policy) => !isWell(policy)).map(({ name }) => name)
}

/** Since when the last one of some components is held; null where that is not known of each. */
const since = (faults: ReadonlyArray<ComponentFault>): string | null => {
  const times = faults.flatMap(({ holds }) => holds.map(({ time }) => (time === null ? null : toSeconds(time))))
  return times.includes(null) ? null : (times.sort().at(-1) ?? null)
}

/** So long an update is at work at most, which takes the server and its monitoring out of service one after the other. */
const longest = 2 * 3_600_000

/** Whether one update left all of them: people hold single components by Functional, too, to quiet monitoring. */
const isOfOneUpdate = (faults: ReadonlyArray<ComponentFault>): boolean => {
  const times = faults.flatMap(({ holds }) => holds.flatMap(({ time }) => (time === null ? [] : [Date.parse(time)])))
  return (
    faults.some(({ component }) => sameName(component, serverWideOffline)) &&
    Math.max(...times) - Math.min(...times) <= longest
  )
}

/** Whether anybody else asks for anything of the server, also where it has no effect now. */
const isHeldByOthers = ({ componentStates }: InOrganization): boolean =>
  E.isRight(componentStates) &&
  componentStates.right
    .filter((one) => !isInactiveByDefault(one))
    .flatMap(holdsOf)
    .some(({ requester }) => !sameName(requester, updater))

const activate = (server: string, { component }: ComponentFault, rank: number, time: string): Step => ({
  kind: 'organization',
  rank,
  title: `Set ${component} of ${server} to Active for the requester ${updater}`,
  test: powershell`Test-ComponentActive ${server} ${component}`,
  backUp: null,
  set: powershell`Set-ComponentActive ${server} ${component} ${updater} ${time}`,
  functions: [setComponent],
  interrupts: null,
  starts: null,
  enables: null,
  seconds: 60,
  needsRestart: false,
  undo: powershell`Set-ServerComponentState -Identity ${server} -Component ${component} -State Inactive -Requester ${updater}`
})

/**
 * Who brings a component back. What a failed update left Inactive comes back last, where nobody else asks for anything on the
 * server, and nothing else is wrong with it as it was read; all else is a person's decision.
 */
export const comingBack = (
  facts: Facts,
  desired: Desired,
  organization: InOrganization,
  faults: ReadonlyArray<ComponentFault>
): ((server: string, fault: ComponentFault) => Proposal) => {
  if (!faults.every(isLeft) || !isOfOneUpdate(faults) || isHeldByOthers(organization)) return () => person
  const waiting = notRight(facts, desired, organization)
  if (waiting.length > 0)
    return () => byHand(`${waiting.join(', ')} must be judged and find nothing before the server serves again`)
  const time = since(faults)
  return (server, fault) =>
    time === null
      ? byHand('it is not known since when the component is held, so that a later request would not be seen')
      : E.right(remediation(activate(server, fault, faults.indexOf(fault), time)))
}
