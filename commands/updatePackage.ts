import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import { exSetupBuild } from '../facts/exSetupBuild'
import { productOfServer } from '../facts/productOfServer'
import { type BuildTable, sameCumulativeUpdate } from '../kernel/builds/buildTable'
import { type Build, compareBuilds, showBuild } from '../kernel/compare'
import { articleIn, byArticle, lastPart, productIn, type Row, rowsOf, shownRow } from '../policies/update-package/named'
import type { JudgedPlan } from '../stacks/judgePlan'
import { type Update, updateIn } from './updateFit'

/** The updates that a command line may mean: a package is made for one Cumulative Update, which its name may leave open. */
export interface Updates {
  readonly all: ReadonlyArray<Update>
  /** What a file was taken for, or that a build is not known, in a sentence; null for a build that the table of builds lists. */
  readonly note: string | null
}

const isPackage = (text: string): boolean => /\.(?:exe|msp|iso|msi|cab|zip)$|KB\d{6,}/i.test(text)

/** The name of setup itself says nothing; the medium's folder may. */
const tellingName = (text: string): string => (/^setup\.exe$/i.test(lastPart(text)) ? text : lastPart(text))

const nameTheBuild = 'name its build, such as 15.2.2562.53'

const byCumulativeUpdate = (name: string, table: BuildTable): E.Either<string, ReadonlyArray<Row>> => {
  const product = productIn(name)
  const [, number = ''] = /(?<![a-z])CU[ _-]?(\d+)/i.exec(name) ?? []
  // The first media of the Subscription Edition have no number in their name.
  const cuName = number !== '' ? `CU${Number(number)}` : product === 'SE' || /(?<![a-z])RTM/i.test(name) ? 'RTM' : null
  if (product === null || cuName === null)
    return E.left(`the name does not say which update of Exchange it is: ${nameTheBuild}`)
  const rows = rowsOf(table).filter(
    (row) => row.product === product && row.release === row.cu && row.cu.name === cuName
  )
  return rows.length > 0
    ? E.right(rows)
    : E.left(`the table of builds of ${table.asOf} has no Exchange ${product} ${cuName}: ${nameTheBuild}`)
}

const noteOn = (text: string, rows: ReadonlyArray<Row>): string =>
  rows.length === 1
    ? `${lastPart(text)} is ${rows.map(shownRow).join()}, by its name.`
    : `${lastPart(text)} is one of these, by its name: ${rows.map(shownRow).join(', ')}. Take the one for the server's Cumulative Update.`

/** An update may be newer than the table, or its number mistyped. */
const noteOnBuild = (build: Build, table: BuildTable): string | null =>
  rowsOf(table).some(({ release }) => compareBuilds(release.build, build) === 0)
    ? null
    : `The table of builds of ${table.asOf} does not list ${showBuild(build)}: see that the number is right.`

/** Reads a build, or the name of a package or a medium by the table of builds; a fault is one sentence. */
export const updatesIn = (text: string, table: BuildTable): E.Either<string, Updates> => {
  if (!isPackage(text))
    return E.map((update: Update): Updates => ({ all: [update], note: noteOnBuild(update.build, table) }))(
      updateIn(text)
    )
  const name = tellingName(text)
  const kb = articleIn(name)
  const rows =
    kb === null
      ? byCumulativeUpdate(name, table)
      : E.mapLeft((why: string) => `${why}: ${nameTheBuild}`)(byArticle(kb, productIn(name), table))
  return E.bimap(
    (why: string) => `--update ${lastPart(text)}: ${why}`,
    (found: ReadonlyArray<Row>): Updates => ({
      all: found.map(({ product, release }) => ({ product, build: release.build })),
      note: noteOn(text, found)
    })
  )(rows)
}

/** Which of several updates is meant for a server: that of its Cumulative Update, else the newest of its product. */
export const updateFor = (judged: JudgedPlan, updates: ReadonlyArray<Update>): Update | null => {
  const [installed, product] = [exSetupBuild(judged.facts), productOfServer(judged.facts)]
  const own = updates.filter((update) => O.isSome(product) && update.product === product.value)
  const newest = [...(own.length > 0 ? own : updates)].sort((a, b) => compareBuilds(b.build, a.build))
  return (
    own.find(({ build }) => O.isSome(installed) && sameCumulativeUpdate(installed.value, build)) ?? newest[0] ?? null
  )
}
