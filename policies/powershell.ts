/** PowerShell takes the typographic quotes for apostrophes too. */
const singleQuotes = /['\u2018\u2019\u201a\u201b]/g

/** A value as a PowerShell literal that can't become code, whatever it holds. */
export const quote = (value: string): string => `'${value.replace(singleQuotes, '$&$&')}'`

/** A PowerShell command in which each value is quoted; lists become comma-separated literals. */
export const powershell = (
  parts: TemplateStringsArray,
  ...values: ReadonlyArray<string | ReadonlyArray<string>>
): string =>
  parts.reduce((command, part, index) => {
    const value = values[index - 1] ?? ''
    return command + (typeof value === 'string' ? quote(value) : value.map(quote).join(',')) + part
  })
