import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import { productOfServer } from '../../facts/productOfServer'
import type { Build as BuildFacts } from '../../facts/sections/build'
import { compliant, type Drift, drift, type Judgement, unknown } from '../../judging/policy'
import type { BuildTable } from '../../kernel/builds/buildTable'
import { type Half, setupFile, unfinishedRoles } from './halfInstalled'
import { laterFileDrift, missingFileDrift, oldFileDrift } from './halfInstalledDrift'
import { type Installed, installedBuild } from './installed'
import { newerFileDrift, noSetupDrift, otherUpdateDrift, unfinishedRoleDrift } from './unfinishedSetupDrift'
import { afterRestart, waitingUpdate } from './waitingRestart'

/** An update may just wait for a restart. */
export const unlessWaiting = (facts: Facts, found: Drift): Drift => {
  const waiting = waitingUpdate(facts)
  return waiting === null ? found : afterRestart(facts, waiting, found)
}

/** What shows that an installation is not of one build throughout, as a judgement. */
export const judgeHalf =
  (installed: Installed) =>
  (half: Half): Judgement => {
    switch (half._tag) {
      case 'Old':
        return drift(unlessWaiting(installed.facts, oldFileDrift(installed, half)))
      case 'Newer':
        return drift(newerFileDrift(installed, half))
      case 'Later':
        return drift(unlessWaiting(installed.facts, laterFileDrift(installed, half)))
      case 'Missing':
        return drift(unlessWaiting(installed.facts, missingFileDrift(installed, half)))
      case 'Registered':
        return drift(otherUpdateDrift(installed, half))
      case 'Role':
        return drift(unfinishedRoleDrift(installed.facts, installed, half))
      case 'Unread':
        return unknown(half.path, half.reason)
    }
  }

const isSound = (half: ReadonlyArray<Half>, path: string): boolean =>
  !half.some((one) => ['Old', 'Newer', 'Later', 'Missing'].includes(one._tag) && 'path' in one && one.path === path)

/** The files that are of the installed build. */
export const soundFiles = ({ binaries }: BuildFacts, half: ReadonlyArray<Half>): ReadonlyArray<Judgement> =>
  (binaries ?? []).flatMap(({ path, version }) =>
    version !== null && isSound(half, path) ? [compliant(['binaries', path], version)] : []
  )

/** What setup keeps of each role says something also where ExSetup.exe doesn't tell what is installed. */
export const judgeRoles = (facts: Facts): ReadonlyArray<Judgement> =>
  unfinishedRoles(facts, null).flatMap((half) => {
    if (half._tag === 'Role') return [drift(unfinishedRoleDrift(facts, null, half))]
    return half._tag === 'Unread' ? [unknown(half.path, half.reason)] : []
  })

/** What is installed, by the version of ExSetup.exe; or what is to be said where that does not tell. */
export const installedIn = (facts: Facts, found: BuildFacts, table: BuildTable): E.Either<Judgement, Installed> => {
  if (found.exSetup === null)
    return E.left(
      (found.missing ?? []).includes(setupFile)
        ? drift(noSetupDrift(facts, O.toNullable(productOfServer(facts))))
        : unknown(['build'], 'the file version of ExSetup.exe is not known')
    )
  const installed = installedBuild(facts, found.exSetup, table)
  return O.isSome(installed)
    ? E.right(installed.value)
    : E.left(unknown(['build'], `${found.exSetup} belongs to no version of Exchange Server that is known here`))
}
