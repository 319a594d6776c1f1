import type { SetupLog } from '../../facts/sections/setupLog'
import type { Step } from '../../judging/policy'
import { literal } from '../../kernel/literal'
import { articleSection } from '../article'
import { type Clue, type Part, type Tier, type Where, weightOf, weightOfText, weightOfTier } from './clue'
import { type Described, type Evidence, type KnownIssue, type Owner, packedText } from './knownIssue'
import { isUntold, kindOfRun, type RunKind } from './runKind'

const allParts = (...needs: ReadonlyArray<Part>): Where => [{ needs, bars: [] }]

const anyPart = (parts: ReadonlyArray<Part>): Where => parts.map((part) => ({ needs: [part], bars: [] }))

/** Whether words stand apart where they are said, and are not a part of one name; a console may break them anywhere. */
const standApart = (sample: string): ((said: string) => boolean) => {
  const words = sample.trim().split(/\s+/)
  if (words.length === 1) return () => true
  let whole: RegExp | null = null
  return (said) => {
    // Made where the first text needs it: most of the words are never met.
    whole ??= new RegExp(words.map((one) => [...one].map(literal).join('\\s?')).join('\\s+'), 'i')
    return whole.test(said)
  }
}

/** Whether a type is the one of this name, in whichever namespace; a name that begins with a dot tells some of that. */
const isOfType = (type: string, wanted: string): boolean =>
  type === wanted || type.endsWith(wanted.startsWith('.') ? wanted : `.${wanted}`)

/** A type's name in a text weighs as such only where an exception is of it. */
const textPart = (sample: string): Part => {
  const wanted = sample.toLowerCase()
  const isType = /^[\w.]+Exception$/.test(sample)
  const ofType = isType ? weightOf('type', sample) : 0
  const packedWanted = packedText(wanted)
  const isApart = standApart(sample)
  return {
    tier: isType ? 'type' : 'text',
    sample,
    weigh: ({ packed, said, types }) => {
      if (isType && types.some((type) => isOfType(type, wanted))) return ofType
      return packed.said.includes(packedWanted) && isApart(said) ? weightOfText(sample) : 0
    }
  }
}

const placed =
  (tier: Tier, textOf: (described: Described) => string) =>
  (sample: string): Part => {
    const wanted = packedText(sample.toLowerCase())
    return { tier, sample, weigh: (one) => (textOf(one).includes(wanted) ? weightOfTier(tier) : 0) }
  }

/** What an error says (its message, exceptions and stack) holds all of these, without case; names of objects don't count. */
export const has = (...parts: ReadonlyArray<string>): Where => allParts(...parts.map(textPart))

/** The step in which it was raised (script, task, name of the step) holds all of these, without case. */
export const step = (...parts: ReadonlyArray<string>): Where =>
  allParts(...parts.map(placed('script', ({ packed }) => packed.done)))

/** The component that it stopped holds this, without case. */
export const inComponent = (part: string): Where =>
  allParts(
    placed('component', ({ error }) => packedText(`${error.component?.id}\n${error.component?.path}`.toLowerCase()))(
      part
    )
  )

/** It names an object so, without case; a name alone never decides. */
export const names = (...parts: ReadonlyArray<string>): Where =>
  allParts(...parts.map(placed('name', ({ packed }) => packed.named)))

/** A pattern on what an error says in lower case; `sample` is a text that it fits. */
export const like = (pattern: RegExp, sample: string): Where =>
  allParts({ tier: 'text', sample, weigh: ({ said }) => (pattern.test(said) ? weightOfText(sample) : 0) })

/** Something that the run or the whole error decides. */
export const when = (isSo: (described: Described, run: SetupLog) => boolean): Where =>
  allParts({ tier: 'run', sample: null, weigh: (one, run) => (isSo(one, run) ? weightOfTier('run') : 0) })

/** The run was to do one of these. */
export const mode = (...kinds: ReadonlyArray<RunKind>): Where =>
  when((_, run) => !isUntold(run) && kinds.includes(kindOfRun(run)))

/** The run was to do one of these, or what is left of the log does not tell what it was to do. */
export const modeOrUntold = (...kinds: ReadonlyArray<RunKind>): Where =>
  when((_, run) => isUntold(run) || kinds.includes(kindOfRun(run)))

export const anyOf = (...places: ReadonlyArray<Where>): Where => places.flat()

/** All of these at once. */
export const allOf = (...places: ReadonlyArray<Where>): Where =>
  places.reduce<Where>(
    (before, place) =>
      before.flatMap((one) =>
        place.map((other): Clue => ({ needs: [...one.needs, ...other.needs], bars: [...one.bars, ...other.bars] }))
      ),
    [{ needs: [], bars: [] }]
  )

/** What contradicts an issue. */
export const not = (where: Where): Where => [{ needs: [], bars: [where] }]

const codePart =
  (kinds: ReadonlyArray<string> | null) =>
  (sample: string): Part => {
    const wanted = sample.toLowerCase()
    const weight = weightOf('code', sample)
    return {
      tier: 'code',
      sample,
      weigh: ({ codes }) =>
        codes.some(({ kind, value }) => value.toLowerCase() === wanted && (kinds === null || kinds.includes(kind)))
          ? weight
          : 0
    }
  }

