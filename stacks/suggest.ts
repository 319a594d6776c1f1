/** How many single-character edits lie between two words (Levenshtein). */
const distance = (a: string, b: string): number => {
  const firstRow = Array.from({ length: b.length + 1 }, (_, index) => index)
  const lastRow = [...a].reduce<ReadonlyArray<number>>(
    (above, character, row) =>
      above.reduce<ReadonlyArray<number>>((line, cell, column) => {
        if (column === 0) return [row + 1]
        const substituted = (above[column - 1] ?? 0) + (b[column - 1] === character ? 0 : 1)
        return [...line, Math.min(cell + 1, (line[column - 1] ?? 0) + 1, substituted)]
      }, []),
    firstRow
  )
  return lastRow[b.length] ?? 0
}

/** Names the known word that an unknown one was probably meant to be, else the words there are. */
export const suggest = (word: string, known: ReadonlyArray<string>): string => {
  const nearest = known
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)[0]
  return nearest !== undefined && nearest.edits <= Math.max(2, Math.floor(word.length / 3))
    ? `did you mean ${nearest.candidate}?`
    : `use one of: ${known.join(', ')}`
}
