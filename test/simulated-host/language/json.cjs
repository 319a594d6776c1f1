// ConvertTo-Json as Windows PowerShell writes it, as far as it goes.
const { isChar, isList, isObject, items, kindOf, text, unknown } = require('./values.cjs')

/**
 * @param {Map<unknown, unknown>} table
 * @returns {Array<[string, unknown]>}
 */
const entriesOf = (table) =>
  [...table].map(([key, value]) => [
    /^\d+$/.test(String(key)) ? unknown('JSON with numbers for names') : String(key),
    value
  ])

/**
 * A list or table that is nested deeper than asked for is cut, in a way of its own.
 * @param {unknown} value
 * @param {number} depth
 * @returns {unknown}
 */
const forJson = (value, depth) => {
  const isHolder = value instanceof Map || Array.isArray(value) || isList(value)
  if (isHolder && depth < 0) unknown('JSON that is cut at its depth')
  if (value instanceof Map)
    return Object.fromEntries(entriesOf(value).map(([key, one]) => [key, forJson(one, depth - 1)]))
  if (isHolder) return items(value).map((one) => forJson(one, depth - 1))
  if (isChar(value)) return text(value)
  return isObject(value) ? unknown(`the JSON of ${kindOf(value)}`) : (value ?? null)
}

/**
 * Windows PowerShell writes these four encoded.
 * @param {unknown} value
 * @param {{ depth: number, isCompressed: boolean }} how
 */
const toJson = (value, { depth, isCompressed }) =>
  JSON.stringify(forJson(value, depth), null, isCompressed ? undefined : 2).replace(
    /['<>&]/g,
    (one) => `\\u00${one.charCodeAt(0).toString(16)}`
  )

module.exports = { toJson }
