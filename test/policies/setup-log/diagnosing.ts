import { stepText } from '../../../judging/resolutionSteps'
import { diagnose } from '../../../policies/setup-log/diagnose'
import { link } from '../../support/setupLogRows'
import { beginning, failing, logText, sectionOf } from '../../support/setupLogs'

/** What lines of a failed run tell. */
export const findings = (lines: ReadonlyArray<string>) =>
  diagnose(sectionOf(logText([...beginning, ...lines, ...failing])))

/** The issues that lines of a failed run tell. */
export const idsOf = (lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  findings(lines).map(({ issue }) => issue.id)

/** What is said to do about them. */
export const adviceOf = (lines: ReadonlyArray<string>): string =>
  findings(lines)
    .flatMap(({ issue, found }) => [issue.expected(found), ...issue.steps(found).map(stepText)])
    .join('\n')

/** A readiness rule that failed. */
export const failed = (rule: string): ReadonlyArray<string> => [
  `[1] Failed [Rule:${rule}] [Message:The rule ${rule} is not met.]`,
  `[1] [REQUIRED] The rule ${rule} is not met.`,
  link(rule)
]

/** A readiness rule that failed, with what it says. */
export const required = (rule: string, message: string): ReadonlyArray<string> => [
  `[1] Failed [Rule:${rule}] [Message:${message}]`,
  `[1] [REQUIRED] ${message}`,
  link(rule)
]
