import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import { productOfServer } from '../../facts/productOfServer'
import type { Build as BuildFacts } from '../../facts/sections/build'
import {
  applicable,
  compliant,
  type Desired,
  drift,
  type Judgement,
  note,
  type Policy,
  unknown
} from '../../judging/policy'
import { tableNote } from '../../kernel/builds/buildNames'
import { type BuildTable, ownTable } from '../../kernel/builds/buildTable'
import { compareBuilds, parseBuild, showBuild } from '../../kernel/compare'
import { type Product, productOf } from '../../kernel/product'
import type { BuildTarget } from '../../kernel/words'
import { buildHeadline } from '../headlines'
import { buildDrift } from './buildDrift'
import { endOfSupport } from './endOfSupport'
import { type Half, halfInstalled, setupFile, unfinishedRoles } from './halfInstalled'
import { type Installed, missingFileDrift, oldFileDrift } from './halfInstalledDrift'
import { requirement } from './requirement'
import { buildNumbersLink } from './resolution'
import { tableAge } from './tableAge'
import { newerFileDrift, noSetupDrift, otherUpdateDrift, unfinishedRoleDrift } from './unfinishedSetupDrift'

/** A table that is much too old can still show that a build is not enough, and not that it is. */
const judgeAge = ({ facts, product, table }: Installed, target: BuildTarget, enough: boolean) => {
  const age = target === 'latest' ? tableAge(product, table, facts.collectedAt) : null
  if (age === null) return []
  return [age.tooOld && enough ? unknown(['build'], age.text) : note(age.text)]
}

const judgeBuild = (installed: Installed, target: BuildTarget): ReadonlyArray<Judgement> => {
  const { facts, product, build, table } = installed
  return pipe(
    requirement(target, product, build, table),
    E.match(
      (reason): ReadonlyArray<Judgement> => [unknown(['build'], reason)],
      (required) => {
        const enough = compareBuilds(build, required.minimum) >= 0
        return [
          enough ? compliant(['build'], showBuild(build)) : drift(buildDrift(facts, product, build, required, table)),
          note(tableNote(product, build, enough, table)),
          ...judgeAge(installed, target, enough)
        ]
      }
    )
  )
}

const judgeHalf =
  (installed: Installed) =>
  (half: Half): Judgement => {
    switch (half._tag) {
      case 'Old':
        return drift(oldFileDrift(installed, half))
      case 'Newer':
        return drift(newerFileDrift(installed, half))
      case 'Missing':
        return drift(missingFileDrift(installed, half))
      case 'Registered':
        return drift(otherUpdateDrift(installed, half))
      case 'Role':
        return drift(unfinishedRoleDrift(installed.facts, installed, half))
      case 'Unread':
        return unknown(half.path, half.reason)
    }
  }

const isSound = (half: ReadonlyArray<Half>, path: string): boolean =>
  !half.some((one) => (one._tag === 'Old' || one._tag === 'Newer' || one._tag === 'Missing') && one.path === path)

const soundFiles = ({ binaries }: BuildFacts, half: ReadonlyArray<Half>): ReadonlyArray<Judgement> =>
  (binaries ?? []).flatMap(({ path, version }) =>
    version !== null && isSound(half, path) ? [compliant(['binaries', path], version)] : []
  )

const judgeSupport = (facts: Facts, product: Product): ReadonlyArray<Judgement> => {
  if (facts.collectedAt === null) return facts.clock === null ? [] : [note(facts.clock)]
  const ended = endOfSupport(product, facts.collectedAt.slice(0, 10))
  return ended === null ? [] : [note(ended)]
}

/** What setup keeps of each role says something also where ExSetup.exe doesn't tell what is installed. */
const judgeRoles = (facts: Facts): ReadonlyArray<Judgement> =>
  unfinishedRoles(facts, null).flatMap((half) => {
    if (half._tag === 'Role') return [drift(unfinishedRoleDrift(facts, null, half))]
    return half._tag === 'Unread' ? [unknown(half.path, half.reason)] : []
  })

const judge = (facts: Facts, found: BuildFacts, target: BuildTarget, table: BuildTable): ReadonlyArray<Judgement> => {
  if (found.exSetup === null)
    return [
      (found.missing ?? []).includes(setupFile)
        ? drift(noSetupDrift(facts, O.toNullable(productOfServer(facts))))
        : unknown(['build'], 'the file version of ExSetup.exe is not known'),
      ...judgeRoles(facts)
    ]
  const build = parseBuild(found.exSetup)
  const product = O.chain(productOf)(build)
  if (O.isNone(build) || O.isNone(product))
    return [
      unknown(['build'], `${found.exSetup} belongs to no version of Exchange Server that is known here`),
      ...judgeRoles(facts)
    ]
  const installed: Installed = { facts, product: product.value, build: build.value, table }
  const half = halfInstalled(facts, found, product.value, build.value)
  return [
    ...judgeBuild(installed, target),
    ...half.map(judgeHalf(installed)),
    ...soundFiles(found, half),
    ...judgeSupport(facts, product.value)
  ]
}

const evaluate = (facts: Facts, { build: target, table }: Desired): ReadonlyArray<Judgement> =>
  pipe(
    facts.sections.build,
    E.match(
      () => judgeRoles(facts),
      (found) =>
        pipe(
          table ?? E.right(ownTable),
          E.match(
            (reason) => [unknown(['build'], reason)],
            (known) => judge(facts, found, target, known)
          )
        )
    )
  )

/** The installed Cumulative and Security Update, by the file version of ExSetup.exe, against what the settings ask. */
export const build: Policy = {
  name: 'build',
  title: 'The required Cumulative and Security Update is installed, and all of it',
  section: 'verify-the-installation-of-cus--sus',
  link: buildNumbersLink,
  stage: 'after-update',
  level: 'mandatory',
  decides: ['build'],
  supports: ['identity', 'setupState'],
  automation: {
    automated: [],
    byHand: [
      'The installation of a Cumulative or Security Update, since it takes the server out of service, possibly for hours, and a Cumulative Update cannot be uninstalled. The resolution names the package, the exact command line and the order within a DAG.',
      'A setup that stopped half-way, since only setup itself may finish it: files of several builds, files that are missing, a watermark.'
    ]
  },
  headline: buildHeadline,
  applies: () => applicable,
  evaluate
}
