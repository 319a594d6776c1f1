import type { Step } from '../../../judging/policy'
import { inPowerShell } from '../../../judging/resolutionSteps'
import { powershell } from '../../../kernel/powershell'
import type { Evidence } from '../knownIssue'
import { machineOf } from '../setupCommands'

/** A step about something that the log names; no step where it names nothing. */
export const ifNamed = (
  find: (found: Evidence, otherwise: string) => string,
  found: Evidence,
  step: (name: string) => Step
): ReadonlyArray<Step> => {
  const name = find(found, '')
  return name === '' ? [] : [step(name)]
}

/** Tests the ports of a domain controller by its name; where that is not known, a person puts it in. */
export const testPorts = ({ run }: Evidence, name: string): Step => {
  const isHost = /^[A-Za-z0-9][\w-]{0,62}(?:\.[\w-]{1,63}){0,8}$/.test(name)
  const host = isHost ? name : 'DC'
  return inPowerShell(
    `On ${machineOf(run)}, test the ports of ${name}${isHost ? '' : ' (put its name in the place of DC)'}, in an elevated PowerShell:`,
    powershell`Test-NetConnection -ComputerName ${host} -Port 389`,
    powershell`Test-NetConnection -ComputerName ${host} -Port 3268`
  )
}

const roles = [
  'AdminTools',
  'Bridgehead',
  'Cafe',
  'ClientAccess',
  'FrontendTransport',
  'Gateway',
  'HubTransport',
  'Mailbox',
  'Monitoring',
  'UnifiedMessaging',
  'UM'
]

/** The names of a readiness rule that there is for each role. */
export const ofEachRole = (ending: string): ReadonlyArray<string> => roles.map((role) => `${role}${ending}`)
