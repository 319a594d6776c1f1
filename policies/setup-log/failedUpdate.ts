import * as O from 'fp-ts/Option'
import type { MsiLog, SetupLog } from '../../facts/sections/setupLog'
import { type Build, compareBuilds, parseBuild } from '../../kernel/compare'
import { runOfMsi } from '../../setup-log/runOfMsi'

/** An update that failed by itself after a good run of setup; `doubt` where it may be history. */
export interface FailedUpdate {
  readonly run: SetupLog
  readonly doubt: string | null
}

const fileOf = (path: string | null): string => (path ?? '').split('\\').pop()?.toLowerCase() ?? ''

/** Whether a log of the installer is that of a Security Update or an Update Rollup, and not one that setup asked for. */
const isOfUpdate = ({ file, patch, refused, missing }: MsiLog): boolean =>
  !/^ExchangeSetup|LanguagePack/i.test(file) &&
  (patch !== null || (refused ?? []).length > 0 || (missing ?? []).length > 0)

const ofCumulativeUpdate = ([major, minor, build]: Build): Build => [major, minor, build, 0]

const buildOf = (text: string | null): Build | null => O.toNullable(parseBuild(text ?? ''))

const doubtOf = (msi: MsiLog, setup: Build | null, installed: Build | null): string | null => {
  const product = buildOf(msi.productVersion)
  if (product === null || setup === null)
    return `${msi.file} tells of an update that failed, and not on which build: it may have come before the good run of setup`
  return installed !== null && compareBuilds(installed, product) > 0
    ? `${msi.file} tells of an update that failed, and an update of that Cumulative Update is installed: which came last is not told`
    : null
}

const isBelow = (one: Build | null, other: Build | null): boolean =>
  one !== null && other !== null && compareBuilds(ofCumulativeUpdate(one), ofCumulativeUpdate(other)) < 0

/** Whether the update was tried on an earlier Cumulative Update than the one that setup installed well, or that is there now. */
const isHistory = (msi: MsiLog, ...builds: ReadonlyArray<Build | null>): boolean =>
  builds.some((build) => isBelow(buildOf(msi.productVersion), build))

/** The updates after a good run of setup that came to an end of this kind, and are neither history nor made good since. */
const updatesOf = (run: SetupLog, installed: Build | null, state: MsiLog['state']): ReadonlyArray<MsiLog> => {
  if (run.state !== 'completed') return []
  const updates = run.msi.filter(isOfUpdate)
  const good = updates.filter((one) => one.state === 'completed').map(({ patch }) => fileOf(patch))
  const setup = buildOf(run.setupVersion)
  return updates.filter(
    (one) => one.state === state && !isHistory(one, setup, installed) && !good.includes(fileOf(one.patch))
  )
}

/** The log of an update after a good run of setup that has no end; null where all have one, or an update is installed since. */
export const openUpdateOf = (run: SetupLog, installed: Build | null): MsiLog | null =>
  updatesOf(run, installed, 'broken-off').find(({ productVersion }) => {
    const product = buildOf(productVersion)
    return product === null || installed === null || compareBuilds(installed, product) <= 0
  }) ?? null

/**
 * A good run of setup does not end what an update failed of later: its log lies beside that of setup, and names the build
 * that it met. `installed` is the build that is installed now, where that is known.
 */
export const failedUpdateOf = (run: SetupLog, installed: Build | null): FailedUpdate | null => {
  const [failed] = updatesOf(run, installed, 'failed')
  if (failed === undefined) return null
  const setup = buildOf(run.setupVersion)
  const told = runOfMsi(failed, { lines: 0, last: [] })
  return {
    run: { ...told, machine: told.machine ?? run.machine, windows: run.windows, installPath: run.installPath },
    doubt: doubtOf(failed, setup, installed)
  }
}
