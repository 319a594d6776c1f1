import { ifMember } from '../../judging/ifMember'
import type { Resolution, Step } from '../../judging/policy'
import { inExchangeShell, inPowerShell, say } from '../../judging/resolutionSteps'
import { sameName } from '../../kernel/compare'
import { powershell } from '../../kernel/powershell'
import { articleSection } from '../article'
import { type ComponentFault, requestersOf } from '../components/componentFaults'

export const section = 'mail-flow-has-stopped'

export const link = articleSection(section)

const reference =
  'https://learn.microsoft.com/exchange/high-availability/manage-ha/manage-dags#performing-maintenance-on-dag-members'

/** What a server is to its DAG; null for no DAG, undefined where that is unknown. */
export type KnownDag = string | null | undefined

const isLiftable = (requester: string): boolean =>
  sameName(requester, 'Maintenance') || sameName(requester, 'Functional')

const isHeldBy = (faults: ReadonlyArray<ComponentFault>, requester: string): boolean =>
  faults.some((fault) => requestersOf(fault).some((one) => sameName(one, requester)))

const inShell = 'In the Exchange Management Shell:'

const lift = (server: string, { component }: ComponentFault, requester: string, text = inShell): Step =>
  inExchangeShell(
    text,
    powershell`Set-ServerComponentState -Identity ${server} -Component ${component} -State Active -Requester ${requester}`
  )

const lifts = (server: string, fault: ComponentFault): ReadonlyArray<Step> =>
  requestersOf(fault)
    .filter(isLiftable)
    .map((requester) => lift(server, fault, requester))

const showHolders = (server: string, component: string): string =>
  powershell`Get-ServerComponentState -Identity ${server} -Component ${component}` +
  ' | ForEach-Object { $_.LocalStates; $_.RemoteStates } | Format-Table Requester, State, Timestamp'

/** What to look at where the requester must not be lifted by hand. */
const look = (server: string, requester: string): Step => {
  switch (requester.toLowerCase()) {
    case 'healthapi':
      return inExchangeShell(
        'Do not lift what HealthApi holds: managed availability took the component out of service. Find the unhealthy ' +
          'health set:',
        `${powershell`Get-HealthReport -Identity ${server}`} | Where-Object { $_.AlertValue -ne 'Healthy' }`
      )
    case 'deployment':
      return say(
        'Do not lift what Deployment holds: setup is at work, or broke off. Look at the end of ExchangeSetup.log in the ' +
          'folder ExchangeSetupLogs, and let setup finish.'
      )
    case 'sidelined':
      return say(
        'Do not lift what Sidelined holds: another program took the server out of service. Find out which one, such as a ' +
          'load balancer or a monitoring agent, and let it put the server back.'
      )
    default:
      return say(`Find out who uses the requester ${requester}, and let them lift it: only the same requester can.`)
  }
}

const looks = (server: string, faults: ReadonlyArray<ComponentFault>): ReadonlyArray<Step> => {
  const steps = faults
    .flatMap(requestersOf)
    .filter((one) => !isLiftable(one))
    .map((one) => look(server, one))
  return steps.filter(({ text }, index) => steps.findIndex((step) => step.text === text) === index)
}

const unknownHolders = (server: string, faults: ReadonlyArray<ComponentFault>): ReadonlyArray<Step> =>
  faults
    .filter(({ holds }) => holds.length === 0)
    .flatMap((fault) => [
      inExchangeShell(`Find out which requester holds ${fault.component}:`, showHolders(server, fault.component)),
      lift(
        server,
        fault,
        'Functional',
        `With that requester set it to Active. After a failed update it is Functional. ${inShell}`
      )
    ])

const recordPolicy = (server: string): Step =>
  inExchangeShell(
    'Note the activation policy of the server first, since StopDagServerMaintenance.ps1 sets it to Unrestricted, whatever ' +
      'it was before the maintenance:',
    `${powershell`Get-MailboxServer -Identity ${server}`} | ` +
      'Format-List DatabaseCopyAutoActivationPolicy, DatabaseCopyActivationDisabledAndMoveNow'
  )

const stopDagMaintenance = (server: string, dag: KnownDag): ReadonlyArray<Step> => {
  const condition = dag === undefined ? `${ifMember('the server')}end` : 'End'
  return [
    inExchangeShell(
      `${condition} its maintenance in the DAG, in the Exchange Management Shell:`,
      powershell`& (Join-Path $exscripts 'StopDagServerMaintenance.ps1') -serverName ${server}`
    ),
    inExchangeShell(
      'Set the activation policy again, if it was another one and was meant, for example IntrasiteOnly:',
      `${powershell`Set-MailboxServer -Identity ${server}`} -DatabaseCopyAutoActivationPolicy IntrasiteOnly`
    )
  ]
}

const isTransport = ({ component }: ComponentFault): boolean => sameName(component, 'HubTransport')

/** The way out of maintenance: transport comes last, and is restarted at the very end. */
const steps = (server: string, faults: ReadonlyArray<ComponentFault>, dag: KnownDag): ReadonlyArray<Step> => {
  const inMaintenance = isHeldBy(faults, 'Maintenance')
  const isMember = inMaintenance && dag !== null
  const before = faults.filter((fault) => !isTransport(fault)).flatMap((fault) => lifts(server, fault))
  const transport = faults.filter(isTransport).flatMap((fault) => lifts(server, fault))
  return [
    ...(inMaintenance
      ? [say('Ask whoever put the server into maintenance (requester Maintenance) whether that work is finished.')]
      : []),
    ...(isHeldBy(faults, 'Functional')
      ? [
          say(
            'Repair the update first: setup (requester Functional) sets these to Active at its end, and it did not come to that. ' +
              'Set them to Active last, when all else that keeps the server from serving is repaired.'
          )
        ]
      : []),
    ...(isMember ? [recordPolicy(server)] : []),
    ...looks(server, faults),
    ...unknownHolders(server, faults),
    ...before,
    ...(isMember ? stopDagMaintenance(server, dag) : []),
    ...transport,
    ...(transport.length > 0 || inMaintenance
      ? [
          inPowerShell(
            'Restart transport last, in an elevated PowerShell on the server:',
            'Restart-Service MSExchangeTransport'
          )
        ]
      : []),
    inExchangeShell(
      'See that only ForwardSyncDaemon and ProvisioningRps are left Inactive:',
      `${powershell`Get-ServerComponentState -Identity ${server}`} | Where-Object { $_.State -ne 'Active' }`
    ),
    say(`The order is explained in ${reference}`)
  ]
}

const summaryOf = (fault: ComponentFault): string => {
  const { component, state } = fault
  const expected = `Expected ${component} to be Active`
  if (fault.holds.length === 0) return `${expected}; it is ${state}. Find out who asks for that.`
  if (isHeldBy([fault], 'Maintenance'))
    return `${expected}; end the maintenance of the server, if its work is finished.`
  return isHeldBy([fault], 'Functional')
    ? `${expected}; repair the update that set it to ${state}, then set it to Active.`
    : `${expected}; find the cause for which ${requestersOf(fault).join(' and ')} holds it.`
}

/** How one component comes back into service, within the order for all of them on the server. */
export const takeBack = (
  server: string,
  fault: ComponentFault,
  faults: ReadonlyArray<ComponentFault>,
  dag: KnownDag
): Resolution => ({ summary: summaryOf(fault), steps: steps(server, faults, dag), link })
