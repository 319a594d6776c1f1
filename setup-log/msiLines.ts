import type { MsiLog } from '../facts/sections/setupLog'
import { limits } from './limits'

/** What a log of the Windows Installer tells, as far as it was read. */
export type MsiTold = Omit<MsiLog, 'file' | 'state'>

type Missing = NonNullable<MsiLog['missing']>

const properties = new Map<
  string,
  'product' | 'productVersion' | 'productCode' | 'patch' | 'user' | 'package' | 'machine'
>([
  ['ProductName', 'product'],
  ['ProductVersion', 'productVersion'],
  ['ProductCode', 'productCode'],
  ['PATCH', 'patch'],
  ['LogonUser', 'user'],
  ['ComputerName', 'machine'],
  ['DATABASE', 'package']
])

const property = (told: MsiTold, text: string): MsiTold => {
  const [, name = '', value = ''] = /^Property\([SC]\): (\w{1,40}) = (.{0,500})/.exec(text) ?? []
  const field = properties.get(name)
  // The first package is the one that was asked for; later it is the cached copy of it.
  if (field === undefined || value === '' || (field === 'package' && told.package !== null)) return told
  return { ...told, [field]: value.trim() }
}

/** The heading of a run of the engine names the package, or the product by its code; a patch stands in its command line. */
const opened = (told: MsiTold, text: string): MsiTold => {
  const [, patch] = /\bPATCH="?([^";]{1,400}\.msp)/i.exec(text) ?? []
  if (patch !== undefined) return { ...told, patch: told.patch ?? patch }
  const [, path] = /^\*{3,}.{0,40}: ([A-Za-z]:\\.{1,400}|\\\\.{1,400})$/.exec(text) ?? []
  if (path !== undefined) return { ...told, package: path.trim() }
  const [, code] = /^\*{3,}.{0,40}: (\{[0-9A-Fa-f-]{36}\})$/.exec(text) ?? []
  return code === undefined ? told : { ...told, productCode: told.productCode ?? code }
}

const originalPatch = (told: MsiTold, text: string): MsiTold => {
  const [, path] = /^Original patch ==> (.{1,400})$/.exec(text) ?? []
  return path === undefined ? told : { ...told, patch: told.patch ?? path.trim() }
}

const sequence = (told: MsiTold, text: string): MsiTold => {
  const [, code = null] = /Product code: (\{[0-9A-Fa-f-]{36}\})/.exec(text) ?? []
  const [, version = null] = /Product version: ([\d.]{3,40}),/.exec(text) ?? []
  return { ...told, productCode: told.productCode ?? code, productVersion: told.productVersion ?? version }
}

const sequencer = (told: MsiTold, text: string): MsiTold => {
  const [, path] = /^PATCH SEQUENCER: .{0,60}patch (.{1,400}) is not applicable/.exec(text) ?? []
  const refused = told.refused ?? []
  if (path === undefined || refused.includes(path) || refused.length >= limits.objects) return told
  return { ...told, refused: [...refused, path] }
}

const lacks = (told: MsiTold, path: string, line: number): MsiTold => {
  const missing = told.missing ?? []
  const isKnown = missing.some((one) => one.path.toLowerCase() === path.toLowerCase())
  return isKnown || missing.length >= limits.objects
    ? told
    : { ...told, missing: [...missing, { line, path, source: null }] }
}

const absent = (told: MsiTold, text: string, line: number): MsiTold => {
  const [, path] = /^(?:Couldn't find local patch|Warning: Local cached package) '(.{1,400}?)'/.exec(text) ?? []
  return path === undefined ? told : lacks(told, path, line)
}

/** The file of a cached package under which it was published: the engine looks for it by that name in its sources. */
const named = (missing: Missing, source: string): Missing =>
  missing.map((one, index) => (index === missing.length - 1 && one.source === null ? { ...one, source } : one))

const noSuchFile = new Set(['-2147287038', '-2147287037'])

/** Notes hold numbers and names alone, the same in every language: 2203 a database that can't be opened, 1706 no source. */
const noted = (told: MsiTold, text: string, line: number): MsiTold => {
  const [, path = '', status = ''] = /^Note: 1: 2203 2: (.{1,400}\.ms[ip]) 3: (-?\d{1,10})/i.exec(text) ?? []
  if (noSuchFile.has(status) && path.includes('\\')) return lacks(told, path, line)
  const [, source] = /^Note: 1: 1706 2: \S{0,40} 3: (\S{1,300}\.ms[ip])/i.exec(text) ?? []
  return source === undefined ? told : { ...told, missing: named(told.missing ?? [], source) }
}

// The words differ with the language: «Product: X - Update '{code}' could not be installed. Error code 1642.»
const refusal = /^[^\s:]{3,20}: ([^{]{1,200}?) [-\u2013]{1,2} [^{]{1,80}\{[0-9A-Fa-f-]{36}\}[^{]{1,200}?\b(16\d\d)\b/

const updateRefused = (told: MsiTold, text: string): MsiTold => {
  const [, product, result] = refusal.exec(text) ?? []
  return product === undefined || result === undefined
    ? told
    : { ...told, product: told.product ?? product, result: told.result ?? Number(result) }
}

// «Windows Installer installed an update. Product Name: X. Product Version: 15.2.1118.7. … status: 1603.», in any language.
const outcome = /: (Microsoft Exchange Server)\. [^:]{1,60}: (\d{1,3}(?:\.\d{1,6}){3})\. .{1,600}: (\d{1,5})\.$/

const reported = (told: MsiTold, text: string): MsiTold => {
  const [, product, version, result] = outcome.exec(text) ?? []
  return product === undefined || version === undefined
    ? told
    : {
        ...told,
        product: told.product ?? product,
        productVersion: told.productVersion ?? version,
        result: told.result ?? Number(result)
      }
}

type Rule = (told: MsiTold, text: string, line: number) => MsiTold

/** The engine's own lines, by how they begin: they are English on every Windows. */
const rules: ReadonlyArray<readonly [prefix: string, rule: Rule]> = [
  ['Property(', property],
  ['***', opened],
  ['Original patch ==> ', originalPatch],
  ['SequencePatches starts.', sequence],
  ['PATCH SEQUENCER: ', sequencer],
  ["Couldn't find local patch", absent],
  ['Warning: Local cached package', absent],
  ['Note: 1: ', noted]
]

/** What one line of the engine adds, without the process, thread and time before it. */
export const tellMsi = (told: MsiTold, text: string, line: number): MsiTold => {
  const [, rule] = rules.find(([prefix]) => text.startsWith(prefix)) ?? []
  if (rule !== undefined) return rule(told, text, line)
  if (text.includes(': Microsoft Exchange Server. ')) return reported(told, text)
  return text.includes('{') ? updateRefused(told, text) : told
}
