import { longestRun, type StepKind, stepKinds } from '../judging/remediation'
import { counted } from '../kernel/counted'
import { printable, sentence } from '../kernel/printable'
import type { RemediationPlan } from '../remediation/plan'
import type { PlannedStep } from '../remediation/script'

const stepLine = ({ title, policies, interrupts, seconds }: PlannedStep, index: number): string => {
  const most = seconds === null ? '' : ` It takes ${Math.ceil(seconds / 60)} min at most.`
  return printable(
    `${index + 1}. ${title} (${policies.join(', ')}).${most}${interrupts === null ? '' : ` ${interrupts}`}`
  )
}

/** The plan of a server in its order, with the interruption that each step means; or why there is none. */
export const planLines = (plan: RemediationPlan): ReadonlyArray<string> => {
  switch (plan._tag) {
    case 'Nothing':
      return []
    case 'Refused':
      return plan.reasons.map((reason) => printable(`Nothing is remediated here: ${sentence(reason)}`))
    case 'Planned':
      return plan.steps.map(stepLine)
  }
}

const kindText: Readonly<Record<StepKind, (count: number) => string>> = {
  rights: (count) => `rights of ${counted(count, 'folder')}`,
  'start-type': (count) => counted(count, 'start type'),
  file: (count) => counted(count, 'file'),
  binding: (count) => counted(count, 'binding'),
  setting: (count) => counted(count, 'setting'),
  restart: () => 'restart of IIS',
  start: (count) => `start of ${counted(count, 'service')}`,
  organization: (count) => `${counted(count, 'change')} by the endpoint of Exchange`
}

/** How many steps there are of which kind, and how long they take: `2 steps (1 file, restart of IIS), at most 20 min`. */
export const planSummary = (steps: ReadonlyArray<PlannedStep>): string => {
  const kinds = stepKinds.flatMap((kind) => {
    const count = steps.filter((step) => step.kind === kind).length
    return count === 0 ? [] : [kindText[kind](count)]
  })
  const seconds = steps.reduce((sum, step) => sum + (step.seconds ?? 0), 0)
  const minutes = Math.ceil(Math.min(seconds, longestRun) / 60)
  const time = minutes <= 1 ? 'about a minute' : `usually a few minutes, at most ${minutes}`
  return `${counted(steps.length, 'step')} (${kinds.join(', ')}), ${time}`
}

/** What the steps mean for users, each sentence once. */
export const interruptions = (steps: ReadonlyArray<PlannedStep>): ReadonlyArray<string> => [
  ...new Set(steps.flatMap(({ interrupts }) => interrupts ?? []))
]
