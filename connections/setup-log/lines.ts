import type { LogLine } from '../../facts/sections/setupLog'
import type { LineContext } from '../../setup-log/scan'
import { withoutSecrets } from '../../setup-log/secrets'
import { openRegular } from '../regularFile'
import { type Encoding, encodingOf } from './encoding'

export type OnLine = (line: string, context: LineContext) => void

const chunkSize = 512 * 1024

/** So many bytes become one string: a longer one is allocated apart, which costs more than to read it. */
const stringSize = 64 * 1024

/** A line is read to here; what is longer is passed over. */
const longestLine = 64 * 1024

/** How many lines before an error are worth showing. */
const remembered = 12

const carriageReturn = 13

const withoutReturn = (line: string): string =>
  line.charCodeAt(line.length - 1) === carriageReturn ? line.slice(0, -1) : line

/** Keeps the last lines in a ring, so that a log of any length takes the same memory. */
const createRing = (decode: (line: string) => string) => {
  const ring: Array<string> = []
  let count = 0
  const recent = (): ReadonlyArray<LogLine> =>
    Array.from({ length: Math.min(count, remembered) }, (_, back) => count - Math.min(count, remembered) + back).map(
      (index) => ({ line: index + 1, text: decode((ring[index % remembered] ?? '').slice(0, 2_000)) })
    )
  const push = (line: string): void => {
    ring[count % remembered] = line
    count += 1
  }
  return { recent, push, length: () => count }
}

type Ring = ReturnType<typeof createRing>

const splitter = (decode: Encoding['exact'], ring: Ring, onLine: OnLine) => {
  let carried = ''
  const context = { number: 0, before: ring.recent, decode }
  const give = (raw: string): void => {
    const line = withoutReturn(raw)
    context.number += 1
    onLine(line, context)
    ring.push(line)
  }
  const push = (text: string): void => {
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      const whole = carried === '' ? text.slice(from, end) : (carried + text.slice(from, end)).slice(0, longestLine)
      give(whole)
      carried = ''
      from = end + 1
    }
    if (from < text.length && carried.length < longestLine) carried += text.slice(from, from + longestLine)
  }
  const end = (): void => {
    if (carried !== '') give(carried)
  }
  return { push, end }
}

/** What is known of a log when its last line was read. */
export interface WholeLog {
  readonly lines: number
  readonly last: ReadonlyArray<LogLine>
  readonly bytes: number
}

/** Turns the bytes of a log, which begins with `head`, into lines. */
const createReader = (head: Uint8Array, onLine: OnLine) => {
  const encoding = encodingOf(head)
  // Passwords are left out where a line is kept, so that no fact holds one.
  const decode = (line: string): string => withoutSecrets(encoding.exact(line))
  const ring = createRing(decode)
  const lines = splitter(decode, ring, onLine)
  return {
    mark: encoding.mark,
    /** Takes the next bytes; gives how many of them it read. */
    push: (bytes: Buffer): number => {
      const whole = bytes.length - (bytes.length % encoding.unit)
      for (let from = 0; from < whole; from += stringSize)
        lines.push(encoding.rough(bytes.subarray(from, Math.min(from + stringSize, whole))))
      return whole
    },
    end: (bytes: number): WholeLog => {
      lines.end()
      return { lines: ring.length(), last: ring.recent(), bytes }
    }
  }
}

/** Reads a log that is in memory line by line. */
export const linesOf = (bytes: Buffer, onLine: OnLine): WholeLog => {
  const reader = createReader(bytes.subarray(0, 4), onLine)
  let position = reader.mark
  while (position < bytes.length) {
    const read = reader.push(bytes.subarray(position, position + chunkSize))
    if (read === 0) break
    position += read
  }
  return reader.end(position)
}

/** Reads a log of any length line by line, in little memory. Rejects as the file system does. */
export const readLines = async (file: string, onLine: OnLine): Promise<WholeLog> => {
  const handle = await openRegular(file)
  try {
    const buffer = Buffer.alloc(chunkSize)
    const { bytesRead: first } = await handle.read(buffer, 0, chunkSize, 0)
    const reader = createReader(buffer.subarray(0, Math.min(first, 4)), onLine)
    let position = reader.mark
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, chunkSize, position)
      const read = reader.push(buffer.subarray(0, bytesRead))
      if (read === 0) break
      position += read
    }
    return reader.end(position)
  } finally {
    await handle.close()
  }
}
