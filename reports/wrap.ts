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

/** Lines further to the right. */
export const indent = (by: number, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.map((line) => ' '.repeat(by) + line)
