import type { LogLine, MsiLog } from '../facts/sections/setupLog'
import { limits } from './limits'

/** What is known of a log of the Windows Installer, as far as it was read. */
export interface MsiScan {
  readonly told: Omit<MsiLog, 'file' | 'state'>
  /** Whether any line could only stand in such a log. */
  readonly isMsi: boolean
}

type Told = MsiScan['told']

const nothing: Told = {
  product: null,
  productVersion: null,
  productCode: null,
  package: null,
  patch: null,
  user: null,
  result: null,
  errors: [],
  failedAction: null,
  beforeFailure: []
}

export const startMsiScan: MsiScan = { told: nothing, isMsi: false }

const properties = new Map<string, 'product' | 'productVersion' | 'productCode' | 'patch' | 'user' | 'package'>([
  ['ProductName', 'product'],
  ['ProductVersion', 'productVersion'],
  ['ProductCode', 'productCode'],
  ['PATCH', 'patch'],
  ['LogonUser', 'user'],
  ['DATABASE', 'package']
])

const property = (scan: Told, line: string): Told => {
  const [, name = '', value = ''] = /^Property\([SC]\): (\w{1,40}) = (.{0,500})/.exec(line) ?? []
  const field = properties.get(name)
  // The first package is the one that was asked for; later it is the cached copy of it.
  if (field === undefined || value === '' || (field === 'package' && scan.package !== null)) return scan
  return { ...scan, [field]: value.trim() }
}

const opened = (scan: Told, line: string): Told => {
  const [, path] = /^\*{3,}.{0,40}: ([A-Za-z]:\\.{1,400}|\\\\.{1,400})$/.exec(line) ?? []
  return path === undefined ? scan : { ...scan, package: path.trim() }
}

// The words differ with the language; time, action and number don't: «Action ended 10:11:12: InstallFiles. Return value 3.»
const returned = /^[^\d:]{1,40}\d{1,2}:\d{2}:\d{2}: ([\w.{}-]{1,120})\. [^\d]{3,60}3\.$/

const numbered = /^(?:.{0,200} -- )?[^\d\s:]{3,14}\s(1[3-9]\d\d)\.\s?(.{0,1000})/

const engine = /MainEngineThread is returning (\d{1,10})/

const addError = (scan: Told, line: string, number: number): Told => {
  const [, code, text = ''] = numbered.exec(line) ?? []
  if (code === undefined || scan.errors.length >= limits.errors) return scan
  const known = scan.errors.some((error) => error.code === Number(code) && error.text === text.trim())
  return known ? scan : { ...scan, errors: [...scan.errors, { line: number, code: Number(code), text: text.trim() }] }
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

/** Reads one decoded line of a log of the Windows Installer. */
export const scanMsiLine = (
  { told, isMsi: wasMsi }: MsiScan,
  line: string,
  number: number,
  before: () => ReadonlyArray<LogLine>
): MsiScan => {
  // A log that was appended to begins anew with the kind of the build; only its last installation counts.
  if (line.startsWith('=== '))
    return { told: told.result !== null && line.includes('UNICODE') ? nothing : told, isMsi: true }
  const isMsi = wasMsi || isMsiLine(line)
  const text = withoutPrefix(line)
  const [, result] = engine.exec(text) ?? []
  if (result !== undefined) return { told: { ...told, result: Number(result) }, isMsi: true }
  if (text.startsWith('Property(')) return { told: property(told, text), isMsi }
  if (text.startsWith('***')) return { told: opened(told, text), isMsi }
  const [, action] = text.endsWith('3.') ? (returned.exec(text) ?? []) : []
  if (action !== undefined && told.failedAction === null)
    return { told: { ...told, failedAction: action, beforeFailure: before() }, isMsi: true }
  return { told: addError(told, text, number), isMsi }
}

const succeeded = [0, 1641, 3010]

const stateOf = ({ result, failedAction }: Told): MsiLog['state'] => {
  if (result !== null && succeeded.includes(result)) return 'completed'
  return result !== null || failedAction !== null ? 'failed' : 'broken-off'
}

/** The summary of a whole log. */
export const endMsiScan = ({ told }: MsiScan, file: string): MsiLog => ({ ...told, file, state: stateOf(told) })
