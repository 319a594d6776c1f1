import * as O from 'fp-ts/Option'
import type { Drift, Headline } from '../../judging/policy'
import { nameOf } from '../../kernel/builds/buildNames'
import { parseBuild } from '../../kernel/compare'
import { showPath } from '../../kernel/propertyPath'
import { firstEvidence, listed, nameIn, plainly } from '../headlineParts'

/** The release of a build without its product, which a server's own version shows. */
const releaseOf = (desired: string): string => {
  const [build = desired] = desired.split(' ')
  const parsed = parseBuild(build)
  const name = O.isSome(parsed) ? nameOf(parsed.value) : O.none
  return O.isSome(name) ? name.value.replace(/^Exchange Server (?:\d+ )?/, '') : desired
}

/** ExSetup.exe itself may be missing, and is no build. */
const isBuild = ({ path, desired }: Drift): boolean => path.length === 1 && path[0] === 'build' && desired !== 'present'

const phraseOf = (one: Drift): string => {
  if (one.path[0] === 'installedUpdates') return `${nameIn(one)} ${one.actual}`
  if (showPath(one.path) === 'identity.version') return `setup registered ${one.actual}`
  return showPath(one.path) === 'build' ? one.actual : plainly(one)
}

/** The update that is missing: `needs CU15 Sep26SUv2`; and what a half-applied one left. */
export const buildHeadline: Headline = {
  title: (drifts) => {
    const others = drifts.filter((drift) => !isBuild(drift))
    const [files, rest] = [
      others.filter(({ path }) => path[0] === 'binaries'),
      others.filter(({ path }) => path[0] !== 'binaries')
    ]
    return [
      ...drifts.filter(isBuild).map(({ desired }) => `needs ${releaseOf(desired)}`),
      ...(files.length === 0
        ? []
        : [
            `${files.length === 1 ? 'a file is' : `${files.length} files are`} not of this build: ${listed(files.map(nameIn))}`
          ]),
      ...rest.map(phraseOf)
    ].join('; ')
  },
  why: (drifts) => {
    const first = drifts.find(isBuild)
    const update = first?.named?.securityUpdate
    return first === undefined || update === undefined
      ? (first?.evidence[1] ?? firstEvidence(drifts))
      : `Security fixes are missing: ${first.actual} is older than ${update} (${releaseOf(first.desired)}).`
  }
}
