/** How many single-character edits lie between two words (Levenshtein). */
const distance = (a: string, b: string): number => {
  const edits = (row: number, column: number, above: ReadonlyArray<number>, left: number): number => {
    const substituted = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1)
    return Math.min((above[column] ?? 0) + 1, left + 1, substituted)
  }
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const line = [row]
    for (let column = 1; column <= b.length; column++) line.push(edits(row, column, above, line[column - 1] ?? 0))
    above = line
  }
  return above[b.length] ?? 0
}

/** The known word that an unknown one was probably meant to be, or null. */
export const nearest = (word: string, known: ReadonlyArray<string>): string | null => {
  const first = known
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)[0]
  return first !== undefined && first.edits <= Math.max(2, Math.floor(word.length / 3)) ? first.candidate : null
}

/** Names the known word that an unknown one was probably meant to be, else the words there are. */
export const suggest = (word: string, known: ReadonlyArray<string>): string => {
  const meant = nearest(word, known)
  return meant === null ? `use one of: ${known.join(', ')}` : `did you mean ${meant}?`
}
