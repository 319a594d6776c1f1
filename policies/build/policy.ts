import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { Facts } from '../../facts/facts'
import type { Build as BuildFacts } from '../../facts/sections/build'
import { withParameters } from '../../judging/parameters'
import {
  applicable,
  compliant,
  type Desired,
  type Drift,
  drift,
  type Judgement,
  note,
  type Policy,
  unknown
} from '../../judging/policy'
import { tableNote } from '../../kernel/builds/buildNames'
import { type BuildTable, ownTable } from '../../kernel/builds/buildTable'
import { compareBuilds, showBuild } from '../../kernel/compare'
import type { Product } from '../../kernel/product'
import { nullable } from '../../kernel/values'
import type { BuildTarget } from '../../kernel/words'
import { buildDrift } from './buildDrift'
import { endOfSupport } from './endOfSupport'
import { afterFailure, judgeFailed } from './failedUpdate'
import { type Half, halfInstalled } from './halfInstalled'
import { buildHeadline } from './headline'
import type { Installed } from './installed'
import { installedIn, judgeHalf, judgeRoles, soundFiles, unlessWaiting } from './judgeHalf'
import { judgeListed, withListed } from './listedUpdates'
import { type Requirement, requirement } from './requirement'
import { buildNumbersLink } from './resolution'
import { tableAge } from './tableAge'
import { buildTarget } from './target'
import { afterSetup } from './unfinishedSetupDrift'

/** A table that is much too old can still show that a build is not enough, and not that it is. */
const judgeAge = ({ facts, product, table }: Installed, target: BuildTarget, enough: boolean) => {
  const age = target === 'latest' ? tableAge(product, table, facts.collectedAt) : null
  if (age === null) return []
  return [age.tooOld && enough ? unknown(['build'], age.text) : note(age.text)]
}

/** Whether setup has stopped half-way, so that it must end before anything else is installed. */
const isSetupUnfinished = (half: ReadonlyArray<Half>): boolean =>
  half.some(({ _tag }) => _tag === 'Role' || _tag === 'Registered')

/** What must come before the update that is missing: the end of a setup that stopped, or the restart that another one waits for. */
const beforeUpdate = (facts: Facts, half: ReadonlyArray<Half>, missing: Drift): Drift => {
  return isSetupUnfinished(half) ? afterSetup(facts, missing) : unlessWaiting(facts, missing)
}

const missingDrift = (installed: Installed, required: Requirement): Drift => {
  const { facts, product, build, table } = installed
  return afterFailure(facts, withListed(installed, buildDrift(facts, product, build, required, table)))
}

const judgeBuild = (installed: Installed, target: BuildTarget, half: ReadonlyArray<Half>): ReadonlyArray<Judgement> => {
  const { facts, product, build, table } = installed
  return pipe(
    requirement(target, product, build, table),
    E.match(
      (reason): ReadonlyArray<Judgement> => [unknown(['build'], reason)],
      (required) => {
        const enough = compareBuilds(build, required.minimum) >= 0
        return [
          enough
            ? compliant(['build'], showBuild(build))
            : drift(beforeUpdate(facts, half, missingDrift(installed, required))),
          ...(enough ? [...judgeFailed(installed), ...judgeListed(installed)] : []),
          note(tableNote(product, build, enough, table)),
          ...judgeAge(installed, target, enough)
        ]
      }
    )
  )
}

const judgeSupport = (facts: Facts, product: Product): ReadonlyArray<Judgement> => {
  if (facts.collectedAt === null) return facts.clock === null ? [] : [note(facts.clock)]
  const ended = endOfSupport(product, facts.collectedAt.slice(0, 10))
  return ended === null ? [] : [note(ended)]
}

const judge = (facts: Facts, found: BuildFacts, target: BuildTarget, table: BuildTable): ReadonlyArray<Judgement> => {
  const known = installedIn(facts, found, table)
  if (E.isLeft(known)) return [known.left, ...judgeRoles(facts)]
  const installed = known.right
  const half = halfInstalled(found, installed)
  return [
    ...judgeBuild(installed, target, half),
    ...half.map(judgeHalf(installed)),
    ...soundFiles(found, half),
    ...judgeSupport(facts, installed.product)
  ]
}

const evaluate = (facts: Facts, target: BuildTarget, { table }: Desired): ReadonlyArray<Judgement> =>
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
  title: 'The required Cumulative and Security Update is completely installed',
  section: 'verify-the-installation-of-cus--sus',
  link: buildNumbersLink,
  stage: 'after-update',
  level: 'mandatory',
  decides: ['build'],
  supports: ['identity', 'setupState', 'installerEvents', 'installedUpdates', 'boot'],
  automation: {
    automated: [],
    byHand: [
      "The installation of a Cumulative or Security Update, because it takes the server out of service, possibly for hours. A Cumulative Update can't be uninstalled. The steps name the package, the exact command line and the order within a DAG.",
      'A setup that stopped half-way, because only setup itself may finish it. The signs are files of several builds, missing files, or a watermark.'
    ]
  },
  headline: buildHeadline,
  applies: () => applicable,
  ...withParameters(
    { target: nullable(buildTarget) },
    { target: null },
    {
      target:
        'Which build is required: `latest`, `march-2021`, or a minimum for each product. Without it, `exchange-compliance:build` decides.'
    },
    (facts, { target }, desired) => evaluate(facts, target ?? desired.build, desired)
  )
}
