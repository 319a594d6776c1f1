import type { Resolution } from '../judging/policy'
import { joinedSteps } from './acts'
import { type Finding, toldResolutions } from './findings'
import { mergeSteps } from './mergeSteps'

const mostSummaries = 3

const summaryOf = (resolutions: ReadonlyArray<Resolution>): string => {
  const all = [...new Set(resolutions.map(({ summary }) => summary))]
  return all.length <= mostSummaries ? all.join(' ') : `${all[0]} Likewise ${all.length - 1} more.`
}

/** What ends a finding, as one list of steps for all its values: nothing is done twice, and all in an order that works. */
export const toDo = (finding: Finding): ReadonlyArray<Resolution> => {
  const resolutions = toldResolutions(finding)
  const links = [...new Set(resolutions.map(({ link }) => link))]
  return links.map((link) => {
    const some = resolutions.filter((one) => one.link === link)
    return { summary: summaryOf(some), steps: joinedSteps(mergeSteps(some.map(({ steps }) => steps))), link }
  })
}
