import type { Code, SetupError } from '../facts/sections/setupLog'
import { limits } from './limits'

type Exceptions = SetupError['exceptions']

/** A type and what it says; those of Windows have a number between, as in `Win32Exception (0x80004005): `. */
const typed = /^([A-Za-z_]\w{0,100}(?:\.\w{1,100}){1,12}(?:`\d)?)(?: \(0x[0-9A-Fa-f]{1,8}\))?: /

const bareFrame = /^\S{1,8} [\w`<>+]{1,200}(?:\.[\w`<>+]{1,200}){1,20}(?:\[[\w,]{1,60}\])?\(/

/** Stack frames are indented by three blanks, whatever the word before the method; a copy may have lost these. */
const isFrame = (line: string): boolean => line.startsWith('   ') || bareFrame.test(line)

/** What .NET adds on how it looked for an assembly: the same few sentences each time, which explain nothing. */
const isBinding = (line: string): boolean =>
  /^(?:WRN: |LOG: |=== Pre-bind state|To enable assembly bind failure|Note: There is some performance|To turn this feature off, remove)/.test(
    line
  )

const isOpen = (line: string): boolean => line.lastIndexOf('(') > line.lastIndexOf(')')

/** A console breaks a long frame within its list of parameters; the rest of it says nothing either. */
const withoutFrames = (text: string): string => {
  const lines = text.split('\n')
  return lines
    .filter((line, at) => {
      const before = lines[at - 1] ?? ''
      return !isFrame(line) && !isBinding(line) && !(isFrame(before) && isOpen(before))
    })
    .join('\n')
    .trim()
}

const brokenType = /^([A-Za-z_]\w{0,100}(?:\.\w{1,100}){2,12})[ \t]{0,3}\n(\w{1,80}): /

/** The type of an exception in one piece, where a console broke its name. */
const withWholeType = (text: string): string => {
  const [whole, begin = '', end = ''] = brokenType.exec(text) ?? []
  return whole === undefined || begin.endsWith('Exception') || !`${begin}${end}`.endsWith('Exception')
    ? text
    : `${begin}${end}: ${text.slice(whole.length)}`
}

const packed = (text: string): string => text.replace(/\s+/g, '')

/** A message that a console broke within a word is read from the same one that it left whole. */
const unbroken = (exceptions: Exceptions): Exceptions =>
  exceptions.map((one) => {
    const whole = exceptions.find(
      ({ message }) => packed(message) === packed(one.message) && message.length < one.message.length
    )
    return whole === undefined ? one : { ...one, message: whole.message }
  })

/** What stands between an exception and the one that caused it; a console may break the line there, and a web page joins dashes. */
const chained = /(?<!\s)\s{1,8}(?:---|[\u2013\u2014]-?|-[\u2013\u2014])> ?\s{1,8}/

/** The chain of exceptions in a text as .NET prints it, the outermost first. */
export const exceptionsOf = (text: string): Exceptions =>
  unbroken(
    text
      .split(chained)
      .slice(0, 10)
      .map(withWholeType)
      .flatMap((part) => {
        const [whole, type] = typed.exec(part) ?? []
        return whole === undefined || type === undefined
          ? []
          : [{ type, message: withoutFrames(part.slice(whole.length)) }]
      })
  )

const methodOf = (frame: string): string | null => {
  const call = frame.trim().split('(')[0] ?? ''
  const method = call.slice(call.indexOf(' ') + 1)
  return method.includes('.') && !method.includes(' ') ? method : null
}

/** The methods in which the exceptions were raised, the innermost first. */
export const framesOf = (text: string): ReadonlyArray<string> =>
  text
    .split('\n')
    .filter(isFrame)
    .flatMap((line) => methodOf(line) ?? [])
    .slice(0, limits.frames)

/** What an error says, without type and stack. */
export const messageOf = (text: string): string => {
  const [first] = text.split(chained)
  const plain = withWholeType(withoutFrames(first ?? ''))
  return plain.slice(typed.exec(plain)?.[0].length ?? 0).trim()
}

const kinds: ReadonlyArray<readonly [Code['kind'], RegExp]> = [
  ['msi', /\b[Ee]rror\s{1,4}code\s{1,4}is\s{1,4}(\d{3,5})\b/g],
  ['msi', /\bMsi[A-Z]\w{3,30} failed with error code (\d{3,5})\b/g],
  ['msi', /\bcould not be (?:installed|removed|updated)\. Error code (1[67]\d\d)\b/gi],
  ['msi', /\bExchange Server\b[^\n]{1,300}\(KB\d{6,8}\)[^\n]{0,160}?\s(1[67]\d\d)(?=[.\u3002])/gi],
  ['msi', /\bExchange Server Update, error (\d{3,5}) occurred/g],
  ['msi', /\.ms[ip]\b[^\n]{0,400}?\D(1[67]\d\d)(?=[.\u3002]?\s{0,3}(?:["\u201d\u00bb]|\n|$))/gi],
  // In any language the sentence that tells the code ends with it, though the package's own last error may follow.
  [
    'msi',
    /(?:\.ms[ip]\b|\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b)[^\n]{0,400}?[^\d.\\](1[67]\d\d)(?=[.\u3002](?:\s|$|[^\x00-\x7f])|\s{0,3}(?:\n|$))/gi
  ],
  ['win32', /\berror\s{1,4}code\s{1,4}is:\s{1,4}(-?\d{1,10})\b/g],
  ['win32', /\b0[xX][0-9A-Fa-f]{8} \((\d{1,5})\)/g],
  ['exit', /\bexit\s{1,4}code\s{1,4}(-?\d{1,10})\b/g],
  ['ldap', /\b([0-9A-F]{8}):\s{1,4}(?=\w{3,8}:\s{1,4}DSID)/g],
  ['hresult', /\b(0[xX][0-9A-Fa-f]{4,8})\b/g]
]

/** Programs that end with an error number of Windows, or of its installer; others count as they like. */
const numbering = new Map<string, Code['kind']>([
  ...['net', 'net1', 'sc', 'iisreset', 'ldifde'].map((name) => [name, 'win32'] as const),
  ['msiexec', 'msi']
])

const nameOf = (program: string | null): string =>
  (program?.toLowerCase().split('\\').pop() ?? '').replace(/\.exe$/, '')

/** The codes that a text names, each once; what an exit code means depends on the program. */
export const codesOf = (text: string, program: string | null = null): ReadonlyArray<Code> => {
  const exit = numbering.get(nameOf(program)) ?? 'exit'
  const found = kinds.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map(
      ([, value = '']): Code => ({ kind: kind === 'exit' ? exit : kind, value: value.replace(/^0X/, '0x') })
    )
  )
  return found
    .filter((one, index) => found.findIndex(({ value }) => value === one.value) === index)
    .slice(0, limits.codes)
}

const objectPatterns: ReadonlyArray<RegExp> = [
  // An apostrophe within a word, as in "couldn't", is no quotation mark.
  /(?<![\p{L}\d])'([^'\n]{3,260})'(?!\p{L})/gu,
  /"([^"\n]{3,260})"/g,
  /\b([0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12})\b/g,
  /\b((?:CN|OU)=[^'"\n]{3,400}?,DC=[\w-]{1,64}(?:,DC=[\w-]{1,64}){0,6})/g,
  /\b([A-Za-z]:\\[^'"<>|\n:*?]{2,260})/g
]

/** What a text names: distinguished names, GUIDs, paths and whatever stands in quotation marks. */
export const objectsOf = (text: string): ReadonlyArray<string> =>
  [
    ...new Set(objectPatterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = '']) => name.trim())))
  ].slice(0, limits.objects)
