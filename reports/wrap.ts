/** The width where nobody knows the terminal's. */
export const defaultWidth = 100

const narrowest = 60

/** The width of a terminal, from what an environment says of it; messages are not made for less than 60 columns. */
export const widthFrom = (columns: string | undefined): number => {
  const width = /^\d{1,4}$/.test(columns ?? '') ? Number(columns) : 0
  return width === 0 ? defaultWidth : Math.max(narrowest, width)
}

/** Text in lines of at most a width, broken at blanks alone; a longer word stands alone on its line, whole. */
export const wrap = (text: string, width: number, firstWidth = width): ReadonlyArray<string> => {
  const lines: Array<string> = []
  let line = ''
  for (const word of text.split(' ').filter((one) => one !== '')) {
    const room = lines.length === 0 ? firstWidth : width
    if (line === '') line = word
    else if (line.length + 1 + word.length <= room) line = `${line} ${word}`
    else {
      lines.push(line)
      line = word
    }
  }
  return [...lines, line]
}

/** As much of a text as one line holds: it ends at a blank, and then says so. A first word is shown, however long. */
export const oneLine = (text: string, width: number): string => {
  if (text.length <= width) return text
  const [first = '', ...others] = wrap(text, Math.max(1, width - 2))
  return others.length === 0 ? first : `${first} …`
}

/** The first sentence, without its full stop. */
export const firstSentence = (text: string): string => text.split('. ', 1)[0]?.replace(/\.$/, '') ?? text

const mostShortLines = 2

/** As much of a text as two lines hold. */
export const twoLines = (text: string, room: number): ReadonlyArray<string> => {
  const whole = wrap(text, room)
  return whole.length <= mostShortLines
    ? whole
    : [...whole.slice(0, mostShortLines - 1), oneLine(whole.slice(mostShortLines - 1).join(' '), room)]
}

/** A text of two lines at most: all of it in one line, else its first sentence, else what fits; dots stand for the rest. */
export const inShort = (text: string, room: number): ReadonlyArray<string> => {
  const whole = wrap(text, room)
  const sentence = firstSentence(text)
  // A full stop would look like a part of the address.
  const first = wrap(`${sentence}${/https?:\S+$/.test(sentence) ? '' : '.'} …`, room)
  const isBetter = first.length === 1 || (first.length <= mostShortLines && whole.length > mostShortLines)
  return whole.length > 1 && isBetter ? first : twoLines(text, room)
}

/** Lines further to the right. */
export const indent = (by: number, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.map((line) => ' '.repeat(by) + line)
