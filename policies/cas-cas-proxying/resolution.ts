import * as O from 'fp-ts/Option'
import type { Resolution } from '../../judging/policy'
import { inPowerShell, say } from '../../judging/resolutionSteps'
import { nameOf } from '../../kernel/builds/buildNames'
import { type Build, showBuild } from '../../kernel/compare'
import { articleSection } from '../article'

export const section = 'install-the-update-for-cas-cas-proxying-deployment'

export const link = articleSection(section)

/** A build by its release, or by its number. */
export const named = (build: Build): string => O.getOrElse(() => showBuild(build))(nameOf(build))

/** How an Internet-facing server gets the update that others have already; `waiting` are those that must wait for it. */
export const updateFirst = (server: string, newest: Build, waiting: ReadonlyArray<string>): Resolution => ({
  summary: `Expected the Internet-facing Client Access servers to be updated before the others; update ${server} to ${showBuild(newest)} next.`,
  steps: [
    ...(waiting.length === 0
      ? []
      : [say(`Install no update on ${waiting.join(', ')} yet: their clients come through ${server}.`)]),
    say(`Install ${named(newest)} on ${server}.`),
    inPowerShell(
      `Then see its build, in a PowerShell on ${server}:`,
      "(Get-Item -LiteralPath (Join-Path $env:ExchangeInstallPath 'Bin\\ExSetup.exe')).VersionInfo.FileVersion"
    ),
    say('Go on with the other Internet-facing servers, and only then with those that have no external URL.')
  ],
  link
})
