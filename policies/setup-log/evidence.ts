import type { Prerequisite, SetupError, SetupLog } from '../../facts/sections/setupLog'
import type { Evidence } from './knownIssue'

/** Values are looked for in so many characters at most. */
const longestText = 64_000

const fullText = ({ message, exceptions, script }: SetupError): string =>
  [message, ...exceptions.map((one) => one.message), script ?? ''].join('\n')

/** What an issue explains of a run. */
export const evidenceOf = (
  run: SetupLog,
  errors: ReadonlyArray<SetupError>,
  rules: ReadonlyArray<Prerequisite>,
  seen: ReadonlyArray<string> = []
): Evidence => ({
  run,
  errors,
  rules,
  text: [...errors.map(fullText), ...rules.map(({ message }) => message)].join('\n').slice(0, longestText),
  seen
})
