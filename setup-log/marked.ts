import { addError, addReference, type ErrorEntry } from './errors'
import { limits } from './limits'
import { ruleOfText } from './ruleTexts'
import { progressed, type Run } from './run'

const plain = (text: string): string => text.replace(/(?<![\s.])[\s.]+$/, '')

const ruleOfMessage = (run: Run, message: string): string =>
  run.progress.failedRules.find((failed) => plain(failed.message) === plain(message))?.rule ?? ruleOfText(message) ?? ''

const addPrerequisite =
  (required: boolean) =>
  (run: Run, { line, text }: ErrorEntry): Run => {
    const message = text.trim().slice(0, limits.line)
    const known = run.prerequisites.some((one) => one.message === message && one.required === required)
    if (known || run.prerequisites.length >= limits.prerequisites) return run
    const rule = ruleOfMessage(run, message)
    return { ...run, prerequisites: [...run.prerequisites, { line, rule, message, link: null, required }] }
  }

/** What is told as an error may be a readiness rule, by its words. */
const addErrorOrRule = (run: Run, entry: ErrorEntry): Run =>
  ruleOfText(entry.text.trim()) === null ? addError(run, entry) : addPrerequisite(true)(run, entry)

const addWarning = (run: Run, { line, text }: ErrorEntry): Run => {
  const told = text.trim().slice(0, limits.line)
  if (run.warnings.some((warning) => warning.text === told)) return run
  const warnings = [...run.warnings, { line, text: told }]
  return warnings.length <= limits.warnings
    ? { ...run, warnings }
    : { ...run, warnings: warnings.slice(-limits.warnings), omitted: run.omitted + 1 }
}

/** The link that follows a requirement names the rule, in the older and in the newer form. */
const addLink = (run: Run, { text }: ErrorEntry): Run => {
  const last = run.prerequisites[run.prerequisites.length - 1]
  const [, rule] = /ms[.-]exch[.-]setupreadiness[.-](\w{1,80})/i.exec(text) ?? []
  if (last === undefined || last.link !== null) return run
  const linked = { ...last, link: text.trim().slice(0, 300), rule: rule ?? last.rule }
  return { ...run, prerequisites: [...run.prerequisites.slice(0, -1), linked] }
}

const addFailedRule = (run: Run, { line, text }: ErrorEntry): Run => {
  const end = text.indexOf(']')
  const from = text.indexOf('[Message:', end)
  const rule = text.slice(0, end)
  if (end < 0 || from < 0 || run.progress.failedRules.length >= limits.prerequisites) return run
  const message = text
    .slice(from + 9)
    .trim()
    .replace(/\]$/, '')
  const failedRules = [...run.progress.failedRules, { line, rule, message: message.slice(0, limits.line) }]
  return progressed(run, { failedRules })
}

/** How an entry begins whose continuing lines belong to it, and what it adds to the run. */
export interface Marked {
  readonly prefix: string
  /** Whether the prefix is itself a part of what the entry says. */
  readonly isText?: boolean
  readonly apply: (run: Run, entry: ErrorEntry) => Run
}

const marked: ReadonlyArray<Marked> = [
  { prefix: '[ERROR] ', apply: addErrorOrRule },
  { prefix: '[ERROR-REFERENCE] ', apply: (run, { text }) => addReference(run, text) },
  { prefix: '[REQUIRED] ', apply: addPrerequisite(true) },
  { prefix: '[RECOMENDED] ', apply: addPrerequisite(false) },
  { prefix: '[RECOMMENDED] ', apply: addPrerequisite(false) },
  { prefix: '[WARNING] ', apply: addWarning },
  { prefix: 'An error o', isText: true, apply: addWarning },
  { prefix: 'An exception o', isText: true, apply: addWarning },
  { prefix: 'Topology Provider ', isText: true, apply: addWarning },
  { prefix: 'Help URL: ', apply: addLink },
  { prefix: 'Failed [Rule:', apply: addFailedRule }
]

/** The same by the code of the first character. */
export const markedByLetter: ReadonlyArray<ReadonlyArray<Marked>> = Array.from({ length: 128 }, (_, code) =>
  marked.filter(({ prefix }) => prefix.charCodeAt(0) === code)
)
