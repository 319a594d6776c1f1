import type { Headline } from '../../judging/policy'

/** The language that is set: `Japanese, code page 932, for programs without Unicode`. */
export const dbcsWindowsHeadline: Headline = {
  title: (drifts) => `${drifts.map(({ actual }) => actual).join('; ')} for programs without Unicode`,
  why: () => 'Update Rollup 32 cannot be installed on Windows Server 2012 with a double-byte character set.'
}
