// How PowerShell compares: by the type of the left side, and texts without regard to case.
const { int32, number } = require('./numbers.cjs')
const { isEnumerable, isObject, kindOf, text, truth, unknown } = require('./values.cjs')

/** @param {string} value */
const isPlain = (value) => /^[ -~]*$/.test(value)

const collator = new Intl.Collator('en-US', { sensitivity: 'accent' })

/**
 * Beyond plain ASCII a culture decides; where the numbers of the characters say otherwise, nobody knows.
 * @param {string} left
 * @param {string} right
 */
const sameText = (left, right) => {
  const isSame = left.toLowerCase() === right.toLowerCase()
  if (left === right || (isPlain(left) && isPlain(right))) return isSame
  return isSame === (collator.compare(left, right) === 0) ? isSame : unknown(`whether ${left} is ${right}`)
}

/** @param {string} value */
const isNoNumber = (value) => /^\s*[a-z_]/i.test(value) && !/^\s*(nan|inf)/i.test(value)

/**
 * @param {number} left
 * @param {unknown} right
 */
const sameNumber = (left, right) => {
  if (isEnumerable(right) || isObject(right)) return unknown(`whether a number is ${kindOf(right)}`)
  // What is no number at all is another value, and no error.
  if (typeof right === 'string' && isNoNumber(right)) return false
  return left === number(right)
}

/**
 * Whether the right side is as the left one, which is no list.
 * @param {unknown} left
 * @param {unknown} right
 */
const equal = (left, right) => {
  if (left === null || right === null) return left === right
  if (isEnumerable(left) || isEnumerable(right)) return unknown(`whether ${kindOf(left)} is ${kindOf(right)}`)
  if (typeof left === 'string') return sameText(left, text(right))
  if (typeof left === 'number') return sameNumber(left, right)
  if (typeof left === 'boolean') return left === truth(right)
  if (left === right) return true
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime()
  return unknown(`whether ${kindOf(left)} is ${kindOf(right)}`)
}

/**
 * Letters and digits alone come in one order everywhere.
 * @param {string} left
 * @param {string} right
 */
const orderOfTexts = (left, right) => {
  if (!/^[0-9a-z]*$/i.test(left) || !/^[0-9a-z]*$/i.test(right)) {
    return left === right ? 0 : unknown(`the order of ${left} and ${right}`)
  }
  const [first, second] = [left.toLowerCase(), right.toLowerCase()]
  return first === second ? 0 : first < second ? -1 : 1
}

/**
 * Less than nothing, nothing or more: how the left side stands to the right one.
 * @param {unknown} left
 * @param {unknown} right
 */
const order = (left, right) => {
  if (left instanceof Date && right instanceof Date) return left.getTime() - right.getTime()
  if (typeof left === 'string' && typeof right === 'string') return orderOfTexts(left, right)
  if (typeof left === 'string' && typeof right === 'number') return orderOfTexts(left, String(int32(right)))
  if (typeof left === 'number' && !isObject(right) && right !== null && typeof right !== 'boolean')
    return left - number(right)
  return unknown(`the order of ${kindOf(left)} and ${kindOf(right)}`)
}

/**
 * The operator -like, without its ranges and escapes.
 * @param {string} value
 * @param {string} pattern
 */
const like = (value, pattern) => {
  if (/[[\]`]/.test(pattern)) unknown(`the pattern ${pattern}`)
  if (!isPlain(value.replace(/[\t\r\n]/g, '')) || !isPlain(pattern)) unknown(`whether ${value} is like ${pattern}`)
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 'is').test(value)
}

module.exports = { equal, like, order }
