import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import { exSetupBuild } from '../../facts/exSetupBuild'
import type { Facts } from '../../facts/facts'
import { installPath } from '../../facts/installation'
import { updateEvidence } from '../../facts/lastUpdate'
import type { PageParent } from '../../facts/sections/pageFolders'
import { appliesWhere, serverKind } from '../../judging/kind'
import { compliant, drift, type Judgement, type Policy, unknown } from '../../judging/policy'
import { type Build, sameName, showBuild } from '../../kernel/compare'
import { expectedPages, isOf, numbersIn, type Pages } from './expected'
import { pageFoldersHeadline } from './headline'
import { byAPerson, installAgain, link } from './resolution'

type Folder = NonNullable<PageParent['folders']>[number]

const path = (pages: Pages) => ['pageFolders', pages.parent] as const

const namesOf = (folders: ReadonlyArray<Folder>): string =>
  folders.length === 0
    ? 'it holds none'
    : `it holds ${folders
        .slice(-5)
        .map(({ name }) => name)
        .join(', ')}`

const lacking = (facts: Facts, pages: Pages, build: Build, actual: string, evidence: string): Judgement =>
  drift({
    path: path(pages),
    actual,
    desired: `a folder of ${build.slice(0, pages.numbers).join('.')} with its files`,
    evidence: [evidence, ...updateEvidence(facts)],
    resolution: installAgain(facts, `${installPath(facts)}${pages.parent}`),
    remediation: byAPerson
  })

/** Updates bring folders of their own, as their addresses in the field show; that each one does is not documented. */
const judgeOlder = (pages: Pages, build: Build, same: ReadonlyArray<Folder>): Judgement =>
  unknown(
    path(pages),
    `${pages.parent} has no folder ${build.slice(0, pages.numbers).join('.')} (${namesOf(same)}), and whether this ` +
      'update brings one is not documented: open ECP and OWA, and see whether images are shown'
  )

const judgeFolders = (
  facts: Facts,
  pages: Pages,
  build: Build,
  folders: ReadonlyArray<Folder>
): ReadonlyArray<Judgement> => {
  const place = `${installPath(facts)}${pages.parent}`
  // Of this Cumulative Update: the first three numbers.
  const same = folders.filter(({ name }) => isOf(numbersIn(name) ?? [], build, 3))
  const own = same.find(({ name }) => isOf(numbersIn(name) ?? [], build, pages.numbers))
  if (same.length === 0)
    return [
      lacking(
        facts,
        pages,
        build,
        'no folder of this build',
        `${place} has no folder of ${showBuild(build)}: ${namesOf(folders)}.`
      )
    ]
  const unread = (own === undefined ? same : [own]).find(({ files }) => files === null)
  if (unread !== undefined)
    return [
      unknown(path(pages), `${place}\\${unread.name} could not be read: ${unread.unreadable ?? 'no reason was given'}`)
    ]
  const empty = (own === undefined ? same : [own]).filter(({ files }) => files === 0)
  const [first] = empty
  if (first !== undefined && (own !== undefined || empty.length === same.length))
    return [lacking(facts, pages, build, `${first.name} is empty`, `${place}\\${first.name} holds no file.`)]
  return [own === undefined ? judgeOlder(pages, build, same) : compliant(path(pages), own.name)]
}

const judgePages =
  (facts: Facts, found: ReadonlyArray<PageParent>, build: Build) =>
  (pages: Pages): ReadonlyArray<Judgement> => {
    const parent = found.find((one) => sameName(one.parent, pages.parent))
    const place = `${installPath(facts)}${pages.parent}`
    if (parent === undefined) return [unknown(path(pages), `${place} was not looked at`)]
    if (parent.state === 'absent')
      return [lacking(facts, pages, build, 'absent', `The folder ${place} does not exist.`)]
    return parent.state === null || parent.folders === null
      ? [unknown(path(pages), `${place} could not be read: ${parent.unreadable ?? 'no reason was given'}`)]
      : judgeFolders(facts, pages, build, parent.folders)
  }

/** Each build's pages have scripts, styles and images in folders of its own; an update that is not elevated leaves them out. */
export const pageFolders: Policy = {
  name: 'page-folders',
  title: 'The folders with the images, styles and scripts of the running build are there',
  headline: pageFoldersHeadline,
  section: 'missing-images-in-ecp',
  link,
  stage: 'after-update',
  level: 'advisory',
  decides: ['pageFolders', 'build'],
  supports: ['identity', 'installerEvents', 'installedUpdates'],
  automation: {
    automated: [],
    byHand: ['All of it, because only the update itself brings these files, and it stops the server.']
  },
  applies: appliesWhere(({ product, frontEnd, backEnd }) =>
    product === '2010' || !(frontEnd || backEnd)
      ? 'only Mailbox and Client Access servers of 2013 and later are judged'
      : null
  ),
  evaluate: (facts) => {
    const kind = serverKind(facts)
    const found = facts.sections.pageFolders
    if (E.isLeft(kind) || E.isLeft(found) || E.isLeft(facts.sections.build)) return []
    const build = exSetupBuild(facts)
    return O.isNone(build)
      ? [unknown(['pageFolders'], 'the build of ExSetup.exe is not known')]
      : expectedPages(kind.right).flatMap(judgePages(facts, found.right, build.value))
  }
}
