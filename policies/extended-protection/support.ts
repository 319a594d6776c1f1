import { type Build, compareBuilds } from '../../kernel/compare'

/** The Security Updates of August 2022, the first ones with Extended Protection, by their Cumulative Updates. */
const first: ReadonlyArray<Build> = [
  [15, 0, 1497, 40],
  [15, 1, 2375, 31],
  [15, 1, 2507, 12],
  [15, 2, 986, 29],
  [15, 2, 1118, 12]
]

const isSameVersion = (a: Build, b: Build): boolean => a[0] === b[0] && a[1] === b[1]

/** Whether a build of Exchange 2013 or later can do with Extended Protection at all. */
export const supportsProtection = (build: Build): boolean => {
  const known = first.filter((one) => isSameVersion(one, build))
  const ofItsUpdate = known.find((one) => one[2] === build[2])
  return ofItsUpdate === undefined
    ? known.every((one) => compareBuilds(build, one) > 0)
    : compareBuilds(build, ofItsUpdate) >= 0
}

/** Exchange 2019 CU14: from it on, setup switches Extended Protection on unless it is told otherwise. */
const byDefault: Build = [15, 2, 1544, 0]

export const isOnByDefault = (build: Build): boolean =>
  isSameVersion(build, byDefault) && compareBuilds(build, byDefault) > 0

/** Whether public folders stand against it: a server of Exchange 2013, or one of CU22 (2016) or CU11 (2019). */
export const publicFolders = (build: Build): 'none' | 'hierarchy' | null => {
  if (build[1] === 0) return 'none'
  return [2375, 986].includes(build[2]) ? 'hierarchy' : null
}
