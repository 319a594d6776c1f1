import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import type { PatchFile } from '../../facts/sections/patchFile'
import {
  applicable,
  compliant,
  drift,
  type Judgement,
  notApplicable,
  note,
  type Policy,
  unknown
} from '../../judging/policy'
import { type BuildTable, sameCumulativeUpdate } from '../../kernel/builds/buildTable'
import { compareBuilds, parseBuild } from '../../kernel/compare'
import { articleSection } from '../article'
import type { Installed } from '../build/installed'
import { doubtsOf } from './fit'
import { updatePackageHeadline } from './headline'
import { installedOf } from './installed'
import { articleIn, byArticle, lastPart, productIn, type Row, rowsOf, shownRow } from './named'
import { byAPerson, copyPackage, takeAnother } from './resolution'

const section = 'upgrade-patch-cant-be-installed'
const link = articleSection(section)
const path = ['patchFile', 'fits'] as const

/** The rows of the table that have exactly the file's own version. */
const byVersion = ({ version }: NonNullable<PatchFile>, table: BuildTable): ReadonlyArray<Row> => {
  const build = parseBuild(version ?? '')
  return O.isNone(build) ? [] : rowsOf(table).filter(({ release }) => compareBuilds(release.build, build.value) === 0)
}

/** The Cumulative Updates that the names of the file and its folders tell. */
const namesOfCus = (file: string): ReadonlyArray<string> =>
  [...file.matchAll(/(?<![a-z])CU[ _-]?(\d{1,3})(?!\d)/gi)].map(([, number]) => `CU${Number(number)}`)

/** One article has a package for each of several Cumulative Updates, all of one file name: a folder can tell which it is. */
const byName = (file: string, table: BuildTable): E.Either<string, ReadonlyArray<Row>> => {
  const name = lastPart(file)
  const kb = articleIn(name)
  if (kb === null) return E.left('its name contains no KB number, and its version is that of no update')
  return E.map((rows: ReadonlyArray<Row>) => {
    const told = namesOfCus(file)
    const meant = rows.filter(({ cu }) => told.includes(cu.name))
    return meant.length > 0 ? meant : rows
  })(byArticle(kb, productIn(name), table))
}

/** The updates that a file may be: by its own version and by its name, which must not gainsay each other. */
const candidates = (file: NonNullable<PatchFile>, table: BuildTable): E.Either<string, ReadonlyArray<Row>> => {
  const [exact, named] = [byVersion(file, table), byName(file.path, table)]
  // The version of a Cumulative Update can be what an update is made for, and not what it brings.
  const updates = exact.filter(({ cu, release }) => release !== cu)
  if (E.isLeft(named)) {
    const told = namesOfCus(lastPart(file.path))
    const sure = [...updates, ...exact.filter(({ cu, release }) => release === cu && told.includes(cu.name))]
    return sure.length > 0 ? E.right(sure) : named
  }
  const [first] = updates
  if (first === undefined) return named
  const both = updates.filter(({ release }) => named.right.some((row) => row.release === release))
  return both.length > 0
    ? E.right(both)
    : E.left(`by its version ${lastPart(file.path)} is ${shownRow(first)}, and its name contains another KB number`)
}

const judgeFitting = (file: string, fitting: Row, others: ReadonlyArray<Row>): Judgement => {
  const [other] = others
  return other === undefined
    ? compliant(path, shownRow(fitting))
    : unknown(
        path,
        `${lastPart(file)} may be ${shownRow(fitting)}, which fits, or ${shownRow(other)}, which does not, since both have ` +
          `this name: put it into a folder named ${fitting.cu.name} if it is the first, and name that in the settings`
      )
}

const present = ({ facts, build }: Installed, row: Row): ReadonlyArray<Judgement> =>
  compareBuilds(build, row.release.build) >= 0
    ? [note(`${facts.server} has ${shownRow(row)} or a later one already`)]
    : []

const judgeOthers = (file: string, installed: Installed, rows: ReadonlyArray<Row>): Judgement => {
  const { facts, build, product, table } = installed
  const judged = rows.map((row) => ({
    row,
    doubts: doubtsOf(build, product, { product: row.product, build: row.release.build }, table)
  }))
  const right = judged.find(({ doubts }) => doubts.against.length === 0 && doubts.unknown.length === 0)
  if (right !== undefined) return compliant(path, shownRow(right.row))
  const nearest = judged.find(({ row }) => row.product === product) ?? judged[0]
  if (nearest === undefined) return unknown(path, `${lastPart(file)} is no update that is known here`)
  const [against] = nearest.doubts.against
  return against === undefined
    ? unknown(path, nearest.doubts.unknown.join('; '))
    : drift({
        path,
        actual: shownRow(nearest.row),
        desired: 'an update for the installed Cumulative Update',
        named: { file: lastPart(file) },
        evidence: [`${file}: ${against}.`],
        resolution: takeAnother(facts, file, nearest.row, { build, product, table }, link),
        remediation: byAPerson
      })
}

const judgeRows = (file: string, installed: Installed, rows: ReadonlyArray<Row>): ReadonlyArray<Judgement> => {
  const isOwn = ({ product, release }: Row): boolean =>
    product === installed.product && sameCumulativeUpdate(release.build, installed.build)
  const fitting = rows.find(isOwn)
  const others = rows.filter((row) => !isOwn(row))
  if (fitting !== undefined) return [judgeFitting(file, fitting, others), ...present(installed, fitting)]
  const judged = judgeOthers(file, installed, rows)
  return [judged, ...(judged._tag === 'Compliant' ? rows.flatMap((row) => present(installed, row)) : [])]
}

const judge = (installed: Installed, file: NonNullable<PatchFile>): ReadonlyArray<Judgement> => {
  const { facts, table } = installed
  if (file.state === 'absent')
    return [
      drift({
        path: ['patchFile', 'state'],
        actual: 'absent',
        desired: 'present',
        evidence: [`The settings name ${file.path}, and ${facts.server} has no such file.`],
        resolution: copyPackage(facts, file.path, link),
        remediation: byAPerson
      })
    ]
  if (!/\.(?:exe|msp)$/i.test(file.path))
    return [unknown(path, `${lastPart(file.path)} is no package of an update, which ends in .exe or .msp`)]
  const rows = candidates(file, table)
  return E.isLeft(rows) ? [unknown(path, rows.left)] : judgeRows(file.path, installed, rows.right)
}

/** The Windows Installer refuses an update that was made for another Cumulative Update than the one that is installed. */
export const updatePackage: Policy = {
  name: 'update-package',
  title: 'The package of the update that the settings name fits the installed Cumulative Update',
  headline: updatePackageHeadline,
  section,
  link,
  stage: 'before-update',
  level: 'mandatory',
  decides: ['patchFile', 'build'],
  supports: [],
  automation: {
    automated: [],
    byHand: [
      'All of it, because an administrator chooses the package.',
      'The content of the package, because it is not read. The update is identified by the file version. Without one, the KB number in the name is looked up in the table of builds.'
    ]
  },
  applies: ({ sections: { patchFile } }) =>
    E.isRight(patchFile) && patchFile.right === null
      ? notApplicable('the settings name no package of an update (exchange-compliance:media)')
      : applicable,
  evaluate: (facts, { table: given }) => {
    const { patchFile, build } = facts.sections
    if (E.isLeft(patchFile) || patchFile.right === null || E.isLeft(build)) return []
    const installed = installedOf(facts, build.right.exSetup, given, 'which updates fit')
    return E.isLeft(installed) ? [unknown(path, installed.left)] : judge(installed.right, patchFile.right)
  }
}
