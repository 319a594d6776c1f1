import type { Step } from '../judging/policy'
import { printable, printableLines, shortened } from '../kernel/printable'
import { showPath } from '../kernel/propertyPath'
import type { Finding } from './findings'
import { shellName } from './fleet'
import { toDo } from './toDo'

/** A server decides how long its texts are; the audit's JSON has the rest. */
const mostOfText = 4_000
const mostItems = 100

/** Text of a server for a report file: nothing invisible is in it, and it is no longer than anybody reads. */
export const reported = (text: string): string => shortened(text, mostOfText)

/** A command of several lines stays one. */
export const reportedLines = (text: string): string => printableLines(text)

/** A step for a report file. Half a command would do something else, so that a very long one is left out whole. */
export const reportedStep = (step: Step): Step =>
  step.command === null || step.command.length <= 2 * mostOfText
    ? step
    : {
        text: `${step.text} The command is left out here, since it has more than ${2 * mostOfText} characters; the JSON report contains it.`,
        shell: null,
        command: null
      }

/** The own and the effective level, where they differ. */
export const levelText = ({ ownLevel, level }: Pick<Finding, 'ownLevel' | 'level'>): string =>
  ownLevel === level ? level : `own level ${ownLevel}, effective level ${level}`

/** The first of many, and how many were left out. */
export const firstOf = <A>(all: ReadonlyArray<A>): { readonly shown: ReadonlyArray<A>; readonly left: number } => ({
  shown: all.slice(0, mostItems),
  left: Math.max(0, all.length - mostItems)
})

const leftLine = (left: number): ReadonlyArray<string> =>
  left === 0 ? [] : [`and ${left} more, which the JSON report contains`]

const stepLines = ({ text, shell, command }: Step): ReadonlyArray<string> => {
  return command === null
    ? [`  ${printable(text)}`]
    : [
        `  ${printable(text)} [${shellName(shell)}]`,
        ...reportedLines(command)
          .split('\n')
          .map((line) => `    ${line}`)
      ]
}

/** The finding in one line: what is unknown says why, be it in its title or not. */
export const findingLine = ({ title, unknowns }: Finding): string => {
  const reasons = [...new Set(unknowns.map(({ reason }) => reason))].filter((reason) => !title.includes(reason))
  return reported([title, ...firstOf(reasons).shown].join(': '))
}

/** A finding in plain text: what is wrong, why, and what to do. */
export const findingText = (found: Finding): string => {
  const { shown, left } = firstOf(found.drifts)
  return [
    findingLine(found),
    `Level: ${levelText(found)}`,
    ...shown.flatMap(({ path, actual, desired, evidence }) => [
      `${reported(showPath(path))}: ${reported(actual)} => ${reported(desired)}`,
      ...evidence.map((one) => `  Evidence: ${reported(one)}`)
    ]),
    ...leftLine(left),
    ...toDo(found).flatMap(({ summary, steps, link }) => [
      `Do: ${reported(summary)}`,
      ...steps.map(reportedStep).flatMap(stepLines),
      `  More: ${link}`
    ])
  ].join('\n')
}
