// Regular expressions of .NET by those of JavaScript, as far as both agree.
const { text, unknown } = require('./values.cjs')

/** What means the same in both; classes of Unicode only where the text is ASCII. */
const same =
  /\\[dDwWsSbBtrn.\\/^$*+?()[\]{}|-]|\\x[0-9a-fA-F]{2}|\[\^?(?:[^\\\][]|\\[dwst\\rn.\]^-]|\\x[0-9a-fA-F]{2})+\]|\(\?[:=!]|[*+?]\??|\{\d+(?:,\d*)?\}\??|[()|]/y
const plain = /[^\\[\](){}*+?^$.|]/y
const anchors = { '\\z': '(?![\\s\\S])', '\\A': '^', $: '(?=\\n?(?![\\s\\S]))', '.': '[^\\n]', '^': '^' }
const anchor = /\\[zA]|[$.^]/y

const pieceAt = (pattern, at) => {
  for (const one of [same, plain, anchor]) {
    one.lastIndex = at
    const [found] = one.exec(pattern) ?? []
    if (found !== undefined) return found
  }
  return unknown(`the pattern ${pattern}`)
}

const translations = new Map()

const translated = (pattern) => {
  let [source, at] = ['', 0]
  while (at < pattern.length) {
    const piece = pieceAt(pattern, at)
    source += Object.hasOwn(anchors, piece) ? anchors[piece] : piece
    at += piece.length
  }
  return source
}

const sourceOf = (pattern) => {
  if (!translations.has(pattern)) translations.set(pattern, translated(pattern))
  return translations.get(pattern)
}

const isAscii = (value) => /^[\0-\x7f]*$/.test(value)

/** By Unicode the two differ in their classes, and in what is the same letter. */
const expression = (pattern, value, flags) => {
  if (!isAscii(value) && (/\\[dwsb]/i.test(pattern) || flags.includes('i'))) unknown(`${pattern} beyond ASCII`)
  if (!isAscii(pattern)) unknown(`the pattern ${pattern}`)
  try {
    return new RegExp(sourceOf(pattern), flags)
  } catch {
    return unknown(`the pattern ${pattern}`)
  }
}

const isTexts = (...values) =>
  values.every((one) => typeof one === 'string') || unknown('a pattern for other than text')

const isMatch = (value, pattern, ...more) => {
  if (more.length > 0) unknown('options of a pattern')
  isTexts(value, pattern)
  return expression(pattern, value, '').test(value)
}

const replace = (value, pattern, by, ...more) => {
  if (more.length > 0) unknown('options of a pattern')
  isTexts(value, pattern)
  if (typeof by !== 'function' && (typeof by !== 'string' || by.includes('$'))) unknown(`the replacement ${by}`)
  const of = typeof by === 'string' ? () => by : (found) => text(by({ Value: found }))
  return value.replace(expression(pattern, value, 'g'), of)
}

/** The operator -split for one text: what stands between the matches, and what their groups hold. */
const split = (value, pattern) => {
  const parts = []
  let at = 0
  for (const { 0: found, index, ...groups } of value.matchAll(expression(pattern, value, 'gi'))) {
    parts.push(value.slice(at, index))
    for (const one of Object.keys(groups).filter((key) => /^\d+$/.test(key)))
      if (groups[one] !== undefined) parts.push(groups[one])
    at = index + found.length
  }
  return [...parts, value.slice(at)]
}

module.exports = { isMatch, replace, split }
