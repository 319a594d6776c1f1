// Numbers: Int32 alone. What would be an Int64 or a Double in PowerShell isn't known here.
const { fault, isChar, isEnumerable, kindOf, text, unknown } = require('./values.cjs')

const largest = 2 ** 31

/** @param {number} value */
const int32 = (value) =>
  Number.isInteger(value) && value >= -largest && value < largest ? value + 0 : unknown(`the number ${value}`)

/** @type {Readonly<Record<string, number>>} */
const multiples = { kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 }

/**
 * A literal; one in hexadecimal with its first bit set is negative.
 * @param {string} written
 */
const literal = (written) => {
  if (/^0x[0-9a-f]{1,8}$/i.test(written)) return Number(written) | 0
  const [, digits, unit] = /^(\d+)(kb|mb|gb)?$/i.exec(written) ?? unknown(`the number ${written}`)
  return int32(Number(digits) * (multiples[unit?.toLowerCase() ?? ''] ?? 1))
}

/**
 * Text as a number. Many more forms are numbers; what begins with any other letter is none.
 * @param {string} value
 */
const read = (value) => {
  const trimmed = value.trim()
  if (trimmed === '') return 0
  if (/^-?\d+$/.test(trimmed) && /^[ -~]*$/.test(value)) return int32(Number(trimmed))
  return /^[a-z_]/i.test(trimmed) && !/^(nan|inf)/i.test(trimmed)
    ? fault(`Cannot convert value "${value}" to type "System.Int32".`)
    : unknown(`whether ${JSON.stringify(value)} is a number`)
}

/**
 * A value as a number, by the rules of operators and casts.
 * @param {unknown} value
 */
const number = (value) => {
  if (value === null) return 0
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (isChar(value)) return value.char
  return typeof value === 'string' ? read(value) : unknown(`the number of ${kindOf(value)}`)
}

/**
 * @param {number} value
 * @param {string} format
 */
const formatNumber = (value, format) => {
  const [, kind = '', digits] = /^([xXdD])(\d?)$/.exec(format) ?? unknown(`the format ${format}`)
  const isHexadecimal = kind.toLowerCase() === 'x'
  const written = isHexadecimal ? (int32(value) >>> 0).toString(16) : String(Math.abs(int32(value)))
  const padded = (kind === 'X' ? written.toUpperCase() : written).padStart(Number(digits), '0')
  return !isHexadecimal && value < 0 ? `-${padded}` : padded
}

/**
 * @param {unknown} value
 * @param {string | undefined} how
 */
const formatted = (value, how) => {
  if (isEnumerable(value)) unknown('the format of a list')
  if (how === undefined || typeof value === 'string' || value === null) return text(value)
  return typeof value === 'number' ? formatNumber(value, how) : unknown(`the format ${how} of ${kindOf(value)}`)
}

/**
 * The operator -f: places by their numbers, and doubled braces.
 * @param {string} pattern
 * @param {ReadonlyArray<unknown>} values
 */
const format = (pattern, values) => {
  if (/[{}]/.test(pattern.replace(/\{\{|\}\}|\{\d(:\w+)?\}/g, ''))) unknown(`the format ${pattern}`)
  return pattern.replace(/\{\{|\}\}|\{(\d)(?::(\w+))?\}/g, (found, index, how) => {
    if (index === undefined) return found.charAt(0)
    if (Number(index) >= values.length) fault('Index (zero based) must be less than the size of the argument list.')
    return formatted(values[Number(index)], how)
  })
}

/**
 * [int]::TryParse: digits with a sign, and nothing else but spaces around.
 * @param {unknown} value
 * @param {{ set: (value: number) => void }} into
 */
const tryParse = (value, into) => {
  if (typeof value !== 'string' || !/^[ -~]*$/.test(value)) return unknown(`the number ${kindOf(value)}`)
  const isNumber = /^ *[+-]?\d+ *$/.test(value) && Math.abs(Number(value)) < largest
  into.set(isNumber ? Number(value) + 0 : 0)
  return isNumber
}

module.exports = { format, formatNumber, int32, literal, number, tryParse }
