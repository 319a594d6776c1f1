// The operators that scripts of ours use.
const { equal, like, order } = require('./comparing.cjs')
const { format, int32, number } = require('./numbers.cjs')
const { split } = require('./patterns.cjs')
const { fault, isChar, isEnumerable, isObject, isSwitch, items, kindOf, text, unknown } = require('./values.cjs')

/** @typedef {(left: unknown, right: unknown) => unknown} Operator */

/**
 * With a list on the left side, a comparison gives those of it that pass.
 * @type {(passes: (left: unknown, right: unknown) => unknown) => Operator}
 */
const filtering = (passes) => (left, right) => {
  if (isEnumerable(right)) unknown(`a comparison with ${kindOf(right)}`)
  return isEnumerable(left) ? items(left).filter((one) => passes(one, right)) : passes(left, right)
}

/** @type {Operator} */
const same = (left, right) => {
  // By the left side's type alone: nothing on the left is no list, whatever stands on the right.
  if (left === null) return right === null
  return isEnumerable(right) ? unknown(`a comparison with ${kindOf(right)}`) : filtering(equal)(left, right)
}

/** @type {Operator} */
const differs = (left, right) => {
  if (left === null) return right !== null
  return filtering((one, other) => !equal(one, other))(left, right)
}

/** @type {(list: unknown, value: unknown) => boolean} */
const contains = (list, value) => {
  if (isEnumerable(value) || list instanceof Map) unknown(`whether a list holds ${kindOf(value)}`)
  return items(list).some((one) => equal(one, value))
}

/**
 * What is added to a list, one by one.
 * @param {unknown} value
 */
const added = (value) => (Buffer.isBuffer(value) ? unknown('bytes in a list') : items(value))

/** @type {Operator} */
const add = (left, right) => {
  if (Array.isArray(left)) return [...left, ...added(right)]
  if (typeof left === 'string')
    return isObject(right) && right instanceof Map ? unknown('a text and a table') : left + text(right)
  if (typeof left === 'number') return int32(left + number(right))
  return left === null && (typeof right === 'number' || typeof right === 'string')
    ? right
    : unknown(`the sum of ${kindOf(left)} and ${kindOf(right)}`)
}

/** @param {unknown} value */
const isNumeric = (value) => value === null || ['number', 'string', 'boolean'].includes(typeof value)

/**
 * What counts, on two numbers or what is taken for one.
 * @type {(act: (left: number, right: number) => number) => Operator}
 */
const counting = (act) => (left, right) =>
  isNumeric(left) && isNumeric(right)
    ? int32(act(int32(number(left)), int32(number(right))))
    : unknown(`counting with ${kindOf(left)} and ${kindOf(right)}`)

/** @type {Operator} */
const multiply = (left, right) =>
  typeof left === 'number' ? counting((a, b) => a * b)(left, right) : unknown(`${kindOf(left)} many times`)

/**
 * A fraction would be a Double.
 * @type {Operator}
 */
const divide = (left, right) => {
  if (
    typeof left !== 'number' ||
    typeof right !== 'number' ||
    !Number.isSafeInteger(left) ||
    !Number.isSafeInteger(right)
  )
    return unknown(`the quotient of ${kindOf(left)} and ${kindOf(right)}`)
  return right === 0 ? fault('Attempted to divide by zero.') : int32(left / right)
}

/**
 * Whether a value has elements for .NET, as a text has too.
 * @param {unknown} value
 * @returns {boolean}
 */
const isMany = (value) => {
  if (typeof value === 'string' || value instanceof Map || isEnumerable(value)) return true
  return isObject(value) && !isChar(value) && !isSwitch(value) ? unknown(`whether ${kindOf(value)} is a list`) : false
}

/**
 * Whether a value is of a type; no error here has a number of Windows.
 * @type {ReadonlyMap<string, (value: unknown) => boolean>}
 */
const kinds = new Map([
  ['string', (value) => typeof value === 'string'],
  ['bool', (value) => typeof value === 'boolean'],
  ['int', (value) => typeof value === 'number'],
  ['collections.idictionary', (value) => value instanceof Map],
  ['collections.ienumerable', isMany],
  ['byte[]', (value) => Buffer.isBuffer(value)],
  ['componentmodel.win32exception', () => false],
  ['management.automation.commandnotfoundexception', () => false]
])

/** @type {Operator} */
const isOfKind = (left, right) => {
  const type = isObject(right) && 'type' in right && typeof right.type === 'string' ? right.type : null
  const isOne = kinds.get(type ?? '') ?? unknown(`-is [${type ?? kindOf(right)}]`)
  return isOne(left)
}

/** @param {unknown} value */
const lone = (value) => (isEnumerable(value) ? unknown('a list in a list as text') : text(value))

/** @type {Operator} */
const joined = (left, right) => {
  if (isEnumerable(right) || left instanceof Map) unknown(`-join with ${kindOf(right)}`)
  return items(left).map(lone).join(text(right))
}

/** @type {Operator} */
const parts = (left, right) => {
  if (typeof right !== 'string' || items(left).length === 0)
    return unknown(`-split of ${kindOf(left)} by ${kindOf(right)}`)
  return items(left).flatMap((one) => split(lone(one), right))
}

/** @type {(wanted: boolean) => Operator} */
const alike = (wanted) => (left, right) => {
  if (isEnumerable(right)) unknown(`a comparison with ${kindOf(right)}`)
  const matches = (/** @type {string} */ one) => like(one, text(right)) === wanted
  return isEnumerable(left) ? items(left).map(lone).filter(matches) : matches(text(left))
}

/**
 * Left and right side, evaluated both; -and and -or are not among these.
 * @type {Readonly<Record<string, Operator>>}
 */
const operators = {
  '-eq': same,
  '-ne': differs,
  '-lt': filtering((left, right) => order(left, right) < 0),
  '-le': filtering((left, right) => order(left, right) <= 0),
  '-gt': filtering((left, right) => order(left, right) > 0),
  '-ge': filtering((left, right) => order(left, right) >= 0),
  '-contains': contains,
  '-notcontains': (left, right) => !contains(left, right),
  '-in': (left, right) => contains(right, left),
  '-notin': (left, right) => !contains(right, left),
  '-like': alike(true),
  '-notlike': alike(false),
  '-split': parts,
  '-join': joined,
  '-is': isOfKind,
  '-band': counting((left, right) => left & right),
  '-bor': counting((left, right) => left | right),
  '-f': (left, right) => (typeof left === 'string' ? format(left, items(right)) : unknown(`-f of ${kindOf(left)}`)),
  '+': add,
  '-': counting((left, right) => left - right),
  '*': multiply,
  '/': divide
}

module.exports = { add, operators }
