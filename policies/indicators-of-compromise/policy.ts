import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { installPath } from '../../facts/installation'
import { type Installed, whenOf } from '../../facts/lastUpdate'
import type { WebFolder, WebPage, WebRoots } from '../../facts/sections/webRoots'
import { appliesWhere, type ServerKind, serverKind } from '../../judging/kind'
import {
  applicable,
  compliant,
  type Desired,
  drift,
  type Judgement,
  note,
  type Policy,
  type Resolution,
  unknown,
  veto
} from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { counted } from '../../kernel/counted'
import type { PropertyPath } from '../../kernel/propertyPath'
import { indicatorsHeadline } from './headline'
import { isAfter, isNewer, lastFiles } from './lastFiles'
import { type FoundPage, isShellName, placed } from './pages'
import { contain, link, section } from './resolution'
import { judgeTraces } from './traces'

type FolderKind = WebFolder['kind']

const words: Readonly<Record<FolderKind, string>> = {
  aspnetClient: 'the folder aspnet_client',
  owaAuth: 'the sign-in folder of OWA',
  ecpAuth: 'the sign-in folder of ECP'
}

/** Why a page is a stranger's; null where that isn't sure. */
const whyStrange = (found: FoundPage, update: Installed | null): string | null => {
  if (isShellName(found)) return 'Public reports name this page as one of intruders.'
  if (found.folder.kind === 'aspnetClient')
    return 'Exchange and ASP.NET put no page into aspnet_client that a web server runs: there are only .js and .htm files, in system_web.'
  return update !== null && isNewer(found, update)
    ? `Exchange ships no page of this name as far as is known, and it came after the last update, ${whenOf(update)}.`
    : null
}

/** A page with what it holds: who waives it accepts no other content in its place. */
const pathOf = ({ page: { path, sha256 } }: FoundPage): PropertyPath =>
  /^[0-9a-f]{64}$/i.test(sha256 ?? '')
    ? ['webRoots', path, `${sha256?.slice(0, 16).toUpperCase()}`]
    : ['webRoots', path]

const seenOf = ({ size, created, modified, sha256, unreadable }: WebPage): string =>
  `Created ${created ?? 'at an unknown time'}, modified ${modified ?? 'at an unknown time'}, ` +
  `${size === null ? 'of unknown size' : counted(size, 'byte')}, ` +
  `${sha256 === null ? `without a hash: ${unreadable ?? 'none was recorded'}` : `SHA-256 ${sha256}`}.`

const strange = (found: FoundPage, why: string, resolution: Resolution): ReadonlyArray<Judgement> => {
  const { page, folder } = found
  return [
    drift({
      path: pathOf(found),
      actual: 'a foreign page',
      desired: folder.kind === 'aspnetClient' ? 'no page' : 'only pages that Exchange ships',
      evidence: [`${page.path} lies in ${words[folder.kind]}.`, why, seenOf(page)],
      resolution,
      remediation: byHand('the server must be isolated and examined, and to delete anything would destroy evidence')
    })
  ]
}

const doubtful = (found: FoundPage): Judgement =>
  unknown(
    pathOf(found),
    `whether Exchange ships the page ${found.page.path} is not known; compare it with a server of the same build`
  )

const judgePages = (facts: Facts, pages: ReadonlyArray<FoundPage>): ReadonlyArray<Judgement> => {
  const foreign = pages.filter((one) => !one.isOwn)
  if (foreign.length === 0) return []
  const update = lastFiles(facts, pages)
  const others = foreign.map((one) => ({ one, why: whyStrange(one, update) }))
  const folders = others.flatMap(({ one, why }) => (why === null ? [] : [one.folder.path]))
  const resolution = contain(facts.server, installPath(facts), [...new Set(folders)])
  return [
    ...others.flatMap(({ one, why }) => (why === null ? [doubtful(one)] : strange(one, why, resolution))),
    ...(folders.length === 0
      ? []
      : [veto(`${counted(folders.length, 'foreign page')} in its web folders: isolate it, and keep the evidence`)])
  ]
}

const isPlaced = (one: FoundPage | WebPage): one is FoundPage => 'folder' in one

const pagesIn = (found: WebRoots): ReadonlyArray<FoundPage> => placed(found).filter(isPlaced)

/** A page that the baseline has and that is gone, or old by now: to remove it undoes nothing. */
const earlierPages = (baseline: Facts | null, now: ReadonlyArray<Judgement>): ReadonlyArray<Judgement> => {
  const before = baseline?.sections.webRoots
  if (baseline === null || before === undefined || E.isLeft(before)) return []
  const told = `The baseline of ${baseline.collectedAt ?? 'an unknown time'} shows it: the page was there then.`
  const seen = new Set(now.flatMap((one) => (one._tag === 'Drift' ? [one.path[1]] : [])))
  const gone = judgePages(baseline, pagesIn(before.right)).flatMap((one) =>
    one._tag === 'Drift' && !seen.has(one.path[1]) ? [{ ...one, evidence: [...one.evidence, told] }] : []
  )
  return gone.length === 0
    ? []
    : [...gone, veto(`${counted(gone.length, 'foreign page')} in its web folders when the baseline was recorded`)]
}

/** An own page that came alone, after all updates that are known. */
const cameAlone = (update: Installed | null, pages: ReadonlyArray<FoundPage>): ReadonlyArray<Judgement> =>
  pages
    .filter((one) => one.isOwn && update !== null && isNewer(one, update))
    .map((one) =>
      unknown(
        pathOf(one),
        `${one.page.path} was created on ${one.page.created}, alone and after the last update; compare it with a server of the same build`
      )
    )

