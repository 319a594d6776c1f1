import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import type { RoleState } from '../../facts/sections/setupState'
import type { Drift, Step } from '../../judging/policy'
import { byHand, type Proposal } from '../../judging/remediation'
import { inPowerShell, say } from '../../judging/resolutionSteps'
import { describeBuild } from '../../kernel/builds/buildNames'
import { type BuildTable, ownTable } from '../../kernel/builds/buildTable'
import { type Build, compareBuilds, parseBuild, showBuild } from '../../kernel/compare'
import { powershell } from '../../kernel/powershell'
import { type Product, productOf } from '../../kernel/product'
import { articleSection } from '../article'
import { ownCumulativeUpdate } from './buildDrift'
import type { Half } from './halfInstalled'
import type { Installed } from './installed'
import { downloadStep, setupStep } from './resolution'

type HalfOf<K extends Half['_tag']> = Extract<Half, { readonly _tag: K }>

const root = (product: Product | null): string =>
  `SOFTWARE\\Microsoft\\ExchangeServer\\${product === '2010' ? 'v14' : 'v15'}`

/** Setup resumes by itself where it stopped, if it is run from the same medium in the same mode. */
const resuming = (facts: Facts, build: Build | null, action: string | null, table: BuildTable): ReadonlyArray<Step> => {
  const product = build === null ? null : O.toNullable(productOf(build))
  const cu = build === null || product === null ? null : ownCumulativeUpdate(product, build, table)
  const isUpgrade = action === null || action === 'BuildToBuildUpgrade'
  if (product === null || cu === null || !isUpgrade)
    return [
      say(
        'Run setup again from the medium of the run that stopped, in an elevated Command Prompt (cmd.exe). Use the command ' +
          'line of that run: the log shows it, and the version of the medium, where that run begins. Setup then goes on where it stopped.'
      )
    ]
  return [
    downloadStep(product, cu, cu),
    setupStep(facts, product, cu),
    say(
      'If only a security update is unfinished (no Action, no Watermark), install that update again from an elevated Command Prompt instead.'
    )
  ]
}

const steps = (
  facts: Facts,
  look: string,
  build: Build | null,
  action: string | null,
  table: BuildTable
): ReadonlyArray<Step> => [
  inPowerShell('Look at what setup keeps in the registry, in an elevated PowerShell:', look),
  say(
    'Never delete a watermark or an Action there: setup resumes by them, and without them it skips what is not done.'
  ),
  say(
    `Find why setup stopped, at the end of %SystemDrive%\\ExchangeSetupLogs\\ExchangeSetup.log on ${facts.server}, and end that first.`
  ),
  say(`Restart ${facts.server}, so that no restart is pending and its services can stop.`),
  ...resuming(facts, build, action, table),
  say(`Restart ${facts.server}, then record its facts again.`)
]

const finishing = (facts: Facts): Proposal =>
  byHand(`only setup itself may finish what it has begun on ${facts.server}`)

const link = articleSection('verify-the-installation-of-cus--sus')

const later = (build: Build | null, other: Build | null): Build | null =>
  build === null || (other !== null && compareBuilds(other, build) > 0) ? other : build

/** The build of the last upgrade, by its log, where that did not succeed. */
const triedBuild = ({ sections: { setupLog } }: Facts): Build | null => {
  const run = E.isRight(setupLog) ? setupLog.right : null
  return run === null || run.state === 'completed' || !/^(?:BuildToBuild)?Upgrade$/i.test(run.mode ?? '')
    ? null
    : O.toNullable(parseBuild(run.setupVersion ?? ''))
}

/** The build to which setup was on its way; null where nothing tells: it begins with a role before it unpacks new files. */
const buildAhead = (facts: Facts, installed: Installed | null, state: RoleState): Build | null => {
  const unpacked = O.toNullable(parseBuild(state.unpacked ?? ''))
  const isBegun = state.action !== null || state.watermark !== null
  return isBegun && state.unpacked === state.configured ? triedBuild(facts) : later(unpacked, installed?.build ?? null)
}

/** A role that setup has begun with and not finished. `installed` is null where ExSetup.exe's build is not known. */
export const unfinishedRoleDrift = (
  facts: Facts,
  installed: Installed | null,
  { state, why }: HalfOf<'Role'>
): Drift => {
  const key = `${root(installed?.product ?? null)}\\${state.role}`
  const look =
    `${powershell`Get-ItemProperty -LiteralPath ${`HKLM:\\${key}`}`} | ` +
    'Format-List Action, Watermark, UnpackedVersion, ConfiguredVersion'
  return {
    path: ['setupState', state.role],
    actual: why,
    desired: 'finished',
    evidence: [
      `The registry key HKLM\\${key} shows that setup has not finished ${state.role}: ${why}.`,
      ...(installed === null
        ? []
        : [
            `ExSetup.exe has the file version ${showBuild(installed.build)}: ${describeBuild(installed.product, installed.build, installed.table)}.`
          ])
    ],
    resolution: {
      summary: `Expected setup to have finished ${state.role} on ${facts.server}; resume setup, and never delete a watermark.`,
      steps: steps(facts, look, buildAhead(facts, installed, state), state.action, installed?.table ?? ownTable),
      link
    },
    remediation: finishing(facts)
  }
}

