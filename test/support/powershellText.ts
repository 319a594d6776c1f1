/** PowerShell split into its code, in which each literal value stands as `§`, and those values. */
export interface Scanned {
  readonly code: string
  readonly values: ReadonlyArray<string>
}

const tokens = /'((?:[^']|'')*)'|"(?:[^"`]|`.|"")*"|#[^\n]*|[^'"#]/gsy

const unquoted = (text: string): string => text.replaceAll("''", "'")

/** Joins `('a' + [char]0x000A + 'b')`, of which the literals are marked and numbered by their values. */
const joinParts = (code: string, values: ReadonlyArray<string>): Scanned => {
  const joined: Array<string> = []
  let next = 0
  const text = code.replace(/\(§(?: \+ (?:§|\[char\]0x[0-9A-F]{4}))+\)|§/g, (match) => {
    const parts = match.match(/§|0x[0-9A-F]{4}/g) ?? []
    joined.push(
      parts
        .map((part) => {
          if (part !== '§') return String.fromCharCode(Number(part))
          next += 1
          return values[next - 1] ?? ''
        })
        .join('')
    )
    return '§'
  })
  return { code: text, values: joined }
}

/**
 * Reads PowerShell as its own tokenizer would, as far as literals go: single quotes (doubled within), double quotes,
 * comments. Fails where a literal isn't closed, or where the text isn't ASCII: there other quotes would count.
 */
export const scanPowerShell = (text: string): Scanned => {
  if (/[^\n -~]/.test(text)) throw new Error('not plain ASCII')
  const values: Array<string> = []
  let code = ''
  tokens.lastIndex = 0
  while (tokens.lastIndex < text.length) {
    const at = tokens.lastIndex
    const match = tokens.exec(text)
    if (match === null) throw new Error(`an open literal at ${text.slice(at, at + 40)}`)
    if (match[1] === undefined) code += match[0].startsWith('#') ? '' : match[0]
    else {
      values.push(unquoted(match[1]))
      code += '§'
    }
  }
  return joinParts(code, values)
}
