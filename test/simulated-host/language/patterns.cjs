// Regular expressions of .NET by those of JavaScript, as far as both agree.
const { text, unknown } = require('./values.cjs')

/** What means the same in both; classes of Unicode only where the text is ASCII. */
const same =
  /\\[dDwWsSbBtrn.\\/^$*+?()[\]{}|-]|\\x[0-9a-fA-F]{2}|\[\^?(?:[^\\\][]|\\[dwst\\rn.\]^-]|\\x[0-9a-fA-F]{2})+\]|\(\?[:=!]|[*+?]\??|\{\d+(?:,\d*)?\}\??|[()|]/y
const plain = /[^\\[\](){}*+?^$.|]/y
/** @type {Readonly<Record<string, string>>} */
const anchors = { '\\z': '(?![\\s\\S])', '\\A': '^', $: '(?=\\n?(?![\\s\\S]))', '.': '[^\\n]', '^': '^' }
const anchor = /\\[zA]|[$.^]/y

/**
 * @param {string} pattern
 * @param {number} at
 * @returns {string}
 */
const pieceAt = (pattern, at) => {
  for (const one of [same, plain, anchor]) {
    one.lastIndex = at
    const [found] = one.exec(pattern) ?? []
    if (found !== undefined) return found
  }
  return unknown(`the pattern ${pattern}`)
}

/** @type {Map<string, string>} */
const translations = new Map()

/** @param {string} pattern */
const translated = (pattern) => {
  let [source, at] = ['', 0]
  while (at < pattern.length) {
    const piece = pieceAt(pattern, at)
    source += Object.hasOwn(anchors, piece) ? anchors[piece] : piece
    at += piece.length
  }
  return source
}

/** @param {string} pattern */
const sourceOf = (pattern) => {
  const source = translations.get(pattern) ?? translated(pattern)
  translations.set(pattern, source)
  return source
}

/** @param {string} value */
const isAscii = (value) => /^[\0-\x7f]*$/.test(value)

/**
 * By Unicode the two differ in their classes, and in what is the same letter.
 * @param {string} pattern
 * @param {string} value
 * @param {string} flags
 */
const expression = (pattern, value, flags) => {
  if (!isAscii(value) && (/\\[dwsb]/i.test(pattern) || flags.includes('i'))) unknown(`${pattern} beyond ASCII`)
  if (!isAscii(pattern)) unknown(`the pattern ${pattern}`)
  try {
    return new RegExp(sourceOf(pattern), flags)
  } catch {
    return unknown(`the pattern ${pattern}`)
  }
}

/** @param {...unknown} values */
const isTexts = (...values) =>
  values.every((one) => typeof one === 'string') || unknown('a pattern for other than text')

/**
 * @param {string} value
 * @param {string} pattern
 * @param {...unknown} more
 */
const isMatch = (value, pattern, ...more) => {
  if (more.length > 0) unknown('options of a pattern')
  isTexts(value, pattern)
  return expression(pattern, value, '').test(value)
}

/**
 * @param {string} value
 * @param {string} pattern
 * @param {string | ((match: { Value: string }) => unknown)} by
 * @param {...unknown} more
 */
const replace = (value, pattern, by, ...more) => {
  if (more.length > 0) unknown('options of a pattern')
  isTexts(value, pattern)
  if (typeof by !== 'function' && (typeof by !== 'string' || by.includes('$'))) unknown(`the replacement ${by}`)
  /** @type {(found: string) => string} */
  const of = typeof by === 'string' ? () => by : (found) => text(by({ Value: found }))
  return value.replace(expression(pattern, value, 'g'), of)
}

/**
 * The operator -split for one text: what stands between the matches, and what their groups hold.
 * @param {string} value
 * @param {string} pattern
 */
const split = (value, pattern) => {
  /** @type {Array<string>} */
  const parts = []
  let at = 0
  for (const match of value.matchAll(expression(pattern, value, 'gi'))) {
    const [found, ...groups] = match
    parts.push(value.slice(at, match.index))
    for (const one of groups) if (one !== undefined) parts.push(one)
    at = match.index + found.length
  }
  return [...parts, value.slice(at)]
}

module.exports = { isMatch, replace, split }