/** An update that is missing, where setup has stopped half-way: none installs on top of that. */
export const afterSetup = (facts: Facts, missing: Drift): Drift => ({
  ...missing,
  resolution: {
    ...missing.resolution,
    summary: `${missing.resolution.summary.replace(/\.$/, '')}, only after setup has finished what it began: an update on top of that fails.`,
    steps: [
      say(
        `When setup has finished, record the facts of ${facts.server} again: they tell whether an update is still missing.`
      )
    ]
  }
})

const lookAtAll = (product: Product | null): string =>
  `${powershell`Get-ChildItem -LiteralPath ${`HKLM:\\${root(product)}`}`} | Get-ItemProperty | ` +
  'Format-List PSChildName, Action, Watermark, UnpackedVersion, ConfiguredVersion, MsiBuildMajor, MsiBuildMinor'

/** How ExSetup.exe shows its Cumulative Update: three integers, in 2010 two. */
const ofSetup = ({ product, build }: Installed): string =>
  `${build.slice(0, product === '2010' ? 2 : 3).join('.')} (ExSetup.exe)`

/** A file of a newer Cumulative Update than ExSetup.exe's: an upgrade broke off, or ExSetup.exe was put back. */
export const newerFileDrift = (installed: Installed, { path, version, found }: HalfOf<'Newer'>): Drift => {
  const { facts, product, build, table } = installed
  const others = describeBuild(productOfBuild(found, product), found, table)
  return {
    path: ['binaries', path],
    actual: version,
    desired: ofSetup(installed),
    evidence: [
      `${path} has the file version ${version} (${others}), newer than the Cumulative Update of ExSetup.exe ` +
        `(${showBuild(build)}: ${describeBuild(product, build, table)}).`,
      'So an upgrade to the newer one has not come to its end, or an older ExSetup.exe was put in its place.'
    ],
    resolution: {
      summary: `Expected all files on ${facts.server} to be of one Cumulative Update; resume setup, and never delete a watermark.`,
      steps: steps(facts, lookAtAll(product), found, null, table),
      link
    },
    remediation: finishing(facts)
  }
}

/** The directory knows a newer Cumulative Update than the files: the files went back, and only that setup brings them on. */
const directoryAheadDrift = (installed: Installed, registered: Build): Drift => {
  const { facts, product, build, table } = installed
  const ahead = describeBuild(productOfBuild(registered, product), registered, table)
  return {
    path: ['identity', 'version'],
    actual: showBuild(registered),
    desired: `an ExSetup.exe of ${showBuild(registered)}`,
    evidence: [
      `Setup registered ${showBuild(registered)} in the directory: ${ahead}.`,
      `ExSetup.exe has the file version ${showBuild(build)}: ${describeBuild(product, build, table)}. So the files are older: ` +
        'a snapshot or a backup from before the upgrade was restored, or the upgrade broke off.'
    ],
    resolution: {
      summary: `Expected the files on ${facts.server} to be of the build in the directory, ${showBuild(registered)} (${ahead}); run the setup of that one again.`,
      steps: [
        say(
          'Install no update of the older build, and do not change the version in the directory: setup never goes back there.'
        ),
        ...steps(facts, lookAtAll(product), registered, null, table)
      ],
      link
    },
    remediation: finishing(facts)
  }
}

/** Setup registered another Cumulative Update than that of ExSetup.exe: an upgrade broke off between the two. */
export const otherUpdateDrift = (installed: Installed, { registered }: HalfOf<'Registered'>): Drift => {
  const { facts, product, build, table } = installed
  if (compareBuilds(registered, build) > 0) return directoryAheadDrift(installed, registered)
  return {
    path: ['identity', 'version'],
    actual: showBuild(registered),
    desired: ofSetup(installed),
    evidence: [
      `Setup registered ${showBuild(registered)}: ${describeBuild(productOfBuild(registered, product), registered, table)}.`,
      `ExSetup.exe has the file version ${showBuild(build)}: ${describeBuild(product, build, table)}. So a setup that changes from one to the other has not come to its end.`
    ],
    resolution: {
      summary:
        `Expected setup to have registered the Cumulative Update of ExSetup.exe (${showBuild(build)}) on ${facts.server}, ` +
        `not ${showBuild(registered)}; resume setup, and never delete a watermark.`,
      steps: steps(facts, lookAtAll(product), build, null, table),
      link
    },
    remediation: finishing(facts)
  }
}

const productOfBuild = (build: Build, otherwise: Product): Product => O.getOrElse(() => otherwise)(productOf(build))

/** ExSetup.exe itself is gone. */
export const noSetupDrift = (facts: Facts, product: Product | null): Drift => ({
  path: ['build'],
  actual: 'ExSetup.exe is missing',
  desired: 'present',
  evidence: ['Bin\\ExSetup.exe is not there, as after a setup that broke off; so what is installed is not known.'],
  resolution: {
    summary: `Expected ExSetup.exe in the Bin folder of ${facts.server}; resume setup, and never delete a watermark.`,
    steps: steps(
      facts,
      `${powershell`Get-ChildItem -LiteralPath ${`HKLM:\\${root(product)}`}`} | Get-ItemProperty | Format-List PSChildName, Action, Watermark, UnpackedVersion, ConfiguredVersion`,
      null,
      null,
      ownTable
    ),
    link
  },
  remediation: finishing(facts)
})
