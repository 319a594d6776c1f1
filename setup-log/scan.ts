import type { LogLine } from '../facts/sections/setupLog'
import { textStart, timeOf } from './header'
import { limits } from './limits'
import { isTellingSetting, rulesByLetter } from './lineRules'
import { type Marked, markedByLetter } from './marked'
import { noRun, progressed, type Run } from './run'

/** An entry whose continuing lines are still being read. */
interface Open {
  readonly marked: Marked
  readonly line: number
  readonly task: string | null
  readonly before: ReadonlyArray<LogLine>
  readonly lines: ReadonlyArray<string>
}

/** Where the reading of a log stands. Lines that tell nothing leave it as it is. */
export interface Scan {
  readonly run: Run
  readonly open: Open | null
  /** The task that setup last began. */
  readonly task: string | null
}

export const startScan: Scan = { run: noRun, open: null, task: null }

/** What a line needs besides its text. */
export interface LineContext {
  readonly number: number
  /** The last lines before this one; asked for only where an error begins. */
  readonly before: () => ReadonlyArray<LogLine>
  /** Makes the characters right of a line that is kept, where the log was read as bytes. */
  readonly decode: (line: string) => string
}

const taskPrefix = 'Beginning processing '
const taskEnd = 'Ending processing '

const close = ({ run, open, task }: Scan): Scan =>
  open === null
    ? { run, open, task }
    : {
        run: open.marked.apply(run, {
          line: open.line,
          text: open.lines.join('\n').slice(0, limits.entry),
          task: open.task,
          before: open.before
        }),
        open: null,
        task
      }

const continued = (scan: Scan, line: string, { decode }: LineContext): Scan => {
  const { open } = scan
  // A post on the web has blank lines between all others.
  if (line === '' || open === null || open.lines.length >= limits.continuation) return scan
  return { ...scan, open: { ...open, lines: [...open.lines, decode(line).slice(0, limits.line)] } }
}

const opened = (scan: Scan, marked: Marked, line: string, at: number, context: LineContext): Scan => ({
  ...scan,
  open: {
    marked,
    line: context.number,
    task: scan.task,
    before: marked.prefix === '[ERROR] ' ? context.before() : [],
    lines: [context.decode(line.slice(at + (marked.isText === true ? 0 : marked.prefix.length), at + limits.entry))]
  }
})

const evaluatedRule = 'Evaluated [Rule:'
const evaluatedSetting = 'Evaluated [Setting:'

/** Whether a line of a known kind is worth decoding: of evaluations only those that say something are. */
const isTelling = (prefix: string, line: string, at: number): boolean => {
  if (prefix === evaluatedRule) return line.includes('[Value:"True"]', at)
  return prefix !== evaluatedSetting || isTellingSetting(line, at + evaluatedSetting.length)
}

const removal = /^Uninstall-\w{1,60}Role\b/

const checking = /^test-Setup(?:Prerequisites|Health)\b/i

const acting = (run: Run, line: string, at: number): Run =>
  run.progress.acted || checking.test(line.slice(at, at + 80)) ? run : progressed(run, { acted: true })

/** Only a removal runs the task that removes a role; a log without its beginning tells the mode in no other way. */
const ofTask = (run: Run, line: string, at: number): Run =>
  run.mode === null && line.startsWith('Uninstall-', at) && removal.test(line.slice(at, at + 80))
    ? { ...run, mode: 'Uninstall' }
    : run

const told = (scan: Scan, line: string, at: number, { number, decode }: LineContext): Scan => {
  const rules = rulesByLetter[line.charCodeAt(at)] ?? []
  for (const { prefix, apply } of rules)
    if (line.startsWith(prefix, at) && isTelling(prefix, line, at)) {
      const text = decode(line.slice(at, at + limits.line))
      const run = apply(scan.run, { line: number, text, rest: text.slice(prefix.length), time: timeOf(line) })
      return { ...scan, run }
    }
  return scan
}

/** Reads one line, without its line end. */
export const scanLine = (scan: Scan, line: string, context: LineContext): Scan => {
  const at = textStart(line)
  if (at < 0) return scan.open === null ? scan : continued(scan, line, context)
  const free = scan.open === null ? scan : close(scan)
  if (line.startsWith(taskPrefix, at)) {
    const name = at + taskPrefix.length
    return { ...free, run: acting(ofTask(free.run, line, name), line, name), task: line.slice(name, name + 100) }
  }
  if (line.startsWith(taskEnd, at)) {
    const run = ofTask(free.run, line, at + taskEnd.length)
    return free.task === null && run === free.run ? free : { ...free, run, task: null }
  }
  for (const marked of markedByLetter[line.charCodeAt(at)] ?? [])
    if (line.startsWith(marked.prefix, at)) return opened(free, marked, line, at, context)
  return told(free, line, at, context)
}

/** The run, when the log's last line was read. */
export const endScan = (scan: Scan): Run => close(scan).run
