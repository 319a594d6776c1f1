import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { installPath } from '../../facts/installation'
import type { ConfigFile, ConfigFiles } from '../../facts/sections/configFiles'
import { appliesWhere } from '../../judging/kind'
import { compliant, type Desired, drift, type Judgement, type Policy, unknown } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { counted } from '../../kernel/counted'
import { type Comparison, compareFiles, namesIn } from './compare'
import { customFilesHeadline, namedIn } from './headline'
import { bringBack, link, section } from './resolution'

/** What the files were before: who tells it, and in which folder copies of them lie. */
interface Before {
  readonly files: ReadonlyArray<ConfigFile>
  readonly words: string
  readonly savedIn: string | null
}

const path = ['configFiles', 'replaced'] as const

const buildOf = ({ sections: { build } }: Facts): string | null => (E.isRight(build) ? build.right.exSetup : null)

const baselineWords = ({ collectedAt }: Facts): string => `the baseline of ${collectedAt ?? 'an unknown time'}`

/** The baseline tells more, since a person may have saved only some files. */
const beforeOf = (found: ConfigFiles, baseline: Facts | null): Before | null => {
  const savedIn = found.saved.length === 0 ? null : found.savedIn
  const recorded = baseline?.sections.configFiles
  if (baseline !== null && recorded !== undefined && E.isRight(recorded) && recorded.right.files.length > 0)
    return { files: recorded.right.files, words: baselineWords(baseline), savedIn }
  return savedIn === null ? null : { files: found.saved, words: `the copies in ${savedIn}`, savedIn }
}

const changedOf = ({ compared, missing }: Comparison): ReadonlyArray<string> => [
  ...compared.filter(({ isSame }) => !isSame).map((one) => one.path),
  ...missing
]

const judgeChanges = (facts: Facts, before: Before, comparison: Comparison): ReadonlyArray<Judgement> => {
  const { compared, missing } = comparison
  const changed = changedOf(comparison)
  if (changed.length === 0)
    return compared.length === 0 ? [] : [compliant(path, `${counted(compared.length, 'file')} as in ${before.words}`)]
  return [
    drift({
      path,
      actual: `${counted(changed.length, 'file')} changed: ${namesIn(changed)}`,
      desired: `as in ${before.words}, or a newer baseline`,
      evidence: [
        `Of ${counted(compared.length + missing.length, 'file')}, ${changed.length} ${changed.length === 1 ? 'differs' : 'differ'} from ${before.words}.`,
        ...(missing.length === 0 ? [] : [`No longer there: ${namesIn(missing)}.`])
      ],
      named: namedIn(changed),
      resolution: bringBack(facts.server, installPath(facts), changed, before.savedIn),
      remediation: byHand('only a person knows what was customized, and the update needs its new files')
    })
  ]
}

const judge = (facts: Facts, found: ConfigFiles, baseline: Facts | null): ReadonlyArray<Judgement> => {
  const before = beforeOf(found, baseline)
  if (before === null) {
    const reason = `no baseline of this server shows what the files were, and there is no copy in ${found.savedIn}`
    return [unknown(path, reason)]
  }
  const comparison = compareFiles(before.files, found.files)
  return [
    ...judgeChanges(facts, before, comparison),
    ...comparison.unread.map((one) => unknown(['configFiles', one.path], `it can't be compared: ${one.reason}`))
  ]
}

/** A baseline of the build that is installed now: no update has come between. */
const isOfThisBuild = (facts: Facts, baseline: Facts): boolean =>
  buildOf(facts) !== null && buildOf(facts) === buildOf(baseline)

/** An update replaces files in which administrators keep settings of their own. */
export const customFiles: Policy = {
  name: 'custom-files',
  title: 'No file that may have been customized was replaced by the update',
  headline: customFilesHeadline,
  section,
  link,
  stage: 'after-update',
  level: 'advisory',
  decides: ['configFiles'],
  supports: ['identity', 'build'],
  automation: {
    automated: [],
    byHand: [
      'All of it, because only an administrator knows what was customized. Only hashes are compared. The content of the files stays on the server.'
    ]
  },
  applies: appliesWhere(() => null),
  evaluate: (facts, { baseline }: Desired) => {
    const found = facts.sections.configFiles
    if (E.isLeft(found)) return []
    return baseline !== null && isOfThisBuild(facts, baseline)
      ? [compliant(path, `no update since ${baselineWords(baseline)}`)]
      : judge(facts, found.right, baseline)
  }
}
