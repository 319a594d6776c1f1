/** Gives whole lines of a text that comes in pieces; of each no more than so many characters. */
export const createLines = (
  onLine: (line: string) => void,
  longest = Number.POSITIVE_INFINITY
): ((text: string) => void) => {
  let pieces: Array<string> = []
  let size = 0
  const add = (piece: string): void => {
    const kept = piece.slice(0, longest - size)
    size += kept.length
    if (kept !== '') pieces.push(kept)
  }
  return (text) => {
    const [rest = '', ...lines] = text.split('\n')
    add(rest)
    for (const line of lines) {
      onLine(pieces.join(''))
      pieces = []
      size = 0
      add(line)
    }
  }
}
