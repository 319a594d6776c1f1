/** Gives whole lines of a text that comes in pieces. */
export const createLines = (onLine: (line: string) => void): ((text: string) => void) => {
  let rest = ''
  return (text) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  }
}
