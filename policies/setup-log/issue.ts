import type { SetupLog } from '../../facts/sections/setupLog'
import type { Step } from '../../judging/policy'
import { articleSection } from '../article'
import type { Described, Evidence, KnownIssue, Owner, Subject } from './knownIssue'

type Where = (described: Described, run: SetupLog) => boolean

/** Whether what an error says (its message, exceptions and stack) holds all of these, without case. */
export const has = (...parts: ReadonlyArray<string>): Where => {
  const wanted = parts.map((part) => part.toLowerCase())
  return ({ said }) => wanted.every((part) => said.includes(part))
}

/** Whether the step in which it was raised (script, task, component) holds all of these, without case. */
export const step = (...parts: ReadonlyArray<string>): Where => {
  const wanted = parts.map((part) => part.toLowerCase())
  return ({ done }) => wanted.every((part) => done.includes(part))
}

export const either =
  (...places: ReadonlyArray<Where>): Where =>
  (described, run) =>
    places.some((place) => place(described, run))

export const both =
  (...places: ReadonlyArray<Where>): Where =>
  (described, run) =>
    places.every((place) => place(described, run))

export const not =
  (where: Where): Where =>
  (described, run) =>
    !where(described, run)

/** Whether an error names a code, in any of these kinds. */
export const code = (...values: ReadonlyArray<string>): Where => {
  const wanted = values.map((value) => value.toLowerCase())
  return ({ error }) => error.codes.some(({ value }) => wanted.includes(value.toLowerCase()))
}

/** Whether the lines before an error, or the run's warnings, hold one of these. */
export const nearby = (...parts: ReadonlyArray<string>): Where => {
  const wanted = parts.map((part) => part.toLowerCase())
  return ({ error }, run) =>
    [...error.before, ...run.warnings].some(({ text }) => wanted.some((part) => text.toLowerCase().includes(part)))
}

interface Texts {
  readonly id: string
  readonly title: string
  readonly section?: Owner
  readonly link?: string
  readonly meaning: string
  readonly expected: string | ((found: Evidence) => string)
  readonly steps: (found: Evidence) => ReadonlyArray<Step>
}

const common = (texts: Texts): Omit<KnownIssue, 'matches'> => {
  const { expected, section = 'error-during-setup-in-setup-log' } = texts
  return {
    id: texts.id,
    title: texts.title,
    section,
    link: texts.link ?? articleSection(section),
    meaning: texts.meaning,
    expected: typeof expected === 'string' ? () => expected : expected,
    steps: texts.steps
  }
}

/** Values are looked for in so many characters at most. */
const longestText = 64_000

const evidence = (
  run: SetupLog,
  errors: ReadonlyArray<Described>,
  rules: Subject['rules'],
  seen: ReadonlyArray<string> = []
): Evidence => ({
  run,
  errors: errors.map(({ error }) => error),
  rules,
  text: [...errors.map(({ error }) => fullText(error)), ...rules.map(({ message }) => message)]
    .join('\n')
    .slice(0, longestText),
  seen
})

const fullText = ({ message, exceptions, script, before }: Described['error']): string =>
  [message, ...exceptions.map((one) => one.message), script ?? '', ...before.map(({ text }) => text)].join('\n')

/** An issue that an error of the run tells. */
export const onError = (where: Where, texts: Texts): KnownIssue => ({
  ...common(texts),
  matches: ({ run, errors }) => {
    const found = errors.filter((described) => where(described, run))
    return found.length === 0 ? null : evidence(run, found, [])
  }
})

/** An issue that readiness rules tell; a name that ends in `*` stands for all that begin so. */
export const onRules = (names: ReadonlyArray<string>, texts: Texts): KnownIssue => ({
  ...common(texts),
  matches: ({ run, rules }) => {
    const found = rules.filter(({ rule }) => names.some((name) => isNamed(rule, name)))
    return found.length === 0 ? null : evidence(run, [], found)
  }
})

const isNamed = (rule: string, name: string): boolean =>
  name.endsWith('*')
    ? rule.toLowerCase().startsWith(name.slice(0, -1).toLowerCase())
    : rule.toLowerCase() === name.toLowerCase()

/** An issue that rules or errors tell, both of which it then explains. */
export const onEither = (names: ReadonlyArray<string>, where: Where, texts: Texts): KnownIssue => ({
  ...common(texts),
  matches: ({ run, errors, rules }) => {
    const foundErrors = errors.filter((described) => where(described, run))
    const foundRules = rules.filter(({ rule }) => names.some((name) => isNamed(rule, name)))
    return foundErrors.length + foundRules.length === 0 ? null : evidence(run, foundErrors, foundRules)
  }
})

/** An issue that shows in what else the run tells; `seen` answers with sentences, or null. */
export const onRun = (
  seen: (run: SetupLog) => ReadonlyArray<string> | null,
  where: Where,
  texts: Texts
): KnownIssue => ({
  ...common(texts),
  matches: ({ run, errors, rules }) => {
    const told = seen(run)
    return told === null
      ? null
      : evidence(
          run,
          errors.filter((described) => where(described, run)),
          rules.filter(() => false),
          told
        )
  }
})

/** The first part of what an issue explains that a pattern catches. */
export const value = ({ text }: Evidence, pattern: RegExp, otherwise: string): string =>
  pattern.exec(text)?.[1]?.trim() ?? otherwise
