/** PowerShell takes the typographic quotes for apostrophes too; those are encoded with all that isn't ASCII. */
const doubled = (text: string): string => `'${text.replaceAll("'", "''")}'`

const encoded = (character: string): string =>
  `[char]0x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`

/**
 * A value as a PowerShell expression that can't become code, whatever it holds. It is plain ASCII on one line: a line
 * break could end a block that is read from standard input, and in a wrong code page bytes of UTF-8 become quotes. `<{` is
 * written by its number too, since with it begin the colour tags at which Pulumi's display breaks down.
 */
export const quote = (value: string): string => {
  // Even in quotes it would make an argument of the rest of the line.
  if (value === '--%') return `('--' + ${encoded('%')})`
  if (!/[^ -~]|<\{/.test(value)) return doubled(value)
  const parts = value.match(/(?:[ -;=-~]|<(?!\{))+|[^ -~]|</g) ?? []
  const [first = '', ...rest] = parts.map((part) =>
    /^[ -~]/.test(part) && part !== '<' ? doubled(part) : encoded(part)
  )
  return `(${first.startsWith("'") ? '' : "'' + "}${[first, ...rest].join(' + ')})`
}

/** A PowerShell command in which each value is quoted; lists become comma-separated literals. */
export const powershell = (
  parts: TemplateStringsArray,
  ...values: ReadonlyArray<string | ReadonlyArray<string>>
): string =>
  parts.reduce((command, part, index) => {
    const value = values[index - 1] ?? ''
    return command + (typeof value === 'string' ? quote(value) : value.map(quote).join(',')) + part
  })