/** An error names one of these codes, in any kind. */
export const code = (...values: ReadonlyArray<string>): Where => anyPart(values.map(codePart(null)))

/** An error names one of these codes of Windows, which the Windows Installer may use for other things. */
export const windowsCode = (...values: ReadonlyArray<string>): Where => anyPart(values.map(codePart(['win32'])))

/** An error names one of these codes of the Windows Installer, which Windows may use for other things. */
export const msiCode = (...values: ReadonlyArray<string>): Where => anyPart(values.map(codePart(['msi'])))

/** One of the exceptions of an error is of a type whose name ends so, without case. */
export const raised = (...types: ReadonlyArray<string>): Where =>
  anyPart(
    types.map((sample): Part => {
      const wanted = sample.toLowerCase()
      const weight = weightOf('type', sample)
      return { tier: 'type', sample, weigh: (one) => (one.types.some((type) => isOfType(type, wanted)) ? weight : 0) }
    })
  )

/** One of the exceptions of an error is of a type whose name holds this, without case. */
export const raisedOf = (part: string): Where => {
  const wanted = part.toLowerCase()
  return allParts({
    tier: 'type',
    sample: `${part}Exception`,
    weigh: ({ types }) => (types.some((type) => type.includes(wanted)) ? weightOf('type', part) : 0)
  })
}

/** The lines before an error, or the run's warnings, hold one of these. */
export const nearby = (...parts: ReadonlyArray<string>): Where => {
  const wanted = parts.map((part) => part.toLowerCase())
  return when(({ error }, run) =>
    [...error.before, ...run.warnings].some(({ text }) => wanted.some((part) => text.toLowerCase().includes(part)))
  )
}

/** What an error says holds one of these names or numbers of a status, which weighs as a code does. */
export const status = (...values: ReadonlyArray<string>): Where =>
  anyPart(
    values.map((sample): Part => {
      const pattern = new RegExp(`(?<![\\w-])${literal(sample)}(?!\\w)`, 'i')
      return { tier: 'code', sample, weigh: ({ said }) => (pattern.test(said) ? weightOf('code', sample) : 0) }
    })
  )

/** What an error says holds one of these as a word of its own, without case. */
export const word = (...words: ReadonlyArray<string>): Where =>
  anyPart(
    words.map((sample): Part => {
      const pattern = new RegExp(`(?<!\\w)${literal(sample)}(?!\\w)`, 'i')
      return { tier: 'text', sample, weigh: ({ said }) => (pattern.test(said) ? weightOfText(sample) : 0) }
    })
  )

export interface Texts {
  readonly id: string
  readonly title: string
  readonly section?: Owner
  readonly link?: string
  readonly isGeneral?: boolean
  readonly meaning: string
  readonly expected: string | ((found: Evidence) => string)
  readonly steps: (found: Evidence) => ReadonlyArray<Step>
}

const issueOf = (texts: Texts, told: Partial<KnownIssue>): KnownIssue => {
  const { expected, section = 'error-during-setup-in-setup-log', isGeneral = false } = texts
  return {
    id: texts.id,
    title: texts.title,
    section,
    link: texts.link ?? articleSection(section),
    isGeneral,
    where: [],
    rules: [],
    following: [],
    seen: null,
    meaning: texts.meaning,
    expected: typeof expected === 'string' ? () => expected : expected,
    steps: texts.steps,
    ...told
  }
}

/** An issue that an error of the run tells. */
export const onError = (where: Where, texts: Texts): KnownIssue => issueOf(texts, { where })

/** An issue that readiness rules tell; a name that ends in `*` stands for all that begin so; `following` come with them. */
export const onRules = (
  rules: ReadonlyArray<string>,
  texts: Texts,
  following: ReadonlyArray<string> = []
): KnownIssue => issueOf(texts, { rules, following })

/** An issue that rules or errors tell, both of which it then explains; `following` come with its rules. */
export const onEither = (
  rules: ReadonlyArray<string>,
  where: Where,
  texts: Texts,
  following: ReadonlyArray<string> = []
): KnownIssue => issueOf(texts, { rules, where, following })

/** An issue that shows in what else the run tells; `seen` answers with sentences, or null. */
export const onRun = (seen: (run: SetupLog) => ReadonlyArray<string> | null, where: Where, texts: Texts): KnownIssue =>
  issueOf(texts, { seen, where })

/** An issue that the run alone shows, and that setup did not stop for. */
export const besides = (seen: (run: SetupLog) => ReadonlyArray<string> | null, texts: Texts): KnownIssue => ({
  ...onRun(seen, never, texts),
  isBesides: true
})

/** No error; for an issue that the run alone tells. */
export const never: Where = []

/** The first part of what an issue explains that a pattern catches, in whichever of its groups. */
export const value = ({ text }: Evidence, pattern: RegExp, otherwise: string): string =>
  pattern
    .exec(text)
    ?.slice(1)
    .find((part) => part !== undefined)
    ?.trim() ?? otherwise
