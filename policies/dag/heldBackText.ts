import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { Activation } from '../../facts/organization/activation'
import type { ComponentState } from '../../facts/organization/componentStates'
import type { OrganizationFacts } from '../../facts/organization/organizationFacts'
import { memberOf, shortName } from '../../judging/dagMembers'
import { sameName } from '../../kernel/compare'
import { powershell } from '../../kernel/powershell'
import type { RequestableState } from '../../kernel/words'
import { isActive, serverWideOffline } from '../components/componentFaults'

/** The way into maintenance and out of it again, each a sentence with its command, in their order. */
export interface DrainSteps {
  readonly drain: ReadonlyArray<string>
  readonly comeBack: ReadonlyArray<string>
}

const setState = (server: string, component: string, state: RequestableState): string =>
  powershell`Set-ServerComponentState -Identity ${server} -Component ${component} -State ` +
  `${state} -Requester Maintenance`

const restartTransport = (server: string): string =>
  `On ${server}, in an elevated PowerShell: Restart-Service MSExchangeTransport`

/** Which of the components are Active now: only these come back as Active. */
const activeAmong = (
  states: ReadonlyArray<ComponentState> | null,
  names: ReadonlyArray<string>
): ReadonlyArray<string> =>
  names.filter((name) =>
    states === null
      ? !sameName(name, 'UMCallRouter')
      : states.some(({ component, state }) => sameName(component, name) && isActive(state))
  )

const readPolicy = (server: string): string =>
  `Note both values first, to set them again: ${powershell`Get-MailboxServer -Identity ${server}`} | ` +
  'Format-List DatabaseCopyAutoActivationPolicy, DatabaseCopyActivationDisabledAndMoveNow'

const restorePolicy = (server: string, activation: Activation | null): string => {
  const policy = activation?.autoActivationPolicy ?? null
  const moveNow = activation?.disabledAndMoveNow ?? null
  const set = powershell`Set-MailboxServer -Identity ${server} -DatabaseCopyAutoActivationPolicy `
  if (policy === null) return `Set the activation policy to what you have noted: ${set}Unrestricted`
  return (
    `Set the activation policy to what it was: ${set}${powershell`${policy}`}` +
    (moveNow === null ? '' : ` -DatabaseCopyActivationDisabledAndMoveNow ${moveNow ? '$true' : '$false'}`)
  )
}

/**
 * How a person drains a member and brings it back, activation policy and components as the organization's facts have them.
 * https://learn.microsoft.com/exchange/high-availability/manage-ha/manage-dags#performing-maintenance-on-dag-members
 */
const drainSteps = (facts: OrganizationFacts, name: string): DrainSteps => {
  const server = shortName(name)
  const member = pipe(
    memberOf(facts, name),
    E.getOrElseW(() => null)
  )
  const activation = member === null || E.isLeft(member.activation) ? null : member.activation.right
  const states = member === null || E.isLeft(member.componentStates) ? null : member.componentStates.right
  const transport = activeAmong(states, ['HubTransport'])
  const calls = activeAmong(states, ['UMCallRouter'])
  const whole = activeAmong(states, [serverWideOffline])
  return {
    drain: [
      readPolicy(server),
      ...transport.map((one) => setState(server, one, 'Draining')),
      ...(transport.length > 0 ? [restartTransport(server)] : []),
      ...calls.map((one) => setState(server, one, 'Draining')),
      powershell`& (Join-Path $exscripts 'StartDagServerMaintenance.ps1') -serverName ${server} -pauseClusterNode`,
      powershell`Redirect-Message -Server ${server} -Target ${'FQDN of another Mailbox server'}`,
      ...whole.map((one) => setState(server, one, 'Inactive'))
    ],
    comeBack: [
      ...whole.map((one) => setState(server, one, 'Active')),
      ...calls.map((one) => setState(server, one, 'Active')),
      powershell`& (Join-Path $exscripts 'StopDagServerMaintenance.ps1') -serverName ${server}`,
      restorePolicy(server, activation),
      ...transport.map((one) => setState(server, one, 'Active')),
      ...(transport.length > 0 ? [restartTransport(server)] : [])
    ]
  }
}

/** What the preview says where IIS is not restarted on a member that serves, line by line. */
export const heldBackText = (
  facts: OrganizationFacts,
  server: string,
  policies: ReadonlyArray<string>,
  reasons: ReadonlyArray<string>
): ReadonlyArray<string> => {
  const { drain, comeBack } = drainSteps(facts, server)
  return [
    `IIS is not restarted here (${policies.join(', ')}), since ${reasons.join(', and ')} (drain: required).`,
    'Put the server into maintenance, in the Exchange Management Shell:',
    ...drain.map((line) => `  ${line}`),
    'Then set inMaintenance: allow for the server (servers), and run pulumi up again. After that remove it, and come back:',
    ...comeBack.map((line) => `  ${line}`)
  ]
}
