/** A failed step as setup tells it: its script, null for a plain error, and what it raised. */
export interface Wrapped {
  readonly script: string | null
  readonly raised: string
}

/** Setup begins every script with this, whatever the language of the sentence around it. */
const marker = '$error.Clear();'

/** The sentence before the script is short; a text that comes to it later only quotes one. */
const furthest = 300

/** The end of the script, the rest of the sentence, and the quotation mark before what was raised, in any script. */
const joint =
  /["\u201c\u201d\u00bb\u300d\u300f][^"\u201c\u201d\u00ab\u00bb\u300c\n]{0,120}(?::[ \u00a0]|[:\uff1a](?=[\u201c\u201e\u00ab\u300c]))["\u201c\u201e\u00ab\u300c\u300e]\u00a0?/g

const typeName = /^[A-Za-z_]\w{0,100}(?:\.\w{1,100}){1,12}(?:`\d)?(?: \(0x[0-9A-Fa-f]{1,8}\))?: /

/** Where even the quotation marks are damaged, the first exception that is named by its type. */
const exception = /(?<![\w.])[A-Za-z_]\w{0,100}(?:\.\w{1,100}){1,12}Exception(?: \(0x[0-9A-Fa-f]{1,8}\))?: /

const withoutTail = (text: string): string =>
  text.trim().replace(/[\u00a0 ]?["\u201d\u201c\u00bb\u300d\u300f][.\u3002]?$/, '')

interface Cut {
  readonly end: number
  readonly begin: number
}

const isAtLineStart = (text: string, at: number): boolean =>
  text.slice(text.lastIndexOf('\n', at) + 1, at).trim() === ''

const exceptionIn = (text: string): Cut | null => {
  const found = exception.exec(text)
  if (found === null) return null
  const line = text.lastIndexOf('\n', found.index)
  return { end: line < 0 ? found.index : line, begin: found.index }
}

const cutOf = (text: string): Cut | null => {
  const cuts = [...text.matchAll(joint)].map(({ 0: whole, index }) => ({ end: index, begin: index + whole.length }))
  return (
    cuts.find(({ begin }) => typeName.test(text.slice(begin, begin + 1_500))) ??
    cuts.find(({ end }) => isAtLineStart(text, end)) ??
    exceptionIn(text) ??
    cuts[0] ??
    null
  )
}

/** The name of a type that a console broke at the end of its line. */
const brokenType = /(?<![\w.])((?:\w{1,100}\.){1,12}\w{0,100})\n(\w{1,100}(?:\.\w{1,100}){0,12}: )/g

const withWholeTypes = (text: string): string =>
  text.includes('\n')
    ? text.replace(brokenType, (given, begin, end) =>
        `${begin}${end}`.endsWith('Exception: ') ? `${begin}${end}` : given
      )
    : text

/** The script of a failed step and what it raised, by what is the same in every language of setup. */
export const wrapped = (given: string): Wrapped => {
  const text = withWholeTypes(given)
  const at = text.indexOf(marker)
  if (at < 0 || at > furthest || text.slice(0, at).includes('\n')) return { script: null, raised: text }
  const rest = text.slice(at + marker.length)
  const cut = cutOf(rest)
  // A text that was cut off within the script raised nothing that is known.
  if (cut === null) return { script: rest.trim(), raised: text.slice(0, at) }
  // PowerShell may break the line behind the quotation mark that ends the script.
  const script = rest
    .slice(0, cut.end)
    .trim()
    .replace(/\n\s*["\u201d\u00bb\u300d\u300f]$/, '')
  return { script, raised: withoutTail(rest.slice(cut.begin)) }
}
