import type { Headline } from '../../judging/policy'

/** The version of the .NET Framework, and the one that is right. */
export const frameworkHeadline: Headline = {
  title: ([first]) =>
    first === undefined
      ? ''
      : first.actual === first.desired
        ? `.NET ${first.actual} is not supported with the installed Cumulative Update`
        : `needs .NET ${first.desired}, has ${first.actual}`,
  why: () =>
    'Exchange is not supported with another .NET Framework, and setup of a Cumulative Update can refuse to run.'
}
