const quoteMark = 62
const blank = 32
const tab = 9
const bracket = 91

const isBlank = (code: number): boolean => code === blank || code === tab

const withoutMarks = (line: string): string => line.replace(/^(?:>[ \t]?){1,10}/, '')

/** How many blanks stand before a line's time; 0 for a line that has none. */
const indentOf = (line: string): number => {
  let at = 0
  while (at < 40 && isBlank(line.charCodeAt(at))) at += 1
  const code = line.charCodeAt(at + 1)
  return line.charCodeAt(at) === bracket && code >= 48 && code <= 57 ? at : 0
}

/** What a search in files puts before a line: the file, if any, and the number of the line. */
const place = /^(?:> {0,3})?(?:[^\s:[\]]{0,200}[\w)]:|[A-Za-z]:\\[^:[\]]{1,250}:)?\d{1,9}[:-]/

/** The beginning of a line of the log behind such a place. */
const searched = new RegExp(`${place.source} ?\\[\\d{1,4}[-/. ]`)

/**
 * Takes off what a mail or a forum puts before each line: quotation marks, and the indentation that the line with the
 * last time had. Most lines of a log are given back as they are.
 */
export const createPasted = (): ((line: string) => string) => {
  let indent = 0
  let isNumbered = false
  return (given) => {
    isNumbered = isNumbered || searched.test(given)
    const raw = isNumbered ? given.replace(place, '') : given
    const first = raw.charCodeAt(0)
    if (first === bracket) {
      indent = 0
      return raw
    }
    const line = first === quoteMark ? withoutMarks(raw) : raw
    const own = isBlank(line.charCodeAt(0)) ? indentOf(line) : 0
    if (own > 0 || line.charCodeAt(0) === bracket) indent = own
    if (indent === 0) return line
    let at = 0
    while (at < indent && isBlank(line.charCodeAt(at))) at += 1
    return line.slice(at)
  }
}
