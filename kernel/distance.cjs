/** How many single-character edits lie between two words (Levenshtein). The launcher loads it too, which is plain JavaScript. */
const distance = (a, b) => {
  const edits = (row, column, above, left) => {
    const substituted = above[column - 1] + (a[row - 1] === b[column - 1] ? 0 : 1)
    return Math.min(above[column] + 1, left + 1, substituted)
  }
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const line = [row]
    for (let column = 1; column <= b.length; column++) line.push(edits(row, column, above, line[column - 1]))
    above = line
  }
  return above[b.length]
}

module.exports = { distance }
