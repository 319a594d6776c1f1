import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import type { Resolution, Step } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { say } from '../../judging/resolutionSteps'
import { type BuildTable, cumulativeUpdateOf, cumulativeUpdates, type Release } from '../../kernel/builds/buildTable'
import { type Build, compareBuilds } from '../../kernel/compare'
import type { Product } from '../../kernel/product'
import { downloadStep, setupStep } from '../build/resolution'
import { lastPart, type Row, shownRow } from './named'

/** Who ends it. */
export const byAPerson = byHand('a person chooses the package')

/** What is installed, and by which table it is judged. */
interface Installed {
  readonly build: Build
  readonly product: Product
  readonly table: BuildTable
}

const nameIt = say(
  'Name the file in the setting exchange-compliance:media, with the key update, and run compliance ready again.'
)

const newestOf = (releases: ReadonlyArray<Release>): Release | undefined =>
  [...releases].sort((a, b) => compareBuilds(b.build, a.build))[0]

/** The newest update for the Cumulative Update that is installed. */
const ownUpdate = ({ build, product, table }: Installed): ReadonlyArray<Step> => {
  const cu = O.toNullable(cumulativeUpdateOf(cumulativeUpdates(product, table), build))
  const newest = cu === null ? undefined : newestOf(cu.updates)
  return cu === null || newest === undefined ? [] : [downloadStep(product, cu, newest)]
}

/** A package that does not fit: another one for this Cumulative Update, or first the one that it is for. */
export const takeAnother = (facts: Facts, file: string, row: Row, installed: Installed, link: string): Resolution => {
  const mayUpgrade =
    compareBuilds(row.release.build, installed.build) > 0 &&
    (row.product === installed.product || (installed.product === '2019' && row.product === 'SE'))
  return {
    summary: `Expected an update for what ${facts.server} has installed, and ${lastPart(file)} is ${shownRow(row)}; take the one that fits.`,
    steps: [
      ...ownUpdate(installed),
      ...(mayUpgrade
        ? [
            setupStep(
              facts,
              row.product,
              row.cu,
              `Or, to install ${lastPart(file)} all the same, first upgrade ${facts.server} to ${row.cu.name}. `
            )
          ]
        : []),
      nameIt
    ],
    link
  }
}

/** A package that is not where the settings say. */
export const copyPackage = (facts: Facts, file: string, link: string): Resolution => ({
  summary: `Expected the package of the update as ${file} on ${facts.server}; copy it there.`,
  steps: [say(`Copy the package to ${file} on ${facts.server}, to a drive of its own and not a share.`), nameIt],
  link
})
