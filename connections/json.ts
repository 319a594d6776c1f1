import * as E from 'fp-ts/Either'

const placeOf = (text: string, offset: number): string => {
  const lines = text.slice(0, offset).split('\n')
  return `line ${lines.length}, column ${(lines[lines.length - 1] ?? '').length + 1}`
}

/** The engine's own words quote the file, which may hold anything; only the place that they name is used. */
const explainFault = (text: string, message: string): string => {
  const [, position] = /at position (\d+)/.exec(message) ?? []
  const offset = position === undefined ? null : Number(position)
  if (message.startsWith('Unexpected end') || message.startsWith('Unterminated string') || offset === text.length)
    return `is not complete JSON: it ends early, in ${placeOf(text, text.length)}; copy or record it again`
  return offset === null ? 'is not JSON: record it again' : `is not JSON: see ${placeOf(text, offset)}; record it again`
}

/** Parses what was recorded in a file; the fault is the rest of a sentence that begins with the file's name. */
export const parseRecording = (text: string): E.Either<string, unknown> =>
  text.trim() === ''
    ? E.left('is empty: copy or record it again')
    : E.tryCatch(
        () => JSON.parse(text),
        (error) => explainFault(text, error instanceof Error ? error.message : '')
      )