const isChanged = ({ created, modified }: WebPage): boolean =>
  created !== modified && Date.parse(modified ?? '') > Date.parse(created ?? '') + 60_000

/**
 * One of Exchange's pages that was changed after it came: a person may have customized it, or an intruder who reads passwords. An
 * update itself changes pages, too, to a time before it was installed.
 */
const changed = (update: Installed | null, pages: ReadonlyArray<FoundPage>): ReadonlyArray<Judgement> =>
  pages
    .filter(({ isOwn, page }) => isOwn && isChanged(page))
    .map((one) => {
      const told = `${one.page.path} was changed on ${one.page.modified}`
      return update !== null && isAfter(one.page.modified, update)
        ? unknown(pathOf(one), `${told}, after the last update; compare it with a server of the same build`)
        : note(`${told}, after it came: see that you did so`)
    })

const judgeFolder = ({ kind, path, state }: WebFolder, pages: ReadonlyArray<FoundPage>): ReadonlyArray<Judgement> => {
  const at = ['webRoots', path] as const
  if (state === 'absent')
    return kind === 'aspnetClient'
      ? [compliant(at, 'absent')]
      : [unknown(at, `${words[kind]} is not there, so its pages could not be seen: ${path}`)]
  if (state === null) return []
  const own = pages.filter((one) => one.folder.path === path && one.isOwn)
  // Nobody signs in without them, so that the folder was not seen as it is.
  if (own.length === 0 && kind === 'owaAuth')
    return [unknown(at, `${path} holds none of the sign-in pages of Exchange, so that not all of it was seen`)]
  return [compliant(at, own.length === 0 ? 'no page of Exchange' : `${counted(own.length, 'page')} of Exchange`)]
}

/** Exchange 2010 has its sign-in pages elsewhere, and a Mailbox server of 2013 has none. */
const expected = ({ frontEnd, product }: ServerKind): ReadonlyArray<FolderKind> =>
  frontEnd && product !== '2010' ? ['aspnetClient', 'owaAuth', 'ecpAuth'] : ['aspnetClient']

const judge = (facts: Facts, found: WebRoots, kinds: ReadonlyArray<FolderKind>): ReadonlyArray<Judgement> => {
  const pages = pagesIn(found)
  const update = lastFiles(facts, pages)
  const stray = placed(found).flatMap((one) => (isPlaced(one) ? [] : [one]))
  const missing = kinds.filter((kind) => !found.folders.some((one) => one.kind === kind))
  return [
    ...judgePages(facts, pages),
    ...found.folders.filter(({ kind }) => kinds.includes(kind)).flatMap((one) => judgeFolder(one, pages)),
    ...missing.map((kind) => unknown(['webRoots', kind], `${words[kind]} was not looked into`)),
    ...stray.map(({ path }) => unknown(['webRoots', path], `the page ${path} lies in no folder that was looked into`)),
    ...found.unread.map(({ path, reason }) => unknown(['webRoots', path], `${path} was not looked into: ${reason}`)),
    ...found.folders
      .filter(({ state, path }) => state === null && !found.unread.some((one) => one.path === path))
      .map(({ path }) => unknown(['webRoots', path], `${path} was not looked into`)),
    ...cameAlone(update, pages),
    ...changed(update, pages)
  ]
}

const concerns = appliesWhere(({ edge }) => (edge ? 'an Edge Transport server has no web folders of Exchange' : null))

/** What kind of server it is must be known to miss something there, and not to see a stranger's page or trace. */
const evaluate = (facts: Facts, { baseline }: Desired): ReadonlyArray<Judgement> => {
  const { webRoots } = facts.sections
  const [concerned, kind] = [concerns(facts), serverKind(facts)]
  const known = concerned._tag === 'Applicable' && E.isRight(kind) ? kind.right : null
  const pages = E.isRight(webRoots) ? pagesIn(webRoots.right) : []
  const ofPages =
    E.isRight(webRoots) && known !== null ? judge(facts, webRoots.right, expected(known)) : judgePages(facts, pages)
  return [
    ...(concerned._tag === 'Undecided' ? [unknown(concerned.path, concerned.reason)] : []),
    ...ofPages,
    ...earlierPages(baseline, ofPages),
    ...judgeTraces(facts, baseline, known, pages)
  ]
}

/** Intruders keep their way in by a page that IIS runs for them, a web shell, and leave traces in logs as they come. */
export const indicatorsOfCompromise: Policy = {
  name: 'indicators-of-compromise',
  title: 'The web folders contain no foreign pages (web shells), and the searched logs no traces of intruders',
  headline: indicatorsHeadline,
  leads: true,
  section,
  link,
  stage: 'always',
  level: 'mandatory',
  decides: ['webRoots'],
  supports: ['identity', 'build', 'installedUpdates', 'installerEvents', 'iocTraces'],
  automation: {
    automated: [],
    byHand: [
      'All of it, because the server must be isolated and examined. To delete anything would destroy evidence. Nothing at all is remediated on such a server.',
      'The search of the logs, because it takes minutes and reads gigabytes. Only `collect --ioc` searches them. The logs must reach back to the last update, and be read to their end.',
      'Logs of IIS and of the antivirus program, and modules of IIS, because they are not read here.',
      "The content of Exchange's own pages, because an administrator may have customized it. A page that was changed after the last update is unknown: a person must compare it.",
      'Archives in ProgramData, because other programs also write archives there. They are only a note.',
      'Pages below ClientAccess, because it is not known which pages belong there. Exchange 2010 has its OWA pages there.'
    ]
  },
  canVeto: 'if-seen',
  applies: (facts) => {
    const concerned = concerns(facts)
    return concerned._tag === 'Undecided' ? applicable : concerned
  },
  evaluate
}
