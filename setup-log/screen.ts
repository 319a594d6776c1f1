import { isConsoleNoise, partsOf, quotedSwitches, withoutProgram } from './console'
import { ruleOfText } from './ruleTexts'
import { progressed, type Run } from './run'
import { isWarningRule, prerequisitesOf } from './runOutcome'
import { endScan, type LineContext, type Scan, scanLine, startScan } from './scan'
import { isStatement } from './statements'
import { wrapped } from './wrapped'

/** How far a copy of setup's screen, which has no times, was read. */
export interface Screen {
  readonly scan: Scan
  /** What an error says so far; null outside of one. */
  readonly error: string | null
  /** The scan before an error that only follows a failed step, which may turn out to be what setup requires. */
  readonly unopened: Scan | null
  /** Whether the step before failed, so that its error follows; `likely` where only the layout tells. */
  readonly failed: 'surely' | 'likely' | null
  /** The last line that said something, and whether what it belongs to is a warning. */
  readonly said: string
  readonly warns: boolean
  /** Whether anything stood there that only setup writes. */
  readonly isScreen: boolean
}

export const startScreen: Screen = {
  scan: startScan,
  error: null,
  unopened: null,
  failed: null,
  said: '',
  warns: false,
  isScreen: false
}

/** A line of the log is made of one of the screen by a time that is none. */
const stampless = '[00/00/0000 00:00:00.0000] [0] '

const feed = (screen: Screen, text: string, context: LineContext): Screen => ({
  ...screen,
  scan: scanLine(screen.scan, `${stampless}${text}`, context)
})

/** Of several runs on a screen, a failure that stands behind a success is not made good by it. */
const failsAfter = (screen: Screen): Screen =>
  screen.scan.run.progress.outcome === true
    ? { ...screen, scan: { ...screen.scan, run: progressed(screen.scan.run, { outcome: null }) } }
    : screen

const marked = /^\[(?:ERROR|ERROR-REFERENCE|REQUIRED)\] /

