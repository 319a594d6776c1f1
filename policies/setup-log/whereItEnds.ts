import type { LogLine, SetupLog } from '../../facts/sections/setupLog'

/** Which of several things the last lines of a log without an end tell, and what to do about it, in sentences. */
interface Ending {
  readonly pattern: RegExp
  readonly tell: (found: string, line: number) => string
}

const endings: ReadonlyArray<Ending> = [
  {
    pattern: /\bdefinition file for category '([^'\n]{1,200})' is in use\b/i,
    tell: (category, line) =>
      `Line ${line} says what setup waits for: a program holds the file of the performance counters ${category}. Do not end setup. ` +
      'Run lodctr /R in an elevated Command Prompt (cmd.exe), and end the program that holds the file, such as monitoring: setup then goes on'
  },
  {
    pattern: /\bServiceControl\.ps1 (?:Stop|DisableServices)\b/i,
    tell: (_, line) =>
      `At line ${line} setup stops the services, WinMgmt among them. Whatever was started through WMI ends with it, as under DSC or a management agent. ` +
      'If setup was started so, start it in a window on the server or by a scheduled task. First set the services that were active before to Automatic, and start them'
  }
]

const lastSaid = (last: ReadonlyArray<LogLine>): ReadonlyArray<LogLine> =>
  last.filter(({ text }) => text.trim() !== '').slice(-3)

/** What the end of a log that breaks off tells of the reason; null where it tells nothing. */
export const endingOf = ({ last }: SetupLog): string | null => {
  for (const { line, text } of [...lastSaid(last)].reverse())
    for (const { pattern, tell } of endings) {
      const match = pattern.exec(text)
      if (match !== null) return tell(match[1] ?? '', line)
    }
  return null
}
