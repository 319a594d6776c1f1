const zero = 48
const nine = 57
const bracket = 91
const space = 32

const isDigit = (code: number): boolean => code >= zero && code <= nine

/** Where the text of a line `[03/11/2021 15:43:05.0713] [0] text` begins; -1 for a line that continues another. */
export const textStart = (line: string): number => {
  if (line.charCodeAt(0) !== bracket || !isDigit(line.charCodeAt(1))) return -1
  const end = line.indexOf(']', 8)
  if (end < 0 || end > 40 || line.charCodeAt(end + 1) !== space || line.charCodeAt(end + 2) !== bracket) return -1
  let at = end + 3
  while (isDigit(line.charCodeAt(at))) at += 1
  if (at === end + 3 || line[at] !== ']') return -1
  return line.charCodeAt(at + 1) === space ? at + 2 : at + 1
}

/** How deep the line's task lies; 0 is setup itself. */
export const depthOf = (line: string): number => {
  const [, depth] = /\] \[(\d{1,3})\]/.exec(line.slice(0, 60)) ?? []
  return depth === undefined ? 0 : Number(depth)
}

const stamp =
  /^\[(\d{1,2})[^\d\]]{1,2}(\d{1,2})[^\d\]]{1,2}(\d{4})[^\d\]]{1,2}(\d{1,2})[^\d\]](\d{1,2})[^\d\]](\d{1,2})/

const two = (digits: string | undefined): string => (digits ?? '').padStart(2, '0')

/** The time of a line (UTC, the month first, whatever separators the culture writes), in ISO 8601. */
export const timeOf = (line: string): string | null => {
  const [whole, month, day, year, hour, minute, second] = stamp.exec(line.slice(0, 40)) ?? []
  const iso = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}Z`
  return whole === undefined || Number.isNaN(Date.parse(iso)) ? null : iso
}
