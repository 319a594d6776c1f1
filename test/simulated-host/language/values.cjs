// The values of the simulated PowerShell. Strings, numbers, booleans, null, arrays and buffers are JavaScript's own; a
// hash table is a Map, a character {char}, a script block {block}, a type {type}, and any other object one with members.

/** An error that a script can catch. */
const failure = (message) => ({ isFailure: true, message })
const fail = (message) => {
  throw failure(message)
}

/** What the stand-in does not know: nothing in a script may catch it, or a step could pass that was never done. */
const unknown = (what) => {
  throw new Error(`The simulated host does not know ${what}.`)
}

const isObject = (value) => typeof value === 'object' && value !== null
const isChar = (value) => isObject(value) && typeof value.char === 'number'
const errorRecord = (message) => ({ isRecord: true, Exception: { Message: message, InnerException: null } })

const text = (value) => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (isChar(value)) return String.fromCharCode(value.char)
  if (Array.isArray(value)) return value.map(text).join(' ')
  if (value.isRecord === true) return value.Exception.Message
  return unknown(`the text of ${Object.keys(value)}`)
}

const truth = (value) => {
  if (Array.isArray(value)) return value.length > 1 || (value.length === 1 && truth(value[0]))
  return value !== null && value !== undefined && value !== false && value !== 0 && value !== ''
}

const number = (value) => {
  if (value === null) return 0
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (isChar(value)) return value.char
  const read = typeof value === 'string' && /^\s*-?(\d+(\.\d+)?|0x[0-9a-f]+)\s*$/i.test(value) ? Number(value) : null
  return read ?? fail(`Cannot convert value "${text(value)}" to type "System.Int32".`)
}

/** Compares as PowerShell does: by the type of the left side, and texts without regard to case. */
const equal = (left, right) => {
  if (left === null || right === null) return left === right
  if (typeof left === 'string' || isChar(left)) return text(left).toLowerCase() === text(right).toLowerCase()
  if (typeof left === 'number') return /^\s*-?[\d.]+\s*$/.test(text(right)) && left === number(right)
  if (typeof left === 'boolean') return left === truth(right)
  return left === right
}

const order = (left, right) => {
  if (left instanceof Date && right instanceof Date) return left.getTime() - right.getTime()
  return typeof left === 'string' ? left.localeCompare(text(right)) : number(left) - number(right)
}

const like = (value, pattern) => {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 'is').test(value)
}

/** What goes down a pipeline one by one. */
const items = (value) => {
  if (value === undefined) return []
  if (Array.isArray(value)) return value
  if (Buffer.isBuffer(value)) return [...value]
  return isObject(value) && Array.isArray(value.list) ? value.list : [value]
}

/** What an expression that ran gives: nothing, one value, or a list. */
const gathered = (values) => (values.length === 0 ? null : values.length === 1 ? values[0] : values)

const formatNumber = (value, format) => {
  const [, kind, digits] = /^([xXdD])(\d*)$/.exec(format) ?? unknown(`the format ${format}`)
  const written = kind.toLowerCase() === 'x' ? number(value).toString(16) : String(number(value))
  return (kind === 'X' ? written.toUpperCase() : written).padStart(Number(digits), '0')
}

const format = (pattern, values) =>
  pattern.replace(/\{(\d+)(?::([^}]+))?\}/g, (_, index, how) => {
    const value = values[Number(index)] ?? null
    return how === undefined ? text(value) : formatNumber(value, how)
  })

const forJson = (value) => {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, one]) => [key, forJson(one)]))
  if (isObject(value) && Array.isArray(value.list)) return value.list.map(forJson)
  return Array.isArray(value) ? value.map(forJson) : isChar(value) ? text(value) : value
}

/** Windows PowerShell writes these four encoded. */
const toJson = (value) =>
  JSON.stringify(forJson(value)).replace(/['<>&]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`)

module.exports = {
  ...{ errorRecord, equal, fail, failure, format, formatNumber, gathered, isObject, items, like },
  ...{ number, order, text, toJson, truth, unknown }
}
