import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import type { Drift, Step } from '../../judging/policy'
import { say } from '../../judging/resolutionSteps'
import { describeBuild, productName, releaseName } from '../../kernel/builds/buildNames'
import {
  type BuildTable,
  type CumulativeUpdate,
  cumulativeUpdateOf,
  cumulativeUpdates
} from '../../kernel/builds/buildTable'
import { type Build, showBuild } from '../../kernel/compare'
import type { Product } from '../../kernel/product'
import type { Requirement } from './requirement'
import {
  buildNumbersLink,
  dotNetStep,
  downloadStep,
  finishingSteps,
  installation,
  preparingSteps,
  restartServer,
  setupStep,
  updateStep
} from './resolution'

/** The Cumulative Update that a build belongs to; null where the table lists none. */
export const ownCumulativeUpdate = (product: Product, build: Build, table: BuildTable): CumulativeUpdate | null =>
  O.toNullable(cumulativeUpdateOf(cumulativeUpdates(product, table), build))

const requiredName = (product: Product, { cu, release, minimum }: Requirement): string =>
  cu === null || release === null
    ? `${productName(product)} ${showBuild(minimum)}`
    : `${releaseName(product, cu, release)} (${showBuild(release.build)})`

const actionOf = ({ cu, release }: Requirement, own: CumulativeUpdate | null): string => {
  if (cu === null || release === null) return 'install the Cumulative or Security Update of that build'
  if (cu === own) return `install ${release.name}`
  return release === cu ? `install ${cu.name}` : `install ${cu.name}, then ${release.name}`
}

const installing = (
  facts: Facts,
  product: Product,
  { cu, release }: Requirement,
  own: CumulativeUpdate | null
): ReadonlyArray<Step> => {
  if (cu === null || release === null)
    return [
      say(`Find the update at ${buildNumbersLink} and download it.`),
      ...preparingSteps(facts),
      say('Install the update.')
    ]
  const upgrade = cu !== own
  const update = release !== cu
  return [
    ...(upgrade ? [downloadStep(product, cu, cu)] : []),
    ...(update ? [downloadStep(product, cu, release)] : []),
    ...preparingSteps(facts),
    ...(upgrade ? [dotNetStep(product, cu), setupStep(facts, product, cu)] : []),
    ...(upgrade && update ? [restartServer(facts)] : []),
    ...(update ? [updateStep(release)] : [])
  ]
}

/** The drift of a server whose ExSetup.exe is older than required. */
export const buildDrift = (
  facts: Facts,
  product: Product,
  installed: Build,
  required: Requirement,
  table: BuildTable
): Drift => {
  const own = ownCumulativeUpdate(product, installed, table)
  return {
    path: ['build'],
    actual: showBuild(installed),
    desired: `${showBuild(required.minimum)} or later`,
    evidence: [
      `ExSetup.exe has the file version ${showBuild(installed)}: ${describeBuild(product, installed, table)}.`,
      required.because
    ],
    ...(required.isNewestFix ? { named: { securityUpdate: showBuild(required.minimum) } } : {}),
    resolution: {
      summary: `Expected ${requiredName(product, required)} or later on ${facts.server}; ${actionOf(required, own)}.`,
      steps: [...installing(facts, product, required, own), ...finishingSteps(facts, required.minimum)],
      link: buildNumbersLink
    },
    remediation: installation(facts)
  }
}
