import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import { isFileTarget } from '../connections/files'
import { releaseName } from '../kernel/builds/buildNames'
import {
  type BuildTable,
  cumulativeUpdateOf,
  cumulativeUpdates,
  newestSecurityUpdate
} from '../kernel/builds/buildTable'
import { compareBuilds, parseBuild } from '../kernel/compare'
import { productOf } from '../kernel/product'
import type { JudgedPlan } from './judgePlan'

/** The Security Update that came out since a recording was made, and that it does not hold; null for none. */
const updateSince = ({ facts: { collectedAt, sections } }: JudgedPlan, table: BuildTable): string | null => {
  const text = E.isRight(sections.build) ? sections.build.right.exSetup : null
  const installed = O.toNullable(parseBuild(text ?? ''))
  const product = installed === null ? null : O.toNullable(productOf(installed))
  if (collectedAt === null || installed === null || product === null) return null
  const cu = O.toNullable(cumulativeUpdateOf(cumulativeUpdates(product, table), installed))
  if (cu === null) return null
  const day = collectedAt.slice(0, 10)
  const since = cu.updates.filter(
    ({ build, date }) => date !== null && date >= day && compareBuilds(build, installed) > 0
  )
  const [newest] = since.length === 0 ? [] : [newestSecurityUpdate({ ...cu, updates: since })]
  return newest === undefined || newest.build === cu.build
    ? null
    : `${releaseName(product, cu, newest)} of ${newest.date}`
}

/** Recordings that are older than the newest Security Update of their build can't tell whether it is installed by now. */
export const outdatedRecordings = (judged: ReadonlyArray<JudgedPlan>, table: BuildTable): ReadonlyArray<string> =>
  judged.flatMap((one) => {
    const { place, args } = one.plan
    const update = isFileTarget(args.target) ? updateSince(one, table) : null
    return update === null
      ? []
      : [
          `${place.server}: its recording of ${(one.facts.collectedAt ?? '').slice(0, 10)} is older than ${update}; record it again (compliance collect) to see whether that is installed`
        ]
  })
