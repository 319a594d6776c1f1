import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import { type Build, compareBuilds, parseBuild, showBuild } from '../compare'
import { type Product, productOf } from '../product'
import { cumulativeUpdateOf, cumulativeUpdates } from './buildTable'

/** An update replaces some files only; so one is old if it is older than the Cumulative Update itself. */
export const leastVersion = (product: Product, installed: Build): Build => {
  const cu = cumulativeUpdateOf(cumulativeUpdates(product), installed)
  const [major, minor, build] = O.isSome(cu) ? cu.value.build : installed
  return [major, minor, build, 0]
}

export const isOlder = (version: string, least: Build): boolean =>
  pipe(
    parseBuild(version),
    O.exists((found) => compareBuilds(found, least) < 0)
  )

const builds = (facts: Facts): E.Either<string, { product: Product; installed: Build }> =>
  pipe(
    facts.sections.build,
    E.mapLeft(({ reason }) => `what is installed could not be read: ${reason}`),
    E.map(({ exSetup }) => (exSetup === null ? O.none : parseBuild(exSetup))),
    E.chain(E.fromOption(() => 'the file version of ExSetup.exe is not known')),
    E.bindTo('installed'),
    E.bind('product', ({ installed }) =>
      E.fromOption(() => `${showBuild(installed)} belongs to no known version of Exchange`)(productOf(installed))
    )
  )

const oldBinaries = (facts: Facts, product: Product, installed: Build): ReadonlyArray<string> => {
  const binaries = E.isRight(facts.sections.build) ? facts.sections.build.right.binaries : null
  if (binaries === null || binaries.length === 0)
    return ['whether the other binaries are of the build of ExSetup.exe was not read']
  const least = leastVersion(product, installed)
  return binaries
    .filter(({ version }) => isOlder(version, least))
    .map(({ path, version }) => `half-updated: ${path} is ${version}, and ExSetup.exe ${showBuild(installed)}`)
}

/** The Cumulative Update that setup registered, where it isn't that of ExSetup.exe. */
const otherUpdate = (facts: Facts, installed: Build): ReadonlyArray<string> => {
  const { identity } = facts.sections
  const registered =
    E.isRight(identity) && identity.right.version !== null ? parseBuild(identity.right.version) : O.none
  return pipe(
    registered,
    O.filter((version) => [0, 1, 2].some((part) => version[part] !== installed[part])),
    O.match(
      () => [],
      (version) => [`half-updated: setup registered ${showBuild(version)}, and ExSetup.exe is ${showBuild(installed)}`]
    )
  )
}

/** Why the installation isn't known to be of one build throughout; empty where it is. */
export const halfUpdated = (facts: Facts): ReadonlyArray<string> =>
  pipe(
    builds(facts),
    E.match(
      (reason) => [reason],
      ({ product, installed }) => [...oldBinaries(facts, product, installed), ...otherUpdate(facts, installed)]
    )
  )
