import type { Plan } from '../policies/plan'
import type { PlannedStep } from '../policies/script'
import { printable, sentence } from './printable'

const stepLine = ({ title, policies, interrupts, seconds }: PlannedStep, index: number): string => {
  const most = seconds === null ? '' : ` It takes ${Math.ceil(seconds / 60)} min at most.`
  return printable(
    `${index + 1}. ${title} (${policies.join(', ')}).${most}${interrupts === null ? '' : ` ${interrupts}`}`
  )
}

/** The plan of a server in its order, with the interruption that each step means; or why there is none. */
export const planLines = (plan: Plan): ReadonlyArray<string> => {
  switch (plan._tag) {
    case 'Nothing':
      return []
    case 'Refused':
      return plan.reasons.map((reason) => printable(`Nothing is remediated here: ${sentence(reason)}`))
    case 'Planned':
      return plan.steps.map(stepLine)
  }
}
