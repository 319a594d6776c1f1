import type { Service } from '../../facts/sections/services'
import type { Resolution, Step } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'
import { link } from '../services-start/resolution'

/** What is asked of a service, and why. */
export interface Asked {
  readonly found: Service
  /** Start type and status, as in the drift. */
  readonly desired: string
  /** As Set-Service takes it. */
  readonly startType: string
  readonly enabling: boolean
  readonly starting: boolean
  readonly why: string
}

/** Why nothing here is switched on without a person. */
export const byPerson = byHand('no record shows the state before an update, and this may be on purpose')

/** Why no service of Windows is. */
export const ofWindows = byHand(
  'no update of Exchange switches off a service of Windows, but a person or a Group Policy does'
)

const commands = ({ found: { name, status }, startType, enabling, starting }: Asked): ReadonlyArray<string> => [
  ...(enabling ? [`${powershell`Set-Service -Name ${name} -StartupType `}${startType}`] : []),
  ...(starting
    ? [status === 'Paused' ? powershell`Resume-Service -Name ${name}` : powershell`Start-Service -Name ${name}`]
    : [])
]

const fix = (when: string, asked: Asked): ReadonlyArray<Step> => {
  const [first, ...rest] = commands(asked)
  return first === undefined ? [] : [inPowerShell(`${when}, run in an elevated PowerShell:`, first, ...rest)]
}

const settings = (name: string): string =>
  `If so, leave it off, and write that into the settings: the start type of ${name} under services, or a waiver.`

/** What to do about a service that Microsoft or hardening lets a person switch off. */
export const resolutionForOptional = (asked: Asked): Resolution => ({
  summary: `Expected ${asked.found.name} to be ${asked.desired} by default; decide whether this server needs it.`,
  steps: [
    say(
      `Find out whether a person or a Group Policy switched ${asked.found.name} off on purpose. ${settings(asked.found.name)} ${asked.why}`
    ),
    ...fix(`If the server needs ${asked.found.name}`, asked)
  ],
  link
})

/** What to do about a half of POP3 or IMAP4 that is off although it is in use. */
export const resolutionForHalf = (asked: Asked): Resolution => ({
  summary: `Expected ${asked.found.name} to be ${asked.desired}; start it, or set it to Manual if nobody uses the protocol.`,
  steps: [
    say(`Find out whether clients of this server use the protocol. ${asked.why}`),
    ...fix('If they do', asked),
    inPowerShell(
      'If nobody does, let it not start by itself, in an elevated PowerShell:',
      powershell`Set-Service -Name ${asked.found.name} -StartupType Manual`
    )
  ],
  link
})

/** What to do about a service of Windows that setup or Exchange needs. */
export const resolutionForWindows = (asked: Asked): Resolution => ({
  summary: `Expected ${asked.found.name} to be ${asked.desired}; find out who switched it off, and bring it back before the next update.`,
  steps: [
    say(`Find out who switched ${asked.found.name} off and why: a Group Policy would do it again. ${asked.why}`),
    ...fix('Then', asked)
  ],
  link
})
