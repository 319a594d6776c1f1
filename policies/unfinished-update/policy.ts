import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { applicable, compliant, type Judgement, type Policy, unknown } from '../../judging/policy'
import { type BuildTable, ownTable } from '../../kernel/builds/buildTable'
import { showBuild } from '../../kernel/compare'
import { halfInstalled } from '../build/halfInstalled'
import { installedIn, judgeHalf, judgeRoles, soundFiles } from '../build/judgeHalf'
import { unfinishedUpdateHeadline } from './headline'
import { link, section } from './resolution'

const judge = (facts: Facts, table: BuildTable): ReadonlyArray<Judgement> => {
  const { build } = facts.sections
  if (E.isLeft(build)) return judgeRoles(facts)
  const installed = installedIn(facts, build.right, table)
  if (E.isLeft(installed)) return [installed.left, ...judgeRoles(facts)]
  const half = halfInstalled(build.right, installed.right)
  return [
    ...half.map(judgeHalf(installed.right)),
    ...soundFiles(build.right, half),
    ...(half.length === 0 ? [compliant(['build'], `${showBuild(installed.right.build)}, and all of it`)] : [])
  ]
}

/** An update that broke off must come to its end before another one begins, whichever build is asked for. */
export const unfinishedUpdate: Policy = {
  name: 'unfinished-update',
  title: 'No earlier update stopped half-way',
  section,
  link,
  stage: 'before-update',
  level: 'mandatory',
  decides: ['build', 'setupState'],
  supports: ['identity', 'installerEvents', 'boot'],
  automation: {
    automated: [],
    byHand: [
      'All of it, because only setup itself may finish what it has begun. The signs are files of several builds, missing files, or a watermark.'
    ]
  },
  headline: unfinishedUpdateHeadline,
  applies: () => applicable,
  evaluate: (facts, { table }) => {
    const known = table ?? E.right(ownTable)
    return E.isLeft(known) ? [unknown(['build'], known.left)] : judge(facts, known.right)
  }
}
