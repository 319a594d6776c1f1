import { createLines } from '../../connections/lines'
import { printableJson } from '../../kernel/printable'
import { decodeBegin, decodeOutput, decodeResult, type StepBegin, type StepResult } from './result'

/** What is kept of a script's output at most: it stands in the state and in logs, and the server sets its length. */
const longestLine = 4_000
const mostCharacters = 256 * 1024
const mostResults = 1_000

const leftOut = printableJson({ output: 'There is more output, which is not shown.' })

/** What is known of a script by its output. */
export interface Heard {
  readonly results: ReadonlyArray<StepResult>
  /** The step that has begun last, where it has not ended; null where none is at work. */
  readonly begun: StepBegin | null
  /** The last line that is no result, such as an error that no step caught; null where there is none. */
  readonly remark: string | null
}

/** A script's output as it comes: `read` takes pieces of it, and tells each line as JSON; `heard` is what it said so far. */
export const createToldOutput = (tell: (line: string) => void) => {
  const results: Array<StepResult> = []
  let begun: StepBegin | null = null
  let remark: string | null = null
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
    if (result !== null) {
      keep(result)
      begun = null
    }
    const begin = result === null ? decodeBegin(line) : null
    if (begin !== null) begun = begin
    const output = decodeOutput(line)
    if (result === null && begin === null && line !== '') remark = output
    if (line !== '') tellWithin(printableJson(result ?? begin ?? { output }))
  }, longestLine)
  return { read, heard: (): Heard => ({ results, begun, remark }) }
}
