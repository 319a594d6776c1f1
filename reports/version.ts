import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import type { Facts } from '../facts/facts'
import type { SetupLog } from '../facts/sections/setupLog'
import { nameOf } from '../kernel/builds/buildNames'
import type { BuildTable } from '../kernel/builds/buildTable'
import { type Build, parseBuild, showBuild } from '../kernel/compare'
import { productOf } from '../kernel/product'
import { kindOfRun } from '../policies/setup-log/runKind'

const numbered = (build: Build): string =>
  [O.toNullable(productOf(build)), showBuild(build)].flatMap((part) => part ?? []).join(' ')

/** A build by its name in the table (`2019 CU12 Feb23SU`), else its product and number. */
export const buildName = (build: Build, table: BuildTable): string =>
  pipe(
    nameOf(build, table),
    O.map((name) => name.replace(/^Exchange Server /, '')),
    O.getOrElse(() => numbered(build))
  )

/** What setup's log says of the version: that which it installed, or which was there and which one it was to become. */
const versionOfRun = (run: SetupLog, table: BuildTable): string | null => {
  const [from, to] = [run.installedVersion, run.setupVersion].map((text) =>
    pipe(
      parseBuild(text ?? ''),
      O.map((parsed) => buildName(parsed, table)),
      O.toNullable
    )
  )
  const kind = kindOfRun(run)
  if (kind === 'prepare' || kind === 'uninstall') return from ?? null
  if (run.state === 'completed') return to ?? from ?? null
  if (from == null || to == null) return from ?? (to == null ? null : `setup of ${to}`)
  return from === to ? from : `${from} to ${to}`
}

/** The run where nothing but a log of setup was given, so that no other section can be expected. */
const onlyLog = ({ sections: { build, setupLog } }: Facts): SetupLog | null =>
  E.isLeft(build) && build.left.elsewhere === true && E.isRight(setupLog) ? setupLog.right : null

/**
 * What is installed by its name in the table (`2019 CU12 Feb23SU`), else its product and build number. Where ExSetup.exe
 * could not be read, it is what Active Directory has of the server, or what a log of setup alone says; null where that is not
 * known either.
 */
export const versionOf = (facts: Facts, table: BuildTable): string | null => {
  const { build, identity } = facts.sections
  const run = onlyLog(facts)
  if (run !== null) return versionOfRun(run, table)
  const exSetup = E.isRight(build) ? build.right.exSetup : null
  const version = E.isRight(identity) ? identity.right.version : null
  return pipe(
    parseBuild(exSetup ?? version ?? ''),
    O.map((parsed) => buildName(parsed, table)),
    O.toNullable
  )
}
