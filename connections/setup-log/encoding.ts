/** How the bytes of a log become characters: at once, roughly, and right for the few lines that are kept. */
export interface Encoding {
  /** Bytes to be skipped at the beginning. */
  readonly mark: number
  /** How many bytes make one unit; a unit is never cut in two. */
  readonly unit: 1 | 2
  readonly rough: (bytes: Buffer) => string
  /** The characters of a line that `rough` made, as a string of its own. */
  readonly exact: (line: string) => string
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
const ansi = new TextDecoder('windows-1252')

const decodeBytes = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes)
  } catch {
    return ansi.decode(bytes)
  }
}

const beyondAscii = /[\x80-\xff]/

const exactBytes = (line: string): string => {
  const bytes = Buffer.from(line, 'latin1')
  return beyondAscii.test(line) ? decodeBytes(bytes) : bytes.toString('latin1')
}

const bytewise = (mark: number): Encoding => ({
  mark,
  unit: 1,
  rough: (bytes) => bytes.toString('latin1'),
  // A part of a string keeps the whole alive, so what is kept is copied.
  exact: exactBytes
})

const copy = (line: string): string => Buffer.from(line, 'utf16le').toString('utf16le')

const wide = (mark: number, swap: boolean): Encoding => ({
  mark,
  unit: 2,
  rough: (bytes) => (swap ? Buffer.from(bytes).swap16() : bytes).toString('utf16le'),
  exact: copy
})

/** Tells the encoding by the first bytes: by the mark, else by the NULs that UTF-16 has beside ASCII. */
export const encodingOf = (head: Uint8Array): Encoding => {
  const [first, second, third] = head
  if (first === 0xff && second === 0xfe) return wide(2, false)
  if (first === 0xfe && second === 0xff) return wide(2, true)
  if (first === 0xef && second === 0xbb && third === 0xbf) return bytewise(3)
  if (first !== undefined && first !== 0 && second === 0) return wide(0, false)
  return first === 0 && second !== undefined && second !== 0 ? wide(0, true) : bytewise(0)
}
