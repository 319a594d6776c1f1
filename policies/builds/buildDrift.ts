import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import { type Build, compareBuilds, showBuild } from '../compare'
import { installPath } from '../installation'
import type { Drift } from '../policy'
import { powershell } from '../powershell'
import type { Product } from '../product'
import { describeBuild, productName, releaseName } from './buildNames'
import { type CumulativeUpdate, cumulativeUpdateOf, cumulativeUpdates, tableDate } from './buildTable'
import {
  buildNumbersLink,
  byHandStep,
  dotNetStep,
  downloadStep,
  finishingSteps,
  preparingSteps,
  setupStep,
  updateStep
} from './installSteps'
import type { Requirement } from './requirement'

const ownCumulativeUpdate = (product: Product, installed: Build): CumulativeUpdate | null =>
  O.toNullable(cumulativeUpdateOf(cumulativeUpdates(product), installed))

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
): ReadonlyArray<string> => {
  if (cu === null || release === null)
    return [`Find the update at ${buildNumbersLink} and download it.`, ...preparingSteps(facts), 'Install the update.']
  const upgrade = cu !== own
  const update = release !== cu
  return [
    ...(upgrade ? [downloadStep(product, cu, cu)] : []),
    ...(update ? [downloadStep(product, cu, release)] : []),
    ...preparingSteps(facts),
    ...(upgrade ? [dotNetStep(product, cu), setupStep(facts, product, cu)] : []),
    ...(upgrade && update ? [`Restart ${facts.server}.`] : []),
    ...(update ? [updateStep(release)] : [])
  ]
}

/** The drift of a server whose ExSetup.exe is older than required. */
export const buildDrift = (facts: Facts, product: Product, installed: Build, required: Requirement): Drift => {
  const own = ownCumulativeUpdate(product, installed)
  return {
    path: ['build'],
    actual: showBuild(installed),
    desired: `${showBuild(required.minimum)} or later`,
    evidence: [
      `ExSetup.exe has the file version ${showBuild(installed)}: ${describeBuild(product, installed)}.`,
      required.because
    ],
    resolution: {
      summary: `Expected ${requiredName(product, required)} or later on ${facts.server}; ${actionOf(required, own)}.`,
      steps: [
        ...installing(facts, product, required, own),
        ...finishingSteps(facts, required.minimum),
        byHandStep(facts)
      ],
      link: buildNumbersLink
    },
    remediation: null
  }
}

/** A file of the installation that an update should have replaced. */
interface OldBinary {
  readonly path: string
  readonly version: string
  /** The least version that it should have: three integers, as text. */
  readonly least: string
}

const reinstalling = (facts: Facts, product: Product, installed: Build): ReadonlyArray<string> => {
  const cu = ownCumulativeUpdate(product, installed)
  const [release] = cu === null ? [] : [cu, ...cu.updates].filter(({ build }) => compareBuilds(build, installed) === 0)
  if (cu === null || release === undefined)
    return [`In an elevated Command Prompt (cmd.exe), install the update of build ${showBuild(installed)} again.`]
  if (release === cu) return [downloadStep(product, cu, cu), setupStep(facts, product, cu)]
  return [
    downloadStep(product, cu, release),
    updateStep(release),
    `If the file keeps its version, install ${cu.name} again, then the update. ${setupStep(facts, product, cu)}`
  ]
}

/** The drift of a half-applied update: ExSetup.exe is new, another file older than its Cumulative Update. */
export const binaryDrift = (facts: Facts, product: Product, installed: Build, binary: OldBinary): Drift => ({
  path: ['binaries', binary.path],
  actual: binary.version,
  desired: `${binary.least} or later`,
  evidence: [
    `${binary.path} has the file version ${binary.version}, older than the Cumulative Update of ExSetup.exe ` +
      `(${showBuild(installed)}: ${describeBuild(product, installed)}), by the table of builds of ${tableDate}.`
  ],
  resolution: {
    summary:
      `Expected all files on ${facts.server} to be of one Cumulative Update; reinstall the update from an elevated ` +
      `Command Prompt and restart ${facts.server}.`,
    steps: [
      ...preparingSteps(facts),
      ...reinstalling(facts, product, installed),
      `Restart ${facts.server}.`,
      `Check in PowerShell that the file version is ${binary.least} or later: ` +
        powershell`(Get-Item -LiteralPath ${installPath(facts) + binary.path}).VersionInfo`,
      byHandStep(facts)
    ],
    link: 'https://learn.microsoft.com/exchange/troubleshoot/client-connectivity/owa-stops-working-after-update'
  },
  remediation: null
})
