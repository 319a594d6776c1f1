import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { installPath } from '../../facts/installation'
import type { ConfigFiles } from '../../facts/sections/configFiles'
import { appliesWhere } from '../../judging/kind'
import { compliant, type Desired, drift, type Judgement, type Policy, unknown } from '../../judging/policy'
import { counted } from '../../kernel/counted'
import { compareFiles, namesIn } from '../custom-files/compare'
import { link, section } from '../custom-files/resolution'
import { customFilesSavedHeadline } from './headline'
import { type Open, saving } from './remediation'
import { saveFiles } from './resolution'

const path = ['configFiles', 'saved'] as const

/** What a person has changed is newer than what setup brought. */
const newestFirst = ({ files }: ConfigFiles, paths: ReadonlyArray<string>): ReadonlyArray<string> => {
  const wanted = new Set(paths)
  const timeOf = ({ modified }: ConfigFiles['files'][number]) => (modified === null ? 0 : Date.parse(modified))
  return files
    .filter((one) => wanted.has(one.path))
    .sort((a, b) => timeOf(b) - timeOf(a))
    .map((one) => one.path)
}

const sinceBaseline = (found: ConfigFiles, baseline: Facts | null): ReadonlyArray<string> => {
  const recorded = baseline?.sections.configFiles
  if (baseline === null || recorded === undefined || E.isLeft(recorded)) return []
  const changed = compareFiles(found.files, recorded.right.files).compared.filter(({ isSame }) => !isSame)
  return changed.length === 0
    ? []
    : [
        `Changed since the baseline of ${baseline.collectedAt ?? 'an unknown time'}: ${namesIn(changed.map((one) => one.path))}.`
      ]
}

/** What is open, in the words of a headline. */
const told = ({ missing, stale }: Open): string =>
  [
    ...(missing.length > 0 ? [`${counted(missing.length, 'file')} without a copy`] : []),
    ...(stale.length > 0 ? [`${counted(stale.length, 'file')} with a different copy`] : [])
  ].join(' and ')

const judgeSaved = (facts: Facts, found: ConfigFiles, open: Open, baseline: Facts | null): Judgement => {
  const { files, savedIn } = found
  const paths = open.stale.length > 0 ? files.map((one) => one.path) : open.missing
  return drift({
    path,
    actual: told(open),
    desired: 'a copy of each',
    evidence: [
      ...(open.missing.length > 0 ? [`Without a copy in ${savedIn}, the newest first: ${namesIn(open.missing)}.`] : []),
      ...(open.stale.length > 0
        ? [`With a copy in ${savedIn} that holds something else, the newest first: ${namesIn(open.stale)}.`]
        : []),
      ...sinceBaseline(found, baseline),
      'Whether a file was customized does not show in it, so all files count that an update may replace.'
    ],
    resolution: saveFiles(facts.server, installPath(facts), savedIn, { paths, hasOthers: open.stale.length > 0 }, link),
    remediation: saving(facts, found, open)
  })
}

const judge = (facts: Facts, found: ConfigFiles, baseline: Facts | null): ReadonlyArray<Judgement> => {
  const { compared, missing, unread } = compareFiles(found.files, found.saved)
  const stale = compared.filter(({ isSame }) => !isSame).map((one) => one.path)
  const isOpen = missing.length + stale.length > 0
  const open = { missing: newestFirst(found, missing), stale: newestFirst(found, stale) }
  return [
    ...(isOpen ? [judgeSaved(facts, found, open, baseline)] : []),
    ...(!isOpen && compared.length > 0 ? [compliant(path, `copies of ${counted(compared.length, 'file')}`)] : []),
    ...unread.map((one) => unknown(['configFiles', one.path], `it can't be compared with its copy: ${one.reason}`))
  ]
}

/** Before an update, what it may replace is saved on the server. */
export const customFilesSaved: Policy = {
  name: 'custom-files-saved',
  title: 'Files that may be customized are saved before the update',
  headline: customFilesSavedHeadline,
  section,
  link,
  stage: 'before-update',
  level: 'advisory',
  decides: ['configFiles'],
  supports: ['identity'],
  automation: {
    automated: [
      'The files are copied to `ExchangeSavedFiles` on the system drive, with a manifest of their hashes. Only administrators and the system may open this folder.',
      'A copy that is there is never replaced. IIS is not restarted.',
      'Nothing is copied before this policy has the level `remediate` by its name, because the files may contain secrets.'
    ],
    byHand: [
      'A copy on another computer, because an administrator decides where secrets may be stored.',
      'All of it, if a copy with another content is there, because only a person knows which of both is right.',
      'The files, if the installation folder is not known, or they have more than 32 MB.'
    ]
  },
  applies: appliesWhere(() => null),
  evaluate: (facts, { baseline }: Desired) => {
    const found = facts.sections.configFiles
    if (E.isLeft(found)) return []
    return found.right.files.length === 0
      ? [unknown(path, 'no file of settings was found below the installation folder')]
      : judge(facts, found.right, baseline)
  }
}
