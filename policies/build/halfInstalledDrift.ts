import type { Facts } from '../../facts/facts'
import { installPath } from '../../facts/installation'
import type { Drift, Step } from '../../judging/policy'
import { inPowerShell, say } from '../../judging/resolutionSteps'
import { describeBuild } from '../../kernel/builds/buildNames'
import { compareBuilds, showBuild } from '../../kernel/compare'
import { powershell } from '../../kernel/powershell'
import { articleSection } from '../article'
import { ownCumulativeUpdate } from './buildDrift'
import { type Half, setupFile } from './halfInstalled'
import type { Installed } from './installed'
import { downloadStep, installation, preparingSteps, restartServer, setupStep, updateStep } from './resolution'

const brokenUpdateLink =
  'https://learn.microsoft.com/exchange/troubleshoot/client-connectivity/owa-stops-working-after-update'

type HalfOf<K extends Half['_tag']> = Extract<Half, { readonly _tag: K }>

const checkVersion = (facts: Facts, path: string, least: string): Step =>
  inPowerShell(
    `Check in PowerShell that the file version is ${least} or later:`,
    powershell`(Get-Item -LiteralPath ${installPath(facts) + path}).VersionInfo`
  )

const reinstalling = ({ facts, product, build, table }: Installed): ReadonlyArray<Step> => {
  const cu = ownCumulativeUpdate(product, build, table)
  const [release] = cu === null ? [] : [cu, ...cu.updates].filter((one) => compareBuilds(one.build, build) === 0)
  if (cu === null || release === undefined)
    return [say(`In an elevated Command Prompt (cmd.exe), install the update of build ${showBuild(build)} again.`)]
  if (release === cu) return [downloadStep(product, cu, cu), setupStep(facts, product, cu)]
  return [
    downloadStep(product, cu, release),
    updateStep(release),
    setupStep(facts, product, cu, `If that does not fix the file, install ${cu.name} again, then the update. `)
  ]
}

/** A file that a half-applied update left as it was: ExSetup.exe is new, the file older than its Cumulative Update. */
export const oldFileDrift = (installed: Installed, { path, version, least: build }: HalfOf<'Old'>): Drift => {
  const { facts, product, table } = installed
  const least = build.slice(0, 3).join('.')
  return {
    path: ['binaries', path],
    actual: version,
    desired: `${least} or later`,
    evidence: [
      `${path} has the file version ${version}, which is older than the Cumulative Update of ExSetup.exe.`,
      `ExSetup.exe has ${showBuild(installed.build)}: ${describeBuild(product, installed.build, table)}, by the table of builds of ${table.asOf}.`
    ],
    resolution: {
      summary:
        `Expected all files on ${facts.server} to be of one Cumulative Update; reinstall the update from an elevated ` +
        `Command Prompt and restart ${facts.server}.`,
      steps: [
        ...preparingSteps(facts),
        ...reinstalling(installed),
        restartServer(facts),
        checkVersion(facts, path, least)
      ],
      link: brokenUpdateLink
    },
    remediation: installation(facts)
  }
}

/** A file of an update that ExSetup.exe is older than: each update replaces that, so this one broke off. */
export const laterFileDrift = (installed: Installed, { path, version, found }: HalfOf<'Later'>): Drift => {
  const { facts, product, build, table } = installed
  const later = describeBuild(product, found, table)
  return {
    path: ['binaries', path],
    actual: version,
    desired: `${showBuild(build)} (ExSetup.exe) or older`,
    evidence: [
      `${path} has the file version ${version}: ${later}, by the table of builds of ${table.asOf}.`,
      `ExSetup.exe has ${showBuild(build)}: ${describeBuild(product, build, table)}. So the update to ${showBuild(found)} ` +
        'replaced only some of the files, or an older ExSetup.exe was put in its place.'
    ],
    resolution: {
      summary:
        `Expected all files on ${facts.server} to be of one update; install ${later} again from an elevated Command ` +
        `Prompt, or a newer one, and restart ${facts.server}.`,
      steps: [
        ...preparingSteps(facts),
        ...reinstalling({ ...installed, build: found }),
        restartServer(facts),
        checkVersion(facts, setupFile, showBuild(found))
      ],
      link: brokenUpdateLink
    },
    remediation: installation(facts)
  }
}

/** A file that is gone; without it, services or web applications of the server can't be loaded. */
export const missingFileDrift = (installed: Installed, { path }: HalfOf<'Missing'>): Drift => {
  const { facts } = installed
  return {
    path: ['binaries', path],
    actual: 'missing',
    desired: 'present',
    evidence: [
      `${installPath(facts)}${path} is not there; ExSetup.exe has the file version ${showBuild(installed.build)}: ` +
        `${describeBuild(installed.product, installed.build, installed.table)}.`
    ],
    resolution: {
      summary:
        `Expected ${path} below ${installPath(facts)}; reinstall the update from an elevated Command Prompt and ` +
        `restart ${facts.server}.`,
      steps: [
        say(
          "Look in the log of the antivirus software whether it took the file away, and exclude Exchange's folders there: " +
            'https://learn.microsoft.com/exchange/antispam-and-antimalware/windows-antivirus-software'
        ),
        ...preparingSteps(facts),
        ...reinstalling(installed),
        restartServer(facts),
        inPowerShell(
          'Check in PowerShell that the file is there:',
          powershell`Test-Path -LiteralPath ${installPath(facts) + path}`
        )
      ],
      link: articleSection('http-500-errors-in-owa-or-ecp')
    },
    remediation: installation(facts)
  }
}
