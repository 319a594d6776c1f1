// Ends the process groups that its standard input names (`+PID`, `-PID`) when that input ends, however its parent died.
const alive = new Set()
let rest = ''

process.stdin.setEncoding('ascii').on('data', (text) => {
  const lines = (rest + text).split('\n')
  rest = lines.pop() ?? ''
  for (const line of lines) {
    if (line.startsWith('+')) alive.add(Number(line.slice(1)))
    else alive.delete(Number(line.slice(1)))
  }
})
process.stdin.on('close', () => {
  for (const pid of alive) {
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
})
