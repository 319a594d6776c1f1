import type { LogLine, MsiLog } from '../facts/sections/setupLog'
import { limits } from './limits'
import { type MsiTold, tellMsi } from './msiLines'

/** What is known of a log of the Windows Installer, as far as it was read. */
export interface MsiScan {
  readonly told: MsiTold
  /** Whether any line could only stand in such a log. */
  readonly isMsi: boolean
  /** Whether an installation is being logged, or its log has ended; null where neither line was seen. */
  readonly isOpen: boolean | null
  /** Whether a first line with the build type was seen, which a log of everything has. */
  readonly isFramed: boolean
  /** Whether the engine itself wrote, as it does only where everything is logged. */
  readonly isVerbose: boolean
}

const nothing: MsiTold = {
  product: null,
  productVersion: null,
  productCode: null,
  package: null,
  patch: null,
  user: null,
  machine: null,
  missing: null,
  refused: null,
  result: null,
  errors: [],
  failedAction: null,
  beforeFailure: []
}

export const startMsiScan: MsiScan = { told: nothing, isMsi: false, isOpen: null, isFramed: false, isVerbose: false }

// The words differ with the language; time, action and number don't: «Action ended 10:11:12: InstallFiles. Return value 3.»
const returned = /^[^\d:]{1,40}\d{1,2}:\d{2}:\d{2}: ([\w.{}-]{1,120})\. [^\d]{3,60}3\.$/

const numbered = /^(?:.{0,200} -- )?([^\d\s:]{3,14})\s(1[3-9]\d\d)\.\s?(.{0,1000})/

const engine = /(?:MainEngineThread is returning|Back from server\. Return value:) (\d{1,10})/

/** What the installer only warns of: shortcuts, fonts and sequences of patches. */
const warnings = new Set([1909, 1910, 1934, 1946])

/** The engine only informs that a program holds a file, but it is what it asks the person to close: «Name: X, Id: 4711». */
export const holdsFile = (code: number, text: string): boolean =>
  code === 1603 && /: ?[^:,]{1,80}, [^:,]{1,20}: ?\d{1,10}\b/.test(text)

const addError = (told: MsiTold, line: string, number: number): MsiTold => {
  const [, word = '', digits, rest = ''] = numbered.exec(line) ?? []
  const code = Number(digits)
  if (digits === undefined || warnings.has(code) || told.errors.length >= limits.errors) return told
  const text = rest.trim()
  const isKnown = told.errors.some((error) => error.code === code && error.text === text)
  return isKnown || (/^(?:warning|info)$/i.test(word) && !holdsFile(code, text))
    ? told
    : { ...told, errors: [...told.errors, { line: number, code, text }] }
}

/** The text of a line without the process, thread and time before it. */
const withoutPrefix = (line: string): string => {
  if (!line.startsWith('MSI (')) return line
  const at = line.indexOf(']: ')
  return at < 0 || at > 60 ? line : line.slice(at + 3)
}

/** Whether a line can stand only in a log of the Windows Installer: its first and last, in any language, and those of its engine. */
export const isMsiLine = (line: string): boolean =>
  /^=== .{1,80} \d{1,2}:\d{2}:\d{2} /.test(line) || /^MSI \([sc]\) \(/.test(line)

/** Whether a first or last line is a first one; in other languages than English, what came before tells which. */
const isFirst = (scan: MsiScan, line: string): boolean => {
  const [, word] = /^=== (?:Verbose l|L)ogging (started|stopped):/.exec(line) ?? []
  if (line.includes('UNICODE') || word !== undefined) return word !== 'stopped'
  // A log of everything begins with its build type; the pair of lines within it bounds the same installation.
  if (scan.isFramed || scan.isVerbose) return false
  return scan.isOpen === null ? !scan.isMsi : !scan.isOpen
}

/** The first line of an installation, or its last; a log of everything has a pair of them within the outer one. */
const bounded = (given: MsiScan, line: string): MsiScan => {
  const isOuter = line.includes('UNICODE')
  const scan = { ...given, isMsi: true, isFramed: given.isFramed || isOuter }
  const isWithin = (scan.isFramed || scan.isVerbose) && !isOuter
  if (!isFirst(given, line)) return isWithin && line.startsWith('=== Logging ') ? scan : { ...scan, isOpen: false }
  // A log that was appended to holds several installations; only the last one that came to something counts.
  const isOver = scan.isOpen === false || (scan.told.result !== null && !isWithin)
  return { ...scan, told: isOver ? nothing : scan.told, isOpen: true }
}

/** Reads one decoded line of a log of the Windows Installer. */
export const scanMsiLine = (
  scan: MsiScan,
  line: string,
  number: number,
  before: () => ReadonlyArray<LogLine>
): MsiScan => {
  if (line.startsWith('=== ')) return bounded(scan, line)
  const isVerbose = scan.isVerbose || line.startsWith('MSI (')
  const now = { ...scan, isVerbose, isMsi: scan.isMsi || isMsiLine(line) }
  const { told } = now
  const text = withoutPrefix(line).trim()
  const [, result] = engine.exec(text) ?? []
  if (result !== undefined) return { ...now, told: { ...told, result: Number(result) }, isMsi: true }
  const [, action] = text.endsWith('3.') ? (returned.exec(text) ?? []) : []
  if (action !== undefined && told.failedAction === null)
    return { ...now, told: { ...told, failedAction: action, beforeFailure: before() }, isMsi: true }
  return { ...now, told: addError(tellMsi(told, text, number), text, number) }
}

const succeeded = [0, 1641, 3010]

/** In a log of errors alone, such as setup itself asks for, there is no result: an error in it stopped the installation. */
const stateOf = ({ told: { result, failedAction, errors }, isVerbose }: MsiScan): MsiLog['state'] => {
  if (result !== null && succeeded.includes(result)) return 'completed'
  if (result !== null || failedAction !== null) return 'failed'
  return !isVerbose && errors.length > 0 ? 'failed' : 'broken-off'
}

/** The summary of a whole log. */
export const endMsiScan = (scan: MsiScan, file: string): MsiLog => ({ ...scan.told, file, state: stateOf(scan) })
