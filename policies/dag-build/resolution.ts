import * as O from 'fp-ts/Option'
import type { Resolution } from '../../judging/policy'
import { inPowerShell, say } from '../../judging/resolutionSteps'
import { nameOf } from '../../kernel/builds/buildNames'
import { type Build, showBuild } from '../../kernel/compare'
import { articleSection } from '../article'

export const section = 'verify-the-installation-of-cus--sus'

export const link = articleSection(section)

/** A build by its release, or by its number. */
export const named = (build: Build): string => O.getOrElse(() => showBuild(build))(nameOf(build))

/** How a member gets the build of the others. */
export const update = (server: string, dag: string, newest: Build): Resolution => ({
  summary: `Expected all members of the DAG ${dag} to have one build; update ${server} to ${showBuild(newest)} as well.`,
  steps: [
    say(`Finish the rollout: put ${server} into maintenance, install ${named(newest)} there, and end the maintenance.`),
    inPowerShell(
      `Then see its build, in a PowerShell on ${server}:`,
      "(Get-Item -LiteralPath (Join-Path $env:ExchangeInstallPath 'Bin\\ExSetup.exe')).VersionInfo.FileVersion"
    )
  ],
  link
})