const generates = (line: string): boolean => {
  const at = line.indexOf('$error.Clear();')
  // In some languages the sentence begins with the script, of which only the quotation mark stands before it.
  return at < 300 && (at > 8 || (at > 0 && /^["\u201c\u00ab\u300c\u300e]\s?$/.test(line.slice(0, at))))
}

/** The beginning of a script as a translating web page leaves it, made whole again. */
const repaired = (raw: string): string =>
  raw.includes('error.Clear') ? raw.replace(/\$ ?error\.Clear ?\(\) ?;/, '$$error.Clear();') : raw

const readiness = /ms[.-]exch[.-]setupreadiness[.-](\w{1,80})/i

const failedRule = /^Failed \[Rule:\w{1,100}\] \[Message:/

/** Setup says so where it meets an error of its own; no language pack translates it. */
const watson = 'An unexpected error has occurred and a Watson dump is being generated: '

/** Where setup refuses its command line, the line before says why. */
const refusal = 'Setup checks failed: '

/** With what setup names the folder of its log, whatever the language of the words around it and of the name within. */
const namesFolder = /<[^<>]{3,40}>:\\ExchangeSetupLogs/i

/** What ldifde writes into ldif.err, behind the entry that it could not import. */
const ldifError = /^\w{2,20} error on entry starting on line \d{1,9}: /
const ldifEntry = 'Entry DN: '

/** Whether a line without a time can stand only in what setup wrote: names and signs that no language changes. */
export const isScreenLine = (given: string): boolean => partsOf(withoutProgram(repaired(given))).some(isPartOfScreen)

const isPartOfScreen = (line: string): boolean =>
  marked.test(line) ||
  ldifError.test(line) ||
  generates(line) ||
  failedRule.test(line) ||
  isStatement(line.trim()) ||
  ruleOfText(line.trim()) !== null ||
  line.startsWith(watson) ||
  line.startsWith(refusal) ||
  (line.length < 2_000 && (readiness.test(line) || namesFolder.test(line)))

const endsError = /["\u201d\u00bb\u300d][.\u3002]$/

const isWhole = (text: string): boolean =>
  endsError.test(text.trimEnd()) && wrapped(text).script !== null && wrapped(text).raised !== ''

const opens = (screen: Screen, line: string, context: LineContext): Screen => ({
  ...feed(failsAfter(screen), `[ERROR] ${line}`, context),
  error: isWhole(line) ? null : line,
  unopened: screen.failed === null || generates(line) ? null : screen.scan,
  failed: null,
  isScreen: true
})

/** A line that tells nothing of an error; setup names the folder of its log only where it did not complete. */
const plain = (screen: Screen, line: string, context: LineContext): Screen => {
  const fed = feed(screen, line, context)
  if (!namesFolder.test(line)) return fed
  const { run } = fed.scan
  const outcome = run.progress.outcome ?? false
  return { ...fed, isScreen: true, scan: { ...fed.scan, run: progressed(run, { outcome }) } }
}

/** Setup's last words, which name its log. */
const endsRun = /ExchangeSetup\.log|ExchangeSetupLogs|^The Exchange Server setup operation didn't complete\b/i

/** The error ends where its quotation does, or where setup names its log. */
const continues = (screen: Screen, error: string, raw: string, context: LineContext): Screen => {
  const line = raw.trim()
  if (line === '') return screen
  if (endsRun.test(line)) return plain({ ...screen, error: null }, line, context)
  const [, rule] = readiness.exec(line.slice(0, 2_000)) ?? []
  if (rule !== undefined && screen.unopened !== null)
    return required({ ...screen, scan: screen.unopened, said: error, error: null }, rule, line, context)
  const isEnded =
    ruleOfText(line) !== null || prompt.test(line) || (!generates(error) && (stepLine.test(raw) || heading.test(line)))
  if (isEnded) return says({ ...screen, error: null }, raw, context)
  const text = `${error}\n${raw}`.slice(0, 16_000)
  const scan = scanLine(screen.scan, raw.startsWith('[') ? ` ${raw}` : raw, context)
  return { ...screen, scan, error: isWhole(text) ? null : text }
}

const setupCall = /\bsetup(?:\.exe|\.com)?["']?\s{1,5}(\/.{1,1000})$/i

/** The switches of a call that stands quoted in another text, without what follows its closing quotation mark. */
const withoutRest = (text: string): string => {
  for (const mark of ['"', "'"]) {
    const parts = text.split(mark)
    const end = parts.findIndex(
      (part, at) => at % 2 === 0 && /[^\s:=,\\]$/.test(part) && /^(?:[\s,;)\]}]|$)/.test(parts[at + 1] ?? 'open')
    )
    if (end >= 0) return withoutRest(parts.slice(0, end + 1).join(mark))
  }
  return text
}

const called = (screen: Screen, told: string, context: LineContext): Screen => {
  const switches = withoutRest(told)
  const [, mode = null] = /\/m(?:ode)?:(\w{1,40})/i.exec(switches) ?? []
  const started = feed(screen, `RuntimeAssembly was started with the following command: '${switches.trim()}'.`, context)
  return mode === null ? started : feed(started, `Command Line Parameter Name='mode', Value='${mode}'.`, context)
}

/** A step of setup and how it ended, in capitals at the end of its line. */
const stepLine = /^(\s{0,20})\S.{0,120}(?:\s{3,}|\s?\.{3,}\s?| (?=COMPLETED$|FAILED$))(\p{Lu}{4,20})$/u

/** Where a person types the next command. */
const prompt = /^(?:PS )?[A-Za-z]:\\[^>\n]{0,200}>/

const heading = /^(?:Performing|Configuring) Microsoft Exchange Server\b/i

/** What setup requires stands before the address of the page on the rule, which names it. */
const required = (screen: Screen, rule: string, line: string, context: LineContext): Screen => {
  const isWarning = screen.warns || isWarningRule(rule)
  const told = feed(
    isWarning ? screen : failsAfter(screen),
    `${isWarning ? '[RECOMENDED]' : '[REQUIRED]'} ${screen.said}`,
    context
  )
  return { ...feed(told, `Help URL: ${line}`, context), isScreen: true, warns: screen.warns }
}

/** What setup requires, known by its own words; the page on the rule may follow. */
const requiredByText = (screen: Screen, said: string, context: LineContext): Screen => {
  const line = said.replace(/[\u2018\u2019]/g, "'")
  const [before, mark] = screen.warns ? [screen, '[RECOMENDED]'] : [failsAfter(screen), '[REQUIRED]']
  return {
    ...feed(before, `${mark} ${line}`, context),
    ...{ error: null, unopened: null, failed: null, said: line, isScreen: true }
  }
}

const says = (screen: Screen, raw: string, context: LineContext): Screen => {
  const line = raw.trim()
  if (line === '') return screen
  const [, switches] = setupCall.exec(line) ?? []
  if (switches !== undefined) return called(screen, switches, context)
  const [, indent = '', word] = stepLine.exec(raw) ?? []
  if (word !== undefined) return { ...screen, failed: word === 'FAILED' ? 'surely' : indent === '' ? null : 'likely' }
  if (line.startsWith(refusal) && screen.said !== '') return opens(screen, `${screen.said}\n${line}`, context)
  // A heading of one word stands before what setup requires or warns of.
  if (/^\S{3,24} ?[:\uff1a]$/.test(line)) return { ...screen, failed: null, warns: line.startsWith('Warn') }
  const follows = screen.failed === 'surely' || (screen.failed === 'likely' && raw.startsWith('    '))
  if (follows) return opens(screen, line, context)
  const [, rule] = readiness.exec(line.slice(0, 2_000)) ?? []
  if (rule !== undefined) return required(screen, rule, line, context)
  return plain({ ...screen, failed: null, said: line }, line, context)
}

/** The call that PowerShell quotes in the midst of an error, which goes on behind it. */
const quotedCall = (screen: Screen, line: string): Screen => {
  const { run } = screen.scan
  const command = quotedSwitches(line)
  if (command === null || run.command !== null) return screen
  const [, mode = null] = /\/m(?:ode)?:(\w{1,40})/i.exec(command) ?? []
  return { ...screen, scan: { ...screen.scan, run: { ...run, command, mode: run.mode ?? mode } } }
}

/** Reads one line of a copy of setup's screen. */
export const scanScreenLine = (screen: Screen, given: string, context: LineContext): Screen =>
  isConsoleNoise(given)
    ? quotedCall(screen, given)
    : partsOf(withoutProgram(repaired(given))).reduce((before, part) => scanPart(before, part, context), screen)

const scanPart = (screen: Screen, raw: string, context: LineContext): Screen => {
  const line = raw.trim()
  if (marked.test(line))
    return { ...feed({ ...failsAfter(screen), error: null }, line, context), isScreen: true, error: line }
  if (generates(line)) return opens(screen, line, context)
  if (ldifError.test(line))
    return opens(screen, screen.said.startsWith(ldifEntry) ? `${line}\n${screen.said}` : line, context)
  if (line.startsWith(watson)) return opens(screen, line.slice(watson.length), context)
  if (ruleOfText(line) !== null) return requiredByText(screen, line, context)
  // The page on a rule may follow, which makes it what setup requires.
  if (screen.error === null && isStatement(line)) return { ...opens(screen, line, context), unopened: screen.scan }
  if (failedRule.test(line)) return { ...feed({ ...screen, error: null }, line, context), isScreen: true }
  return screen.error === null ? says(screen, raw, context) : continues(screen, screen.error, raw, context)
}

/** The run that a screen tells of; null where it tells no failure, for it holds too little to tell a success. */
export const endScreen = ({ scan, isScreen }: Screen): Run | null => {
  const run = endScan(scan)
  const isTelling = run.errors.length > 0 || prerequisitesOf(run).some(({ required: isRequired }) => isRequired)
  return isScreen && run.progress.outcome !== true && (isTelling || run.progress.outcome === false)
    ? { ...run, prerequisites: prerequisitesOf(run), runs: 1 }
    : null
}
