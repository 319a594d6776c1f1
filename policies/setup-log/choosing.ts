import type { Prerequisite, SetupError, SetupLog } from '../../facts/sections/setupLog'
import { type Fit, fitOf, isBetter, noFit } from './clue'
import { evidenceOf } from './evidence'
import { type Described, described, type Evidence, type KnownIssue, packedText, withoutQuoted } from './knownIssue'
import { knownIssues } from './knownIssues'

/** What a run failed of, by one issue, and how sure that is. */
export interface Finding {
  readonly issue: KnownIssue
  readonly found: Evidence
  /** `kind`: the log shows for sure what failed, and not why; `likely`: a few words point to it. */
  readonly confidence: 'known' | 'kind' | 'likely' | 'not known'
  /** Another issue that the same evidence fits as well; null where none does. */
  readonly rival: KnownIssue | null
}

/** Which issue an error or a rule tells. */
export interface Choice {
  readonly issue: KnownIssue
  readonly fit: Fit
  readonly rival: KnownIssue | null
}

/** What the run itself tells for an issue counts as much as a code. */
const seenScore = 1_000_000

const fitOfIssue = (issue: KnownIssue, one: Described, run: SetupLog): Fit => {
  const fit = fitOf(issue.where, one, run)
  // A few words that stand only in the name of an object or a file tell nothing.
  if (fit.rank === 1 && fitOf(issue.where, withoutQuoted(one), run).rank === 0) return noFit
  if (issue.seen === null) return fit
  return fit.rank > 0 && issue.seen(run) !== null ? { rank: 2, score: fit.score + seenScore } : noFit
}

/** What names a cause and has evidence of its own comes first; then what does so by a few words, or names only a kind. */
const compared = ({ isGeneral }: KnownIssue, fit: Fit): Fit => (isGeneral && fit.rank === 2 ? { ...fit, rank: 1 } : fit)

const better = (best: Choice | null, issue: KnownIssue, fit: Fit): Choice | null => {
  if (fit.rank === 0) return best
  if (best === null) return { issue, fit, rival: null }
  const [ours, theirs] = [compared(issue, fit), compared(best.issue, best.fit)]
  if (isBetter(ours, theirs)) return { issue, fit, rival: null }
  return !isBetter(theirs, ours) && best.rival === null ? { ...best, rival: issue } : best
}

/** Of all issues that fit an error the one with the most telling evidence, wherever it stands. */
export const chooseForError = (one: Described, run: SetupLog): Choice | null =>
  knownIssues.reduce<Choice | null>((best, issue) => better(best, issue, fitOfIssue(issue, one, run)), null)

const asError: Omit<SetupError, 'line' | 'message'> = {
  count: 1,
  exceptions: [],
  frames: [],
  script: null,
  program: null,
  task: null,
  step: null,
  component: null,
  codes: [],
  objects: [],
  before: []
}

const namesRule = (names: ReadonlyArray<string>, rule: string): number => {
  const wanted = rule.toLowerCase()
  const patterns = names.map((name) => name.toLowerCase())
  if (patterns.includes(wanted)) return 2
  return patterns.some((name) => name.endsWith('*') && wanted.startsWith(name.slice(0, -1))) ? 1 : 0
}

/** What a rule's message adds to its name: of issues with the same rule the one whose words it holds comes first. */
const wordsOf = (issue: KnownIssue, { message, line }: Prerequisite, run: SetupLog): number => {
  const { rank, score } = fitOf(issue.where, described({ ...asError, line, message }), run)
  return rank === 0 ? 0 : score / (score + 1)
}

/** Whether an issue is told by a rule itself, by its name or by what it says. */
const isOwn = (issue: KnownIssue, { rule, message, line }: Prerequisite, run: SetupLog): boolean =>
  namesRule(issue.rules, rule) > 0 || fitOf(issue.where, described({ ...asError, line, message }), run).rank === 2

/** A rule that misses a group which the account has, as the same check saw, follows from something else. */
const mayFollow = (rule: string, { settings }: SetupLog): boolean =>
  !/^SchemaUpdateRequired$/i.test(rule) ||
  settings.some(({ name, value }) => name === 'SchemaAdmin' && value === 'True')

const chooseForRule = (one: Prerequisite, all: ReadonlyArray<Prerequisite>, run: SetupLog): KnownIssue | null => {
  const { rule } = one
  const scores = knownIssues.map((issue) => {
    const own = namesRule(issue.rules, rule)
    const follows =
      own === 0 &&
      namesRule(issue.following, rule) > 0 &&
      mayFollow(rule, run) &&
      all.some((other) => isOwn(issue, other, run))
    return { issue, score: follows ? 3 : own === 0 ? 0 : own + wordsOf(issue, one, run) }
  })
  const best = Math.max(...scores.map(({ score }) => score))
  return best === 0 ? null : (scores.find(({ score }) => score === best)?.issue ?? null)
}

