import type { Code, SetupError } from '../facts/sections/setupLog'
import { limits } from './limits'

type Exceptions = SetupError['exceptions']

const typed = /^([A-Za-z_]\w{0,100}(?:\.\w{1,100}){1,12}(?:`\d)?): /

/** Stack frames are indented by three blanks, whatever the language of the word before the method. */
const isFrame = (line: string): boolean => line.startsWith('   ')

const withoutFrames = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !isFrame(line))
    .join('\n')
    .trim()

/** The chain of exceptions in a text as .NET prints it, the outermost first. */
export const exceptionsOf = (text: string): Exceptions =>
  text
    .split(' ---> ')
    .slice(0, 10)
    .flatMap((part) => {
      const [whole, type] = typed.exec(part) ?? []
      return whole === undefined || type === undefined
        ? []
        : [{ type, message: withoutFrames(part.slice(whole.length)) }]
    })

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
  const [first] = text.split(' ---> ')
  const plain = withoutFrames(first ?? '')
  return plain.slice(typed.exec(plain)?.[0].length ?? 0).trim()
}

const kinds: ReadonlyArray<readonly [Code['kind'], RegExp]> = [
  ['msi', /\b[Ee]rror code is (\d{3,5})\b/g],
  ['msi', /\b(?:Fehlercode|[Cc]ode d'erreur)[^\d]{1,10}(1[67]\d\d)\b/g],
  ['win32', /\b(?:error code is: |exit code )(-?\d{1,10})\b/g],
  ['ldap', /\b([0-9A-F]{8}): (?=\w{3,8}: DSID)/g],
  ['hresult', /\b(0x[0-9A-Fa-f]{4,8})\b/g]
]

/** The codes that a text names, each once. */
export const codesOf = (text: string): ReadonlyArray<Code> => {
  const found = kinds.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map(([, value = '']): Code => ({ kind, value }))
  )
  return found
    .filter((one, index) => found.findIndex(({ value }) => value === one.value) === index)
    .slice(0, limits.codes)
}

const objectPatterns: ReadonlyArray<RegExp> = [
  /'([^'\n]{3,260})'/g,
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
