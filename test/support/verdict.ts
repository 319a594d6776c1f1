import type { Drift } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { say } from '../../judging/resolutionSteps'
import type { JudgedDrift, JudgedUnknown, Verdict } from '../../judging/verdict'

/** A drift of a service, with some of its parts replaced. */
export const aDrift = (parts: Partial<JudgedDrift> = {}): JudgedDrift => ({
  path: ['services', 'W3SVC'],
  actual: 'Disabled, Stopped',
  desired: 'Automatic, Running',
  evidence: ['Get-Service lists it.'],
  resolution: {
    summary: 'Expected W3SVC to run; start it.',
    steps: [say('Start-Service W3SVC')],
    link: 'https://learn.microsoft.com/'
  },
  remediation: byHand('a person must see to it'),
  waiver: null,
  heldBack: false,
  ...parts
})

/** The same as a policy finds it, before waivers are known. */
export const foundDrift = (parts: Partial<Drift> = {}): Drift => {
  const { waiver, heldBack, ...found } = aDrift(parts)
  return found
}

export const anUnknown = (parts: Partial<JudgedUnknown> = {}): JudgedUnknown => ({
  path: ['services'],
  reason: 'access denied',
  waiver: null,
  ...parts
})

/** A compliant verdict of a mandatory policy in an advisory stack, with some of its parts replaced. */
export const aVerdict = (parts: Partial<Verdict> = {}): Verdict => ({
  policy: 'services-start',
  title: 'The services start',
  headline: null,
  leads: false,
  section: 'services',
  status: 'compliant',
  ownLevel: 'mandatory',
  level: 'advisory',
  countsAsChange: true,
  unasked: null,
  reason: null,
  waiver: null,
  drifts: [],
  unknowns: [],
  compliances: [],
  steps: [],
  unread: [],
  vetoes: [],
  ...parts
})