/** A rule whose name the log does not tell, or that no issue knows, may say what an issue looks for. */
const chooseByMessage = ({ message, line }: Prerequisite, run: SetupLog): KnownIssue | null => {
  const choice = chooseForError(described({ ...asError, line, message }), run)
  return choice === null || choice.fit.rank < 2 || choice.issue.isGeneral ? null : choice.issue
}

interface Told {
  readonly error: SetupError
  readonly choice: Choice | null
}

/** How near two errors of one failure stand. */
const nearLines = 60

/** Whether an error is a part of what a surer one says, word for word. */
const isPart = ({ script, exceptions, message }: SetupError, { error, choice }: Told): boolean =>
  script === null &&
  exceptions.length === 0 &&
  message.length > 8 &&
  message.length < error.message.length &&
  error.message.includes(message) &&
  choice !== null &&
  choice.fit.rank === 2 &&
  !choice.issue.isGeneral

/** Whether an error breaks off within its script or right behind it, so that it says nothing of its own. */
const isCutOff = ({ script, exceptions, message }: SetupError): boolean =>
  script !== null && exceptions.length === 0 && (message.length <= 8 || /["\u201c\u00ab\u300c\u300e]$/.test(message))

const sameScript = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && packedText(one) === packedText(other)

/** Whether an error only misses what an earlier one of the same script, whose cause is sure, kept from being there. */
const isMissing = ({ script, exceptions, line }: SetupError, { error, choice }: Told): boolean =>
  exceptions.some(({ type }) => type.endsWith('ParameterBindingValidationException')) &&
  error.line < line &&
  choice !== null &&
  choice.fit.rank === 2 &&
  sameScript(script, error.script)

/** Whether an error only repeats in plain words, or as a code without a cause, what a surer one beside it tells. */
const isEcho = ({ error, choice }: Told, cause: Told): boolean => {
  if (isPart(error, cause) || isMissing(error, cause)) return true
  if (isCutOff(error) && cause.choice !== null && Math.abs(error.line - cause.error.line) <= nearLines) return true
  if (cause.choice === null || (choice !== null && !choice.issue.isGeneral && choice.fit.rank === 2)) return false
  if (choice === null && error.message.length > 8 && cause.error.message.includes(error.message)) return true
  if (cause.choice.issue.isGeneral || cause.choice.fit.rank < 2) return false
  const isBare = error.script === null && error.component === null
  return isBare && error.step === cause.error.step && Math.abs(error.line - cause.error.line) <= nearLines
}

const withEchoes = (told: ReadonlyArray<Told>): ReadonlyArray<Told> =>
  told.map((one) => {
    const cause = told.find((other) => other !== one && isEcho(one, other))
    return cause === undefined ? one : { ...one, choice: cause.choice }
  })

interface Chosen {
  readonly findings: ReadonlyArray<Finding>
  readonly restErrors: ReadonlyArray<SetupError>
  readonly restRules: ReadonlyArray<Prerequisite>
}

/** The score of a code, or of a few words together. */
const sureOfKind = 30

const confidenceOf = (issue: KnownIssue, choices: ReadonlyArray<Choice>, rules: number): Finding['confidence'] => {
  if (rules > 0 || choices.length === 0) return 'known'
  const single = choices.filter(({ rival }) => rival === null)
  if (issue.isGeneral) return single.some(({ fit }) => fit.score >= sureOfKind) ? 'kind' : 'likely'
  return single.some(({ fit }) => fit.rank === 2) ? 'known' : 'likely'
}

/** All issues that a run tells, the surest first, and what no issue explains. */
export const choose = (run: SetupLog): Chosen => {
  const required = run.prerequisites.filter((rule) => rule.required)
  const told = withEchoes(run.errors.map((error) => ({ error, choice: chooseForError(described(error), run) })))
  const rules = required.map((rule) => ({
    rule,
    issue: chooseForRule(rule, required, run) ?? chooseByMessage(rule, run)
  }))
  const findings = knownIssues.flatMap((issue): ReadonlyArray<Finding> => {
    const mine = told.filter(({ choice }) => choice?.issue === issue)
    const own = rules.filter((one) => one.issue === issue).map(({ rule }) => rule)
    const seen = issue.seen?.(run) ?? null
    if (mine.length + own.length === 0 && seen === null) return []
    const errors = mine.map(({ error }) => error)
    const choices = mine.flatMap(({ choice }) => choice ?? [])
    const confidence = confidenceOf(issue, choices, own.length)
    const rival = confidence !== 'likely' ? null : (choices.find((one) => one.rival !== null)?.rival ?? null)
    return [{ issue, found: evidenceOf(run, errors, own, seen ?? []), confidence, rival }]
  })
  return {
    findings: [
      ...findings.filter(({ confidence }) => confidence === 'known'),
      ...findings.filter(({ confidence }) => confidence !== 'known')
    ],
    restErrors: told.filter(({ choice }) => choice === null).map(({ error }) => error),
    restRules: rules.filter(({ issue }) => issue === null).map(({ rule }) => rule)
  }
}
