/**
 * How many single-character edits lie between two words (Levenshtein). The launcher loads it too, which is plain JavaScript.
 * @param {string} a
 * @param {string} b
 * @returns {number}
 */
const distance = (a, b) => {
  /**
   * @param {number} row
   * @param {number} column
   * @param {ReadonlyArray<number>} above
   * @param {number} left
   */
  const edits = (row, column, above, left) => {
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

module.exports = { distance }
