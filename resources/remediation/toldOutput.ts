import { printableJson } from '../../reports/printable'
import { createLines } from '../connections/lines'
import { decodeBegin, decodeResult, type StepResult } from './result'

/** What is kept of a script's output at most: it stands in the state and in logs, and the server sets its length. */
const longestLine = 4_000
const mostCharacters = 256 * 1024
const mostResults = 1_000

const leftOut = printableJson({ output: 'There is more output, which is not shown.' })

/** A script's output as it comes: `read` takes pieces of it, and tells each line as JSON; `results` are those of its steps. */
export const createToldOutput = (tell: (line: string) => void) => {
  const results: Array<StepResult> = []
  let left = mostCharacters
  const tellWithin = (line: string): void => {
    if (left < 0) return
    left -= line.length
    tell(left < 0 ? leftOut : line)
  }
  const keep = (result: StepResult): void => {
    const isEnd = result.result === 'failed' || result.result === 'refused'
    if (results.length < mostResults || (isEnd && results.length === mostResults)) results.push(result)
  }
  const read = createLines((text) => {
    const line = text.trim()
    const result = decodeResult(line)
    if (result !== null) keep(result)
    if (line !== '') tellWithin(printableJson(result ?? decodeBegin(line) ?? { output: line }))
  }, longestLine)
  return { read, results }
}
