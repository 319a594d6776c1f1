const windowsNames: ReadonlyMap<string, string> = new Map([
  ['ST', 'S'],
  ['GN', 'G'],
  ['emailAddress', 'E'],
  ['serialNumber', 'SERIALNUMBER'],
  ['street', 'STREET'],
  ['title', 'T']
])

const withoutEscapes = (value: string): string =>
  value.replace(/\\(?:([0-9A-F]{2})|(.))/gs, (_, digits: string | undefined, plain: string) =>
    digits === undefined ? plain : String.fromCharCode(Number.parseInt(digits, 16))
  )

const quote = (value: string): string =>
  value === '' || /[,+="\n<>#;]|^\s|\s$/.test(value) ? `"${value.replace(/"/g, '""')}"` : value

const showPart = (part: string): string => {
  const sign = part.indexOf('=')
  const name = part.slice(0, sign)
  return `${windowsNames.get(name) ?? name}=${quote(withoutEscapes(part.slice(sign + 1)))}`
}

/** A subject as Windows shows it (`CN=…, O=…, C=…`), from Node's form: a line for each part, in the opposite order. */
export const windowsSubject = (lines: string): string =>
  lines
    .split('\n')
    .filter((line) => line !== '')
    .map(showPart)
    .reverse()
    .join(', ')
