import type { Step } from '../../../judging/policy'
import type { Evidence } from '../knownIssue'

/** A step about something that the log names; no step where it names nothing. */
export const ifNamed = (
  find: (found: Evidence, otherwise: string) => string,
  found: Evidence,
  step: (name: string) => Step
): ReadonlyArray<Step> => {
  const name = find(found, '')
  return name === '' ? [] : [step(name)]
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
