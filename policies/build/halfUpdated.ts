import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import type { Build as BuildFacts } from '../../facts/sections/build'
import { ownTable } from '../../kernel/builds/buildTable'
import { parseBuild, showBuild } from '../../kernel/compare'
import { rememberedRecently } from '../../kernel/remembered'
import { leftBehind } from './failedUpdate'
import { type Half, halfInstalled, unfinishedRoles } from './halfInstalled'
import { type Installed, installedBuild } from './installed'

interface Known {
  readonly found: BuildFacts
  readonly installed: Installed
}

const builds = (facts: Facts): E.Either<string, Known> => {
  const { build } = facts.sections
  if (E.isLeft(build)) return E.left(`what is installed could not be read: ${build.left.reason}`)
  const { exSetup } = build.right
  if (exSetup === null || O.isNone(parseBuild(exSetup))) return E.left('the file version of ExSetup.exe is not known')
  const installed = installedBuild(facts, exSetup, ownTable)
  return O.isSome(installed)
    ? E.right({ found: build.right, installed: installed.value })
    : E.left(`${exSetup} belongs to no known version of Exchange`)
}

const reasonOf =
  (installed: string) =>
  (half: Half): string => {
    switch (half._tag) {
      case 'Old':
      case 'Newer':
      case 'Later':
        return `half-updated: ${half.path} is ${half.version}, and ExSetup.exe ${installed}`
      case 'Missing':
        return `half-updated: ${half.path} is missing`
      case 'Registered':
        return `half-updated: setup registered ${showBuild(half.registered)}, and ExSetup.exe is ${installed}`
      case 'Role':
        return `half-updated: setup has not finished ${half.state.role}: ${half.why}`
      case 'Unread':
        return half.reason
    }
  }

interface Doubt {
  readonly reason: string
  /** Whether the facts show it, as against facts that could not be read. */
  readonly isSeen: boolean
}

const doubtOf =
  (installed: string) =>
  (half: Half): Doubt => ({ reason: reasonOf(installed)(half), isSeen: half._tag !== 'Unread' })

/** Each service that does not run asks, so that they are kept. */
const doubts = rememberedRecently(
  (facts: Facts): ReadonlyArray<Doubt> =>
    pipe(
      builds(facts),
      E.match(
        (reason) => [{ reason, isSeen: false }, ...unfinishedRoles(facts, null).map(doubtOf('unknown'))],
        ({ found, installed }) => {
          const left = leftBehind(installed)
          return [
            ...halfInstalled(found, installed).map(doubtOf(showBuild(installed.build))),
            ...(left === null ? [] : [{ reason: `half-updated: ${left}`, isSeen: true }])
          ]
        }
      )
    )
)

/** Why the installation isn't known to be of one build throughout; empty where it is. */
export const halfUpdated = (facts: Facts): ReadonlyArray<string> => doubts(facts).map(({ reason }) => reason)

/** Whether the facts show that it is not, as against facts that could not be read. */
export const isHalfUpdated = (facts: Facts): boolean => doubts(facts).some(({ isSeen }) => isSeen)
