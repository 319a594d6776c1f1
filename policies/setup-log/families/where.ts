import type { Step } from '../../../judging/policy'
import type { has } from '../issue'
import type { Evidence } from '../knownIssue'

type Where = ReturnType<typeof has>

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Whether what an error says holds one of these as a word of its own, without case. */
export const word = (...words: ReadonlyArray<string>): Where => {
  const pattern = new RegExp(`(?<!\\w)(?:${words.map(escaped).join('|')})(?!\\w)`, 'i')
  return ({ said }) => pattern.test(said)
}

/** Whether one of the exceptions of an error is of a type whose name ends so, without case. */
export const raised = (...types: ReadonlyArray<string>): Where => {
  const wanted = types.map((type) => type.toLowerCase())
  return ({ error }) =>
    error.exceptions.some(({ type }) => wanted.some((ending) => type.toLowerCase().endsWith(ending)))
}

/** Whether one of the exceptions of an error is of a type whose name holds this, without case. */
export const raisedOf = (part: string): Where => {
  const wanted = part.toLowerCase()
  return ({ error }) => error.exceptions.some(({ type }) => type.toLowerCase().includes(wanted))
}

/** Whether an error stopped a component of this name, without case. */
export const inComponent = (part: string): Where => {
  const wanted = part.toLowerCase()
  return ({ error }) => error.component?.id.toLowerCase().includes(wanted) ?? false
}

/** Whether an error names one of these codes of Windows, which the Windows Installer may use for other things. */
export const windowsCode = (...values: ReadonlyArray<string>): Where => {
  return ({ error }) => error.codes.some(({ kind, value }) => kind === 'win32' && values.includes(value))
}

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
