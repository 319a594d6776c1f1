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
import { saving } from './remediation'
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

const judgeSaved = (facts: Facts, found: ConfigFiles, open: ReadonlyArray<string>, baseline: Facts | null): Judgement =>
  drift({
    path,
    actual: `${counted(open.length, 'file')} without a copy`,
    desired: 'a copy of each',
    evidence: [
      `Without a copy in ${found.savedIn} of what they hold now, the newest first: ${namesIn(open)}.`,
      ...sinceBaseline(found, baseline),
      'Whether a file was customized does not show in it, so all files count that an update may replace.'
    ],
    resolution: saveFiles(facts.server, installPath(facts), found.savedIn, open, link),
    remediation: saving(facts, found)
  })

const judge = (facts: Facts, found: ConfigFiles, baseline: Facts | null): ReadonlyArray<Judgement> => {
  const { compared, missing, unread } = compareFiles(found.files, found.saved)
  const stale = compared.filter(({ isSame }) => !isSame).map((one) => one.path)
  const open = newestFirst(found, [...missing, ...stale])
  return [
    ...(open.length > 0 ? [judgeSaved(facts, found, open, baseline)] : []),
    ...(open.length === 0 && compared.length > 0
      ? [compliant(path, `copies of ${counted(compared.length, 'file')}`)]
      : []),
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
      'A former copy with another content stays there, with its time in the name. IIS is not restarted.',
      'Nothing is copied before this policy has the level `remediate` by its name, because the files may contain secrets.'
    ],
    byHand: [
      'A copy on another computer, because an administrator decides where secrets may be stored.',
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
