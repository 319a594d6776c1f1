// The types of PowerShell itself that a value is cast to.
const { int32, number } = require('./numbers.cjs')
const { fault, isChar, isEnumerable, isSwitch, items, kindOf, text, truth, unknown } = require('./values.cjs')

/** @param {unknown} value */
const isOne = (value) => (isEnumerable(value) || isSwitch(value) ? unknown(`a cast of ${kindOf(value)}`) : value)

/** @param {unknown} value */
const charOf = (value) => {
  if (isChar(value)) return value
  if (typeof value === 'string')
    return value.length === 1
      ? { char: value.charCodeAt(0) }
      : fault(`Cannot convert value "${value}" to type "System.Char".`)
  if (typeof value !== 'number') return unknown(`[char] of ${kindOf(value)}`)
  return value >= 0 && value < 65_536
    ? { char: int32(value) }
    : fault('Value was either too large or too small for a character.')
}

/** @param {unknown} value */
const texts = (value) => {
  if (value === null) return null
  return items(value).map((one) => (isEnumerable(one) ? unknown('a list in a list of texts') : text(one)))
}

/** @param {unknown} value */
const flag = (value) => {
  if (isSwitch(value)) return value
  return value === null || typeof value === 'boolean'
    ? { switch: value === true }
    : unknown(`a switch of ${kindOf(value)}`)
}

/** @param {unknown} value */
const block = (value) =>
  value === null || (typeof value === 'object' && 'block' in value)
    ? value
    : unknown(`a script block of ${kindOf(value)}`)

/** @param {ReadonlyArray<unknown>} values */
const listOf = (values) => {
  const list = [...values]
  return { list, Add: (/** @type {unknown} */ value) => list.push(value) - 1 }
}

/**
 * By the type's name, without `System.`.
 * @type {Readonly<Record<string, (value: unknown) => unknown>>}
 */
const casts = {
  ordered: (value) =>
    value instanceof Map ? Object.assign(value, { isOrdered: true }) : unknown(`[ordered] of ${kindOf(value)}`),
  scriptblock: block,
  bool: truth,
  switch: flag,
  string: text,
  int: (value) => int32(number(isOne(value))),
  char: charOf,
  datetime: (value) => (value instanceof Date ? value : unknown(`[DateTime] of ${kindOf(value)}`)),
  'string[]': texts,
  'object[]': (value) => (Array.isArray(value) ? value : unknown(`[object[]] of ${kindOf(value)}`)),
  'collections.arraylist': (value) => (Array.isArray(value) ? listOf(value) : unknown(`a list of ${kindOf(value)}`))
}

/**
 * What a parameter without a value is.
 * @type {Readonly<Record<string, unknown>>}
 */
const absent = { string: '', int: 0, bool: false, switch: { switch: false } }

module.exports = { absent, casts }
